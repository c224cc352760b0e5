"""What an entry takes for granted, and whether the customer has said so."""

from __future__ import annotations

import pytest

from nlu import premises
from nlu.snapshot import branch_snapshot

FOREIGN, NO_ID, CARD = "外籍及港澳台人士开户", "没带身份证能办吗", "信用卡怎么还款"


@pytest.mark.parametrize(
    ("title", "said", "holds"),
    [
        (FOREIGN, ["我想开个公司账户", "开户行写哪个"], False),
        (FOREIGN, ["我是外国人", "开户要带什么"], True),
        (FOREIGN, ["护照行不行", "我是中国人，用身份证"], False),
        (NO_ID, ["身份证带了，卡没带"], False),
        (NO_ID, ["我身份证落家里了"], True),
        (NO_ID, ["身份证没带", "哦找到了，身份证带了"], False),
        (CARD, ["信用卡", "不是信用卡，就是存钱的卡"], False),
        ("去世亲人的存款怎么取", ["我妈去年走了"], True),
        ("去世亲人的存款怎么取", ["我爸住院了"], False),
        ("被骗的钱能追回来吗", ["转错人了", "没人骗我，是我自己选错了"], False),
        ("硬币零钱存和换", [], True),
    ],
)
def test_what_was_said_last_decides(title: str, said: list[str], holds: bool) -> None:
    assert premises.founded(title, said) is holds


def test_every_premise_is_of_an_entry_and_known_by_most_of_its_phrasings() -> None:
    faqs = branch_snapshot().faqs
    for name, premise in premises.premises().items():
        phrasings = [
            words for faq in faqs if name in premises.of_title(faq.title) for words in faq.phrasings
        ]
        known = sum(premise.holds([words]) for words in phrasings)
        assert known >= 0.6 * len(phrasings) > 0, name
