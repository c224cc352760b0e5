"""Lobby's print queue over HTTP."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from robot.ports.printer import PrinterState

TIMEOUT = 8.0


class LobbyAway(Exception):
    """Lobby could not be asked; the same may succeed later."""


@dataclass(frozen=True)
class Job:
    """One ticket to be printed."""

    id: int
    png_url: str
    """Path on lobby."""


class PrintQueue:
    """The queue at `url`; raises LobbyAway for whatever keeps lobby from answering."""

    def __init__(
        self, url: str, token: str | None, transport: httpx.BaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # A branch's HTTP proxy is no way to reach the machine itself.
        self._http = httpx.Client(
            base_url=url, headers=headers, timeout=TIMEOUT, transport=transport, trust_env=False
        )

    def pending(self) -> list[Job]:
        answer = self._asked("GET", "/api/v1/print-jobs")
        try:
            return [Job(int(row["id"]), str(row["png_url"])) for row in answer.json()]
        except (KeyError, TypeError, ValueError) as error:
            raise LobbyAway(f"no answer of lobby's: {type(error).__name__}") from error

    def picture(self, job: Job, width_mm: int) -> bytes:
        return self._asked("GET", job.png_url, params={"width": str(width_mm)}).content

    def printed(self, job: Job) -> None:
        self._asked("POST", f"/api/v1/print-jobs/{job.id}/printed")

    def report(self, state: PrinterState, width_mm: int) -> None:
        self._asked("PUT", "/api/v1/printer", json={"state": state.value, "width_mm": width_mm})

    def close(self) -> None:
        self._http.close()

    def _asked(self, method: str, path: str, **more: object) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **more)  # type: ignore[arg-type]
            return answer.raise_for_status()
        except httpx.HTTPError as error:
            raise LobbyAway(type(error).__name__) from error
