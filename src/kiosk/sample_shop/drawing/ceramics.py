"""Mugs, plates and vases. Local origin: where the thing stands (for plates: the middle of the larger one)."""

import math

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import NIGHT, RGB, brightness, darker, lighter, mix
from kiosk.sample_shop.drawing.flowers import blade, ring
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, petal, smooth, symmetric

_CLAY: RGB = (214, 176, 138)


def speckles(canvas: Canvas, count: int, half_width: float, top: float, bottom: float, colour: RGB) -> None:
    """Specks of iron in the clay: always the same ones, yet without a pattern that the eye finds."""
    for index in range(count):
        x = ((index * 0.7548776662) % 1 - 0.5) * 2 * half_width
        y = top + ((index * 0.5698402910) % 1) * (bottom - top)
        size = 1.6 + ((index * 0.3819) % 1) ** 3 * 4.2
        canvas.fill(ellipse(x, y, size * 1.1, size), colour)


def mug(canvas: Canvas, colour: RGB, *, steam: bool = True) -> None:
    """A stoneware mug of tea, about 560 pixels wide with its handle."""
    contact(canvas, 240)
    _handle(canvas, colour)
    body = symmetric("M 0 -400 L 218 -400 C 222 -260 216 -130 200 -50 C 194 -14 168 6 128 8 L 0 12")
    canvas.fill(body, Linear((lighter(colour, 0.34), colour, darker(colour, 0.1), darker(colour, 0.36)), 4))
    with canvas.clipped(body):
        foot = curve("M -240 -84 C -160 -60 -80 -74 0 -62 C 90 -50 160 -70 240 -78 L 240 30 L -240 30 Z")
        canvas.soft(foot.moved(0, -8), darker(colour, 0.8), 8, 0.5)
        canvas.fill(foot, Linear((lighter(_CLAY, 0.2), _CLAY, darker(_CLAY, 0.42)), 4))
        speckles(canvas, 110, 210, -380, 8, darker(colour, 0.34))
        canvas.soft(box(-176, -370, -128, -90), (255, 255, 255), 16, 0.42)
        canvas.soft(box(150, -400, 240, 20), darker(colour, 0.8), 34, 0.34)
        canvas.stroke(curve("M -230 -316 C -120 -290 120 -290 230 -316"), darker(colour, 0.3), 3, 0.35)
        canvas.stroke(curve("M -230 -190 C -120 -164 120 -164 230 -190"), darker(colour, 0.3), 3, 0.25)
    rim = ellipse(0, -400, 218, 50)
    canvas.fill(rim, Linear((lighter(colour, 0.55), colour, darker(colour, 0.12)), 10))
    canvas.fill(ellipse(0, -397, 196, 40), Linear((darker(colour, 0.5), darker(colour, 0.22)), 20))
    tea = ellipse(0, -384, 180, 30)
    with canvas.clipped(ellipse(0, -397, 196, 40)):
        canvas.fill(tea, Linear(((164, 88, 40), (205, 128, 62)), 20))
        canvas.soft(ellipse(-60, -386, 70, 9), (255, 232, 190), 6, 0.6)
    if steam:
        vapour(canvas, -430)


def vapour(canvas: Canvas, y: float) -> None:
    """Two wisps of steam that rise from the height `y`."""
    for x, height, width in ((-46, 210, 24), (40, 270, 30)):
        line = smooth(
            ((x, y), (x + 34, y - height * 0.3), (x - 24, y - height * 0.64), (x + 18, y - height)),
            closed=False,
        )
        count = len(line.points)
        left = [
            (px - width * math.sin(math.pi * i / count) / 2 - 1, py) for i, (px, py) in enumerate(line.points)
        ]
        right = [
            (px + width * math.sin(math.pi * i / count) / 2 + 1, py) for i, (px, py) in enumerate(line.points)
        ]
        canvas.soft(Path(tuple(left + right[::-1])), (255, 255, 255), 9, 0.62)


def _handle(canvas: Canvas, colour: RGB) -> None:
    outer = curve("M 196 -330 C 330 -370 372 -290 356 -210 C 342 -140 280 -100 190 -92")
    canvas.stroke(outer.moved(5, 8), darker(colour, 0.6), 50)
    canvas.stroke(outer, darker(colour, 0.14), 50)
    canvas.stroke(outer.moved(-6, -6), mix(colour, lighter(colour), 0.5), 26)
    canvas.stroke(outer.part(0.2, 0.7).moved(-10, -10), lighter(colour, 0.7), 7, 0.8)


def plates(canvas: Canvas) -> None:
    """Two speckled plates seen from above with a sprig on the smaller one."""
    clay: RGB = (240, 228, 208)
    napkin = curve("M -420 60 C -300 20 -180 60 -60 40 L 40 430 C -80 470 -240 420 -360 456 Z").turned(-8)
    canvas.shadow(napkin, 10, 16, 18, 0.26)
    canvas.fill(napkin, Linear(((172, 190, 180), (140, 164, 156)), 50))
    for shift in (22, 40):
        canvas.stitches(napkin.scaled(1 - shift / 480).moved(-4, 6), (222, 232, 224), 3, 9, 0.7)
    for cx, cy, radius in ((30, -40, 420), (70, -10, 300)):
        with canvas.placed(cx, cy):
            _plate(canvas, radius, clay)
    with canvas.placed(0, 110, 1, 34):
        canvas.soft(ellipse(16, -110, 60, 150), NIGHT, 18, 0.24)
        canvas.stroke(curve("M 0 20 C 10 -80 -10 -180 6 -290"), (104, 120, 78), 8)
        for index in range(6):
            y = -20 - index * 48
            for sign in (-1, 1):
                with canvas.placed(0, y, 1, sign * (58 - index * 4)):
                    blade(canvas, 108 - index * 7, 46, 6, (132, 150, 104))
        with canvas.placed(4, -285):
            blade(canvas, 70, 40, 4, (148, 164, 116))


def _plate(canvas: Canvas, radius: float, clay: RGB) -> None:
    outline = Path(
        tuple(
            (
                (radius + 4 * math.sin(3 * a + 1) + 2.4 * math.sin(7 * a)) * math.cos(a),
                (radius + 4 * math.sin(3 * a + 1) + 2.4 * math.sin(7 * a)) * math.sin(a),
            )
            for a in (math.tau * step / 120 for step in range(120))
        )
    )
    canvas.shadow(outline, 18, 30, 30, 0.36)
    canvas.fill(outline, Linear((lighter(clay, 0.7), clay, darker(clay, 0.2)), 60))
    canvas.stroke(
        Path((*outline.points, outline.points[0])).scaled(0.988), (176, 124, 82), radius * 0.022, 0.85
    )
    well = outline.scaled(0.74)
    canvas.soft(well.scaled(1.03), darker(clay, 0.6), 10, 0.34)
    canvas.fill(well, Linear((darker(clay, 0.12), clay, lighter(clay, 0.7)), 60))
    canvas.stroke(Path((*well.points, well.points[0])), lighter(clay, 0.8), 3, 0.7)
    with canvas.clipped(outline):
        speckles(canvas, 190, radius, -radius, radius, (170, 128, 92))
        canvas.soft(
            ellipse(-radius * 0.44, -radius * 0.62, radius * 0.34, radius * 0.1).turned(
                -36, (-radius * 0.44, -radius * 0.62)
            ),
            (255, 255, 255),
            16,
            0.6,
        )


def vase(canvas: Canvas, colour: RGB) -> None:
    """A drop-shaped vase with a branch of apricot blossom."""
    contact(canvas, 200)
    _blossom_branch(canvas)
    body = symmetric(
        "M 0 -452 L 44 -452 C 50 -452 52 -446 50 -440 C 40 -400 44 -356 78 -316 C 150 -250 214 -190 214 -112 C 214 -40 164 -4 108 2 C 70 6 30 6 0 6"
    )
    canvas.fill(
        body,
        Radial((lighter(colour, 0.5), colour, darker(colour, 0.16), darker(colour, 0.42)), (0.3, 0.5), 0.86),
    )
    with canvas.clipped(body):
        speckles(canvas, 90, 220, -440, 0, darker(colour, 0.22))
        canvas.soft(ellipse(-104, -150, 26, 74).turned(14, (-104, -150)), (255, 255, 255), 16, 0.5)
        canvas.soft(ellipse(150, -80, 60, 120), darker(colour, 0.8), 36, 0.34)
        for y, reach in ((-250, 160), (-236, 176), (-222, 190)):
            line = curve(f"M {-reach} {y} C {-reach * 0.5} {y + 34} {reach * 0.5} {y + 34} {reach} {y}")
            canvas.stroke(
                line, darker(colour, 0.3) if brightness(colour) > 0.5 else lighter(colour, 0.3), 4, 0.5
            )
    canvas.fill(ellipse(0, -452, 50, 13), mix(colour, lighter(colour), 0.6))
    canvas.fill(ellipse(0, -450, 38, 8), darker(colour, 0.6))
    canvas.stroke(curve("M 4 -470 L 0 -444"), (120, 86, 66), 12)


def _blossom_branch(canvas: Canvas) -> None:
    bark: RGB = (120, 86, 66)
    main = curve("M 0 -420 C 10 -540 -70 -640 -40 -760 C -30 -830 40 -880 70 -950")
    canvas.stroke(main, darker(bark, 0.2), 15)
    canvas.stroke(main.moved(-3, -1), lighter(bark, 0.2), 6)
    twigs = (
        "M -42 -640 C -110 -700 -170 -720 -220 -800",
        "M -44 -740 C 30 -780 120 -790 190 -870",
        "M 0 -520 C 80 -580 130 -600 180 -680",
        "M -120 -704 C -190 -700 -240 -690 -290 -640",
    )
    for twig in twigs:
        canvas.stroke(curve(twig), darker(bark, 0.1), 9)
    spots = (
        (-40, -800, 1.1), (70, -960, 0.95), (-226, -806, 1.05), (-130, -716, 0.9), (196, -876, 1.1), (96, -800, 0.9), (186, -690, 1.05), (92, -592, 0.86), (-296, -640, 0.95),
        (-52, -660, 0.8), (20, -886, 0.75), (-190, -700, 0.7),
    )  # fmt: skip
    for x, y in ((-262, -870), (250, -930), (120, -1010), (232, -740), (-340, -590), (40, -560)):
        canvas.fill(ellipse(x * 0.97, y * 0.985, 17, 19), (226, 120, 124))
        canvas.fill(ellipse(x * 0.97 - 4, y * 0.985 - 4, 11, 12), (246, 178, 174))
    for index, (x, y, size) in enumerate(spots):
        with canvas.placed(x, y, size, index * 31):
            blossom(canvas)


def blossom(canvas: Canvas) -> None:
    """An apricot flower, about 130 pixels wide. Local origin: its middle."""
    for _, _, degrees in ring(5, 0):
        with canvas.placed(0, 0, 1, degrees):
            canvas.fill(petal(70, 50).moved(3, 4), (226, 150, 146))
            canvas.fill(petal(68, 48), Linear(((255, 246, 240), (252, 214, 206), (240, 160, 156)), 90))
    for x, y, _ in ring(9, 22, 10):
        canvas.stroke(Path(((0.0, 0.0), (x, y))), (206, 104, 108), 2.4)
        canvas.fill(ellipse(x, y, 4.6), (244, 190, 92))
    canvas.fill(ellipse(0, 0, 7), (206, 104, 108))
