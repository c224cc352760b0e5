"""What came of trying one device."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from robot.ports.drivers import Choice
from robot.ports.faults import Fault

NAMES = {
    "microphone": "麦克风",
    "speech_detector": "语音检测",
    "recognizer": "语音识别",
    "synthesizer": "语音合成",
    "speaker": "扬声器",
    "camera": "摄像头",
    "sight": "人脸检测",
    "printer": "打印机",
    "base": "移动底盘",
}
"""The ports in the order of a spoken turn, and what people call them."""


@dataclass(frozen=True)
class Trial:
    """One device's outcome; `detail` is one line in Chinese, of a failure with its remedy."""

    port: str
    driver: str
    device: str
    state: str
    """works, failed, or off where the operator chose to do without."""
    detail: str
    code: str | None = None
    """The fault's."""
    figures: dict[str, float] = field(default_factory=dict)
    """What was measured; the unit is the name's last part (_s, _db, _hz), counts have none."""

    @property
    def name(self) -> str:
        return NAMES[self.port]

    def body(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"name": self.name, **asdict(self)}

    @staticmethod
    def from_body(body: dict[str, Any]) -> Trial:
        return Trial(**{key: value for key, value in body.items() if key != "name"})


def off(port: str, choice: Choice) -> Trial:
    return Trial(port, choice.driver, choice.device, "off", f"没有启用（JIAOJIAO_{port.upper()}）")


def failed(port: str, choice: Choice, fault: Fault) -> Trial:
    return Trial(port, choice.driver, choice.device, "failed", fault.message, fault.code)
