"""Sentences that were made into sound already: greetings, questions, apologies come again and again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from robot.ports.audio import AudioChunk

MOST_BYTES = 16_000_000
"""Some six minutes of speech at 22 kHz."""


class Clips:
    """Keeps what was used last, up to `most` bytes; used by several threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._clips: OrderedDict[Hashable, AudioChunk] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._clips)

    def get(self, key: Hashable) -> AudioChunk | None:
        with self._lock:
            clip = self._clips.get(key)
            if clip is None:
                self.misses += 1
            else:
                self.hits += 1
                self._clips.move_to_end(key)
            return clip

    def put(self, key: Hashable, clip: AudioChunk) -> None:
        """One that is longer than all together is not kept."""
        if len(clip.pcm) > self._most:
            return
        with self._lock:
            before = self._clips.pop(key, None)
            self.bytes += len(clip.pcm) - (len(before.pcm) if before else 0)
            self._clips[key] = clip
            while self.bytes > self._most:
                _, oldest = self._clips.popitem(last=False)
                self.bytes -= len(oldest.pcm)
