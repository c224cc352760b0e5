"""The domain, the rules and the code speak of the same things, and everything said can be said aloud."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from inspect import isabstract
from pathlib import Path

import pytest

import actions
from actions import (
    compare,
    control,
    english,
    form,
    fraud,
    fun,
    greeting,
    matter,
    missing,
    recommendation,
    safety,
    shelves,
    sides,
    smalltalk,
    suitability,
    urgent,
    wishes,
    wording,
)
from actions.form_slots import FORM_SLOTS, of_form
from nlu.yaml_files import read_yaml
from tests.actions.longest import LONGEST, SHORTER_THERE

for module in pkgutil.iter_modules(actions.__path__, "actions."):
    importlib.import_module(module.name)

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = read_yaml(ROOT / "domain.yml")
RULES = read_yaml(ROOT / "nlu/data/rules.yml")["rules"]
RESPONSES = DOMAIN["responses"]
SPEECH_LIMIT = 60
FORBIDDEN = ("保本", "稳赚", "保证收益", "零风险", "无风险", "真人")
DISCLAIMER = "理财非存款、产品有风险、投资须谨慎"


SPOKEN_IN_LATIN = {"utter_language_en"} | {n for n in RESPONSES if n.startswith("utter_english_")}
FREQUENT = [
    "utter_greet_morning",
    "utter_greet_noon",
    "utter_greet_afternoon",
    "utter_greet_evening",
    "utter_greet_again",
    "utter_greet_festival",
    "utter_goodbye",
    "utter_thank",
    "utter_identity",
    "utter_chitchat",
    "utter_ask_business",
    "utter_self_service",
    "utter_ticket_issued",
    "utter_wait_own",
    "utter_wait_own_long",
    "utter_wait_services",
    "utter_wait_nobody",
    "utter_missed_none",
    "utter_missed_back",
    "utter_cancel_done",
    "utter_cancel_kept",
    "utter_route",
    "utter_route_which",
    "utter_business_at_counter",
    "utter_facility_ask_staff",
    "utter_faq_none",
    "utter_fallback",
    "utter_affirm_nothing",
    "utter_deny",
    "utter_inform_what",
    "utter_staff_called",
    "utter_hours_open",
    "utter_hours_closed",
    "utter_closed_until",
    "utter_datetime",
    "utter_stopped",
    "utter_stopped_idle",
    "utter_repeat_nothing",
    "utter_insult",
]
"""What a customer hears often, or twice in one visit."""


def wordings() -> list[tuple[str, dict]]:
    return [(name, one) for name, several in RESPONSES.items() for one in several]


def strings_in_code() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def ours(kind: type) -> list[type]:
    """The kind's subclasses that the actions server runs."""
    found = [one for direct in kind.__subclasses__() for one in (direct, *ours(direct))]
    return [one for one in found if one.__module__.startswith("actions.") and not isabstract(one)]


def questions() -> list[type[form.Ask]]:
    return ours(form.Ask)


def used_responses() -> set[str]:
    """Every response that code or rules can say, the computed names written out."""
    named = {text for text in strings_in_code() if re.fullmatch(r"utter_[a-z_]+[a-z]", text)}
    named -= {"utter_ticket_issued", "utter_ticket_shown", "utter_calc"}  # beginnings of names
    tickets = (
        *("utter_ticket_issued", "utter_ticket_shown"),
        *("utter_ticket_graded", "utter_ticket_checked_in"),
    )
    computed = {f"{t}{end}" for t in tickets for end in ("", "_next", "_unknown_wait")}
    computed |= {f"utter_greet_{part}" for _, part in greeting._UNTIL}
    computed |= {f"utter_voice_{way}" for way in control.DIRECTIONS}
    computed |= {f"utter_voice_{way}_again" for way in control.CAUGHT_LITTLE}
    computed |= {f"utter_language_{code}" for code in control.LANGUAGES}
    computed |= {f"utter_part_opens_{day}" for day in ("today", "tomorrow", "later")}
    endings = ("", "_again", "_resume")
    computed |= {f"{ask.response}{end}" for ask in questions() for end in endings}
    computed |= {
        f"{name}_risky"
        for name in (
            "utter_products",
            "utter_recommend",
            "utter_compare",
            "utter_calc",
            "utter_product",
        )
    }
    computed |= {f"{name}_one" for name in ("utter_faq_choices", "utter_fallback_choices")}
    computed |= {f"utter_chitchat_{topic}" for topic, _ in smalltalk.TOPICS}
    computed |= {f"utter_identity_{which}" for which in ("human", "name", "maker")}
    computed |= {f"utter_fun_{kind}" for kind in fun.KINDS}
    computed |= {f"utter_emergency_{kind}" for kind, _ in safety.DANGERS}
    computed |= {f"{name}_alone" for name in ("utter_emergency", "utter_fraud")}
    computed |= {f"utter_fraud_{step}" for step, _ in fraud.STEPS}
    computed |= {f"utter_fraud_{stage}" for stage in fraud.STAGES}
    computed |= {f"utter_grave_{step}" for step in ("coming", *(s for s, _ in urgent.STEPS))}
    search = {step for step, _ in missing.STEPS}
    computed |= {f"utter_child_{step}" for step in search}
    computed |= {f"utter_missing_{step}" for step in search - {"loved"}}
    computed |= {f"utter_part_english_{place}" for place, _ in english.PLACES}
    computed |= {f"utter_part_english_area_{area}" for area, _ in english.AREAS}
    computed |= {f"utter_part_english_day_{days}" for days in range(3)}
    computed |= {f"utter_english_about_{topic}" for topic, _, _ in english.TOPICS}
    told = matter.ASPECTS - matter.AT_ITS_PLACE
    computed |= {f"utter_matter_{aspect}" for aspect in told} | set(sides.IN_GENERAL.values())
    ways = (f"utter_matter_{aspect}" for aspect in matter.AT_ITS_PLACE)
    computed |= {f"{way}_{end}" for way in ways for end in ("counter", "machine")}
    endless = ("told", "stopped", "draw")
    computed |= {f"utter_chain_{end}_none" for end in endless}
    computed |= {f"utter_activity_when{end}" for end in ("", "_open", "_full")}
    computed |= {f"utter_part_quiz_{grade}" for grade in ("all", "most", "some")}
    abouts = ("word", "suggestion", "praise")
    computed |= {f"utter_{about}_left" for about in abouts}
    reasons = ("asked", "fallback", "insult", "missed", "complaint", *abouts, "rating")
    reasons += ("appointment", "english", "grave")
    computed |= {f"utter_part_left_{left}" for left in ("any_time", "years", "months")}
    computed |= {f"utter_part_appetite_{level}" for level in suitability.LEVELS}
    natures = ("term", "open", "risk", "deposit", *recommendation.OWN_NATURE)
    computed |= {f"utter_part_why_{nature}" for nature in natures}
    computed |= {f"utter_recommend_care_{kind}" for kind, _ in wishes.MONEY}
    computed |= {f"utter_part_calc_{rule}" for rule in ("bond", "months", "days", "demand")}
    computed |= {f"utter_calc_{outcome}" for outcome in ("regular", "prepaid")}
    computed |= {f"utter_part_compare_{row}" for row in compare.ROWS}
    computed |= {f"utter_part_differ_{which}" for which in ("lower", "higher", "highest")}
    tickets = set(shelves.BUSINESS_OF_CATEGORY.values())
    computed |= {f"utter_part_ticket_{business}" for business in tickets}
    reasons += ("unanswered", "emergency", "fraud", "lost_item")
    computed |= {f"utter_part_case_{reason}" for reason in reasons}
    steps = [step for rule in RULES for step in rule["steps"]]
    return (
        named | computed | {s["action"] for s in steps if s.get("action", "").startswith("utter_")}
    )


def test_every_intent_has_exactly_one_rule() -> None:
    intents = [next(iter(intent)) for intent in DOMAIN["intents"]]
    ruled = [step["intent"] for rule in RULES for step in rule["steps"] if "intent" in step]
    assert len(intents) == 39
    assert sorted(ruled) == sorted(intents)


def test_every_action_of_the_rules_exists() -> None:
    known = set(DOMAIN["actions"]) | set(RESPONSES) | set(DOMAIN["forms"])
    assert {s["action"] for r in RULES for s in r["steps"] if "action" in s} <= known


@pytest.mark.parametrize("name", sorted(DOMAIN["forms"]))
def test_a_form_has_all_its_parts(name: str) -> None:
    assert set(DOMAIN["forms"]) == set(FORM_SLOTS)
    required = DOMAIN["forms"][name]["required_slots"]
    assert set(required) <= set(FORM_SLOTS[name])
    assert set(of_form(name)) <= set(DOMAIN["slots"])
    assert f"validate_{name}" in DOMAIN["actions"]
    assert [f for f in ours(form.Form) if f.form == name]
    assert [c for c in ours(form.Completion) if c.form == name]
    asked = {ask.slot for ask in questions() if ask.form == name}
    assert asked == set(required)
    assert {f"action_ask_{name}_{slot}" for slot in asked} <= set(DOMAIN["actions"])
    steps = [rule["steps"] for rule in RULES]
    assert any({"active_loop": name} in one for one in steps), "no rule starts it"
    assert any({"action": name} in one and {"active_loop": None} in one for one in steps)


def test_every_response_is_said_somewhere_and_every_one_said_exists() -> None:
    assert used_responses() == set(RESPONSES)


@pytest.mark.parametrize(("name", "one"), wordings(), ids=lambda v: v if isinstance(v, str) else "")
def test_speech_fits_in_one_breath(name: str, one: dict) -> None:
    if name.startswith("utter_part_"):
        return
    speech = one["custom"]["speech"]
    said = wording.fill(speech, {**LONGEST, **SHORTER_THERE.get(name, {})})
    assert len(said) <= SPEECH_LIMIT, f"{len(said)}: {said}"
    assert not re.search(r"[<>*#_]|https?:", said)
    template = re.sub(r"{\w+}", "", speech)
    assert not re.search(r"[0-9０-９%％]", template), "numbers are said in words"
    assert name in SPOKEN_IN_LATIN or not re.search(r"[A-Za-z]", template)


@pytest.mark.parametrize(("name", "one"), wordings(), ids=lambda v: v if isinstance(v, str) else "")
def test_nothing_is_promised_and_nobody_impersonated(name: str, one: dict) -> None:
    words = f"{one['text']}{one.get('custom', {}).get('speech', '')}".replace(
        "不是真人", ""
    ).replace("想找真人", "")
    assert not [word for word in FORBIDDEN if word in words]


def test_risky_products_are_never_said_without_the_sentence() -> None:
    risky = [(name, one) for name, one in wordings() if name.endswith("_risky")]
    risky.append(("utter_risk_reminder", RESPONSES["utter_risk_reminder"][0]))
    assert len(risky) == 7
    for _, one in risky:
        assert DISCLAIMER in one["text"]
        assert DISCLAIMER in one["custom"]["speech"]


@pytest.mark.parametrize("name", FREQUENT)
def test_what_is_heard_often_is_said_in_more_than_one_way(name: str) -> None:
    texts = [one["text"] for one in RESPONSES[name]]
    speeches = [one["custom"]["speech"] for one in RESPONSES[name]]
    assert len(set(texts)) == len(texts) >= 2
    assert len(set(speeches)) == len(speeches)
    for one in RESPONSES[name][1:]:
        assert placeholders(one["text"]) <= placeholders(texts[0]) | placeholders(speeches[0])


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_a_choice_names_what_it_sends() -> None:
    cards = [one.get("custom", {}) for _, one in wordings()]
    choices = [c for custom in cards for c in custom.get("card", {}).get("choices", [])]
    choices += [c for custom in cards for c in custom.get("actions", [])]
    assert len(choices) > 50
    assert all(set(choice) == {"label", "text"} and all(choice.values()) for choice in choices)


def test_a_missing_value_is_an_error_and_not_a_brace_on_the_screen() -> None:
    with pytest.raises(KeyError):
        wording.phrase("utter_part_rate", name="起点")
