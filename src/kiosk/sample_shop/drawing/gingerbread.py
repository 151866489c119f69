"""Iced gingerbread on a wooden board."""

import math

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, darker, lighter, rgb
from kiosk.sample_shop.drawing.flowers import ring
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, arc, box, curve, ellipse, smooth, symmetric


def gingerbread(canvas: Canvas) -> None:
    """Iced gingerbread seen from above: a house, a star, a heart and a fir. Local origin: the middle."""
    board = ellipse(0, 20, 470, 450)
    canvas.shadow(board, 18, 30, 30, 0.34)
    wood: RGB = (222, 178, 128)
    canvas.fill(board, Linear((lighter(wood, 0.4), wood, darker(wood, 0.2)), 55))
    with canvas.clipped(board):
        for radius in (410, 330, 236, 130):
            canvas.stroke(Path(ellipse(-60, 60, radius, radius * 0.9).points), darker(wood, 0.25), 4, 0.34)
    for shape, x, y, size, degrees, trim in (
        (_house(), -170, -130, 1.12, -7, _house_icing), (_star(), 196, -190, 1.1, 10, _star_icing),
        (_heart_cookie(), -200, 236, 1.02, -12, _heart_icing), (_fir(), 150, 190, 1.1, 8, _fir_icing),
    ):  # fmt: skip
        with canvas.placed(x, y, size, degrees):
            canvas.shadow(shape, 10, 18, 12, 0.44)
            canvas.fill(shape.moved(3, 7), rgb("#8A4E2A"))
            canvas.fill(shape, Linear((rgb("#D9975A"), rgb("#C07A42"), rgb("#A7612F")), 60))
            trim(canvas, shape)


_ICING: RGB = (255, 250, 240)


def _iced(canvas: Canvas, line: Path, width: float = 9) -> None:
    canvas.stroke(line.moved(2, 4), rgb("#8A4E2A"), width, 0.4)
    canvas.stroke(line, _ICING, width)


def _outline(shape: Path, share: float = 0.87) -> Path:
    return Path((*shape.points, shape.points[0])).scaled(share)


def _house() -> Path:
    return curve("M 0 -190 L 170 -40 L 140 -40 L 140 170 L -140 170 L -140 -40 L -170 -40 Z")


def _house_icing(canvas: Canvas, shape: Path) -> None:
    del shape
    _iced(canvas, Path(((-146.0, -44.0), (0.0, -170.0), (146.0, -44.0))), 13)
    scallop = tuple((-140 + step * 4.0, -34 + 12 * abs(math.sin(step * 0.224))) for step in range(71))
    _iced(canvas, Path(scallop), 7)
    _iced(
        canvas,
        Path(
            (
                (-40.0, 160.0),
                (-40.0, 60.0),
                (-36.0, 40.0),
                (0.0, 20.0),
                (36.0, 40.0),
                (40.0, 60.0),
                (40.0, 160.0),
            )
        ),
    )
    for x in (-90, 90):
        _iced(canvas, Path((*box(x - 30, 14, x + 30, 74, 8).points, (x + 22.0, 14.0))), 6)
        _iced(canvas, Path(((x - 28.0, 44.0), (x + 28.0, 44.0))), 5)
    with canvas.placed(0, -84, 0.5):
        canvas.fill(symmetric("M 0 -40 C 16 -78 82 -78 80 -22 C 78 22 36 54 0 76"), (206, 70, 66))
    canvas.fill(ellipse(22, 98, 7), (206, 70, 66))


def _star() -> Path:
    points = [
        (r * math.cos(math.radians(a)), r * math.sin(math.radians(a)))
        for i in range(10)
        for r, a in [((168 if i % 2 == 0 else 92), -90 + i * 36)]
    ]
    return smooth(points)


def _star_icing(canvas: Canvas, shape: Path) -> None:
    _iced(canvas, _outline(shape), 9)
    for x, y, _ in ring(5, 92):
        _iced(canvas, Path(((0.0, 0.0), (x, y))), 6)
        canvas.fill(ellipse(x, y, 11), (222, 162, 66))
    canvas.fill(ellipse(0, 0, 18), (206, 70, 66))


def _heart_cookie() -> Path:
    return symmetric("M 0 -76 C 30 -160 168 -156 164 -44 C 160 46 74 110 0 156")


def _heart_icing(canvas: Canvas, shape: Path) -> None:
    _iced(canvas, _outline(shape), 9)
    inner = shape.scaled(0.66)
    canvas.fill(inner.moved(2, 4), rgb("#8A4E2A"), 0.4)
    canvas.fill(inner, Linear(((232, 110, 104), (206, 70, 66)), 60))
    for x, y in ((-40, -38), (40, -38), (0, 10), (-30, 30), (30, 30), (0, 66), (0, -30)):
        canvas.fill(ellipse(x, y, 7), _ICING)


def _fir() -> Path:
    return curve(
        "M 0 -190 L 84 -80 L 52 -80 L 122 20 L 82 20 L 150 130 L 34 130 L 34 180 L -34 180 L -34 130 L -150 130 L -82 20 L -122 20 L -52 -80 L -84 -80 Z"
    )


def _fir_icing(canvas: Canvas, shape: Path) -> None:
    del shape
    for y, half in ((-92, 56), (8, 88), (116, 116)):
        garland = arc(0, y - 18, half, 26, 10, 170)
        _iced(canvas, garland, 9)
        for share, colour in ((0.18, (206, 70, 66)), (0.5, (222, 162, 66)), (0.82, (112, 150, 104))):
            x, py = garland.at(share)
            canvas.fill(ellipse(x, py + 10, 10), colour)
    canvas.fill(ellipse(0, -166, 14), (222, 162, 66))
