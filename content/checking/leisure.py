"""What the branch lends, and what passes the time."""

from content import codes
from content.checking.findings import Findings

FACILITIES = "facilities.yml"


def check(findings: Findings) -> None:
    _facilities(findings)
    _fun(findings)


def _facilities(findings: Findings) -> None:
    facilities = findings.content.facilities
    findings.unique(FACILITIES, "-", (facility.code for facility in facilities), "code")
    places = {place.code for place in findings.content.floor.places}
    for facility in facilities:
        findings.known(FACILITIES, facility.code, facility.code, codes.FACILITIES, "facility")
        findings.speech(FACILITIES, f"{facility.code}.speech", facility.speech)
        if facility.place is not None:
            findings.known(FACILITIES, f"{facility.code}.place", facility.place, places, "place")


def _fun(findings: Findings) -> None:
    for item in findings.content.fun:
        file = findings.origin("fun", item.id)
        findings.known(file, f"{item.id}.kind", item.kind, codes.FUN_KINDS, "kind of fun")
        findings.speech(file, f"{item.id}.speech", item.speech)
        for answer in item.answers:
            findings.speech(file, f"{item.id}.answers", answer, limit=12)
        if item.kind == "riddle" and not item.answers:
            findings.add(file, f"{item.id}.answers", "is missing", "say what it is that is guessed")
        if item.kind != "riddle" and item.answers:
            fault = f"a {item.kind} has no answer to guess"
            findings.add(file, f"{item.id}.answers", fault, "remove it or make it a riddle")
