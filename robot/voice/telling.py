"""Telling the branch what the robot is doing, whenever that has changed."""

from __future__ import annotations

from collections.abc import Callable

from robot.ports.faults import Fault
from robot.voice.devices import Devices
from robot.voice.latency import Latencies
from robot.voice.report import DeviceReport, Error, Report

DEVICES_EVERY = 0.25
"""Seconds between two looks at the devices' health."""


class Telling:
    def __init__(
        self,
        tell: Callable[[Report], None],
        devices: Devices,
        branch_fault: Callable[[], Fault | None],
        latencies: Latencies,
        now: Callable[[], float],
    ) -> None:
        self._tell = tell
        self._devices = devices
        self._branch_fault = branch_fault
        self._latencies = latencies
        self._now = now
        self._reports: dict[str, DeviceReport] = {}
        self._looked_at = float("-inf")
        self._errors: list[Error] = []
        self._last: Report | None = None

    def error(self, error: Error) -> None:
        """A stage has failed a customer."""
        self._errors.append(error)

    def tick(self, state: str, conversation: str | None, partial: str, level: int = 0) -> None:
        if self._now() - self._looked_at >= DEVICES_EVERY:
            self._looked_at = self._now()
            self._reports = {**self._devices.reports(), "branch": self._look_at_branch()}
        errors, self._errors = tuple(self._errors), []
        report = Report(state, conversation, partial, level, self._reports)
        if report == self._last and not errors:
            return
        self._last = report
        figures = self._latencies.summary(), self._devices.dropped()
        self._tell(Report(state, conversation, partial, level, self._reports, *figures, errors))

    def _look_at_branch(self) -> DeviceReport:
        fault = self._branch_fault()
        if fault is None:
            return DeviceReport()
        if self._reports.get("branch", DeviceReport()).code != fault.code:
            # It may be over before the branch can be told of it: an error waits until then.
            self.error(Error("branch", fault.code))
        return DeviceReport(fault.code, fault.message)
