"""The one client of the branch's server (docs/developer.md, "Lobby for the dialogue")."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from actions import decode, decode_number
from actions.branch_people import PeopleCalls
from actions.errors import BranchAway, BranchError, BranchGarbled, BranchRefused, BranchUnknown
from actions.model import (
    About,
    Almanac,
    Conversation,
    ExchangeRate,
    Facility,
    FaqEntry,
    Hours,
    Place,
    Product,
    QueueNumber,
    Route,
    Service,
    Ticket,
    Triage,
)

BUDGET_S = 1.2
"""Total time of one call with its retry: a customer stands there waiting."""

COOL_OFF_S = 0.4
"""After a time-out, calls fail at once for this long, so that one turn never waits twice."""

DEFAULT_URL = "http://127.0.0.1:8000"


def read_token(environment: Mapping[str, str]) -> str | None:
    """The device token: JIAOJIAO_TOKEN, else the file `device-token` in JIAOJIAO_VAR (default var/)."""
    token = environment.get("JIAOJIAO_TOKEN", "").strip()
    if token:
        return token
    file = Path(environment.get("JIAOJIAO_VAR") or "var") / "device-token"
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except OSError:
        return None


class HttpBranch(PeopleCalls):
    """Talks to lobby over HTTP. Construction opens nothing; the first call does.

    `token` is asked before every call, because the server may write its token file after this
    process has started. `clock` gives monotonic seconds.
    """

    def __init__(
        self,
        url: str = DEFAULT_URL,
        *,
        token: Callable[[], str | None] = lambda: None,
        budget_s: float = BUDGET_S,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base = url.rstrip("/") + "/api/v1/"
        self._token = token
        self._budget_s = budget_s
        self._clock = clock
        self._transport = transport
        self._client: httpx.AsyncClient | None = None
        self._away_until = float("-inf")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> HttpBranch:
        """A client as JIAOJIAO_URL, JIAOJIAO_TOKEN and JIAOJIAO_VAR say."""
        url = environment.get("JIAOJIAO_URL") or DEFAULT_URL
        return cls(url, token=lambda: read_token(environment))

    async def close(self) -> None:
        """Closes the connections; a later call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def conversation(self, id: str) -> Conversation:
        return decode.conversation(await self._get(f"conversations/{quote(id, safe='')}"))

    async def services(self) -> tuple[Service, ...]:
        rows = decode.as_objects(await self._get("services"))
        return tuple(decode.service(row) for row in rows)

    async def triage(
        self, business: str, amount: float | None = None, *, prefer_counter: bool = False
    ) -> Triage:
        query = {"business": business}
        if amount is not None:
            query["amount"] = f"{amount:.2f}".rstrip("0").rstrip(".")
        if prefer_counter:
            query["prefer"] = "counter"
        return decode.triage(await self._get("triage", query))

    async def issue_ticket(
        self,
        service: str,
        conversation: str,
        key: str,
        *,
        customer_class: str | None = None,
        for_other: bool = False,
    ) -> Ticket:
        body: dict[str, Any] = {"service": service, "conversation": conversation}
        if customer_class:
            body["customer_class"] = customer_class
        if for_other:
            body["for_other"] = True
        return decode.ticket(await self._call("POST", "tickets", body=body, key=key))

    async def reinsert_ticket(self, id: str) -> Ticket:
        return decode.ticket(await self._call("POST", f"tickets/{quote(id, safe='')}/reinsert"))

    async def regrade_ticket(self, id: str, customer_class: str) -> Ticket:
        path = f"tickets/{quote(id, safe='')}/class"
        return decode.ticket(
            await self._call("POST", path, body={"customer_class": customer_class})
        )

    async def check_in(self, code: str, conversation: str) -> Ticket:
        body = {"code": code, "conversation": conversation}
        return decode.ticket(await self._call("POST", "appointments/check-in", body=body))

    async def number(self, number: str) -> QueueNumber:
        return decode_number.number(await self._get(f"numbers/{quote(number, safe='')}"))

    async def cancel_ticket(self, id: str) -> None:
        await self._call("DELETE", f"tickets/{quote(id, safe='')}")

    async def hours(
        self,
        kind: str = "personal",
        *,
        business: str | None = None,
        day: date | None = None,
        until: date | None = None,
        holiday: str | None = None,
        about: str = "open",
    ) -> Hours:
        query = {
            "kind": kind,
            "business": business,
            "date": day.isoformat() if day else None,
            "until": until.isoformat() if until else None,
            "holiday": holiday,
            "about": about,
        }
        return decode.hours(
            await self._get("hours", {name: value for name, value in query.items() if value})
        )

    async def about(self) -> About:
        return decode.about(await self._get("branch"))

    async def almanac(self, day: date | None = None) -> Almanac:
        return decode.almanac(
            await self._get("calendar", {"date": day.isoformat()} if day else None)
        )

    async def places(self) -> tuple[Place, ...]:
        return tuple(decode.place(row) for row in decode.as_objects(await self._get("places")))

    async def route(self, place: str) -> Route:
        try:
            return decode.route(await self._get("route", {"to": place}))
        except BranchRefused as error:
            if error.status == httpx.codes.UNPROCESSABLE_ENTITY:
                raise BranchUnknown("no such place") from error
            raise

    async def facilities(self) -> tuple[Facility, ...]:
        rows = decode.as_objects(await self._get("facilities"))
        return tuple(decode.facility(row) for row in rows)

    async def faq(self, id: str) -> FaqEntry:
        return decode.faq(await self._get(f"faqs/{quote(id, safe='')}"))

    async def products(
        self, category: str | None = None, risk: str | None = None
    ) -> tuple[Product, ...]:
        query = {"category": category, "risk": risk}
        rows = decode.as_objects(
            await self._get("products", {name: value for name, value in query.items() if value})
        )
        return tuple(decode.product(row) for row in rows)

    async def product(self, code: str) -> Product:
        return decode.product(await self._get(f"products/{quote(code, safe='')}"))

    async def fx(self) -> tuple[ExchangeRate, ...]:
        rows = decode.as_objects(await self._get("fx"))
        return tuple(decode.exchange_rate(row) for row in rows)

    async def _get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        return await self._call("GET", path, query=query)

    async def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> Any:
        """One call within the budget; raises a BranchError, returns decoded JSON or None."""
        if self._clock() < self._away_until:
            raise BranchAway("the branch did not answer a moment ago")
        headers = {"Idempotency-Key": key} if key else {}
        token = self._token()
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            response = await asyncio.wait_for(
                self._send(method, path, query, body, headers), self._budget_s
            )
        except (asyncio.TimeoutError, httpx.TransportError, OSError) as error:
            self._away_until = self._clock() + COOL_OFF_S
            raise BranchAway(f"{method} {_shape(path)}: {type(error).__name__}") from error
        return _read(response, f"{method} {_shape(path)}")

    async def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str],
    ) -> httpx.Response:
        client = self._client
        if client is None:
            # The branch is on the same machine or the local network: never through a proxy.
            client = self._client = httpx.AsyncClient(
                base_url=self._base,
                timeout=self._budget_s,
                trust_env=False,
                transport=self._transport,
            )
        request: dict[str, Any] = {"params": query or None, "json": body, "headers": headers}
        try:
            return await client.request(method, path, **request)
        except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError):
            # Every call here is safe to repeat: reads, a DELETE, POSTs that carry a key or change nothing twice.
            return await client.request(method, path, **request)


def _shape(path: str) -> str:
    """The path without ids, for messages that may be logged."""
    return path.split("/", 1)[0]


def _read(response: httpx.Response, what: str) -> Any:
    status = response.status_code
    if response.is_success:
        if status == httpx.codes.NO_CONTENT or not response.content:
            return None
        try:
            return response.json()
        except ValueError as error:
            raise BranchGarbled(f"{what}: not JSON") from error
    raise _problem(response, f"{what}: {status}")


def _problem(response: httpx.Response, what: str) -> BranchError:
    status = response.status_code
    try:
        document = response.json()
    except ValueError:
        document = None
    told = document if isinstance(document, dict) else {}
    code = told.get("code")
    if status >= 500 or status == httpx.codes.TOO_MANY_REQUESTS:
        return BranchAway(what)
    if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        return BranchUnknown(what)
    if status >= 400:
        code = code if isinstance(code, str) else None
        return BranchRefused(what, status=status, code=code, told=told)
    return BranchGarbled(what)
