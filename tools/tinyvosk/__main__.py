"""`python -m tools.tinyvosk phrases.txt [folder]`: train a model for a list of phrases, or show the cached one.

`--judge` tells how well it hears what it has not learnt from.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from hardware.recognizers.vosk_recognizer import VoskRecognizer
from tools.tinyvosk import build, cache, judge, phrases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phrases", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--judge", action="store_true")
    arguments = parser.parse_args()
    listed = phrases.read(arguments.phrases)
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True)

    folder = arguments.folder
    if folder is None:
        folder = cache.model(arguments.phrases)
        print(folder)
    elif not (arguments.judge and folder.exists()):
        build.build(listed, folder, tell)
    if arguments.judge:
        print(judge.table(VoskRecognizer(str(folder)), listed))


if __name__ == "__main__":
    main()
