"""A box of handmade chocolates."""

import math

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, darker, lighter, rgb
from kiosk.sample_shop.drawing.flowers import ring
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, smooth, symmetric

_DARK, _MILK, _WHITE, _CARAMEL = rgb("#5A3426"), rgb("#9C6340"), rgb("#F3E2C4"), rgb("#C98748")


def chocolate_box(canvas: Canvas, pieces: int = 16) -> None:
    """An open box of chocolates from above. Local origin: its middle."""
    side = math.isqrt(pieces)
    half = {3: 330, 4: 400, 5: 440}.get(side, 400)
    card: RGB = (164, 62, 62)
    lid = box(-half - 30, -half - 30, half + 30, half + 30, 40).turned(9).moved(34, 26)
    canvas.shadow(lid, 22, 36, 36, 0.34)
    canvas.fill(lid, Linear((lighter(card, 0.18), card, darker(card, 0.3)), 50))
    tray = box(-half - 24, -half - 24, half + 24, half + 24, 34)
    canvas.shadow(tray, 14, 24, 22, 0.42)
    canvas.fill(tray, Linear((lighter(card, 0.3), card, darker(card, 0.25)), 50))
    inner = box(-half, -half, half, half, 20)
    canvas.fill(inner, Linear(((78, 46, 40), (104, 66, 54)), 60))
    cell = 2 * half / side
    for index in range(side * side):
        row, column = divmod(index, side)
        with canvas.placed(-half + (column + 0.5) * cell, -half + (row + 0.5) * cell, cell / 220):
            _cup(canvas)
            kind = (index * 3 + row * 2) % 6
            _CHOCOLATES[kind](canvas)
    canvas.stroke(Path((*inner.points, inner.points[0])), darker(card, 0.5), 6, 0.6)


def _cup(canvas: Canvas) -> None:
    """A pleated paper cup, 200 pixels wide."""
    frill = Path(
        tuple(
            ((98 + 5 * math.cos(30 * a)) * math.cos(a), (98 + 5 * math.cos(30 * a)) * math.sin(a))
            for a in (math.tau * step / 180 for step in range(180))
        )
    )
    canvas.fill(frill, Radial(((120, 74, 54), (176, 120, 84), (206, 152, 110)), (0.5, 0.5), 0.52))
    for x, y, _ in ring(30, 97):
        canvas.stroke(Path(((x * 0.8, y * 0.8), (x, y))), (120, 76, 56), 3, 0.7)
    canvas.soft(ellipse(4, 10, 80, 80), (40, 22, 20), 10, 0.6)


def _gloss(canvas: Canvas, shape: Path, colour: RGB) -> None:
    canvas.fill(shape, Radial((lighter(colour, 0.38), colour, darker(colour, 0.42)), (0.34, 0.3), 0.8))
    canvas.soft(ellipse(-28, -34, 22, 11).turned(-30, (-28, -34)), (255, 250, 240), 7, 0.75)


def _dark_round(canvas: Canvas) -> None:
    _gloss(canvas, ellipse(0, 0, 76), _DARK)
    for shift in (-26, 0, 26):
        canvas.stroke(
            curve(f"M -50 {shift + 16} C -20 {shift - 8} 20 {shift + 24} 50 {shift - 8}"), _CARAMEL, 7
        )


def _milk_square(canvas: Canvas) -> None:
    _gloss(canvas, box(-66, -66, 66, 66, 24), _MILK)
    canvas.stroke(Path((*box(-42, -42, 42, 42, 14).points, (28.0, -42.0))), darker(_MILK, 0.4), 4, 0.7)
    canvas.fill(ellipse(2, 4, 24, 18), darker(_MILK, 0.5))
    canvas.fill(ellipse(0, 0, 24, 18), Linear(((222, 172, 112), (176, 118, 70)), 60))


def _white_dome(canvas: Canvas) -> None:
    _gloss(canvas, ellipse(0, 0, 74), _WHITE)
    for x, y, _ in (*ring(6, 38), *ring(3, 14, 20)):
        canvas.fill(ellipse(x, y, 8, 6), (222, 96, 106))


def _heart(canvas: Canvas) -> None:
    shape = symmetric("M 0 -40 C 16 -78 82 -78 80 -22 C 78 22 36 54 0 76")
    _gloss(canvas, shape, (188, 60, 64))
    canvas.stroke(curve("M -50 -18 C -48 -48 -20 -56 -6 -38"), (255, 226, 214), 5, 0.6)


def _truffle(canvas: Canvas) -> None:
    _gloss(canvas, ellipse(0, 0, 72), (120, 78, 56))
    for index in range(50):
        x, y = (
            62 * math.sqrt(index / 50) * math.cos(index * 2.4),
            62 * math.sqrt(index / 50) * math.sin(index * 2.4),
        )
        canvas.fill(ellipse(x, y, 5, 4), ((150, 98, 66), (92, 54, 40))[index % 2])


def _apricot_slice(canvas: Canvas) -> None:
    _gloss(
        canvas,
        smooth(((0, -74), (56, -50), (74, 6), (46, 62), (-16, 72), (-66, 40), (-72, -20), (-42, -62))),
        _CARAMEL,
    )
    canvas.fill(ellipse(0, 6, 38, 32), Radial(((255, 206, 120), (240, 146, 60)), (0.4, 0.4), 0.7))
    canvas.fill(curve("M 4 -14 C 20 -40 46 -44 60 -36 C 48 -18 26 -10 4 -14 Z"), (126, 154, 92))


_CHOCOLATES = (_dark_round, _milk_square, _white_dome, _heart, _truffle, _apricot_slice)
