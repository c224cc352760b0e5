"""Real streams for the drivers' tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from hardware.audio import portaudio
from robot.ports.faults import MicrophoneFault
from tests.audio.virtual import VirtualAudio, virtual_audio


@contextlib.contextmanager
def _sound_server() -> Iterator[VirtualAudio]:
    with virtual_audio() as running:
        portaudio.refresh(MicrophoneFault)
        yield running
        portaudio.SERVER.stop()


@pytest.fixture(scope="module")
def audio() -> Iterator[VirtualAudio]:
    """A sound server with a virtual microphone and loudspeaker; PortAudio sees just these."""
    with _sound_server() as running:
        yield running


@pytest.fixture
def breakable() -> Iterator[VirtualAudio]:
    """The same for one test alone, which may break it."""
    with _sound_server() as running:
        yield running
