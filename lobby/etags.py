"""Strong entity tags (RFC 9110): one for each state of a resource."""

from __future__ import annotations

from lobby.problems import Invalid

NO_VERSION = -1


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
        # A weak tag, as proxies make of ours when they compress, is well-formed and never matches here.
        weak, bare = tag.strip().startswith("W/"), tag.strip().removeprefix("W/")
        if len(bare) < 2 or bare[0] != '"' or bare[-1] != '"':
            raise Invalid('If-Match 应当是带双引号的版本，例如 "3"。')
        # Nor does one that is no number: it belongs to no version.
        version = bare[1:-1]
        versions.append(
            int(version) if version.isascii() and version.isdigit() and not weak else NO_VERSION
        )
    return versions
