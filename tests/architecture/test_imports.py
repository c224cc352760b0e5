"""Who may import whom, and what no file may hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("actions", "content", "hardware", "lobby", "nlu", "robot", "tools", "benchmarks", "tests")
LONGEST = 400


def python_files() -> list[Path]:
    files = [p for name in CODE for p in (ROOT / name).rglob("*.py")]
    assert len(files) > 50
    return files


def test_import_rules_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "0 broken" in done.stdout


def test_no_file_is_too_long() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in python_files()
        if (n := len(p.read_text().splitlines())) > LONGEST
    }
    assert not long


def test_no_module_hides_one_of_the_standard_library() -> None:
    hiding = [
        str(p.relative_to(ROOT))
        for p in python_files()
        if p.parent == ROOT or p.parent.parent == ROOT
        if p.stem in sys.stdlib_module_names
    ]
    assert not hiding


def test_nothing_on_the_way_of_sound_and_pictures_can_keep_them() -> None:
    """What hears and sees knows no way to write a file."""
    writes = re.compile(
        r"imwrite|imencode|VideoWriter|write_bytes|write_text|\.save\(|open\(|wave_file\.write"
    )
    ways = ("robot/voice", *(f"hardware/{port}" for port in ("cameras", "sights", "microphones")))
    paths = [p for way in ways for p in (ROOT / way).rglob("*.py")]
    assert len(paths) > 25
    assert [str(p) for p in paths if writes.search(p.read_text())] == []


def test_no_personal_words_of_customers_are_logged() -> None:
    """Log calls name codes and kinds; the variables that hold a customer's words stay out of them."""
    words = ("said", "text", "message.get", "utterance", "masked", "phone", "request.data")
    guilty = []
    for path in python_files():
        if "tests" in path.parts:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if "logger." in line and any(f", {w}" in line or f"{{{w}" in line for w in words):
                guilty.append(f"{path.relative_to(ROOT)}:{number}")
    assert not guilty
