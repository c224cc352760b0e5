"""docs/talks/*.md: talks with the real robot, word for word.

`python -m tools.record_talk docs/talks/grandmother.txt …` starts the robot with a branch of its own on a
Wednesday morning, says each line of the file, and writes what was answered beside it. Texts, speech and cards
stand as they came.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MORNING = "2026-03-04T09:30:00+08:00"
LONGEST_S = 300
"""The robot's start, with training where the model is old, and the talk."""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def talk(lines: Sequence[str], var: Path) -> list[Mapping[str, Any]]:
    """What the robot answers to each line, as POST /turns does. Raises RuntimeError when it fails."""
    lobby, dialogue, actions = free_ports(3)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JIAOJIAO_")},
        "JIAOJIAO_VAR": str(var),
        "JIAOJIAO_PORT": str(lobby),
        "JIAOJIAO_DIALOGUE_URL": f"http://127.0.0.1:{dialogue}",
        "JIAOJIAO_ACTIONS_PORT": str(actions),
        "JIAOJIAO_CLOCK": MORNING,
    }
    done = subprocess.run(
        [sys.executable, "-m", "robot", "shell", "--json"],
        input="\n".join(lines) + "\n",
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return [json.loads(line) for line in done.stdout.splitlines()]


def render(title: str, lines: Sequence[str], answers: Sequence[Mapping[str, Any]]) -> str:
    """The talk in Markdown."""
    parts = [f"# {title}", "", "Recorded by `python -m tools.record_talk`, unedited.", ""]
    for line, answer in zip(lines, answers, strict=True):
        parts += [f"**客户：** {line}", ""]
        for reply in answer["replies"]:
            parts += [f"**娇娇：** {_one_line(reply['text'])}  ", f"*说：{reply['speech']}*", ""]
            parts += list(_card(reply.get("card")))
    return "\n".join(parts).rstrip() + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _card(card: Mapping[str, Any] | None) -> Iterator[str]:
    if not card:
        return
    name = card.get("number") or card.get("name") or card.get("title") or ""
    shown = f"{card['type']} {name}".strip()
    buttons = [one["label"] for one in (*card.get("choices", ()), *card.get("actions", ()))]
    yield f"> 屏幕：{shown}" + (f"　[{'] ['.join(buttons)}]" if buttons else "")
    yield ""


TITLES = {
    "grandmother": "A grandmother who wants her pension",
    "fraud": "A fraud victim on the phone",
}


def main(files: Sequence[str]) -> int:
    """Records each file's talk beside it."""
    for file in map(Path, files):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        with tempfile.TemporaryDirectory() as var:
            answers = talk(lines, Path(var))
        title = TITLES.get(file.stem, file.stem)
        target = file.with_suffix(".md")
        target.write_text(render(title, lines, answers), encoding="utf-8")
        print(f"wrote {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
