"""Tea in its packs, and a teapot. Local origin: where the pack stands."""

import math

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import KRAFT, NIGHT, PAPER, RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.flowers import blade, daisy
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, box, curve, dots, ellipse, leaf, smooth, symmetric
from kiosk.sample_shop.drawing.tins import tin_body, tin_lid


def tea_tin(canvas: Canvas, *, scoop: bool = True) -> None:
    """A tea tin with thyme on the label and a scoop of leaves."""
    tin: RGB = (58, 92, 88)
    contact(canvas, 250)
    tin_body(canvas, tin, 226, 560)
    with canvas.clipped(symmetric("M 0 -560 L 226 -560 L 226 -30 C 160 8 80 14 0 14")):
        band = curve("M -226 -440 C -120 -404 120 -404 226 -440 L 226 -130 C 120 -94 -120 -94 -226 -130 Z")
        canvas.fill(
            band, Linear((mix(PAPER, (180, 160, 140), 0.1), PAPER, (228, 212, 194), (176, 156, 142)), 4)
        )
        for dy in (14, 296):
            canvas.stroke(
                curve(f"M -226 {-440 + dy} C -120 {-404 + dy} 120 {-404 + dy} 226 {-440 + dy}"),
                (206, 160, 92),
                5,
            )
        with canvas.placed(-6, -150, 1, 8):
            _thyme(canvas)
        canvas.soft(box(-190, -560, -150, 0), (255, 255, 255), 14, 0.4)
    tin_lid(canvas, tin, 236, 560)
    if scoop:
        _scoop(canvas, 330, 40)


def _thyme(canvas: Canvas) -> None:
    for degrees, length in ((-16, 200), (14, 222), (0, 240)):
        with canvas.placed(0, 0, 1, degrees):
            canvas.stroke(
                curve(f"M 0 0 C 8 {-length * 0.4} -6 {-length * 0.7} 0 {-length}"), (112, 92, 70), 5
            )
            for index in range(8):
                y = -30 - index * (length - 40) / 8
                for sign in (-1, 1):
                    with canvas.placed(0, y, 1, sign * 58):
                        canvas.fill(leaf(34, 20), (110, 142, 92) if sign < 0 else (84, 116, 76))
            for x, y in (
                (-8, -length - 4),
                (9, -length - 2),
                (0, -length - 16),
                (-13, -length + 14),
                (14, -length + 16),
            ):
                canvas.fill(ellipse(x, y, 9), (176, 142, 204))
                canvas.fill(ellipse(x - 2, y - 2, 4), (212, 188, 230))


def _scoop(canvas: Canvas, x: float, y: float) -> None:
    wood: RGB = (206, 152, 100)
    with canvas.placed(x, y, 1, -12):
        handle = box(40, -26, 210, 2, 14)
        canvas.shadow(handle, 4, 12, 9, 0.35)
        canvas.fill(handle, Linear((lighter(wood, 0.3), wood, darker(wood, 0.3))))
        bowl = curve("M -120 -40 C -124 20 -60 40 0 38 C 54 36 76 4 70 -40 Z")
        canvas.shadow(bowl, 4, 14, 10, 0.4)
        canvas.fill(bowl, Linear((lighter(wood, 0.3), wood, darker(wood, 0.35))))
        canvas.fill(ellipse(-25, -40, 95, 20), darker(wood, 0.35))
    _heap(canvas, x - 40, y - 44, (62, 48, 40))


def _heap(canvas: Canvas, x: float, y: float, colour: RGB) -> None:
    for index in range(60):
        angle = index * 2.4
        reach = math.sqrt(index / 60)
        px, py = x + reach * 82 * math.cos(angle), y + reach * 17 * math.sin(angle) - (1 - reach) * 34
        tone = (colour, lighter(colour, 0.18), mix(colour, (108, 122, 76), 0.6))[index % 3]
        with canvas.placed(px, py, 1, index * 53):
            canvas.fill(smooth(((-15, 0), (0, -5), (15, 1), (0, 5))), tone)


def herbal_tea(canvas: Canvas) -> None:
    """A paper pouch of herbal tea with mint and camomile around it."""
    contact(canvas, 300)
    body = symmetric(
        "M 0 -700 L 250 -700 C 258 -520 284 -260 282 -60 C 282 -20 270 -2 240 0 C 160 10 80 12 0 12"
    )
    canvas.fill(body, Linear((lighter(KRAFT, 0.35), KRAFT, darker(KRAFT, 0.1), darker(KRAFT, 0.32)), 4))
    with canvas.clipped(body):
        canvas.soft(
            curve("M -220 -700 C -200 -480 -230 -240 -240 -40 L -196 -40 C -190 -240 -170 -480 -180 -700 Z"),
            lighter(KRAFT, 0.8),
            18,
            0.5,
        )
        canvas.soft(
            curve("M 200 -700 C 210 -480 220 -240 216 0 L 300 0 L 300 -700 Z"), darker(KRAFT, 0.8), 16, 0.3
        )
        canvas.fill(box(-300, -720, 300, -618), mix(KRAFT, darker(KRAFT), 0.14))
        canvas.stitches(Path(((-260.0, -650.0), (260.0, -650.0))), PAPER, 4, 14, 0.8)
        canvas.soft(box(-300, -20, 300, 20), darker(KRAFT, 0.9), 16, 0.4)
    _herb_window(canvas)
    for x, y, size, degrees in ((-330, 10, 0.72, 10), (-250, 56, 0.6, 50)):
        with canvas.placed(x, y, size, degrees):
            canvas.soft(ellipse(10, 24, 70, 40), NIGHT, 14, 0.3)
            daisy(canvas)
    for x, y, degrees in ((270, 40, 62), (262, 30, 20), (280, 52, 104)):
        with canvas.placed(x, y, 0.8, degrees):
            blade(canvas, 150, 90, 8, (116, 162, 104))


def _herb_window(canvas: Canvas) -> None:
    window = ellipse(0, -330, 168, 200)
    canvas.fill(window.scaled(1.07).moved(0, 24), PAPER)
    canvas.fill(window, Linear(((126, 146, 92), (92, 112, 70)), 70))
    with canvas.clipped(window):
        for index in range(90):
            px, py = ((index * 0.7549) % 1 - 0.5) * 350, -540 + ((index * 0.5698) % 1) * 420
            tone = ((150, 168, 104), (104, 128, 76), (78, 100, 62), (232, 214, 150))[index % 4]
            with canvas.placed(px, py, 1.1, index * 47):
                canvas.fill(leaf(64, 26), tone)
        for x, y, size in ((-70, -400, 0.5), (60, -300, 0.56), (-30, -230, 0.44), (90, -440, 0.4)):
            with canvas.placed(x, y, size, x):
                daisy(canvas)
        canvas.soft(
            curve("M -120 -520 C -160 -440 -160 -320 -130 -240 L -90 -250 C -110 -330 -110 -430 -70 -520 Z"),
            (255, 255, 255),
            12,
            0.45,
        )


def teapot(canvas: Canvas) -> None:
    """A glass teapot of golden tea with a cork lid."""
    contact(canvas, 300)
    glass: RGB = (232, 240, 238)
    handle = curve("M 262 -380 C 400 -420 440 -300 400 -210 C 372 -150 320 -120 262 -110")
    canvas.stroke(handle, (186, 204, 204), 36, 0.8)
    canvas.stroke(handle.moved(-4, -5), (248, 252, 250), 14, 0.9)
    spout = curve("M -236 -250 C -310 -260 -330 -340 -392 -398 L -350 -430 C -300 -400 -270 -370 -216 -370 Z")
    canvas.fill(spout, Linear(((250, 252, 250), (206, 222, 220)), 40), 0.85)
    canvas.fill(curve("M -236 -246 C -296 -256 -314 -300 -336 -336 L -230 -330 Z"), (232, 160, 70), 0.7)
    body = symmetric("M 0 -500 L 150 -500 C 250 -470 310 -370 310 -250 C 310 -120 250 -20 150 0 L 0 0")
    canvas.fill(body, Linear(((248, 250, 246), glass, (200, 218, 216)), 10), 0.72)
    with canvas.clipped(body):
        tea = symmetric("M 0 -372 L 330 -372 L 330 20 L 0 20")
        canvas.fill(tea, Linear(((250, 196, 96), (236, 158, 66), (206, 112, 48))), 0.88)
        canvas.soft(ellipse(-90, -160, 150, 150), (255, 226, 150), 60, 0.6)
        canvas.fill(ellipse(0, -372, 292, 26), (255, 222, 140), 0.8)
        _strainer(canvas)
        for index, (x, y) in enumerate(dots("-190 -40, -120 -24, 150 -30, 210 -60, 40 -20")):
            with canvas.placed(x, y, 0.6, 30 + 110 * index):
                canvas.fill(leaf(70, 34), (112, 132, 66), 0.8)
    canvas.stroke(Path((*body.points, body.points[0])), (168, 190, 190), 5, 0.7)
    canvas.fill(
        curve("M -262 -340 C -290 -260 -280 -160 -236 -96 L -206 -110 C -244 -170 -252 -260 -228 -340 Z"),
        (255, 255, 255),
        0.75,
    )
    canvas.fill(
        curve("M 230 -380 C 262 -340 274 -300 276 -250 L 262 -250 C 258 -300 246 -336 222 -368 Z"),
        (255, 255, 255),
        0.6,
    )
    _cork_lid(canvas)


def _cork_lid(canvas: Canvas) -> None:
    collar = box(-164, -528, 164, -488, 18)
    canvas.fill(collar, Linear(((252, 254, 252), (196, 212, 210), (240, 246, 244)), 0), 0.92)
    cork: RGB = (214, 170, 122)
    lid = box(-146, -590, 146, -520, 22)
    canvas.shadow(lid, 4, 8, 7, 0.3)
    canvas.fill(lid, Linear((lighter(cork, 0.35), cork, darker(cork, 0.3)), 6))
    with canvas.clipped(lid):
        for index in range(46):
            canvas.fill(
                ellipse(((index * 0.7549) % 1 - 0.5) * 290, -590 + ((index * 0.5698) % 1) * 70, 3.6, 2.4),
                darker(cork, 0.35),
                0.7,
            )
    canvas.fill(ellipse(0, -606, 30, 26), Linear((lighter(cork, 0.4), cork, darker(cork, 0.3)), 60))


def _strainer(canvas: Canvas) -> None:
    basket = symmetric("M 0 -500 L 100 -500 L 88 -190 C 86 -170 76 -160 60 -158 L 0 -156")
    canvas.fill(basket, Linear(((206, 210, 206), (160, 158, 150), (120, 112, 104)), 8), 0.5)
    with canvas.clipped(basket):
        for index in range(40):
            with canvas.placed(
                ((index * 0.7549) % 1 - 0.5) * 170, -330 + ((index * 0.5698) % 1) * 170, 0.6, index * 61
            ):
                canvas.fill(leaf(56, 24), ((98, 112, 56), (128, 140, 72), (74, 82, 46))[index % 3])
        for row in range(11):
            canvas.stroke(
                Path(((-110.0, -480.0 + row * 32), (110.0, -480.0 + row * 32))), (226, 230, 226), 2.5, 0.5
            )
        for column in range(9):
            canvas.stroke(
                Path(((-96.0 + column * 24, -500.0), (-84.0 + column * 21, -150.0))),
                (226, 230, 226),
                2.5,
                0.5,
            )
