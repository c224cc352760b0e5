"""Parts of the seed that are not one plain row each: the branch itself, hours, counters, businesses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from simple_history.utils import bulk_create_with_history

import content
from lobby import clock
from lobby.branch import arrangements, floor, holidays
from lobby.branch.models import Branch, Business, ChannelRule, OpeningHours, SpecialDay
from lobby.knowledge.seeding import Values
from lobby.tickets.models import Counter, CounterPeriod, CounterService, Service

ONLY = "branch"
"""There is one branch a server, whatever its code."""

BRANCH = (
    "code",
    "name",
    "address",
    "phone",
    "hotline",
    "demo",
    "reinsert_after",
    "recall_seconds",
    "recall_limit",
    "patience_minutes",
    "appointment_minutes",
    "appointment_early_minutes",
    "day_ends_at",
    "soothing_minutes",
    "soothing_speech",
    "soothing_offers",
    "announcer",
    "stand_in",
    "call_words",
    "answer_minutes",
    "keep_conversations_days",
    "notices",
)
COUNTER = ("name", "place_id", "order_minutes")
SPECIAL_DAY = ("date", "name", "kind", "closed", "like_weekday", "opens", "closes")
RULE = ("channel", "place_id", "min_amount", "max_amount", "reason", "note")


class BranchPart:
    kind = "branch"

    def wanted(self, source: content.Content) -> dict[str, Values]:
        branch = source.branch
        values = {name: getattr(branch, name) for name in BRANCH if name != "notices"}
        values["soothing_offers"] = [_offer(offer) for offer in branch.soothing_offers]
        return {ONLY: {**values, "notices": [_notice(n) for n in branch.notices]}}

    def stored(self) -> dict[str, Values]:
        row = Branch.objects.values(*BRANCH).first()
        return {ONLY: dict(row)} if row else {}

    def create(self, rows: Mapping[str, Values]) -> None:
        Branch.objects.create(**rows[ONLY])

    def change(self, key: str, values: Values) -> None:
        Branch.objects.update(**values)


class FloorPart:
    """The walkway, apart from the branch: an edited address must not keep it from following the folder."""

    kind = "floor"

    def wanted(self, source: content.Content) -> dict[str, Values]:
        return {ONLY: floor.to_json(source.floor)}

    def stored(self) -> dict[str, Values]:
        row = Branch.objects.values("floor").first()
        return {ONLY: row["floor"]} if row and row["floor"] else {}

    def create(self, rows: Mapping[str, Values]) -> None:
        Branch.objects.update(floor=rows[ONLY])

    def change(self, key: str, values: Values) -> None:
        Branch.objects.update(floor=values)


class HoursPart:
    """The week as one piece: half of an old week and half of a new one would be a wrong one."""

    kind = "hours"

    def wanted(self, source: content.Content) -> dict[str, Values]:
        periods = sorted(
            (hours.kind, day, hours.opens, hours.closes)
            for hours in source.branch.hours
            for day in hours.weekdays
        )
        return {ONLY: {"periods": [list(period) for period in periods]}}

    def stored(self) -> dict[str, Values]:
        rows = OpeningHours.objects.order_by("kind", "weekday", "opens")
        periods = [list(row) for row in rows.values_list("kind", "weekday", "opens", "closes")]
        return {ONLY: {"periods": periods}} if periods else {}

    def create(self, rows: Mapping[str, Values]) -> None:
        self.change(ONLY, rows[ONLY])

    def change(self, key: str, values: Values) -> None:
        OpeningHours.objects.all().delete()
        OpeningHours.objects.bulk_create(
            OpeningHours(kind=kind, weekday=day, opens=opens, closes=closes)
            for kind, day, opens, closes in values["periods"]
        )


class SpecialDayPart:
    """The public holidays that are known by now, arranged as the folder says.

    A row is known by its date and kind. Days past when they are first seen are not made.
    """

    kind = "special_day"

    def wanted(self, source: content.Content) -> dict[str, Values]:
        since = date(clock.today().year, 1, 1)
        days = arrangements.special_days(source.holidays, since, holidays.arranged())
        return {f"{row['date']} {row['kind']}": row for row in days}

    def stored(self) -> dict[str, Values]:
        rows = SpecialDay.objects.values(*SPECIAL_DAY)
        return {f"{row['date']} {row['kind']}": dict(row) for row in rows}

    def create(self, rows: Mapping[str, Values]) -> None:
        made = [SpecialDay(**values) for values in rows.values()]
        bulk_create_with_history(made, SpecialDay, default_change_reason="初始内容")

    def change(self, key: str, values: Values) -> None:
        row = SpecialDay.objects.get(date=values["date"], kind=values["kind"])
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


class CounterPart:
    """Counters with what they serve; they begin open, so that a fresh branch works at once."""

    kind = "counter"

    def wanted(self, source: content.Content) -> dict[str, Values]:
        return {
            c.code: {
                "name": c.name,
                "place_id": c.place,
                "services": list(c.services),
                "order_minutes": c.order_minutes,
                "reserved_for": sorted(c.reserved_for),
            }
            for c in source.counters
        }

    def stored(self) -> dict[str, Values]:
        found: dict[str, Values] = {
            row.pop("code"): {**row, "services": [], "reserved_for": []}
            for row in Counter.objects.values("code", *COUNTER)
        }
        for offer in CounterService.objects.order_by("order", "id").values_list(
            "counter__code", "service__code"
        ):
            found[offer[0]]["services"].append(offer[1])
        for code, grade in Counter.objects.filter(reserved_for__isnull=False).values_list(
            "code", "reserved_for"
        ):
            found[code]["reserved_for"] = sorted([*found[code]["reserved_for"], grade])
        return found

    def create(self, rows: Mapping[str, Values]) -> None:
        branch, start, now = Branch.current(), Counter.objects.count(), clock.now()
        made = Counter.objects.bulk_create(
            Counter(
                branch=branch,
                code=code,
                **{name: values[name] for name in COUNTER},
                open=True,
                opened_at=now,
                position=start + number,
            )
            for number, (code, values) in enumerate(rows.items())
        )
        self._offer({counter: rows[counter.code]["services"] for counter in made})
        CounterPeriod.objects.bulk_create(
            CounterPeriod(counter=counter, by="seed", began_at=now) for counter in made
        )
        for counter in made:
            counter.reserved_for.set(rows[counter.code]["reserved_for"])

    def change(self, key: str, values: Values) -> None:
        Counter.objects.filter(code=key).update(**{name: values[name] for name in COUNTER})
        counter = Counter.objects.get(code=key)
        counter.reserved_for.set(values["reserved_for"])
        CounterService.objects.filter(counter=counter).delete()
        self._offer({counter: values["services"]})

    def _offer(self, offers: Mapping[Counter, list[str]]) -> None:
        ids = dict(Service.objects.values_list("code", "id"))
        CounterService.objects.bulk_create(
            CounterService(counter=counter, service_id=ids[code], order=order)
            for counter, codes in offers.items()
            for order, code in enumerate(codes)
            # A service that a manager has deleted is not brought back by a counter.
            if code in ids
        )


class BusinessPart:
    kind = "business"

    def wanted(self, source: content.Content) -> dict[str, Values]:
        return {
            b.code: {
                "name": b.name,
                "synonyms": list(b.synonyms),
                "service": b.service,
                "bring": list(b.bring),
                "needs_amount": b.needs_amount,
                "channels": [
                    [r.channel, r.place, r.min_amount, r.max_amount, r.reason, r.note or ""]
                    for r in b.channels
                ],
            }
            for b in source.businesses
        }

    def stored(self) -> dict[str, Values]:
        rows = Business.objects.select_related("service").prefetch_related("channels")
        return {
            row.code: {
                "name": row.name,
                "synonyms": row.synonyms,
                "service": row.service.code,
                "bring": row.bring,
                "needs_amount": row.needs_amount,
                "channels": [[getattr(rule, name) for name in RULE] for rule in row.channels.all()],
            }
            for row in rows
        }

    def create(self, rows: Mapping[str, Values]) -> None:
        ids, start = dict(Service.objects.values_list("code", "id")), Business.objects.count()
        usable = {code: values for code, values in rows.items() if values["service"] in ids}
        made = [
            Business(code=code, position=start + number, **self._columns(values, ids))
            for number, (code, values) in enumerate(usable.items())
        ]
        bulk_create_with_history(made, Business, default_change_reason="初始内容")
        self._rules(usable)

    def change(self, key: str, values: Values) -> None:
        business = Business.objects.get(code=key)
        for name, value in self._columns(
            values, dict(Service.objects.values_list("code", "id"))
        ).items():
            setattr(business, name, value)
        business.save()
        business.channels.all().delete()
        self._rules({key: values})

    def _columns(self, values: Values, ids: Mapping[str, int]) -> dict[str, Any]:
        columns = {n: values[n] for n in ("name", "synonyms", "bring", "needs_amount")}
        return {**columns, "service_id": ids[values["service"]]}

    def _rules(self, rows: Mapping[str, Values]) -> None:
        ChannelRule.objects.bulk_create(
            ChannelRule(business_id=code, position=number, **dict(zip(RULE, rule, strict=True)))
            for code, values in rows.items()
            for number, rule in enumerate(values["channels"])
        )


def _offer(offer: content.model.SoothingOffer) -> dict[str, str]:
    row = {"label": offer.label, "text": offer.text}
    return row | ({"only": offer.only} if offer.only else {})


def _notice(notice: content.model.Notice) -> dict[str, str]:
    row = {
        "title": notice.title,
        "text": notice.text,
        "speech": notice.speech,
        "level": notice.level,
    }
    for name, day in (("since", notice.since), ("until", notice.until)):
        if day is not None:
            row[name] = day.isoformat()
    return row
