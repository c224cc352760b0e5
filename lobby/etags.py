"""Strong entity tags (RFC 9110): one for each state of a resource."""

from __future__ import annotations

from lobby.problems import Invalid


def strong(version: object) -> str:
    return f'"{version}"'


def matches(header: str | None, version: object) -> bool:
    """Whether If-None-Match names this version, by weak comparison as the RFC says."""
    if not header:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or strong(version) in tags


def expected_versions(header: str | None) -> list[int] | None:
    """The versions that If-Match accepts; None when any will do. Raises Invalid for nonsense."""
    if not header or header.strip() == "*":
        return None
    versions: list[int] = []
    for tag in header.split(","):
        bare = tag.strip()
        if len(bare) < 2 or bare[0] != '"' or bare[-1] != '"':
            raise Invalid('If-Match 应当是带双引号的版本，例如 "3"。')
        # A tag that is no number belongs to no version: it never matches.
        versions.append(int(bare[1:-1]) if bare[1:-1].isascii() and bare[1:-1].isdigit() else -1)
    return versions
