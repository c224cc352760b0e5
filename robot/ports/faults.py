"""The one error tree of devices: a class for each device, a reason for each way to fail."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar


class Reason(str, Enum):
    """What went wrong, as programs and the health page name it."""

    MISSING_PACKAGE = "missing_package"
    """A Python package or system library is not installed."""
    MISSING_DEVICE = "missing_device"
    """No such device, file or address."""
    BUSY = "busy"
    """It is there but would not open: another program or a permission is in the way."""
    LOST = "lost"
    """It was open and went away: unplugged, sound server gone, connection closed."""
    STALLED = "stalled"
    """It is open but gives no sign of life any more."""
    MOVED = "moved"
    """The sound server moved the stream to another device than the one that was chosen."""
    MUTED = "muted"
    """It delivers nothing but a flat line."""
    TIMEOUT = "timeout"
    """One request took too long and was given up."""
    FAILED = "failed"
    """It answered with an error."""
    MODEL_MISSING = "model_missing"
    MODEL_EMPTY = "model_empty"
    """The model's folder is there with nothing in it."""
    MODEL_BROKEN = "model_broken"
    """Files of the model are missing, or the library refuses them."""
    OUT_OF_PAPER = "out_of_paper"
    ENDED = "ended"
    """A file was played to its end."""


PERMANENT = frozenset(
    {
        Reason.MISSING_PACKAGE,
        Reason.MODEL_MISSING,
        Reason.MODEL_EMPTY,
        Reason.MODEL_BROKEN,
        Reason.ENDED,
    }
)
"""Reasons that trying again does not mend; somebody has to do something first."""


class Fault(Exception):
    """A device does not do its work.

    `message` is one line in Chinese for people: what is wrong and what to do; `code` is for programs,
    e.g. "microphone_stalled"; `retryable` says whether opening it again may help.
    """

    device: ClassVar[str] = "device"
    """The port's name, the first part of `code`."""

    def __init__(self, reason: Reason, message: str):
        super().__init__(message)
        self.reason = reason
        self.message = message

    @property
    def code(self) -> str:
        return f"{self.device}_{self.reason.value}"

    @property
    def retryable(self) -> bool:
        return self.reason not in PERMANENT


class MicrophoneFault(Fault):
    device = "microphone"


class SpeechDetectorFault(Fault):
    device = "speech_detector"


class RecognizerFault(Fault):
    device = "recognizer"


class SynthesizerFault(Fault):
    device = "synthesizer"


class SpeakerFault(Fault):
    device = "speaker"


class CameraFault(Fault):
    device = "camera"


class SightFault(Fault):
    device = "sight"


class PrinterFault(Fault):
    device = "printer"


class BaseFault(Fault):
    device = "base"


class BranchFault(Fault):
    """The branch's server: no device, but told and waited for like one."""

    device = "branch"
