"""One PortAudio stream under watch: opened by name, seen to be alive, closed without ever hanging."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from hardware.audio import portaudio
from hardware.audio.heartbeat import Heartbeat
from hardware.audio.sound_server import Direction
from robot.ports.faults import Fault, Reason

LATENCY = 0.1
"""Seconds asked for: at 0.02 underruns flood on a busy machine."""
CLOSE_SECONDS = 1.0


class WatchedStream:
    """A running stream of one channel of int16.

    `served` is called by PortAudio's own thread with its raw buffer and must only copy.
    """

    def __init__(
        self,
        direction: Direction,
        device: str,
        rate: int,
        block: int,
        served: Callable[[Any, int], None],
        fault: type[Fault],
    ):
        """Opens and starts; `rate` Hz, `block` samples a callback. Raises `fault`."""
        self._direction: Direction = direction
        self._fault = fault
        self._served = served
        self._ended = threading.Event()
        self._expect_end = False
        self._connected: frozenset[str] = frozenset()
        self._stream: Any = None
        portaudio.SERVER.start()
        with portaudio.LOCK:
            self._sound = portaudio.library(fault)
            try:
                index = self._find(device)
                self.device = str(self._sound.query_devices(index)["name"])
                self.rate = self._rate(index, rate)
                self._heart = Heartbeat(self.rate, time.monotonic)
                self._open(index, block)
            except (self._sound.PortAudioError, ValueError) as error:
                self.close()
                what = f"{portaudio.NAMES[direction]}“{device}”"
                message = f"{what}打不开：{error}（是否被其他程序占用？）"
                raise fault(Reason.BUSY, message) from error

    @property
    def age(self) -> float:
        """Seconds since the last callback."""
        return self._heart.age

    def check(self) -> None:
        """Raises the fault that keeps this stream from working, if there is one."""
        what = portaudio.NAMES[self._direction]
        if self._ended.is_set():
            raise self._fault(Reason.LOST, f"{what}断开了：检查连接，接好后会自动恢复")
        now = portaudio.SERVER.devices(self._direction)
        if now and not self._connected:
            self._connected = now
        if now and self._direction == "input" and all(n.endswith(".monitor") for n in now):
            raise self._fault(Reason.MOVED, f"{what}没有了，只剩扬声器的回放：检查连接")
        if now and now.isdisjoint(self._connected):
            raise self._fault(Reason.MOVED, f"{what}被换成了 {'、'.join(sorted(now))}：检查连接")
        if self._heart.stalled:
            raise self._fault(Reason.STALLED, f"{what}没有反应了：检查连接，会自动重试")

    def restart(self) -> None:
        """Throw away what the device still holds and go on at once; about 5 ms. Raises the fault."""
        self.check()
        self._expect_end = True
        try:
            with portaudio.LOCK:
                self._stream.abort()
                self._heart.restart()
                self._stream.start()
        except self._sound.PortAudioError as error:
            self._ended.set()
            raise self._fault(Reason.LOST, f"声音设备出错：{error}") from error
        finally:
            self._expect_end = False

    def close(self) -> None:
        """Close; a stream whose device hangs is left behind after a second. May be called twice."""
        stream, self._stream = self._stream, None
        portaudio.closed(self)
        if stream is not None:
            self._ended.set()
            portaudio.close(stream, CLOSE_SECONDS)

    def _find(self, device: str) -> int:
        """Its index, in a fresh list of devices if it is not in the one at hand."""
        try:
            return portaudio.find(self._direction, device, self._fault)
        except self._fault:
            if not portaudio.refresh(self._fault):
                raise
            return portaudio.find(self._direction, device, self._fault)

    def _rate(self, index: int, wanted: int) -> int:
        """`wanted` if the device takes it, else the device's own rate."""
        check = getattr(self._sound, f"check_{self._direction}_settings")
        try:
            check(device=index, channels=1, dtype="int16", samplerate=wanted)
        except (self._sound.PortAudioError, ValueError):
            return int(self._sound.query_devices(index)["default_samplerate"])
        return wanted

    def _open(self, index: int, block: int) -> None:
        kind = getattr(self._sound, f"Raw{self._direction.title()}Stream")
        self._stream = kind(
            samplerate=self.rate,
            blocksize=block,
            device=index,
            channels=1,
            dtype="int16",
            latency=LATENCY,
            prime_output_buffers_using_stream_callback=True,
            callback=self._callback,
            finished_callback=self._finished,
        )
        self._stream.start()
        portaudio.opened(self, self._works)
        portaudio.SERVER.look()

    def _works(self) -> bool:
        try:
            self.check()
        except Fault:
            return False
        return True

    def _callback(self, buffer: Any, frames: int, _time: Any, _status: Any) -> None:
        self._heart.beat(frames)
        self._served(buffer, frames)

    def _finished(self) -> None:
        if not self._expect_end:
            self._ended.set()
