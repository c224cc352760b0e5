"""`python -m tools.tinyvosk phrases.txt folder`: train a model for a list of phrases."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tools.tinyvosk import build, phrases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phrases", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True)

    build.build(phrases.read(arguments.phrases), arguments.folder, tell)


if __name__ == "__main__":
    main()
