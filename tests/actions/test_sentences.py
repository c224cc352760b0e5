"""What of an entry is told to who asks for something within it."""

from __future__ import annotations

from actions.sentences import told

TEXT = "补卡请本人带身份证到柜台。补卡一般当场拿到新卡。补卡的工本费以公示为准。"
AT_ONCE, COSTS = "补卡一般当场拿到新卡", "补卡的工本费以公示为准"


def test_the_likeliest_sentence_is_told() -> None:
    assert told([(COSTS, 0.8), (AT_ONCE, 0.1)], TEXT, 0.2) == COSTS


def test_one_that_is_nearly_as_likely_is_told_too_in_the_order_of_the_answer() -> None:
    assert told([(COSTS, 0.4), (AT_ONCE, 0.3)], TEXT, 0.2) == f"{AT_ONCE}；{COSTS}"


def test_none_is_told_that_is_not_likely() -> None:
    assert told([(COSTS, 0.1), (AT_ONCE, 0.1)], TEXT, 0.2) is None
    assert told([], TEXT, 0.2) is None


def test_an_answer_that_was_changed_in_the_meantime_is_not_quoted() -> None:
    assert told([("补卡不要钱", 0.9)], TEXT, 0.2) is None
