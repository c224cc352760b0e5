"""户口本行不行: whether the sentence that answers amounts to a yes or a no, so that 可以 or 不行 is said before it.

A multinomial logit over yes, no and neither, learnt from the questions of talks.yml and questions.yml that somebody has
answered with a short word. Neither is what most sentences amount to: they tell how long, or leave it open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.errors import ModelUnusable
from nlu.talks import Talks

YES, NO, NEITHER = "yes", "no", "neither"
SURE = 0.85
"""Chance from which a yes or no is said (benchmarks/short_answers.py; docs/adr/0006-understanding.md)."""
_DENIAL = re.compile("[不没别免无]")
_STRENGTH = 0.3
"""Inverse of the L2 penalty; 0.1 to 1 are within 0.3 points in cross-validation."""
_LEAST = 2
"""So often a feature is seen to be learnt of."""

_OTHER = re.compile("[^\u4e00-\u9fffA-Za-z0-9]")
_CLAUSES = re.compile("[，,]")
_TAGS = re.compile("([要能行会是用收成有够算可])不\\1|有没有|[没不][吗啊呀]?$")
_LACKS = re.compile("不带|[没未]|不来|不用|不去|不在|不是|不够|不到|不会|光|只有")
"""What is asked takes for granted that something is not there: 光带户口本行不."""
_FRAMES = {
    "need": re.compile(
        "要不要|[用需]不[用需]|需要|非[要得]|必须|一定要|要[^不]{0,8}[吗不么嘛]$|得[^不]{1,6}[吗不]$"
    ),
    "cost": re.compile("收不收|收.{0,4}[费钱]|要钱|[费钱]吗|花钱|免费"),
    "have": re.compile("有没有|有.{0,6}[吗没不]$"),
    "will": re.compile("会不会|会.{0,8}[吗不]$|影响"),
    "is": re.compile("是不是|是.{0,6}[吗不]$|算"),
}
"""What a question asks: whether it has to be, costs, is there, will be, is so; any other, whether it can be done."""
_ABLE = "able"
_ASKS = re.compile(
    "可不可以|可以|([要用能行成是有会收得算])[不没]\\1|不要紧|要紧|没事|需要|影响|必须|一定|[没不能行成要用收会是有算够可费钱还就只光非别替代来带吗吧了得]"
)
_TELLS = re.compile(
    "不可以|不影响|就可以|也可以|都可以|只能|才能|不[能可用必需要会收得行算是再]|没有|[就也都]能|[就也都]行|可以|需要|必须|本人|有的|一般|多数|以.{1,6}为准|可能|当场|[不没无免别未才只能可须需要请先会收费有是算但除或另]"
)
_WITHOUT = re.compile("[没未](?:有|得|带|拿|戴|办|开)|忘|不带|在家|落在|丢了")
_BRINGS = re.compile("带|拿|凭|需|须|请|要")
_LETS = re.compile("没|不用|不带|无需|免|也[可能行]|都[可能行]|就[可能行]|代替|可以")
"""Something is not here; it has to be brought; it may be missing."""
_NEAR = 4
"""Characters beside what question and sentence share, whose words tell what is said of it."""


@dataclass(frozen=True)
class Example:
    """A question, the sentence that speaks to it, and what that amounts to."""

    words: str
    sentence: str
    answer: str


@dataclass(frozen=True)
class ShortAnswers:
    """Immutable; threads may share it. `weights` are of YES and NO against NEITHER (features x 2), `bias` theirs."""

    features: Mapping[str, int]
    weights: np.ndarray
    bias: np.ndarray

    @classmethod
    def fit(cls, examples: Sequence[Example]) -> ShortAnswers:
        """Learns from `examples`; about ten seconds for eight thousand. Raises ModelUnusable without one of each kind."""
        kinds = [each.answer for each in examples]
        if {YES, NO, NEITHER} - set(kinds):
            raise ModelUnusable("there is no talk to learn yes and no from")
        vectorizer = DictVectorizer(dtype=np.float64)
        rows = vectorizer.fit_transform(
            [dict.fromkeys(features(each.words, each.sentence), 1.0) for each in examples]
        )
        often = np.flatnonzero(np.asarray(rows.sum(axis=0)).ravel() >= _LEAST)
        fitted = LogisticRegression(C=_STRENGTH, max_iter=300).fit(rows[:, often], kinds)
        of = [list(fitted.classes_).index(kind) for kind in (YES, NO)]
        none = list(fitted.classes_).index(NEITHER)
        names = vectorizer.get_feature_names_out()[often]
        return cls(
            {str(name): number for number, name in enumerate(names)},
            (fitted.coef_[of] - fitted.coef_[none]).T.astype(np.float32),
            fitted.intercept_[of] - fitted.intercept_[none],
        )

    def chances(self, words: str, sentence: str) -> dict[str, float]:
        """Of YES and NO; what lacks to 1 is that of neither."""
        known = [self.features[name] for name in features(words, sentence) if name in self.features]
        odds = np.exp(self.weights[known].sum(axis=0) + self.bias)
        yes, no = odds / (1.0 + odds.sum())
        return {YES: float(yes), NO: float(no)}

    def word(self, words: str, sentence: str) -> str | None:
        """The short word that goes before the sentence; None where it is not sure, or the sentence begins with it."""
        answer, chance = max(self.chances(words, sentence).items(), key=lambda each: each[1])
        if chance < SURE or (answer == YES and _wants_what_lacks(words, sentence)):
            return None
        said = echo(words, answer)
        return None if said is None or sentence.startswith(said[:2]) else said

    def save(self, folder: Path) -> None:
        """Writes plain arrays and JSON, no pickled objects."""
        np.savez(folder / "weights.npz", weights=self.weights, bias=self.bias)
        (folder / "features.json").write_text(
            json.dumps(list(self.features), ensure_ascii=False), encoding="utf-8"
        )

    @classmethod
    def read(cls, folder: Path) -> ShortAnswers:
        """Raises OSError, ValueError or KeyError for what `save` did not write."""
        names = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        if weights.shape != (len(names), 2) or bias.shape != (2,):
            raise ValueError("features and weights do not fit each other")
        return cls({name: number for number, name in enumerate(names)}, weights, bias)


def examples(of: Talks) -> Iterator[Example]:
    """What the talks tell of yes and no: each question with the sentence that speaks best to it."""
    for turn in (turn for talk in of.talks for turn in talk):
        if turn.entries and turn.sentences:
            sentence = of.answers[turn.entries[0]][turn.sentences[0]]
            yield Example(turn.words, sentence, kind(turn.short))


def kind(word: str | None) -> str:
    """What a short word amounts to; none amounts to neither."""
    if word is None:
        return NEITHER
    return NO if _DENIAL.match(word) else YES


_ECHOES: Sequence[tuple[re.Pattern[str], str | None, str | None]] = (
    (re.compile("要紧|没事"), None, "不要紧"),
    (re.compile("影响"), None, "不影响"),
    (re.compile("[够算]"), None, None),
    (_FRAMES["cost"], None, "不收"),
    (re.compile("可以|行不行|[^不]行[吗不么嘛]?$|成不成|成[吗不]$|能"), "可以", "不行"),
    (_FRAMES["need"], "要的", "不用"),
    (_FRAMES["have"], "有的", "没有"),
    (_FRAMES["will"], None, "不会"),
    (_FRAMES["is"], None, None),
)
"""What is said for a yes and for a no, by what the question asks with, the first that fits; None where readers found it odd."""
_ABLE_ECHO = ("可以", "不行")


def _wants_what_lacks(words: str, sentence: str) -> bool:
    """卡没带行不, of 请带身份证和银行卡: no yes."""
    lacks = _WITHOUT.search(words) is not None
    return lacks and _BRINGS.search(sentence) is not None and not _LETS.search(sentence)


def echo(words: str, answer: str) -> str | None:
    """The short word of an answer, YES or NO, in the question's own verb; None for nothing."""
    bare = _OTHER.sub("", words)
    said = next((pair for asks, *pair in _ECHOES if asks.search(bare)), _ABLE_ECHO)
    return said[0] if answer == YES else said[1]


def features(words: str, sentence: str) -> set[str]:
    """Names of what stands in a question and in a sentence, and of what goes together."""
    bare = _OTHER.sub("", words)
    asks, tells = _marks(_ASKS, bare), _marks(_TELLS, sentence)
    frame = _frame(bare)
    heads = _CLAUSES.split(sentence)
    found = {f"q{piece}" for piece in _pieces(bare, (1, 2, 3))}
    found |= {f"s{piece}" for piece in _pieces(_OTHER.sub("", sentence), (2, 3))}
    found |= {f"{ask}|{tell}" for ask in asks | {bare[-2:] + "$"} for tell in tells}
    found |= {f"{frame}|{tell}" for tell in tells | {""}}
    found |= {f"{frame}|^{tell}" for tell in _marks(_TELLS, heads[0])}
    found |= {f"{frame}|{tell}$" for tell in _marks(_TELLS, heads[-1])}
    return found | set(_beside(bare, sentence))


def _frame(bare: str) -> str:
    asked = [name for name, asks in _FRAMES.items() if asks.search(bare)] or [_ABLE]
    return "+".join(asked) + ("-" if _LACKS.search(_TAGS.sub("", bare)) else "")


def _beside(bare: str, sentence: str) -> Iterator[str]:
    """What is said before and after the words that question and sentence share: 能代办不, of 一般不能代办."""
    start = 0
    while start < len(bare) - 1:
        length = _shared(bare[start:], sentence)
        if length < 2:
            start += 1
            continue
        end = start + length
        place = sentence.index(bare[start:end])
        asks = _marks(_ASKS, bare[max(0, start - 2) : start])
        asks |= {f">{mark}" for mark in _marks(_ASKS, bare[end : end + 2])} | {""}
        before = _marks(_TELLS, sentence[max(0, place - _NEAR) : place])
        after = _marks(_TELLS, sentence[place + length : place + length + _NEAR])
        for ask in asks:
            yield from (f"{ask}|<{tell}" for tell in before)
            yield from (f"{ask}|>{tell}" for tell in after)
        start = end


def _shared(words: str, sentence: str) -> int:
    """Characters of the longest beginning of the words that stands in the sentence."""
    length = 0
    while length < len(words) and words[: length + 1] in sentence:
        length += 1
    return length


def _marks(of: re.Pattern[str], text: str) -> set[str]:
    return {found.group() for found in of.finditer(text)}


def _pieces(bare: str, lengths: Sequence[int]) -> set[str]:
    edged = f"^{bare}$"
    return {edged[n : n + length] for length in lengths for n in range(len(edged) - length + 1)}
