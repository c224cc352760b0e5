"""Taking the robot's reports, and telling how it is doing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction

from lobby import clock, events
from lobby.conversations import privacy
from lobby.robots.models import Report, State

ROBOT = 1
"""Key of the one row."""
STALE = timedelta(seconds=15)
"""A robot reports every 5 s at least; after this long it has gone."""
EARS = ("microphone", "speech_detector", "recognizer")
MOUTH = ("speaker", "synthesizer")
GONE = {"faults": {"robot": "robot_gone"}, "hears": False, "speaks": False}


def take(
    *,
    state: str,
    conversation: uuid.UUID | None,
    partial_text: str,
    level: int,
    devices: dict[str, Any],
    stages: dict[str, Any],
    dropped: dict[str, Any],
    failures: list[dict[str, str]],
) -> None:
    """Keep a report; what screens are to know of it becomes an event when it has changed."""
    with transaction.atomic():
        before = Report.objects.filter(pk=ROBOT).first()
        Report.objects.update_or_create(
            pk=ROBOT,
            defaults={
                "state": state,
                "conversation": conversation,
                "shows_partial": bool(partial_text or level),
                "devices": devices,
                "stages": stages,
                "dropped": dropped,
                "at": clock.now(),
            },
        )
        passing = bool(partial_text or level)
        if passing or before is None or _differs(before, state, conversation, devices):
            data = _event(state, conversation, partial_text, level, devices)
            events.publish("robot.state", data)
        for failure in failures:
            events.publish("robot.error", failure)


def _differs(
    before: Report, state: str, conversation: uuid.UUID | None, devices: dict[str, Any]
) -> bool:
    known = before.state, before.conversation, before.devices
    # Words that are shown must go again; a robot that was gone is back.
    return known != (state, conversation, devices) or before.shows_partial or is_stale(before)


def _event(
    state: str,
    conversation: uuid.UUID | None,
    partial: str,
    level: int,
    devices: dict[str, Any],
) -> dict[str, Any]:
    data: dict[str, Any] = {"state": state, **_able(devices)}
    if conversation is not None:
        data["conversation"] = str(conversation)
    if partial:
        data["partial"] = privacy.veil(partial)
    if level:
        data["level"] = level
    return data


def faults(devices: dict[str, Any]) -> dict[str, str]:
    """The code of each device that does not work."""
    return {name: device["code"] for name, device in devices.items() if device["code"]}


def _able(devices: dict[str, Any]) -> dict[str, Any]:
    """Which devices fail, and whether the robot can hear and be heard: one without a microphone cannot,
    by its operator's choice, and that is no fault.
    """

    def work(names: tuple[str, ...]) -> bool:
        return all(name in devices and not devices[name]["code"] for name in names)

    return {"faults": faults(devices), "hears": work(EARS), "speaks": work(MOUTH)}


def is_stale(report: Report) -> bool:
    return clock.now() - report.at > STALE


def latest() -> dict[str, Any] | None:
    """How the robot is doing; None: there has never been one. A robot that fell silent is away."""
    report = Report.objects.filter(pk=ROBOT).first()
    if report is None:
        return None
    gone = is_stale(report)
    seen = {"seen_s": round((clock.now() - report.at).total_seconds())}
    if gone:
        return {"state": State.AWAY.value, **GONE, **seen}
    return {"state": report.state, **_able(report.devices), **seen}
