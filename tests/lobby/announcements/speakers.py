"""A hall in virtual time with several who could speak, over the real lobby: the robot's own code for all of them."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

import httpx
from django.test import Client

from lobby import clock
from lobby.announcements import publishing
from lobby.branch.models import Branch
from lobby.events.models import Event
from robot.announcements import AnnouncementQueue
from robot.voice.announcing import Announcer
from robot.voice.floor import LentFloor
from robot.voice.mouth import Kind
from tests.lobby.tickets.conftest import Clock

SENTENCE = 3.0
"""Seconds that a call takes to say."""
STEP = 0.1


class Mouth:
    """Says one thing at a time, in virtual time."""

    def __init__(self) -> None:
        self.words = ""
        self._left = 0.0

    @property
    def announcing(self) -> bool:
        return bool(self.words)

    def say(self, text: str, kind: Kind = Kind.REPLY) -> None:
        self.words, self._left = text, SENTENCE

    def hush(self) -> None:
        self.words = ""

    def pass_time(self) -> str:
        """What has been said to its end with this step."""
        self._left -= STEP
        if not self.words or self._left > 0:
            return ""
        said, self.words = self.words, ""
        return said


@dataclass
class Speaker:
    """One that could speak: `voice` is robot or board."""

    hall: Hall
    voice: str
    name: str
    alive: bool = True
    frozen: bool = False
    connected: bool = True
    works: bool = True
    whole: list[str] = field(default_factory=list)
    """What it has said to the end."""

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begins anew, knowing nothing."""
        self.alive, self.position = True, Event.objects.count() and Event.objects.latest("id").id
        self.queue, self.mouth = AnnouncementQueue(), Mouth()
        self.floor = LentFloor(
            "http://lobby",
            None,
            httpx.MockTransport(self._ask),
            now=lambda: self.hall.now,
            wall=lambda: self.hall.now,
            name=f"{self.name}-{self.hall.chance.getrandbits(40):010x}",
        )
        self.announcer = Announcer(
            self.queue,
            self.mouth,  # type: ignore[arg-type]
            self.floor,
            able=lambda: self.works and self.connected,
            heard=lambda: self.position,
            branch_now=clock.now,
            now=lambda: self.hall.now,
        )

    def kill(self) -> None:
        self.alive, self.frozen = False, False
        self.mouth.hush()

    @property
    def sounds(self) -> bool:
        return self.alive and not self.frozen and self.mouth.announcing

    def step(self) -> None:
        if not self.alive or self.frozen:
            return
        if self.connected:
            self._hear()
        if not self.works and self.mouth.announcing:
            self.mouth.hush()
            self.announcer.failed()
        said = self.mouth.pass_time()
        if said:
            self.whole.append(said)
            self.hall.whole.append(said)
        self.announcer.tick(may_begin=True)
        self.floor.step()

    def _hear(self) -> None:
        for event in Event.objects.filter(id__gt=self.position).order_by("id"):
            self.queue.feed(event.type, {**event.data, "at": event.at.isoformat()})
            self.position = event.id

    def _ask(self, request: httpx.Request) -> httpx.Response:
        if not self.connected:
            raise httpx.ConnectError("no network")
        body = json.loads(request.content) if request.content else {}
        if request.url.path.endswith("/speaker") and request.method == "POST":
            body["voice"] = self.voice
        url = f"{request.url.path}?{request.url.query.decode()}"
        answer = self.hall.client.generic(
            request.method, url, json.dumps(body), content_type="application/json"
        )
        return httpx.Response(answer.status_code, content=answer.content)


class Hall:
    def __init__(self, ticking: Clock, client: Client, seed: int = 0) -> None:
        self.client, self.ticking = client, ticking
        self.chance = random.Random(seed)
        self.now = 1000.0
        self.speakers: list[Speaker] = []
        self.whole: list[str] = []
        self.voices_at_once = 0

    def speaker(self, voice: str, name: str) -> Speaker:
        made = Speaker(self, voice, name)
        self.speakers.append(made)
        return made

    def run(self, seconds: float) -> Hall:
        for _ in range(round(seconds / STEP)):
            self.now += STEP
            self.ticking.forward(seconds=STEP)
            for speaker in self.speakers:
                speaker.step()
            sounding = sum(speaker.sounds for speaker in self.speakers)
            self.voices_at_once = max(self.voices_at_once, sounding)
        return self

    def call(self, words: str) -> None:
        publishing.words(words, kind=publishing.Kind.STAFF, urgent=False, key=None)

    def wants(self, announcer: str, stand_in: bool = True) -> None:
        Branch.objects.update(announcer=announcer, stand_in=stand_in)


def standing(client: Client, screen: str, voice: str) -> dict[str, Any]:
    body = {"screen": screen, "voice": voice}
    answer = client.post("/api/v1/announcements/speaker", body, "application/json")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())
