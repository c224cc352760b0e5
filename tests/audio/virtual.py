"""A sound server of one's own with a virtual microphone and loudspeaker, for real PortAudio streams.

A private PulseAudio daemon holds two null sinks: what is played to `micfeed` is what the microphone
hears, and everything the loudspeaker plays is recorded. ALSA, and through it PortAudio, sees both as
the devices `robot_mic` and `robot_speaker`. No sound card and no kernel module is needed.

    with virtual_audio() as audio:            # this process's environment points to the server
        microphone = open_microphone("robot_mic")
        audio.say(clip)                       # spoken into the microphone, returns when it was said
        audio.heard.since(mark)               # what the loudspeaker played
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from robot.ports.audio import AudioChunk
from tests.audio.recorder import Recorder

MICROPHONE = "robot_mic"
SPEAKER = "robot_speaker"
START_SECONDS = 20.0
RATE = 16000
"""Hz."""
NOISE = 4
"""Largest sample of the room's noise: 78 dB under full scale."""
ALSA = """
</usr/share/alsa/alsa.conf>
pcm.robot_mic { type pulse device "mic" hint { show on description "robot microphone" } }
pcm.robot_speaker { type pulse device "speaker" hint { show on description "robot speaker" } }
"""
MODULES = (
    "module-native-protocol-unix auth-anonymous=1 socket={socket}",
    "module-null-sink sink_name=speaker rate=48000 channels=1",
    "module-null-sink sink_name=micfeed rate=48000 channels=1",
    "module-remap-source master=micfeed.monitor source_name=mic remix=no",
)


class VirtualAudio:
    """The server and its two devices; `heard` records the loudspeaker from the start on."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self._keeper: Recorder | None = None
        self._room: subprocess.Popen[bytes] | None = None
        self.heard = Recorder("speaker.monitor", {})
        (folder / "asound.conf").write_text(ALSA)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use these devices."""
        return {
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder / "pulse"),
            "PULSE_SERVER": f"unix:{self._folder / 'socket'}",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
        }

    def start(self) -> None:
        """Start the server; returns when both devices really run."""
        modules = [each.format(socket=self._folder / "socket") for each in MODULES]
        environment = {**os.environ, **self.environment}
        del environment["PULSE_SERVER"]  # or the daemon refuses to start beside "another" server
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes"]
        with (self._folder / "pulseaudio.log").open("ab") as log:
            self._server = subprocess.Popen(
                [*command, *(part for each in modules for part in ("-L", each))],
                env=environment,
                stdout=log,
                stderr=log,
            )
        _until(lambda: self._control("info") is not None, "the sound server answers")
        self.control("set-default-sink", "speaker")
        self.control("set-default-source", "mic")
        # An idle monitor gives nothing for its first second and a half: keep both awake.
        self.heard = Recorder("speaker.monitor", self.environment)
        self._keeper = Recorder("micfeed.monitor", self.environment, keep=False)
        self._room = self._play(RATE)
        threading.Thread(target=_murmur, args=(self._room,), daemon=True).start()
        _until(
            lambda: self.heard.running and self._keeper is not None and self._keeper.running,
            "both devices run",
        )

    def stop(self) -> None:
        """End the server and everything of it; may be called twice."""
        self.kill()

    def kill(self) -> None:
        """The server dies, as in a crash."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        self._server = None
        if self._room is not None:
            self._room.kill()
            self._room.wait()
        self._room = None
        self.heard.close()
        if self._keeper is not None:
            self._keeper.close()

    def say(self, clip: AudioChunk) -> None:
        """Speak a clip into the microphone; returns when the microphone has heard its end."""
        with self.saying(clip):
            pass

    @contextlib.contextmanager
    def saying(self, clip: AudioChunk) -> Iterator[None]:
        """Speak a clip into the microphone meanwhile; at the end waits for its end."""
        player = self._play(clip.format.rate)
        assert player.stdin is not None
        player.stdin.write(clip.pcm)
        player.stdin.close()
        try:
            yield
        finally:
            player.wait(clip.seconds + START_SECONDS)

    def mute_microphone(self, muted: bool = True) -> None:
        """As with the key on a microphone: it goes on delivering, zeros."""
        self.control("set-source-mute", "mic", "1" if muted else "0")

    def suspend_microphone(self, suspended: bool = True) -> None:
        self.control("suspend-source", "mic", "1" if suspended else "0")

    def suspend_speaker(self, suspended: bool = True) -> None:
        self.control("suspend-sink", "speaker", "1" if suspended else "0")

    def unplug_microphone(self) -> None:
        """The server moves whoever records to another source, here the loudspeaker's own monitor."""
        self.control("unload-module", self._module("module-remap-source"))

    def plug_microphone(self) -> None:
        self.control("load-module", *MODULES[3].split())
        self.control("set-default-source", "mic")

    @contextlib.contextmanager
    def hearing_oneself(self) -> Iterator[None]:
        """Meanwhile the microphone hears the loudspeaker too."""
        self.hear_oneself()
        try:
            yield
        finally:
            self.control("unload-module", self._module("module-loopback"))

    def hear_oneself(self) -> None:
        """From now on the microphone hears the loudspeaker too, as in a real room."""
        self.control(
            "load-module",
            "module-loopback",
            "source=speaker.monitor",
            "sink=micfeed",
            "latency_msec=30",
        )

    def control(self, *words: str) -> str:
        """Run `pactl`; its output."""
        done = self._control(*words)
        if done is None:
            raise RuntimeError(f"pactl {' '.join(words)} failed")
        return done

    def _control(self, *words: str) -> str | None:
        done = subprocess.run(
            ["pactl", *words],
            env={**os.environ, **self.environment, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None

    def _play(self, rate: int) -> subprocess.Popen[bytes]:
        """Whatever is written to it is heard by the microphone."""
        command = ["paplay", "--raw", "--device=micfeed", "--channels=1", "--format=s16le"]
        return subprocess.Popen(
            [*command, f"--rate={rate}"],
            stdin=subprocess.PIPE,
            env={**os.environ, **self.environment},
        )

    def _module(self, name: str) -> str:
        lines = self.control("list", "short", "modules").splitlines()
        return next(line.split()[0] for line in lines if name in line)


def _murmur(room: subprocess.Popen[bytes]) -> None:
    """The noise that a room makes when nobody speaks, until its player ends."""
    noise = np.random.default_rng(0).integers(-NOISE, NOISE + 1, 10 * RATE).astype("<i2").tobytes()
    assert room.stdin is not None
    with contextlib.suppress(OSError):
        while True:
            room.stdin.write(noise)


def _until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain until {what}")
        time.sleep(0.02)


@contextlib.contextmanager
def virtual_audio() -> Iterator[VirtualAudio]:
    """A running server whose devices this process, and those it starts, see as the only ones."""
    # A socket's path may have 107 bytes: a test's own folder is often too deep.
    folder = Path(tempfile.mkdtemp(prefix="jiaojiao-audio-"))
    folder.chmod(0o700)
    audio = VirtualAudio(folder)
    before = {name: os.environ.get(name) for name in audio.environment}
    os.environ.update(audio.environment)
    try:
        audio.start()
        yield audio
    finally:
        audio.stop()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        shutil.rmtree(folder, ignore_errors=True)
