"""Whether a folder holds a whole vosk model, found out before the library is asked to load it.

vosk says "Failed to create a model" whatever is wrong, and some damages end the process or hang it. So the
files are looked at first, and then a child process tries the model on a second of silence.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from robot.ports.commands import command
from robot.ports.faults import Reason, RecognizerFault
from robot.ports.remedies import remedy

NEEDED = ("am/final.mdl", "conf/model.conf")
FEATURES = ("conf/mfcc.conf", "conf/fbank.conf")
STATIC_GRAPH = ("graph/HCLG.fst",)
DYNAMIC_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst")
TRIAL_SECONDS = 120.0
"""A large model on a slow disk; the usual small one takes a second."""
TRIAL = """
import sys, vosk
recognizer = vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000)
recognizer.AcceptWaveform(bytes(32000))
recognizer.FinalResult()
"""


@dataclass(frozen=True)
class VoskModel:
    """A folder that looks like a whole model."""

    folder: Path
    takes_grammar: bool
    """Whether its graph is put together while it listens, so that what may be said can be restricted."""

    @property
    def bytes(self) -> int:
        """Size on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def find(folder: Path) -> VoskModel:
    """The model in `folder`, or in the one folder that it holds, as an unpacked archive has it.

    Raises RecognizerFault: model_missing, model_empty or model_broken.
    """
    if not folder.is_dir():
        message = f"没有语音识别模型 {folder}：{command('model fetch cn')}"
        raise RecognizerFault(Reason.MODEL_MISSING, message)
    inside = list(folder.iterdir())
    if len(inside) == 1 and inside[0].is_dir() and not (folder / "am").exists():
        return find(inside[0])
    if not any(path.is_file() for path in folder.rglob("*")):
        message = f"语音识别模型的文件夹 {folder} 是空的：{command('model fetch cn')}"
        raise RecognizerFault(Reason.MODEL_EMPTY, message)
    missing = [name for name in NEEDED if not _whole(folder, name)]
    if not any(_whole(folder, name) for name in FEATURES):
        missing.append(FEATURES[0])
    dynamic = all(_whole(folder, name) for name in DYNAMIC_GRAPH)
    if not dynamic and not all(_whole(folder, name) for name in STATIC_GRAPH):
        missing.extend(STATIC_GRAPH)
    if missing:
        files = "、".join(missing)
        message = f"语音识别模型 {folder} 不完整，缺少 {files}：{command('model fetch cn --force')}"
        raise RecognizerFault(Reason.MODEL_BROKEN, message)
    return VoskModel(folder, takes_grammar=dynamic)


def try_out(model: VoskModel) -> None:
    """Load the model and let it hear a second of silence, in a process of its own.

    Raises RecognizerFault (model_broken) with the library's own reason.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", TRIAL, str(model.folder)],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _broken(model, f"{TRIAL_SECONDS:.0f} 秒内没有载入") from error
    if done.returncode == 0:
        return
    if "No module named" in done.stderr:
        raise RecognizerFault(Reason.MISSING_PACKAGE, f"缺少 Python 包 vosk：{remedy('packages')}")
    lines = done.stderr.strip().splitlines()
    said = [line.partition(") ")[2] for line in lines if line.startswith(("ERROR", "ASSERTION"))]
    raise _broken(model, said[-1] if said else f"进程退出，代码 {done.returncode}")


def _broken(model: VoskModel, why: str) -> RecognizerFault:
    message = f"语音识别模型 {model.folder} 载入失败（{why}）：{command('model fetch cn --force')}"
    return RecognizerFault(Reason.MODEL_BROKEN, message)


def _whole(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_file() and path.stat().st_size > 0
