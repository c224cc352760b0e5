"""Text turns: our assistant against the same data under Rasa's stock pipeline, in one run.

`python -m benchmarks.turn [--rounds 20] [--epochs N]`

Both assistants run as `rasa run` with the same rules, the same action server and the same lobby, and
answer the same sentences through Rasa's REST channel in turn (A B A B ...), each round a new visitor.
Latency, memory and model size of a neural model do not depend on how long it was trained, so the stock
model is trained for a few epochs unless `--epochs 0` asks for Rasa's defaults.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import httpx

from benchmarks import servers, stock
from benchmarks.tables import Row, markdown, percentile

ROOT = stock.ROOT
PYTHON = sys.executable

# One customer of each kind; none of these sentences is in the training data's files by design, but
# only time is measured here, never accuracy.
SENTENCES = (
    "你好呀",
    "我要取三万块钱现金",
    "前面大概还有几个人",
    "洗手间往哪边走",
    "一年定期现在多少利息",
    "银行卡找不着了怎么弄",
    "有没有风险低一点的理财",
    "给我叫一下你们大堂经理",
    "你都会干些什么",
    "刚才没听清再说一遍",
    "今天几点下班",
    "谢谢你啊",
)


def train(project: Path, data: str, out: Path) -> tuple[Path, float]:
    """Train with `rasa train` in `project`; the model's path and the seconds it took."""
    began = time.perf_counter()
    subprocess.run(
        [
            PYTHON,
            "-m",
            "rasa",
            "train",
            "--data",
            data,
            "--out",
            str(out),
            "--fixed-model-name",
            "model",
            "--force",
        ],
        cwd=project,
        env={**os.environ, **servers.QUIET, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return out / "model.tar.gz", time.perf_counter() - began


class Assistant:
    """One `rasa run` process and what was measured of it."""

    def __init__(self, name: str, model: Path, endpoints: Path, work: Path, env: dict[str, str]):
        self.name = name
        self.model_mb = model.stat().st_size / 1e6
        port = servers.free_port()
        self.url = f"http://127.0.0.1:{port}"
        credentials = work / "credentials.yml"
        credentials.write_text("rest:\n")
        self.server = servers.start(
            [
                PYTHON,
                "-m",
                "rasa",
                "run",
                "--interface",
                "127.0.0.1",
                "--port",
                str(port),
                "--model",
                str(model),
                "--endpoints",
                str(endpoints),
                "--credentials",
                str(credentials),
            ],
            f"{self.url}/webhooks/rest/",
            work / f"{name}.log",
            env,
            cwd=ROOT,
        )
        self.http = httpx.Client(timeout=30, trust_env=False)
        self.ms: list[float] = []

    def warm_up(self) -> None:
        """The first turn waits for the model, which loads after the port opens."""
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            if self.turn("你好", str(uuid.uuid4())):
                return
            time.sleep(0.2)
        raise RuntimeError(f"{self.name} never answered")

    def turn(self, text: str, sender: str) -> bool:
        """One turn; whether anything was said."""
        response = self.http.post(
            f"{self.url}/webhooks/rest/webhook", json={"sender": sender, "message": text}
        )
        return response.status_code == 200 and bool(response.json())

    def visit(self) -> None:
        """One visitor says all sentences; times are kept."""
        sender = str(uuid.uuid4())
        for sentence in SENTENCES:
            began = time.perf_counter()
            self.turn(sentence, sender)
            self.ms.append((time.perf_counter() - began) * 1000)

    @property
    def peak_mb(self) -> float:
        return servers.memory(self.server.pid, "VmHWM")


def lobby_and_actions(work: Path) -> tuple[list[servers.Server], dict[str, str]]:
    """The branch that both assistants serve; its environment."""
    lobby_port, actions_port = servers.free_port(), servers.free_port()
    env = {
        "JIAOJIAO_VAR": str(work / "var"),
        "JIAOJIAO_URL": f"http://127.0.0.1:{lobby_port}",
        "JIAOJIAO_PORT": str(lobby_port),
        "JIAOJIAO_ACTIONS_PORT": str(actions_port),
    }
    for command in (["migrate", "--verbosity", "0"], ["seed"]):
        subprocess.run(
            [PYTHON, "-m", "lobby", *command],
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    lobby = servers.start(
        [
            PYTHON,
            "-m",
            "uvicorn",
            "lobby.asgi:application",
            "--ws",
            "none",
            "--no-access-log",
            "--port",
            str(lobby_port),
            "--log-level",
            "warning",
        ],
        f"http://127.0.0.1:{lobby_port}/healthz",
        work / "lobby.log",
        env,
        cwd=ROOT,
    )
    actions = servers.start(
        [PYTHON, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions_port)],
        f"http://127.0.0.1:{actions_port}/health",
        work / "actions.log",
        env,
        cwd=ROOT,
    )
    return [lobby, actions], env


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--epochs", type=int, default=3, help="0: Rasa's defaults")
    chosen = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="jiaojiao-bench-"))
    running: list[servers.Server] = []
    try:
        print("training ours ...", flush=True)
        ours_model, ours_train = train(ROOT, "nlu/data", work / "ours")
        print(f"training stock ({chosen.epochs or 'default'} epochs) ...", flush=True)
        stock.write(work / "stock", chosen.epochs or None)
        stock_model, stock_train = train(work / "stock", "data", work / "stock-model")
        floor = servers.bare_import()
        background, env = lobby_and_actions(work)
        running += background
        endpoints = work / "endpoints.yml"
        endpoints.write_text(
            f"action_endpoint:\n  url: http://127.0.0.1:{env['JIAOJIAO_ACTIONS_PORT']}/webhook\n"
        )
        ours = Assistant("ours", ours_model, endpoints, work, env)
        running.append(ours.server)
        theirs = Assistant("stock", stock_model, endpoints, work, env)
        running.append(theirs.server)
        for assistant in (ours, theirs):
            assistant.warm_up()
            assistant.visit()
            assistant.ms.clear()
        print(f"{chosen.rounds} rounds of {len(SENTENCES)} sentences each ...", flush=True)
        for _ in range(chosen.rounds):
            ours.visit()
            theirs.visit()
        rows = [
            Row("turn p50", "ms", percentile(ours.ms, 0.5), percentile(theirs.ms, 0.5)),
            Row("turn p95", "ms", percentile(ours.ms, 0.95), percentile(theirs.ms, 0.95)),
            Row("start-up to port", "s", ours.server.start_s, theirs.server.start_s),
            Row("peak memory", "MB", ours.peak_mb, theirs.peak_mb),
            Row(
                "peak memory above bare import of Rasa",
                "MB",
                ours.peak_mb - floor,
                theirs.peak_mb - floor,
            ),
            Row("model size", "MB", ours.model_mb, theirs.model_mb),
        ]
        if not chosen.epochs:
            rows.append(Row("training", "s", ours_train, stock_train))
        print(markdown(rows, "ours", "stock"))
        print(f"bare import of Rasa: {floor:.0f} MB; {len(ours.ms)} turns each")
    finally:
        for server in reversed(running):
            server.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
