"""What the robot answers and entertains with: questions, facilities, activities, games and lessons."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class FaqCard:
    type: str
    """place, product, phone or link."""
    value: str


@dataclass(frozen=True)
class Faq:
    id: str
    title: str
    phrasings: tuple[str, ...]
    speech: str
    text: str
    card: FaqCard | None = None


@dataclass(frozen=True)
class Facility:
    """Something that the branch has or lends, or does not."""

    code: str
    name: str
    available: bool
    speech: str
    """The whole answer to 有没有…: whether, and where."""
    text: str
    place: str | None = None
    """Where it is found, or what serves instead; the way there is shown."""


@dataclass(frozen=True)
class NextStep:
    """What a piece of knowledge leads to: a button, and what touching it says."""

    label: str
    says: str


@dataclass(frozen=True)
class Amusement:
    """Something to pass the time with: a riddle, a tongue twister, a joke, a piece of knowledge."""

    id: str
    kind: str
    speech: str
    text: str
    answers: tuple[str, ...] = ()
    """Of a riddle: what counts as right, the first is told."""
    words: tuple[str, ...] = ()
    """Of a lesson: words by which customers ask for it (复利, 利滚利)."""
    next: NextStep | None = None
    """Of a lesson: what one can do now."""


@dataclass(frozen=True)
class When:
    """On which days an activity is: one of `date`, `weekly`, `monthly` (with `nth`), `lunar`."""

    date: datetime.date | None = None
    weekly: str | None = None
    """mon to sun, every week."""
    monthly: str | None = None
    """mon to sun, the `nth` of every month."""
    nth: int | None = None
    lunar: str | None = None
    """Month and day of the lunar calendar, MM-DD, every year."""


@dataclass(frozen=True)
class Activity:
    """Something in the lobby or the neighbourhood that visitors can come to."""

    code: str
    title: str
    when: When
    begins: datetime.time
    ends: datetime.time
    place: str
    """Place code."""
    audience: str
    speech: str
    """What it is, in one breath."""
    text: str
    sign_up_days: int = 0
    """One can sign up until so many days before."""
    capacity: int | None = None
    """People; left out where anybody may just come, without signing up."""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question of the quiz with two to four options, of which `answer` is right, letter for letter."""

    id: str
    topic: str
    """anti_fraud, knowledge or rights."""
    level: str
    """adult or child."""
    question: str
    options: tuple[str, ...]
    answer: str
    why: str
    """One sentence, as it is said."""
