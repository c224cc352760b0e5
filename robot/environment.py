"""Environment variables of the processes that the robot starts."""

from __future__ import annotations

import os


def for_rasa() -> dict[str, str]:
    """This process's environment, with Rasa and TensorFlow kept quiet and offline."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONUTF8": "1",
    }
