"""Opening hours, queues, counters, and where each business is done."""

from decimal import Decimal

from content import codes
from content.checking.findings import Findings, plain
from content.model import Business, ChannelRule

CENT = Decimal("0.01")
_MACHINE_CHANNELS = ("self_service", "smart_teller")


def check(findings: Findings) -> None:
    _hours(findings)
    _soothing(findings)
    _announcing(findings)
    _services(findings)
    _counters(findings)
    _machines(findings)
    _classes(findings)
    _businesses(findings)


def _hours(findings: Findings) -> None:
    hours = findings.content.branch.hours
    for n, period in enumerate(hours, 1):
        entry = f"branch.hours[{n}]"
        findings.known("branch.yml", f"{entry}.kind", period.kind, codes.HOURS, "kind of hours")
        for day in period.days:
            findings.known("branch.yml", f"{entry}.days", day, codes.DAYS, "day")
        if period.opens >= period.closes:
            fault = f"opens at {period.opens:%H:%M} but closes at {period.closes:%H:%M}"
            findings.add("branch.yml", entry, fault, "let it close after it opens")
    for n, first in enumerate(hours):
        for second in hours[n + 1 :]:
            same = first.kind == second.kind and set(first.days) & set(second.days)
            if same and first.opens < second.closes and second.opens < first.closes:
                day = min(same, key=lambda name: (*codes.DAYS, name).index(name))
                fault = f"two {first.kind} periods overlap on {day}"
                findings.add("branch.yml", "branch.hours", fault, "join or separate them")
    kinds = {period.kind for period in hours}
    if "personal" in kinds:
        kinds.add("cash")  # which follows it
    for service in findings.content.services:
        if service.hours in codes.HOURS and service.hours not in kinds:
            fault = f"no {service.hours} hours, which service {service.code} keeps"
            findings.add("branch.yml", "branch.hours", fault, "add them")
    _policy(findings)


def _policy(findings: Findings) -> None:
    branch = findings.content.branch
    for name in (
        "reinsert_after",
        "soothing_minutes",
        "recall_seconds",
        "recall_limit",
        "appointment_minutes",
        "appointment_early_minutes",
    ):
        if getattr(branch, name) < 0:
            findings.add("branch.yml", "branch", f"{name} cannot be negative", "write 0 or more")
    if branch.patience_minutes < 1:
        findings.add("branch.yml", "branch", "patience_minutes is below 1", "write 1 or more")
    if not 1 <= branch.answer_minutes <= 120:
        fault = f"{branch.answer_minutes} is no time to be answered in"
        findings.add("branch.yml", "branch.answer_minutes", fault, "write minutes, 1 to 120")
    last = max((hours.closes for hours in branch.hours), default=None)
    if branch.day_ends_at is not None and last is not None and branch.day_ends_at < last:
        fault = (
            f"the day ends at {branch.day_ends_at:%H:%M}, before the branch closes at {last:%H:%M}"
        )
        findings.add("branch.yml", "branch.day_ends_at", fault, "let it end after closing")


def _announcing(findings: Findings) -> None:
    branch = findings.content.branch
    findings.known("branch.yml", "branch.announcer", branch.announcer, codes.ANNOUNCERS, "speaker")
    for name in ("{number}", "{counter}"):
        if branch.call_words.count(name) != 1:
            fault = f"call_words does not hold {name} once"
            findings.add("branch.yml", "branch.call_words", fault, f"write {name} where it is said")


def _soothing(findings: Findings) -> None:
    branch = findings.content.branch
    findings.speech("branch.yml", "branch.soothing_speech", branch.soothing_speech, limit=26)
    if not 1 <= branch.keep_conversations_days <= 365:
        fault = f"{branch.keep_conversations_days} days cannot be kept"
        findings.add("branch.yml", "branch.keep_conversations_days", fault, "write 1 to 365")
    for n, offer in enumerate(branch.soothing_offers, 1):
        if offer.only is not None:
            entry = f"branch.soothing_offers[{n}].only"
            findings.known("branch.yml", entry, offer.only, codes.SOOTHING_ONLY, "condition")


def _services(findings: Findings) -> None:
    content, file = findings.content, "services.yml"
    findings.unique(file, "services", (service.code for service in content.services), "code")
    findings.unique(file, "services", (service.letter for service in content.services), "letter")
    staffed = {code for counter in content.counters for code in counter.services}
    places = {place.code for place in content.floor.places}
    for service in content.services:
        entry = service.code
        if not (len(service.letter) == 1 and "A" <= service.letter <= "Z"):
            fault = f"the series letter {service.letter!r} is not one of A to Z"
            findings.add(file, f"{entry}.letter", fault, "use one capital letter")
        findings.known(file, f"{entry}.area", service.area, places, "place")
        findings.known(file, f"{entry}.hours", service.hours, codes.HOURS, "kind of hours")
        if service.prior_minutes <= 0:
            fault = "a mean service time is above zero"
            findings.add(file, f"{entry}.prior_minutes", fault, "write minutes, such as 6.5")
        late = service.overdue_minutes
        if late is not None and not 1 <= late <= content.branch.patience_minutes:
            fault = f"{late} minutes are not between 1 and patience_minutes"
            findings.add(file, f"{entry}.overdue_minutes", fault, "write fewer, or leave it out")
        if service.code not in staffed:
            fault = "no counter serves it"
            findings.add(file, entry, fault, "add it to a counter's services")
        elif not any(
            service.code in counter.services and counter.place == service.area
            for counter in content.counters
        ):
            fault = f"no counter that serves it stands at {service.area}"
            findings.add(file, f"{entry}.area", fault, "send customers where they are served")


def _counters(findings: Findings) -> None:
    content, file = findings.content, "services.yml"
    findings.unique(file, "counters", (counter.code for counter in content.counters), "code")
    services = {service.code for service in content.services}
    places = {place.code for place in content.floor.places}
    classes = {item.code for item in content.classes}
    for counter in content.counters:
        entry = f"counter {counter.code}"
        findings.known(file, f"{entry}.place", counter.place, places, "place")
        findings.unique(file, f"{entry}.services", counter.services, "service")
        if not counter.services:
            findings.add(file, entry, "serves nothing", "name at least one service")
        for code in counter.services:
            findings.known(file, f"{entry}.services", code, services, "service")
        for code in counter.reserved_for:
            findings.known(file, f"{entry}.reserved_for", code, classes, "class")
        if "normal" in counter.reserved_for:
            fault = "reserved for class 'normal', which means for nobody"
            findings.add(file, f"{entry}.reserved_for", fault, "leave it out")
        if not 0 <= counter.order_minutes <= content.branch.patience_minutes:
            fault = f"{counter.order_minutes} minutes are not between 0 and patience_minutes"
            findings.add(file, f"{entry}.order_minutes", fault, "write fewer")


def _machines(findings: Findings) -> None:
    content, file = findings.content, "services.yml"
    findings.unique(file, "machines", (machine.code for machine in content.machines), "code")
    places = {place.code for place in content.floor.places}
    for machine in content.machines:
        findings.known(file, f"{machine.code}.place", machine.place, places, "place")
        findings.known(
            file, f"{machine.code}.channel", machine.channel, _MACHINE_CHANNELS, "channel"
        )


def _classes(findings: Findings) -> None:
    file, classes = "services.yml", findings.content.classes
    findings.unique(file, "classes", (item.code for item in classes), "code")
    for item in classes:
        if item.head_start_minutes < 0:
            fault = "a head start cannot be negative"
            findings.add(file, f"{item.code}.head_start_minutes", fault, "write 0 or more")
    claimed: dict[str, str] = {}
    for item in classes:
        entry = f"{item.code}.claims"
        for word in (*item.claims, *item.hints):
            owner = claimed.setdefault(plain(word), item.code)
            if not plain(word) or owner != item.code:
                fault = f"the words {word!r} are also of {owner}" if plain(word) else "empty words"
                findings.add(file, entry, fault, "keep them in one class")
        findings.speech(file, f"{item.code}.question", item.question)
        if bool(item.hints) != bool(item.question):
            fault = "hints and question go together"
            findings.add(file, f"{item.code}.question", fault, "write both or neither")
        if item.from_age is not None and not 1 <= item.from_age <= 120:
            findings.add(
                file, f"{item.code}.from_age", "is no age in years", "write for example 65"
            )
    if not any(item.code == "normal" and item.head_start_minutes == 0 for item in classes):
        fault = "no class 'normal' with head start 0"
        findings.add(file, "classes", fault, "add it: everyone else is measured from it")


def _businesses(findings: Findings) -> None:
    content, file = findings.content, "businesses.yml"
    findings.unique(file, "-", (business.code for business in content.businesses), "code")
    services = {service.code: service for service in content.services}
    machines = {(machine.channel, machine.place) for machine in content.machines}
    places = {place.code for place in content.floor.places}
    for business in content.businesses:
        entry = business.code
        findings.known(file, entry, business.code, codes.BUSINESSES, "business")
        findings.known(file, f"{entry}.service", business.service, services, "service")
        for n, rule in enumerate(business.channels, 1):
            where = f"{entry}.channels[{n}]"
            findings.known(file, f"{where}.channel", rule.channel, codes.CHANNELS, "channel")
            findings.known(file, f"{where}.place", rule.place, places, "place")
            findings.speech(file, f"{where}.reason", rule.reason)
            findings.speech(file, f"{where}.note", rule.note or "")
            if rule.channel in _MACHINE_CHANNELS and (rule.channel, rule.place) not in machines:
                fault = f"no {rule.channel} machine stands at {rule.place}"
                findings.add(file, where, fault, "correct the place or add the machine")
            service = services.get(business.service)
            if rule.channel == "counter" and service and rule.place != service.area:
                fault = f"the counter is at {rule.place}, but {service.code} at {service.area}"
                findings.add(file, f"{where}.place", fault, "let the two agree")
            _bounds(findings, where, rule)
        _covered(findings, business)


def _bounds(findings: Findings, where: str, rule: ChannelRule) -> None:
    low, high = rule.min_amount, rule.max_amount
    if (low is not None and low < 0) or (low is not None and high is not None and low > high):
        fault = f"no amount is between {low} and {high}"
        findings.add("businesses.yml", where, fault, "write 0 <= min_amount <= max_amount")


def _covered(findings: Findings, business: Business) -> None:
    """Every amount has a rule, and at the counter too where it is possible at all."""
    entry = f"{business.code}.channels"
    if not business.channels:
        findings.add("businesses.yml", entry, "has no rule", "say where it is done")
        return
    bounded = any(r.min_amount is not None or r.max_amount is not None for r in business.channels)
    if business.needs_amount and not bounded:
        fault = "needs_amount is true but no rule depends on the amount"
        findings.add("businesses.yml", entry, fault, "add bounds or remove needs_amount")
    counter = tuple(rule for rule in business.channels if rule.channel == "counter")
    for rules, where in ((business.channels, ""), (counter, " at the counter")):
        gap = _gap(rules, business.needs_amount) if rules else None
        if gap:
            fault = f"no rule takes {gap}{where}"
            findings.add("businesses.yml", entry, fault, "widen a rule or add one without bounds")


def _gap(rules: tuple[ChannelRule, ...], needs_amount: bool) -> str | None:
    if not needs_amount and not any(rule.fits(None) for rule in rules):
        return "an unstated amount"
    edges = {CENT, Decimal(10) ** 9}
    for rule in rules:
        if rule.max_amount is not None:
            edges |= {rule.max_amount, rule.max_amount + CENT}
        if rule.min_amount is not None:
            edges |= {rule.min_amount, rule.min_amount - CENT}
    for edge in sorted(edges):
        if edge > 0 and not any(rule.fits(edge) for rule in rules):
            return f"{edge} CNY"
    return None
