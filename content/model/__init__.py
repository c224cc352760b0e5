"""A branch's content as frozen dataclasses. Field names are the keys of the YAML files.

Money is in CNY, spans of service in minutes, terms in months, rates in per cent a year, the floor in metres.
"""

from dataclasses import dataclass

from content.model.answers import (
    Activity,
    Amusement,
    Facility,
    Faq,
    FaqCard,
    NextStep,
    Question,
    When,
)
from content.model.branch import Branch, Festival, HolidayRule, Notice, OpeningHours, SoothingOffer
from content.model.desk import Business, ChannelRule, Counter, Machine, PriorityClass, Service
from content.model.floor import Floor, Node, Place, Point, RobotPose
from content.model.shelf import (
    Attribute,
    Category,
    Disclaimer,
    ExchangeRate,
    Fact,
    Product,
    Rate,
    RiskLevel,
)

__all__ = [
    "Activity",
    "Amusement",
    "Attribute",
    "Branch",
    "Business",
    "Category",
    "ChannelRule",
    "Content",
    "Counter",
    "Disclaimer",
    "ExchangeRate",
    "Facility",
    "Fact",
    "Faq",
    "FaqCard",
    "Festival",
    "Floor",
    "HolidayRule",
    "Machine",
    "NextStep",
    "Node",
    "Notice",
    "OpeningHours",
    "Place",
    "Point",
    "PriorityClass",
    "Product",
    "Question",
    "Rate",
    "RiskLevel",
    "RobotPose",
    "Service",
    "SoothingOffer",
    "When",
]


@dataclass(frozen=True)
class Content:
    branch: Branch
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    machines: tuple[Machine, ...]
    classes: tuple[PriorityClass, ...]
    businesses: tuple[Business, ...]
    categories: tuple[Category, ...]
    risk_levels: tuple[RiskLevel, ...]
    """From the lowest risk to the highest."""
    attributes: tuple[Attribute, ...]
    products: tuple[Product, ...]
    fx: tuple[ExchangeRate, ...]
    floor: Floor
    faqs: tuple[Faq, ...]
    holidays: tuple[HolidayRule, ...]
    festivals: tuple[Festival, ...]
    facilities: tuple[Facility, ...]
    fun: tuple[Amusement, ...]
    activities: tuple[Activity, ...] = ()
    quiz: tuple[Question, ...] = ()
    idioms: tuple[str, ...] = ()
    """For 成语接龙: four characters each."""
