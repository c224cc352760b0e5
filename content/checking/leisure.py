"""What the branch lends, what is on, and what passes the time."""

import re

from content import codes
from content.checking.findings import Findings
from content.model import Activity, Question, When

FACILITIES = "facilities.yml"
ACTIVITIES = "activities.yml"
QUIZ = "fun/quiz.yml"
IDIOMS = "fun/idioms.yml"

WHY_LIMIT = 36
"""Characters of an explanation, which is said together with 答对了 and the next question."""
ASKED_LIMIT = 56
"""Characters of a question with its options, as they are said."""
_LUNAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)")


def check(findings: Findings) -> None:
    _facilities(findings)
    _activities(findings)
    _fun(findings)
    _quiz(findings)
    _idioms(findings)


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
        if item.kind != "lesson" and (item.words or item.next):
            fault = f"a {item.kind} is not asked for by topic"
            findings.add(
                file, f"{item.id}.words", fault, "remove words and next, or make it a lesson"
            )


def _activities(findings: Findings) -> None:
    activities = findings.content.activities
    findings.unique(ACTIVITIES, "-", (activity.code for activity in activities), "code")
    names = ((a.code, name) for a in activities for name in (a.title, *a.synonyms))
    findings.unique(ACTIVITIES, "-", (name for _, name in names), "name")
    places = {place.code for place in findings.content.floor.places}
    for activity in activities:
        findings.known(ACTIVITIES, f"{activity.code}.place", activity.place, places, "place")
        findings.speech(ACTIVITIES, f"{activity.code}.speech", activity.speech, limit=30)
        findings.speech(ACTIVITIES, f"{activity.code}.title", activity.title, limit=14)
        _times(findings, activity)
        _when(findings, activity.code, activity.when)


def _times(findings: Findings, activity: Activity) -> None:
    if activity.ends <= activity.begins:
        fault = "ends before it begins"
        findings.add(ACTIVITIES, f"{activity.code}.ends", fault, "correct one of the two")
    if activity.capacity is not None and activity.capacity < 1:
        fault = f"{activity.capacity} people are none"
        findings.add(
            ACTIVITIES, f"{activity.code}.capacity", fault, "write 1 or more, or leave it out"
        )
    if not 0 <= activity.sign_up_days <= 60:
        fault = f"{activity.sign_up_days} is no number of days"
        findings.add(ACTIVITIES, f"{activity.code}.sign_up_days", fault, "write 0 to 60")


def _when(findings: Findings, code: str, when: When) -> None:
    entry = f"{code}.when"
    rules = [
        rule for rule in (when.date, when.weekly, when.monthly, when.lunar) if rule is not None
    ]
    if len(rules) != 1:
        fault = "says several days" if rules else "says no day"
        findings.add(ACTIVITIES, entry, fault, "write one of date, weekly, monthly with nth, lunar")
    for day in (when.weekly, when.monthly):
        if day is not None:
            findings.known(ACTIVITIES, entry, day, codes.DAYS, "day")
    if (when.monthly is None) != (when.nth is None) or not 1 <= (when.nth or 1) <= 4:
        fault = "nth belongs to monthly"
        findings.add(ACTIVITIES, entry, fault, "write {monthly: sat, nth: 2}, nth from 1 to 4")
    if when.lunar is not None and not _LUNAR.fullmatch(when.lunar):
        fault = f"{when.lunar!r} is no lunar day"
        findings.add(ACTIVITIES, entry, fault, "write month and day, such as 08-15")


def spoken(question: Question) -> str:
    """The question as it is said, with its options: ……？一，二十万；二，五十万。"""
    letters = zip("一二三四", question.options, strict=False)
    return question.question + "；".join(f"{letter}，{option}" for letter, option in letters) + "。"


def _quiz(findings: Findings) -> None:
    questions = findings.content.quiz
    findings.unique(QUIZ, "-", (question.id for question in questions), "id")
    for question in questions:
        findings.known(QUIZ, f"{question.id}.topic", question.topic, codes.QUIZ_TOPICS, "topic")
        findings.known(QUIZ, f"{question.id}.level", question.level, codes.QUIZ_LEVELS, "level")
        findings.speech(QUIZ, f"{question.id}.why", question.why, WHY_LIMIT)
        findings.speech(QUIZ, f"{question.id}.question", spoken(question), ASKED_LIMIT)
        findings.unique(QUIZ, f"{question.id}.options", question.options, "option")
        if not 2 <= len(question.options) <= 4:
            fault = f"has {len(question.options)} options"
            findings.add(QUIZ, f"{question.id}.options", fault, "write two to four")
        if question.answer not in question.options:
            fault = f"{question.answer!r} is none of the options"
            findings.add(
                QUIZ, f"{question.id}.answer", fault, "write one of them, letter for letter"
            )


def _idioms(findings: Findings) -> None:
    findings.unique(IDIOMS, "-", findings.content.idioms, "idiom")
    for idiom in findings.content.idioms:
        if not re.fullmatch(r"[\u4e00-\u9fff]{4}", idiom):
            findings.add(IDIOMS, idiom, "is not four characters", "correct or remove it")
