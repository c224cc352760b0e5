"""`python -m content check [folder]`: prints the problems of a content folder, or a summary of it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from content import Content, ContentError, load, snapshot


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when the folder is sound, 1 when it has problems."""
    parser = argparse.ArgumentParser(prog="python -m content", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check a content folder")
    check.add_argument("folder", nargs="?", type=Path, help="default: the sample branch")
    folder: Path | None = parser.parse_args(arguments).folder
    try:
        content = load(folder)
    except ContentError as error:
        sys.stdout.write("\n".join(str(problem) for problem in error.problems) + "\n")
        sys.stdout.write(f"{len(error.problems)} problem(s)\n")
        return 1
    sys.stdout.write(_summary(content) + "\n")
    return 0


def _summary(content: Content) -> str:
    phrasings = sum(len(faq.phrasings) for faq in content.faqs)
    return (
        f"{content.branch.name}: {len(content.services)} services, {len(content.counters)} counters, "
        f"{len(content.machines)} machines, {len(content.businesses)} businesses, "
        f"{len(content.products)} products, {len(content.floor.places)} places, "
        f"{len(content.faqs)} FAQs with {phrasings} phrasings; version {snapshot(content)['version']}"
    )


if __name__ == "__main__":
    sys.exit(main())
