"""Training sentences misspelt as a recogniser would."""

from __future__ import annotations

from nlu.features import sentence_features
from nlu.heard import hear
from nlu.intent_classifier import misspelt
from nlu.slips import Slips

SENTENCES = tuple(
    map(hear, ("我要取三万块钱", "去换张新卡", "取个号", "曲子好听", "要不要换鞋", "心里有数"))
)


def test_what_is_misspelt_sounds_the_same() -> None:
    slips = Slips.of(SENTENCES)
    changed = 0
    for heard in SENTENCES:
        misspelt = slips.misspelt(heard, 1.0)
        assert misspelt.sounds == heard.sounds
        assert len(misspelt.text) == len(heard.text)
        changed += misspelt.text != heard.text
    assert changed >= 3
    assert slips.misspelt(hear("取个号"), 1.0).text[0] in "去曲"


def test_it_is_the_same_every_time_and_nothing_where_no_share_is_wanted() -> None:
    slips = Slips.of(SENTENCES)
    for heard in SENTENCES:
        assert slips.misspelt(heard, 0.5) == slips.misspelt(heard, 0.5)
        assert slips.misspelt(heard, 0.0) == heard


def test_only_what_comes_out_otherwise_is_told_again() -> None:
    told = [(hear(words), ()) for words in ("取个号", "去取钱", "OK")]
    again = misspelt(told, 1.0)
    assert 0 in again
    assert 2 not in again
    assert again[0] != sentence_features(told[0][0])
    assert misspelt(told, 0.0) == {}
