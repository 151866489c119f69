"""Gift boxes, a gift set, cards and certificates."""

import math

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.ceramics import mug
from kiosk.sample_shop.drawing.colour import KRAFT, NIGHT, PAPER, RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.comforts import candle
from kiosk.sample_shop.drawing.emblem import apricot
from kiosk.sample_shop.drawing.flowers import blade
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, smooth, symmetric
from kiosk.sample_shop.drawing.ribbons import bow
from kiosk.sample_shop.drawing.sweets import honey_jar
from kiosk.sample_shop.drawing.tea import tea_tin


def gift_box(canvas: Canvas, colour: RGB, paper: RGB = (248, 234, 214)) -> None:
    """A box with a lid and a ribbon of the given colour. Local origin: where it stands."""
    contact(canvas, 330)
    body = box(-300, -420, 300, 6, 14)
    canvas.fill(body, Linear((lighter(paper, 0.3), paper, darker(paper, 0.26)), 12))
    with canvas.clipped(body):
        for index in range(60):
            row, column = divmod(index, 10)
            x, y = -280 + column * 64 + (32 if row % 2 else 0), -380 + row * 76
            canvas.fill(ellipse(x, y, 7), mix(paper, colour, 0.45))
        canvas.soft(box(-320, -440, 320, -392), darker(paper, 0.9), 16, 0.5)
        canvas.soft(box(210, -420, 320, 20), darker(paper, 0.8), 50, 0.3)
    canvas.fill(box(-54, -420, 54, 6), Linear((lighter(colour, 0.26), colour, darker(colour, 0.22)), 0))
    lid = box(-330, -540, 330, -404, 18)
    canvas.soft(lid.moved(4, 16), NIGHT, 14, 0.3)
    canvas.fill(lid, Linear((lighter(paper, 0.6), lighter(paper, 0.1), darker(paper, 0.16)), 14))
    canvas.fill(box(-324, -536, 324, -524, 6), (255, 255, 255), 0.5)
    canvas.fill(box(-58, -540, 58, -404), Linear((lighter(colour, 0.32), colour, darker(colour, 0.2)), 0))
    with canvas.placed(0, -552, 1.28):
        bow(canvas, colour)


def gift_set(canvas: Canvas) -> None:
    """An open box with a mug, a candle, tea and honey in paper shavings. Local origin: where it stands."""
    contact(canvas, 440)
    inside = box(-430, -400, 430, -120, 16)
    canvas.fill(inside, Linear((darker(KRAFT, 0.5), darker(KRAFT, 0.3))))
    _shavings(canvas, -330, 60)
    for thing, x, y, size in (
        (tea_tin_alone, -246, -206, 0.72),
        (honey_alone, 262, -206, 0.66),
        (candle_alone, 30, -190, 0.74),
    ):
        with canvas.placed(x, y, size):
            thing(canvas)
    with canvas.placed(-110, -150, 0.62):
        mug(canvas, (157, 179, 148), steam=False)
    _shavings(canvas, -300, 96)
    front = box(-450, -250, 450, 8, 18)
    canvas.soft(front.moved(0, -10), NIGHT, 14, 0.3)
    canvas.fill(front, Linear((lighter(KRAFT, 0.36), KRAFT, darker(KRAFT, 0.22)), 30))
    with canvas.clipped(front):
        canvas.soft(box(-470, -30, 470, 20), darker(KRAFT, 0.9), 18, 0.4)
        canvas.fill(box(-450, -250, 450, -240), lighter(KRAFT, 0.6), 0.6)
    ribbon: RGB = (199, 92, 70)
    canvas.fill(box(-450, -160, 450, -92), Linear((lighter(ribbon, 0.24), ribbon, darker(ribbon, 0.2))))
    with canvas.placed(0, -126, 0.92):
        bow(canvas, ribbon)


def tea_tin_alone(canvas: Canvas) -> None:
    """The tea tin without its scoop."""
    tea_tin(canvas, scoop=False)


def honey_alone(canvas: Canvas) -> None:
    """The honey jar without its dipper."""
    honey_jar(canvas, dipper=False)


def candle_alone(canvas: Canvas) -> None:
    """The candle before anyone has lit it."""
    candle(canvas, "apricot", lit=False)


def _shavings(canvas: Canvas, y: float, count: int) -> None:
    """Curled strips of paper."""
    tones: tuple[RGB, ...] = ((250, 238, 214), (238, 218, 184), (226, 200, 160))
    for index in range(count):
        x = ((index * 0.7549) % 1 - 0.5) * 780
        dy = ((index * 0.5698) % 1) * 84
        with canvas.placed(x, y + dy, 1, index * 73):
            curl = smooth(((-40, 0), (-18, -18), (2, 10), (22, -14), (42, 6)), closed=False)
            canvas.stroke(curl.moved(3, 5), darker(tones[2], 0.5), 10, 0.3)
            canvas.stroke(curl, tones[index % 3], 10)


def card(canvas: Canvas, colour: RGB, design: str = "sprig") -> None:
    """A greeting card on its envelope, from above. Local origin: the middle."""
    with canvas.placed(46, 40, 1, 12):
        _envelope(canvas, colour)
    with canvas.placed(-26, -22, 1, -6):
        sheet = box(-290, -400, 290, 400, 14)
        canvas.shadow(sheet, 16, 28, 26, 0.36)
        canvas.fill(sheet, Linear(((255, 251, 243), PAPER, (234, 220, 202)), 60))
        canvas.stroke(
            Path((*box(-254, -364, 254, 364, 10).points, (244.0, -364.0))),
            mix(colour, lighter(colour), 0.3),
            4,
            0.8,
        )
        with canvas.clipped(sheet):
            {"heart": _card_heart, "sun": _card_sun}.get(design, _card_sprig)(canvas, colour)
            canvas.soft(box(-300, -420, -268, 420), darker(PAPER, 0.8), 14, 0.35)


def _envelope(canvas: Canvas, colour: RGB) -> None:
    tone = mix(KRAFT, lighter(colour, 0.3), 0.45)
    back = box(-420, -300, 420, 300, 20)
    canvas.shadow(back, 18, 30, 30, 0.34)
    canvas.fill(back, Linear((lighter(tone, 0.2), tone, darker(tone, 0.18)), 60))
    for side in (curve("M -420 -290 L 20 40 L -420 290 Z"), curve("M 420 -290 L -20 40 L 420 290 Z")):
        canvas.fill(side, mix(tone, darker(tone), 0.1))
    flap = curve("M -410 296 L -30 -26 C -10 -40 10 -40 30 -26 L 410 296 Z")
    canvas.shadow(flap, 0, -6, 12, 0.3)
    canvas.fill(flap, Linear((lighter(tone, 0.3), tone), 90))


def _card_sprig(canvas: Canvas, colour: RGB) -> None:
    stem = curve("M -60 270 C -20 120 30 -60 60 -270")
    canvas.stroke(stem, darker(colour, 0.4), 9)
    for index in range(8):
        x, y = stem.at(0.14 + 0.82 * index / 7)
        for sign in (-1, 1):
            with canvas.placed(x, y, 1, sign * (56 - index * 3) + 12):
                blade(
                    canvas,
                    178 - index * 13,
                    78 - index * 4,
                    sign * 10,
                    mix(colour, darker(colour), 0.1 if sign < 0 else 0.28),
                )
    with canvas.placed(60, -262, 1, 10):
        blade(canvas, 110, 52, 4, colour)
    for x, y in ((-120, 60), (126, -20), (-76, -120), (112, 150), (-140, 190), (-20, -220)):
        canvas.fill(ellipse(x, y, 15), (214, 104, 74))
        canvas.fill(ellipse(x - 5, y - 5, 5), (250, 190, 150))


def _card_heart(canvas: Canvas, colour: RGB) -> None:
    heart = symmetric("M 0 -120 C 50 -250 240 -230 226 -66 C 216 60 90 156 0 226")
    canvas.shadow(heart, 6, 10, 10, 0.22)
    canvas.fill(heart, Linear((lighter(colour, 0.24), colour, darker(colour, 0.16)), 60))
    with canvas.clipped(heart):
        canvas.soft(ellipse(-110, -120, 50, 40), (255, 236, 224), 20, 0.5)
        for row in range(7):
            for column in range(7):
                x, y = -230 + column * 76 + (38 if row % 2 else 0), -200 + row * 64
                canvas.fill(ellipse(x, y, 8), lighter(colour, 0.6), 0.9)
    for x, y, size in (
        (-170, 240, 0.14),
        (176, 220, 0.18),
        (-190, -270, 0.16),
        (186, -280, 0.13),
        (0, 300, 0.12),
        (10, -300, 0.11),
    ):
        canvas.fill(heart.scaled(size).moved(x, y), mix(colour, lighter(colour), 0.45))


def _card_sun(canvas: Canvas, colour: RGB) -> None:
    for index in range(24):
        angle = index * 15
        length = 250 if index % 2 else 205
        with canvas.placed(0, -50, 1, angle):
            tone = mix(colour, (226, 116, 66), 0.35 if index % 2 else 0)
            canvas.fill(curve(f"M -13 -142 C -10 -180 -6 -210 0 {-length} C 6 -210 10 -180 13 -142 Z"), tone)
    disc = ellipse(0, -50, 120)
    canvas.fill(disc, Linear((lighter(colour, 0.5), colour, mix(colour, (226, 116, 66), 0.5)), 60))
    for sign in (-1, 1):
        canvas.stroke(
            curve(f"M {sign * 66} -66 C {sign * 54} -84 {sign * 34} -84 {sign * 22} -66"),
            darker(colour, 0.6),
            8,
        )
        canvas.fill(ellipse(sign * 70, -22, 20, 13), (232, 120, 84), 0.6)
    canvas.stroke(curve("M -36 -14 C -20 14 20 14 36 -14"), darker(colour, 0.6), 8)
    for row, y in enumerate((262, 306, 350)):
        wave = Path(tuple((x, y + 12 * math.sin(x / 46 + row)) for x in range(-250, 251, 10)))
        canvas.stroke(wave, mix(colour, (226, 116, 66), 0.3 * row), 9, 0.8)


def certificate(canvas: Canvas) -> None:
    """A gift certificate that slides out of its envelope, from above. Local origin: the middle."""
    with canvas.placed(0, -90, 1, -5):
        sheet = box(-420, -270, 420, 230, 26)
        canvas.shadow(sheet, 14, 26, 24, 0.34)
        canvas.fill(sheet, Linear(((255, 236, 204), (250, 208, 150), (240, 166, 104)), 40))
        with canvas.clipped(sheet):
            for radius, tone in ((470, (246, 184, 118)), (360, (248, 200, 140)), (250, (252, 220, 172))):
                canvas.fill(ellipse(400, -290, radius), tone, 0.85)
            for x, y, degrees in ((-390, 250, 10), (-330, 250, 34), (-420, 200, -8), (-280, 256, 58)):
                with canvas.placed(x, y, 1, degrees):
                    blade(canvas, 220, 84, 12, (150, 172, 116))
            for x, y in ((-300, 60), (-226, 150)):
                canvas.fill(ellipse(x, y, 9), (206, 84, 60))
        canvas.stroke(Path((*box(-396, -246, 396, 206, 16).points, (380.0, -246.0))), (255, 248, 232), 4, 0.9)
        for x, y, size in ((150, -70, 1.5), (266, -6, 1.15)):
            with canvas.placed(x, y, size):
                apricot(canvas)
    with canvas.placed(10, 200, 1, 3):
        leather: RGB = (198, 108, 78)
        pocket = curve(
            "M -450 -130 C -300 -60 300 -60 450 -130 L 450 230 C 450 246 440 256 424 256 L -424 256 C -440 256 -450 246 -450 230 Z"
        )
        canvas.shadow(pocket, 14, 24, 24, 0.36)
        canvas.shadow(pocket, 0, -10, 12, 0.26)
        canvas.fill(pocket, Linear((lighter(leather, 0.24), leather, darker(leather, 0.2)), 60))
        canvas.stroke(curve("M -450 -130 C -300 -60 300 -60 450 -130"), lighter(leather, 0.4), 4, 0.7)
        band = box(-450, 60, 450, 116)
        with canvas.clipped(pocket):
            canvas.fill(band, Linear(((255, 246, 228), (240, 222, 196))))
        with canvas.placed(0, 88, 0.8):
            bow(canvas, (250, 236, 212))
