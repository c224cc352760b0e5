"""How loud and how fast the robot speaks, as its visitor wants it."""

from __future__ import annotations

from dataclasses import dataclass

VOLUMES = (0.25, 0.4, 0.6, 0.8, 1.0)
USUAL_VOLUME = 3
SPEEDS = (0.6, 0.75, 0.9, 1.0, 1.2, 1.4)
USUAL_SPEED = 3


@dataclass
class Manner:
    """A new visitor begins with the usual one."""

    _volume: int = USUAL_VOLUME
    _speed: int = USUAL_SPEED
    muted: bool = False

    @property
    def volume(self) -> float:
        """0 to 1, of what the operator's loudspeaker gives."""
        return VOLUMES[self._volume]

    @property
    def speed(self) -> float:
        """Relative to the synthesizer's easy pace."""
        return SPEEDS[self._speed]

    def adjust(self, direction: str) -> None:
        """Follow the entity `direction` of intent adjust_voice; an unknown one changes nothing."""
        if direction == "mute":
            self.muted = True
        elif direction == "louder":
            # Being asked to be louder while silent is being asked to speak.
            self._volume = self._volume if self.muted else min(self._volume + 1, len(VOLUMES) - 1)
            self.muted = False
        elif direction == "softer":
            self._volume = max(self._volume - 1, 0)
        elif direction == "faster":
            self._speed = min(self._speed + 1, len(SPEEDS) - 1)
        elif direction == "slower":
            self._speed = max(self._speed - 1, 0)

    def anew(self) -> None:
        self._volume, self._speed, self.muted = USUAL_VOLUME, USUAL_SPEED, False
