"""A ticket as a picture for a thermal printer: black on white, one bit a dot, 203 dots an inch.

The same picture is what the printer prints, what is downloaded, and, as PDF, what an office printer takes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno
from PIL import Image, ImageDraw, ImageFont

DOTS_PER_INCH = 203
WIDTHS = {58: 384, 80: 576}
"""Paper in mm -> printable dots, as such printers have them."""
MARGIN = 12
QUIET_ZONE = 4
"""Modules of white around the code, as the standard asks."""


@dataclass(frozen=True)
class Slip:
    """What stands on the paper."""

    branch: str
    service: str
    number: str
    facts: tuple[tuple[str, str], ...]
    """Lines such as 前面还有 / 4 位."""
    address: str
    """What the code holds: the phone page."""
    hint: str
    footer: str


def png(slip: Slip, width_mm: int, font: str) -> bytes:
    """One-bit PNG; `width_mm` is a key of WIDTHS, `font` a file."""
    return _saved(draw(slip, width_mm, font), "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH))


def pdf(slip: Slip, width_mm: int, font: str) -> bytes:
    """One page as large as the paper."""
    return _saved(draw(slip, width_mm, font), "PDF", resolution=DOTS_PER_INCH)


def draw(slip: Slip, width_mm: int, font: str) -> Image.Image:
    """The picture, WIDTHS[width_mm] dots wide and as high as it needs."""
    width = WIDTHS[width_mm]
    pen = _Pen(width, font, unit=width / 384)
    pen.centred(slip.branch, 26)
    pen.centred(slip.service, 30)
    pen.centred(slip.number, 96, bold=True)
    pen.rule()
    for name, value in slip.facts:
        pen.pair(name, value, 26)
    pen.rule()
    pen.code(slip.address)
    pen.centred(slip.hint, 22)
    pen.rule()
    pen.centred(slip.footer, 22)
    return pen.finished()


class _Pen:
    """Writes from top to bottom on a sheet that grows."""

    def __init__(self, width: int, font: str, unit: float) -> None:
        self._sheet = Image.new("1", (width, 4000), 1)
        self._draw = ImageDraw.Draw(self._sheet)
        self._width = width
        self._font = font
        self._unit = unit
        self._y = MARGIN

    def centred(self, text: str, size: int, bold: bool = False) -> None:
        font = self._sized(size)
        for line in self._broken(text, font):
            length = self._draw.textlength(line, font=font)
            self._write(((self._width - length) / 2, self._y), line, font, bold)
            self._down(font)

    def pair(self, name: str, value: str, size: int) -> None:
        """A name at the left and its value at the right, below one another when they do not fit."""
        font = self._sized(size)
        room = self._width - 2 * MARGIN
        long = self._draw.textlength(f"{name}　{value}", font=font) > room
        self._write((MARGIN, self._y), name, font)
        if long:
            self._down(font)
        for line in self._broken(value, font):
            length = self._draw.textlength(line, font=font)
            self._write((self._width - MARGIN - length, self._y), line, font)
            self._down(font)

    def rule(self) -> None:
        y = self._y + 6
        for x in range(MARGIN, self._width - MARGIN, 10):
            self._draw.line((x, y, x + 5, y), fill=0, width=2)
        self._y = y + 8

    def code(self, text: str) -> None:
        made = segno.make(text, error="m", micro=False)
        scale = max(3, int(self._width * 0.55) // made.symbol_size(border=QUIET_ZONE)[0])
        rows = list(made.matrix_iter(scale=scale, border=QUIET_ZONE))
        side = len(rows)
        picture = Image.new("1", (side, side), 1)
        picture.putdata([0 if dark else 1 for row in rows for dark in row])
        self._sheet.paste(picture, ((self._width - side) // 2, self._y))
        self._y += side

    def finished(self) -> Image.Image:
        return self._sheet.crop((0, 0, self._width, self._y + MARGIN))

    def _sized(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._font, round(size * self._unit))

    def _write(
        self, at: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, bold: bool = False
    ) -> None:
        self._draw.text(at, text, font=font, fill=0, stroke_width=2 if bold else 0, stroke_fill=0)

    def _down(self, font: ImageFont.FreeTypeFont) -> None:
        ascent, descent = font.getmetrics()
        self._y += ascent + descent + 2

    def _broken(self, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
        """Lines that fit; Chinese breaks anywhere."""
        room = self._width - 2 * MARGIN
        lines = [""]
        for character in text:
            if lines[-1] and self._draw.textlength(lines[-1] + character, font=font) > room:
                lines.append("")
            lines[-1] += character
        return lines


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
