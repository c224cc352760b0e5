"""Several questions in one breath."""

from __future__ import annotations

import pytest

from nlu.clauses import asks_service, last, of_comfort, questions, together, way_to, wishes


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("能当场拿吗，要英文的，收钱不", ["能当场拿吗", "收钱不"]),
        ("多久能好 要钱不", ["多久能好", "要钱不"]),
        ("要带什么", []),
        ("卡在家呢 没卡能登不", []),
        ("差不多吧，是不", []),
        ("", []),
    ],
)
def test_questions(words: str, found: list[str]) -> None:
    assert questions(words) == found


def test_the_way_is_asked_to_what_the_words_before_name() -> None:
    part = {"intent": {"name": "ask_route", "confidence": 0.98}, "entities": []}
    card = {"named": ["card_replacement"], "of_products": [{"entity": "attribute", "value": "x"}]}
    assert (way_to(card, part) or {})["entities"] == [
        {"entity": "business", "value": "card_replacement"}
    ]
    deposit = {"of_products": [{"entity": "product_category", "value": "time_deposit"}]}
    assert way_to(deposit, part) is None
    place = {**part, "entities": [{"entity": "place", "value": "restroom"}]}
    assert way_to(deposit, place) == place


def test_each_question_lends_its_best_sentence_its_chance() -> None:
    whole = [["不收费", 0.3], ["当场拿", 0.2], ["带身份证", 0.1]]
    parts = [[["当场拿", 0.8], ["不收费", 0.1]], [["不收费", 0.7]]]
    assert together(whole, parts) == [["当场拿", 0.8], ["不收费", 0.7], ["带身份证", 0.1]]
    assert together(whole, []) == whole


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("那让我同事给我捎过来吧，她拿来我再弄。你们几点关门呐", "你们几点关门呐"),
        ("卡丢了怎么办，你们几点关门", None),
        ("你们几点关门", None),
        ("先不取，东西还没到呢", None),
    ],
)
def test_what_is_asked_at_the_end(words: str, end: str | None) -> None:
    assert last(words) == end


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("妈妈还没办完，我想上厕所，能自己去吗", ["我想上厕所"]),
        ("我口渴，在等我奶奶，哪里有水", ["我口渴", "哪里有水"]),
        ("我想上厕所", []),
        ("钱取好了，我先走了", []),
    ],
)
def test_wishes_amid_other_words(words: str, found: list[str]) -> None:
    assert wishes(words) == found


def test_only_a_thing_or_a_place_of_comfort_is_wished_for_amid_other_words() -> None:
    def naming(*entities: tuple[str, str]) -> bool:
        return of_comfort({"entities": [{"entity": e, "value": v} for e, v in entities]})

    assert naming(("place", "restroom"))
    assert naming(("facility", "glasses"))
    assert not naming(("place", "cash_counter"))
    assert not naming(("place", "restroom"), ("business", "cash_withdrawal"))
    assert not naming()


@pytest.mark.parametrize("intent", ["ask_hours", "ask_route", "ask_facility", "ask_wait"])
def test_a_last_clause_may_ask_for_what_is_not_of_the_faq(intent: str) -> None:
    assert asks_service({"intent": {"name": intent, "confidence": 0.95}})
    assert not asks_service({"intent": {"name": intent, "confidence": 0.8}})
    assert not asks_service({"intent": {"name": "faq", "confidence": 0.99}})
