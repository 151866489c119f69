"""Macarons and honey. Local origin: where they stand."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import NIGHT, RGB, darker, lighter, mix, rgb
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, box, curve, dots, ellipse, smooth, symmetric
from kiosk.sample_shop.drawing.ribbons import bow

PISTACHIO, RASPBERRY, LEMON, LILAC = rgb("#B7CB8E"), rgb("#EE8FA2"), rgb("#F4D777"), rgb("#BFA9DC")


def macaron(canvas: Canvas, colour: RGB) -> None:
    """One macaron from the side, 300 pixels wide. Local origin: the middle of its foot."""
    canvas.soft(ellipse(14, -2, 150, 22), NIGHT, 14, 0.4)
    bottom = curve("M -146 -58 L 146 -58 C 156 -20 130 0 90 2 L -90 2 C -130 0 -156 -20 -146 -58 Z")
    top = curve("M -148 -96 C -150 -160 -90 -186 0 -186 C 90 -186 150 -160 148 -96 Z")
    canvas.fill(bottom, Linear((darker(colour, 0.05), colour, darker(colour, 0.26)), 60))
    cream = box(-134, -92, 134, -48, 20)
    canvas.fill(cream, Linear((lighter(colour, 0.75), lighter(colour, 0.5), darker(colour, 0.05))))
    canvas.fill(top, Linear((lighter(colour, 0.45), colour, darker(colour, 0.16)), 70))
    for y, wobble in ((-96, 0), (-54, 5)):
        for index in range(19):
            x = -144 + index * 16
            canvas.fill(
                ellipse(x, y + (index * 7 + wobble) % 5 - 2, 13, 11),
                mix(colour, lighter(colour), 0.3 if index % 2 else 0.0),
            )
    canvas.soft(ellipse(-60, -152, 52, 14).turned(-14, (-60, -152)), (255, 255, 255), 9, 0.6)


def macarons(canvas: Canvas) -> None:
    """A pile of macarons on a cake stand. Local origin: the foot of the stand."""
    contact(canvas, 190)
    china: RGB = (250, 240, 230)
    stem = symmetric("M 0 -200 L 44 -200 C 40 -120 60 -50 130 -20 C 150 -8 150 8 130 10 L 0 12")
    canvas.fill(stem, Linear((lighter(china, 0.3), china, darker(china, 0.3)), 0))
    plate = curve(
        "M -430 -226 C -300 -180 300 -180 430 -226 C 420 -196 300 -166 0 -164 C -300 -166 -420 -196 -430 -226 Z"
    )
    canvas.soft(plate.moved(0, 26), NIGHT, 18, 0.22)
    canvas.fill(ellipse(0, -228, 432, 44), Linear((lighter(china, 0.6), china, darker(china, 0.12)), 20))
    canvas.fill(plate, Linear((china, darker(china, 0.2), china), 0))
    rows = (
        (-262, ((-270, RASPBERRY), (270, LILAC), (0, PISTACHIO))),
        (-226, ((-140, LEMON), (144, RASPBERRY))),
        (-410, ((-132, LILAC), (150, LEMON), (4, RASPBERRY))),
        (-580, ((6, PISTACHIO),)),
    )
    for y, line in rows:
        for x, colour in line:
            with canvas.placed(x, y, 0.98, x * 0.016):
                macaron(canvas, colour)


def honey_jar(canvas: Canvas, *, dipper: bool = True) -> None:
    """A jar of honey with a cloth lid and a dipper."""
    contact(canvas, 250)
    jar = symmetric(
        "M 0 -500 L 200 -500 C 244 -480 262 -440 262 -390 L 262 -80 C 262 -20 230 8 180 10 L 0 12"
    )
    honey = Linear(((255, 208, 104), (244, 166, 52), (214, 120, 32)), 20)
    canvas.fill(jar, honey)
    with canvas.clipped(jar):
        canvas.soft(ellipse(-70, -180, 110, 180), (255, 232, 150), 50, 0.7)
        canvas.soft(box(190, -500, 300, 20), (160, 78, 24), 40, 0.5)
        canvas.fill(box(-280, -520, 280, -462), (252, 240, 214), 0.75)
        canvas.fill(ellipse(0, -462, 262, 22), (255, 224, 140))
    canvas.stroke(Path((*jar.points, jar.points[0])), (196, 128, 60), 5, 0.6)
    canvas.fill(box(-232, -420, -196, -80, 18), (255, 255, 255), 0.66)
    canvas.fill(box(-180, -400, -168, -220, 6), (255, 255, 255), 0.5)
    label = ellipse(10, -240, 138, 128)
    canvas.shadow(label, 3, 6, 8, 0.28)
    canvas.fill(label, Linear(((255, 250, 238), (244, 228, 200)), 50))
    canvas.stroke(Path((*ellipse(10, -240, 124, 114).points, (134.0, -240.0))), (220, 160, 76), 4)
    with canvas.placed(12, -236, 1.15, -14):
        _bee(canvas)
    _cloth_lid(canvas)
    if dipper:
        _dipper(canvas)


def _bee(canvas: Canvas) -> None:
    for sign, degrees in ((-1, -34), (1, 22)):
        wing = ellipse(sign * 26, -52, 26, 44).turned(degrees, (sign * 26, -52))
        canvas.fill(wing, (206, 226, 234), 0.9)
        canvas.stroke(Path((*wing.points, wing.points[0])), (140, 160, 172), 3, 0.7)
    body = ellipse(0, 0, 64, 42)
    canvas.fill(body, Linear(((255, 214, 96), (240, 164, 48))))
    with canvas.clipped(body):
        for x in (-30, 4, 38):
            canvas.fill(box(x - 9, -60, x + 9, 60), (74, 52, 44))
    canvas.fill(ellipse(-62, -6, 28), (74, 52, 44))
    canvas.fill(ellipse(-70, -12, 6), (255, 250, 240))
    for tip in (-20, 2):
        canvas.stroke(smooth(((-70, -30), (-80, -50), (-86 + tip, -60)), closed=False), (74, 52, 44), 4)


def _cloth_lid(canvas: Canvas) -> None:
    skirt = smooth(
        dots(
            "-214 -560, -262 -440, -216 -462, -150 -428, -80 -456, 0 -424, 82 -456, 150 -428, 218 -462, 262 -440, "
            "214 -560, 0 -580"
        )
    )
    canvas.soft(skirt.moved(0, 14), NIGHT, 10, 0.3)
    fabric: RGB = (206, 84, 74)
    canvas.fill(skirt, Linear((lighter(fabric, 0.3), fabric, darker(fabric, 0.3)), 20))
    top = curve(
        "M -220 -540 C -220 -610 -120 -626 0 -626 C 120 -626 220 -610 220 -540 C 120 -516 -120 -516 -220 -540 Z"
    )
    with canvas.clipped(skirt):
        spots = "-190 -490, -120 -472, -40 -486, 40 -462, 120 -486, 190 -474, -70 -440, 90 -436, -210 -450, 214 -450"
        for x, y in dots(spots):
            canvas.fill(ellipse(x, y, 13), (255, 240, 222))
    canvas.fill(top, Linear((lighter(fabric, 0.36), fabric, darker(fabric, 0.2)), 40))
    with canvas.clipped(top):
        spots = "-150 -566, -70 -590, 20 -560, 100 -596, 170 -560, -20 -618, -110 -536, 80 -532"
        for x, y in dots(spots):
            canvas.fill(ellipse(x, y, 14, 11), (255, 240, 222))
        canvas.soft(ellipse(-90, -600, 70, 14), (255, 255, 255), 12, 0.35)
    twine: RGB = (222, 180, 120)
    for shift in (0, 9):
        canvas.stroke(
            curve(f"M -222 {-538 + shift} C -120 {-514 + shift} 120 {-514 + shift} 222 {-538 + shift}"),
            mix(twine, darker(twine), 0.2 if shift else 0),
            8,
        )
    with canvas.placed(70, -516, 0.42):
        bow(canvas, twine)


def _dipper(canvas: Canvas) -> None:
    wood: RGB = (206, 152, 100)
    with canvas.placed(292, 52, 0.94, 38):
        canvas.soft(ellipse(30, 10, 70, 60), NIGHT, 16, 0.3)
        canvas.fill(box(-11, -380, 11, -60, 10), Linear((lighter(wood, 0.35), wood, darker(wood, 0.3)), 0))
        for row, reach in enumerate((34, 48, 54, 50, 38)):
            y = -66 + row * 27
            canvas.fill(
                box(-reach, y, reach, y + 20, 10), Linear((lighter(wood, 0.35), wood, darker(wood, 0.35)), 0)
            )
        canvas.fill(
            smooth(((-44, -20), (44, -30), (56, 16), (40, 62), (0, 74), (-40, 60), (-56, 14))),
            Linear(((255, 206, 98), (230, 142, 40)), 20),
            0.62,
        )
