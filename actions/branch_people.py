"""The client's calls about people and pastimes: cases, ratings, activities, games."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from actions import decode, decode_people
from actions.model import Amusement, Case
from actions.people import Activity, ChainMove, QuizQuestion


class PeopleCalls(ABC):
    """Half of `actions.branch.HttpBranch`."""

    @abstractmethod
    async def _get(self, path: str, query: Mapping[str, str] | None = None) -> Any: ...

    @abstractmethod
    async def _call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> Any: ...

    async def open_case(
        self, kind: str, conversation: str, summary: str, key: str, *, phone: bool = False
    ) -> Case:
        body = {"kind": kind, "conversation": conversation, "summary": summary, "phone": phone}
        return decode.case(await self._call("POST", "cases", body=body, key=key))

    async def add_to_case(self, id: str, words: str, *, phone: bool = False) -> Case:
        body = {"words": words, "phone": phone}
        return decode.case(await self._call("POST", f"cases/{quote(id, safe='')}/words", body=body))

    async def withdraw_case(self, id: str, words: str) -> None:
        await self._call("POST", f"cases/{quote(id, safe='')}/withdraw", body={"words": words})

    async def rate(self, stars: int, conversation: str, words: str = "") -> None:
        body = {"stars": stars, "conversation": conversation, "words": words}
        await self._call("POST", "ratings", body=body)

    async def activities(self) -> tuple[Activity, ...]:
        rows = decode.as_objects(await self._get("activities"))
        return tuple(decode_people.activity(row) for row in rows)

    async def sign_up(
        self,
        activity: Activity,
        conversation: str,
        people: int,
        key: str,
        *,
        name: str = "",
        phone: bool = False,
    ) -> Case:
        body = {
            "date": activity.date.isoformat(),
            "conversation": conversation,
            "people": people,
            "name": name,
            "phone": phone,
        }
        path = f"activities/{quote(activity.code, safe='')}/sign-ups"
        return decode.case(await self._call("POST", path, body=body, key=key))

    async def cancel_sign_up(self, case: str) -> None:
        await self._call("DELETE", f"cases/{quote(case, safe='')}/sign-up")

    async def fun(self, kind: str) -> tuple[Amusement, ...]:
        rows = decode.as_objects(await self._get("fun", {"kind": kind}))
        return tuple(decode.amusement(row) for row in rows)

    async def quiz(self, level: str) -> tuple[QuizQuestion, ...]:
        rows = decode.as_objects(await self._get("fun/quiz", {"level": level}))
        return tuple(decode_people.question(row) for row in rows)

    async def chain(self, word: str, last: str, used: Sequence[str]) -> ChainMove:
        body = {"word": word, "last": last, "used": list(used)}
        return decode_people.chain_move(await self._call("POST", "fun/chain", body=body))
