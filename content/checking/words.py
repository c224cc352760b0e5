"""Words that must lead to one thing only."""

from collections.abc import Iterable

from content import codes
from content.checking.findings import Findings, plain


def check(findings: Findings) -> None:
    content = findings.content
    _one_meaning(
        findings, "businesses.yml", ((b.code, (b.name, *b.synonyms)) for b in content.businesses)
    )
    _one_meaning(findings, "products", ((p.code, (p.name, *p.synonyms)) for p in content.products))
    _one_meaning(
        findings, "floor.yml", ((p.code, (p.name, *p.synonyms)) for p in content.floor.places)
    )
    for n, notice in enumerate(content.branch.notices, 1):
        entry = f"branch.notices[{n}]"
        findings.speech("branch.yml", f"{entry}.speech", notice.speech)
        findings.known(
            "branch.yml", f"{entry}.level", notice.level, codes.NOTICE_LEVELS, "notice level"
        )


def _one_meaning(
    findings: Findings, file: str, entries: Iterable[tuple[str, tuple[str, ...]]]
) -> None:
    """A synonym under two values would make the robot guess; twice under one is a slip."""
    owners: dict[str, str] = {}
    for code, words in entries:
        for word in words:
            key = plain(word)
            owner = owners.setdefault(key, code) if key else ""
            if not key:
                fault, remedy = f"the synonym {word!r} has no letters", "remove it"
            elif owner != code:
                fault = f"the synonym {word!r} is also under {owner}"
                remedy = "keep it where most customers mean it"
            else:
                continue
            where = findings.origin(file, code) if file == "products" else file
            findings.add(where, f"{code}.synonyms", fault, remedy)
