"""Fruit zefir on a plate, with the fruit it is made of. Local origin: the plate's foot."""

import math

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import NIGHT, RGB, darker, lighter
from kiosk.sample_shop.drawing.flowers import blade
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, curve, ellipse, smooth


def zefir(canvas: Canvas, colour: RGB, fruit: str = "apple") -> None:
    """Five pieces of zefir; `fruit` is apple, raspberry or blackcurrant."""
    contact(canvas, 400)
    china: RGB = (246, 240, 232)
    plate = curve("M -460 -50 C -440 0 -260 14 0 14 C 260 14 440 0 460 -50 Z")
    canvas.fill(plate, Linear((china, darker(china, 0.25))))
    canvas.fill(ellipse(0, -52, 460, 64), Linear((lighter(china, 0.6), china, darker(china, 0.1)), 30))
    canvas.stroke(Path((*ellipse(0, -52, 448, 58).points, (448.0, -52.0))), (206, 160, 112), 5, 0.8)
    for x, y, size in (
        (-272, -70, 1.0),
        (272, -74, 1.0),
        (0, -56, 1.08),
        (-140, -228, 0.98),
        (142, -226, 0.98),
    ):
        with canvas.placed(x, y, size):
            _piece(canvas, colour)
    {"raspberry": _raspberries, "blackcurrant": _currants}.get(fruit, _apple)(canvas)


def _piece(canvas: Canvas, colour: RGB) -> None:
    """A piped dome with twisted ridges, 290 pixels wide."""
    canvas.soft(ellipse(10, 4, 146, 22), NIGHT, 14, 0.36)
    ridges = 7
    edges = [math.sin(math.radians(-90 + 180 * index / ridges)) for index in range(ridges + 1)]
    for index in (0, 6, 1, 5, 2, 4, 3):
        left, right = edges[index] * 142, edges[index + 1] * 142
        sag_left, sag_right = 14 * (1 - edges[index] ** 2) ** 0.5, 14 * (1 - edges[index + 1] ** 2) ** 0.5
        top_left, top_right = edges[index] * 26 + 10, edges[index + 1] * 26 + 10
        middle, fall = (left + right) / 2, (sag_left + sag_right) / 2 + 10
        ridge = curve(
            f"M {left:.1f} {sag_left:.1f} C {left * 1.16 - 8:.1f} -74 {top_left - 34:.1f} -150 {top_left:.1f} -176 "
            f"L {top_right:.1f} -176 C {top_right - 8:.1f} -150 {right * 1.16 + 4:.1f} -74 {right:.1f} {sag_right:.1f} "
            f"Q {middle:.1f} {fall:.1f} {left:.1f} {sag_left:.1f} Z"
        )
        canvas.fill(ridge.moved(2, 2), darker(colour, 0.34))
        canvas.fill(ridge, Linear((lighter(colour, 0.8), lighter(colour, 0.2), darker(colour, 0.14)), 14))
    tip = curve("M -24 -168 C -22 -196 6 -196 6 -216 C 30 -206 40 -188 36 -166 C 18 -154 -8 -154 -24 -168 Z")
    canvas.fill(tip.moved(2, 3), darker(colour, 0.3))
    canvas.fill(tip, Linear((lighter(colour, 0.8), lighter(colour, 0.2), darker(colour, 0.1)), 30))
    for index in range(26):
        x = ((index * 0.7549) % 1 - 0.5) * 230
        y = -8 - ((index * 0.5698) % 1) * 150 * (1 - abs(x) / 160)
        canvas.fill(ellipse(x, y, 2.6), (255, 255, 255), 0.85)


def _apple(canvas: Canvas) -> None:
    with canvas.placed(330, 34):
        canvas.soft(ellipse(24, 0, 110, 22), NIGHT, 12, 0.4)
        skin = smooth(
            (
                (0, -142),
                (50, -158),
                (100, -116),
                (98, -50),
                (56, 0),
                (0, -4),
                (-56, 0),
                (-98, -50),
                (-100, -116),
                (-50, -158),
            )
        )
        canvas.fill(skin, Radial(((214, 226, 132), (168, 194, 88), (112, 148, 64)), (0.34, 0.3), 0.85))
        canvas.soft(ellipse(-46, -112, 22, 28), (255, 255, 240), 10, 0.7)
        canvas.stroke(curve("M 0 -140 C 2 -164 10 -180 22 -190"), (112, 82, 58), 9)
        with canvas.placed(8, -166, 1, 64):
            blade(canvas, 84, 52, 6, (122, 158, 92))


def _raspberries(canvas: Canvas) -> None:
    for x, y, degrees in ((-372, 44, 24), (322, 46, -18), (412, 20, 34)):
        with canvas.placed(x, y, 1.1, degrees):
            canvas.soft(ellipse(12, 4, 54, 14), NIGHT, 10, 0.42)
            for row, count in enumerate((5, 5, 4, 3, 2)):
                for index in range(count):
                    bx, by = (index - (count - 1) / 2) * 21, -78 + row * 18
                    canvas.fill(
                        ellipse(bx, by, 14),
                        Radial(((246, 138, 150), (214, 62, 88), (156, 34, 64)), (0.35, 0.3), 0.7),
                    )
            for angle in (-70, -30, 10, 50, 84):
                with canvas.placed(0, -88, 1, angle):
                    blade(canvas, 34, 18, 2, (122, 152, 92))


def _currants(canvas: Canvas) -> None:
    for x, y, size in (
        (-400, 40, 30),
        (-346, 56, 32),
        (-372, 12, 27),
        (318, 56, 32),
        (374, 46, 31),
        (426, 24, 28),
        (352, 6, 25),
    ):
        canvas.soft(ellipse(x + 10, y + size * 0.7, size * 1.1, size * 0.4), NIGHT, 9, 0.4)
        canvas.fill(
            ellipse(x, y, size), Radial(((128, 96, 150), (70, 46, 92), (38, 24, 56)), (0.35, 0.3), 0.75)
        )
        canvas.fill(ellipse(x - size * 0.34, y - size * 0.4, size * 0.2), (226, 212, 236), 0.8)
        canvas.fill(ellipse(x + 6, y - size * 0.86, size * 0.24, size * 0.18), (150, 132, 96))
    with canvas.placed(386, 0, 1, 40):
        blade(canvas, 120, 92, 10, (122, 154, 96))
