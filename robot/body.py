"""The robot's body and voice: the operator's devices and the branch, put together and kept running.

With `robot.cli` the only place that knows both the loop and the drivers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timezone
from typing import TypeVar

from hardware import catalogue
from robot import settings
from robot.client import ConversationClient
from robot.ports.drivers import Choice, Drivers
from robot.ports.reopening import Closable, Reopening
from robot.ports.steady import SteadyCamera, SteadyMicrophone, SteadySpeaker
from robot.settings import SettingRefused, Settings
from robot.voice.assembly import Parts, assemble
from robot.voice.branch import LobbyBranch
from robot.voice.devices import Devices
from robot.voice.floor import LentFloor
from robot.voice.loop import Habits, Surroundings
from robot.voice.news import Event, LobbyClock, News
from robot.voice.presence import Change, Presence
from robot.voice.report import Reporter
from robot.voice.texts import load
from robot.voice.watching import Watcher

T = TypeVar("T", bound=Closable)

log = logging.getLogger("robot.voice")


def _device(drivers: Drivers[T], choice: Choice) -> Reopening[T]:
    try:
        return Reopening(drivers.factory(choice))
    except ValueError as error:
        name = f"JIAOJIAO_{drivers.port.upper()}"
        raise SettingRefused(f"{name}: {error}") from error


def devices(chosen: settings.Devices) -> Devices:
    """The operator's devices, not opened yet; raises SettingRefused for a driver that does not exist."""
    hears, speaks, sees = chosen.hears, chosen.speaks, chosen.sees
    return Devices(
        SteadyMicrophone(_device(catalogue.MICROPHONES, chosen.microphone)) if hears else None,
        _device(catalogue.SPEECH_DETECTORS, chosen.speech_detector) if hears else None,
        _device(catalogue.RECOGNIZERS, chosen.recognizer) if hears else None,
        _device(catalogue.SYNTHESIZERS, chosen.synthesizer) if speaks else None,
        SteadySpeaker(_device(catalogue.SPEAKERS, chosen.speaker)) if speaks else None,
        SteadyCamera(_device(catalogue.CAMERAS, chosen.camera)) if sees else None,
        _device(catalogue.SIGHTS, chosen.sight) if sees else None,
    )


@contextmanager
def body(chosen: Settings, token: str | None) -> Iterator[Parts]:
    """The robot with its threads running; whoever has it calls `loop.step`. Raises SettingRefused."""
    owned = devices(chosen.devices)
    with ExitStack() as stack:
        stack.callback(owned.close)
        news, tell = News(chosen.url, token), Reporter(chosen.url, token)
        floor, watcher = LentFloor(chosen.url, token), _watcher(owned)
        for start, stop in _threads(news, tell, floor, watcher):
            start()
            stack.callback(stop)
        client = stack.enter_context(ConversationClient(chosen.url, token))
        clock = LobbyClock(lambda: datetime.now(timezone.utc))
        parts = assemble(
            owned,
            LobbyBranch(client),
            Surroundings(
                lambda: _heard(news, clock),
                lambda: _seen(watcher),
                clock,
                tell,
                lambda: news.fault,
                lambda: news.heard,
                floor,
            ),
            texts=load(),
            habits=Habits(
                barge_in=chosen.devices.echo_cancelled,
                any_speech_wakes=chosen.devices.wake == "speech",
                sees=watcher is not None,
            ),
            voice=f"{chosen.devices.synthesizer.driver}:{chosen.devices.synthesizer.device}",
            caller=stack.enter_context(ThreadPoolExecutor(1, "branch")),
            maker=stack.enter_context(ThreadPoolExecutor(1, "speech")),
        )
        # Silent before a board is told that it may speak.
        stack.callback(parts.mouth.hush)
        yield parts


def run(chosen: Settings, stop: threading.Event) -> None:
    """Hear, answer and speak until `stop`. Raises SettingRefused."""
    with body(chosen, chosen.device_token()) as parts:
        log.info("voice loop runs")
        while not stop.is_set():
            parts.loop.step()


def _threads(
    news: News, tell: Reporter, floor: LentFloor, watcher: Watcher | None
) -> Iterator[tuple[Callable[[], None], Callable[[], None]]]:
    yield news.start, news.stop
    yield tell.start, tell.stop
    yield floor.start, floor.stop
    if watcher is not None:
        yield watcher.start, watcher.stop


def _watcher(owned: Devices) -> Watcher | None:
    if owned.camera is None or owned.sight is None:
        return None
    return Watcher(owned.camera, owned.sight, Presence())


def _heard(news: News, clock: LobbyClock) -> list[Event]:
    events = news.take()
    for event in events:
        clock.hear(event.data)
    return events


def _seen(watcher: Watcher | None) -> list[Change]:
    changes: list[Change] = []
    while watcher is not None and watcher.changes:
        changes.append(watcher.changes.popleft())
    return changes
