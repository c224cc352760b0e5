"""Words to be heard in the hall, made from the branch's own template."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
PLACEHOLDERS = ("{number}", "{counter}")
TEMPLATE_LIMIT = 40
"""Characters of a template; what is said stays below 60."""


def digits_aloud(number: str) -> str:
    """A ticket's number digit by digit, as everybody reads it aloud: A012 is A零一二."""
    return "".join(DIGITS[int(c)] if c.isascii() and c.isdigit() else c for c in number)


def fill(template: str, number: str, counter: str) -> str:
    """The template with number and counter put in; any other brace stays what it is."""
    return template.replace("{number}", number).replace("{counter}", counter)


def template_faults(template: str) -> list[str]:
    """What is wrong with a template, in Chinese; empty when all is well."""
    missing = [name for name in PLACEHOLDERS if template.count(name) != 1]
    found = [f"叫号用语里应当有一个 {name}。" for name in missing]
    if len(template) > TEMPLATE_LIMIT:
        found.append(f"叫号用语最多 {TEMPLATE_LIMIT} 个字。")
    return found
