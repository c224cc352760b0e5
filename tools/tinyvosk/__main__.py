"""`python -m tools.tinyvosk phrases.txt [folder]`: train a model for a list of phrases, or show the cached one."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tools.tinyvosk import build, cache, phrases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phrases", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    arguments = parser.parse_args()
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True)

    if arguments.folder is None:
        print(cache.model(arguments.phrases))
    else:
        build.build(phrases.read(arguments.phrases), arguments.folder, tell)


if __name__ == "__main__":
    main()
