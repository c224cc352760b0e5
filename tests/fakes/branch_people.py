"""Cases, activities, games and lessons of the branch in memory: half of tests.fakes.branch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from pypinyin import lazy_pinyin

import content
from actions.errors import BranchAway, BranchRefused, BranchUnknown
from actions.model import (
    Amusement,
    Case,
    Place,
)
from actions.people import Activity, ChainMove, QuizQuestion
from content.checking import leisure


@lru_cache(maxsize=1)
def sample() -> content.Content:
    """The sample branch's content, read once."""
    return content.load()


@dataclass
class FakePeople:
    """`away` fails every call; `calls` counts them."""

    content: content.Content = field(default_factory=sample)
    away: bool = False
    cases: list[tuple[str, str, str]] = field(default_factory=list)
    """(kind, conversation, summary) of every call for one."""
    open_cases: list[tuple[str, Case]] = field(default_factory=list)
    added: list[tuple[str, str]] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    """Ids of the cases that a number to call back went with."""
    ratings: list[int] = field(default_factory=list)
    planned: bool = True
    """Whether any activity is."""
    sign_ups: list[tuple[str, int, str]] = field(default_factory=list)
    """(activity, people, name)."""
    idioms: tuple[str, ...] = ()
    calls: list[str] = field(default_factory=list)

    async def _call(self, name: str) -> None:
        self.calls.append(name)
        if self.away:
            raise BranchAway(name)

    def _place(self, code: str) -> Place:
        for place in self.content.floor.places:
            if place.code == code:
                return Place(place.code, place.name, place.kind)
        raise BranchUnknown("no such place")

    async def fun(self, kind: str) -> tuple[Amusement, ...]:
        await self._call("fun")
        return tuple(
            Amusement(
                *(a.id, a.kind, a.speech, a.text, a.answers, a.words),
                next=(a.next.label, a.next.says) if a.next else None,
            )
            for a in self.content.fun
            if a.kind == kind
        )

    async def quiz(self, level: str) -> tuple[QuizQuestion, ...]:
        await self._call("quiz")
        return tuple(
            QuizQuestion(
                *(q.id, q.question, leisure.spoken(q), q.options),
                answer=q.options.index(q.answer),
                why=q.why,
            )
            for q in self.content.quiz
            if q.level == level
        )

    async def chain(self, word: str, last: str, used: Sequence[str]) -> ChainMove:
        """As lobby plays, over the idioms of the test or the sample's."""
        await self._call("chain")
        words = self.idioms or self.content.idioms
        said = {*used, last, word}

        def following(end: str) -> str:
            sound = lazy_pinyin(end)[-1]
            free = (w for w in words if w not in said and lazy_pinyin(w)[0] == sound)
            return next(free, "")

        if not word:
            chosen = following(last) if last else words[0]
            return ChainMove(True, True, False, chosen, (chosen or last)[-1:])
        fits = lazy_pinyin(word)[0] == lazy_pinyin(last)[-1]
        again = word in used
        chosen = following(word) if fits and not again else ""
        return ChainMove(fits, word in words, again, chosen, (chosen or last)[-1:])

    async def activities(self) -> tuple[Activity, ...]:
        """The sample's, one a day from the day after tomorrow, each with its places."""
        await self._call("activities")
        return tuple(
            Activity(
                code=a.code,
                title=a.title,
                speech=a.speech,
                text=a.text,
                date=date(2026, 3, 6 + n),
                begins=f"{a.begins:%H:%M}",
                ends=f"{a.ends:%H:%M}",
                place=self._place(a.place).name,
                audience=a.audience,
                capacity=a.capacity,
                left=self._left(a),
                open=bool(self._left(a)),
                needs_sign_up=a.capacity is not None,
                synonyms=a.synonyms,
            )
            for n, a in enumerate(self.content.activities if self.planned else ())
        )

    def _left(self, activity: content.model.Activity) -> int | None:
        if activity.capacity is None:
            return None
        taken = sum(n for code, n, _ in self.sign_ups if code == activity.code)
        return activity.capacity - taken

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
        if activity.left is None or people > activity.left:
            raise BranchRefused("full", status=409, code="full")
        case = await self.open_case("sign_up", conversation, activity.title, key, phone=phone)
        self.sign_ups.append((activity.code, people, name))
        return case

    async def cancel_sign_up(self, case: str) -> None:
        await self._call("cancel_sign_up")
        self.change_case(case, state="closed")
        self.sign_ups.pop()

    async def open_case(
        self, kind: str, conversation: str, summary: str, key: str, *, phone: bool = False
    ) -> Case:
        """As lobby does: help and complaint add to the visitor's open case."""
        await self._call("open_case")
        self.cases.append((kind, conversation, summary))
        joined = ("complaint", "help")
        for n, (owner, case) in enumerate(self.open_cases):
            if owner == conversation and kind in joined and case.kind in joined and case.is_open:
                case = replace(case, kind=min(kind, case.kind))
                self.open_cases[n] = (owner, case)
                break
        else:
            number = f"K{len(self.open_cases) + 1:03}"
            case = Case(number, number, kind, "open", f"/case/{number}", f"/case/{number}.svg")
            self.open_cases.append((conversation, case))
        if phone:
            self.phones.append(case.id)
        return case

    def change_case(self, number: str, **changes: object) -> None:
        """Changes a case, as staff would."""
        for n, (owner, case) in enumerate(self.open_cases):
            if case.number == number:
                self.open_cases[n] = (owner, replace(case, **changes))  # type: ignore[arg-type]

    async def add_to_case(self, id: str, words: str, *, phone: bool = False) -> Case:
        await self._call("add_to_case")
        case = next((case for _, case in self.open_cases if case.id == id), None)
        if case is None:
            raise BranchUnknown("no such case")
        if words:
            self.added.append((id, words))
        if phone:
            self.phones.append(id)
        return case

    async def withdraw_case(self, id: str, words: str) -> None:
        await self._call("withdraw_case")
        self.added.append((id, words))
        self.change_case(id, state="closed")

    async def rate(self, stars: int, conversation: str, words: str = "") -> None:
        await self._call("rate")
        self.ratings.append(stars)
