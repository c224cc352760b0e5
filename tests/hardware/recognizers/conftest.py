from __future__ import annotations

from pathlib import Path

import pytest

from tools.tinyvosk import tones


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with a real vosk model that hears tones as words."""
    return tones.write_model(tmp_path / "model")
