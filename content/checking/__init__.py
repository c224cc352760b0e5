"""What has to hold between the entries of a content folder. Each module looks at one concern."""

from collections.abc import Mapping

from content.checking import calendar, desk, exchange, faqs, leisure, plan, shelf, words
from content.checking.findings import Findings
from content.errors import Problem
from content.model import Content


def check(
    content: Content, origins: Mapping[str, str], broken: frozenset[str] = frozenset()
) -> list[Problem]:
    """Every problem of content that could be read.

    `origins` names the file of each `faq/<id>`, `products/<code>` and `fun/<id>`; `broken` are codes already reported as unreadable.
    """
    findings = Findings(content, origins, broken)
    for concern in (desk, calendar, shelf, exchange, plan, faqs, leisure, words):
        concern.check(findings)
    return findings.problems
