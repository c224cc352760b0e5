"""The floor plan as a picture for the screen, with the way to a place drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from xml.sax.saxutils import escape, quoteattr

from lobby.branch.floor import Floor, Point

SCALE = 40.0
"""Units of the picture to a metre."""
MARGIN_M = 1.0

STYLE = """
text{font-family:"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;font-size:20px;
fill:#334155;text-anchor:middle;
paint-order:stroke;stroke:#f8fafc;stroke-width:6px;stroke-linejoin:round}
.floor{fill:#f8fafc;stroke:#334155;stroke-width:8;stroke-linejoin:round}
.wall{stroke:#94a3b8;stroke-width:6;stroke-linecap:round}
.dot{fill:#94a3b8}.dot.here{fill:#e11d48}
.label.here{font-size:28px;font-weight:700;fill:#e11d48}
.way{fill:none;stroke:#2563eb;stroke-width:10;stroke-linecap:round;stroke-linejoin:round;
stroke-dasharray:2 18;animation:walk 1.2s linear infinite}
.me{fill:#2563eb}.nose{stroke:#2563eb;stroke-width:6;stroke-linecap:round}
.me-label{fill:#2563eb;font-weight:700}
@keyframes walk{to{stroke-dashoffset:-20}}
@media (prefers-reduced-motion:reduce){.way{animation:none}}
"""


@dataclass(frozen=True)
class Mark:
    """A labelled place. x, y in m."""

    code: str
    name: str
    x: float
    y: float


def svg(floor: Floor, marks: Sequence[Mark], way: Sequence[Point] = (), to: str = "") -> str:
    """An SVG document of the floor, north up; `way` in m, `to` the code of the place to stand out."""
    frame = _Frame.around(floor, marks)
    name = next((mark.name for mark in marks if mark.code == to), "")
    title = f"去{name}的路线图" if name else "网点平面图"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:.0f} {frame.height:.0f}" '
        f'role="img" lang="zh-CN" aria-label={quoteattr(title)}>',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
    ]
    if floor.outline:
        parts.append(f'<polygon class="floor" points="{frame.points(floor.outline)}"/>')
    parts += [_line(frame, "wall", a, b) for a, b in floor.walls]
    if way:
        parts.append(f'<polyline class="way" points="{frame.points(way)}"/>')
    # The place asked for comes last, so that no other label covers it.
    for mark in sorted(marks, key=lambda mark: mark.code == to):
        parts += _mark(frame, mark, here=mark.code == to)
    parts += _robot(frame, floor)
    return "".join([*parts, "</svg>"])


@dataclass(frozen=True)
class _Frame:
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, floor: Floor, marks: Sequence[Mark]) -> _Frame:
        points = [*floor.outline, *(n.point for n in floor.nodes), *((m.x, m.y) for m in marks)]
        xs, ys = [p[0] for p in points] or [0.0], [p[1] for p in points] or [0.0]
        return cls(
            left=min(xs) - MARGIN_M,
            top=max(ys) + MARGIN_M,
            width=(max(xs) - min(xs) + 2 * MARGIN_M) * SCALE,
            height=(max(ys) - min(ys) + 2 * MARGIN_M) * SCALE,
        )

    def at(self, point: Point) -> Point:
        """Picture units: y grows downwards there."""
        return ((point[0] - self.left) * SCALE, (self.top - point[1]) * SCALE)

    def points(self, points: Sequence[Point]) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self.at, points))


def _line(frame: _Frame, kind: str, a: Point, b: Point) -> str:
    (x1, y1), (x2, y2) = frame.at(a), frame.at(b)
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _mark(frame: _Frame, mark: Mark, *, here: bool) -> list[str]:
    x, y = frame.at((mark.x, mark.y))
    # Labels at the very edge would be cut off.
    half = len(mark.name) * (14.0 if here else 10.0)
    middle = min(max(x, half), max(frame.width - half, half))
    extra = " here" if here else ""
    return [
        f'<circle class="dot{extra}" cx="{x:.1f}" cy="{y:.1f}" r="{14 if here else 7}"/>',
        f'<text class="label{extra}" x="{middle:.1f}" y="{y - (20 if here else 12):.1f}">'
        f"{escape(mark.name)}</text>",
    ]


def _robot(frame: _Frame, floor: Floor) -> list[str]:
    robot = floor.robot
    x, y = frame.at((robot.x, robot.y))
    angle = radians(robot.heading)
    nose = (robot.x + 0.7 * cos(angle), robot.y + 0.7 * sin(angle))
    return [
        _line(frame, "nose", (robot.x, robot.y), nose),
        f'<circle class="me" cx="{x:.1f}" cy="{y:.1f}" r="14"/>',
        f'<text class="me-label" x="{x:.1f}" y="{y - 22:.1f}">娇娇在这里</text>',
    ]
