"""A leather shoulder bag and a canvas tote."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, WOOD, brightness, darker, lighter, mix
from kiosk.sample_shop.drawing.emblem import apricot
from kiosk.sample_shop.drawing.fabric import cloth, crease
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, arc, box, curve, ellipse, leaf, symmetric

_BRASS: RGB = (214, 168, 92)


def shoulder_bag(canvas: Canvas, colour: RGB) -> None:
    """A saddle bag. Local origin: the middle of its bottom on the table."""
    contact(canvas, 350)
    _strap(canvas, colour)
    body = symmetric("M 0 -452 L 268 -452 C 306 -452 322 -430 326 -400 L 352 -70 C 354 -24 330 0 290 0 L 0 0")
    canvas.fill(body, Linear((lighter(colour, 0.12), colour, darker(colour, 0.3)), 70))
    with canvas.clipped(body):
        canvas.soft(box(200, -460, 380, 20), darker(colour, 0.7), 50, 0.4)
        canvas.soft(box(-380, -60, 380, 30), darker(colour, 0.8), 26, 0.45)
    seam = symmetric(
        "M 0 -430 L 258 -430 C 290 -430 300 -412 304 -386 L 328 -74 C 330 -38 312 -22 280 -22 L 0 -22"
    )
    canvas.stitches(seam, _thread(colour), 3, 12, 0.75)
    flap = symmetric(
        "M 0 -470 L 278 -470 C 316 -470 330 -446 332 -414 C 336 -320 322 -250 270 -212 C 200 -164 90 -150 0 -150"
    )
    canvas.soft(flap.moved(6, 20), darker(colour, 0.9), 16, 0.55)
    canvas.fill(flap, Linear((lighter(colour, 0.3), colour, darker(colour, 0.14)), 62))
    with canvas.clipped(flap):
        canvas.soft(ellipse(-130, -400, 130, 40), lighter(colour, 0.85), 32, 0.5)
        canvas.soft(box(230, -480, 360, -140), darker(colour, 0.7), 36, 0.4)
    canvas.stitches(
        symmetric(
            "M 0 -450 L 266 -450 C 298 -450 310 -430 312 -406 C 314 -324 302 -262 256 -228 C 192 -184 88 -170 0 -170"
        ),
        _thread(colour),
        3,
        12,
        0.8,
    )
    _clasp(canvas, colour)


def _thread(colour: RGB) -> RGB:
    return lighter(colour, 0.55) if brightness(colour) > 0.3 else lighter(colour, 0.4)


def _strap(canvas: Canvas, colour: RGB) -> None:
    back = arc(0, -450, 262, 356, 180, 360)
    canvas.stroke(back.moved(10, 12), darker(colour, 0.85), 36, 0.14)
    canvas.stroke(back, darker(colour, 0.3), 38)
    canvas.stroke(back.moved(-3, -3), mix(colour, lighter(colour), 0.2), 30)
    canvas.stitches(arc(0, -450, 252, 346, 180, 360), _thread(colour), 2.5, 12, 0.7)
    for sign in (-1, 1):
        x = sign * 262
        ring = ellipse(x, -446, 34, 30)
        canvas.stroke(Path((*ring.points, ring.points[0])).moved(4, 6), darker(colour, 0.8), 10, 0.3)
        canvas.stroke(Path((*ring.points, ring.points[0])), _BRASS, 10)
        canvas.stroke(arc(x, -446, 34, 30, 190, 280), lighter(_BRASS, 0.7), 4)
    with canvas.placed(-246, -572, 1, 15):
        canvas.fill(
            box(-31, -30, 31, 30, 9), Linear((lighter(_BRASS, 0.5), _BRASS, darker(_BRASS, 0.25)), 30)
        )
        canvas.fill(box(-19, -20, 19, 20, 4), mix(colour, darker(colour), 0.1))
        canvas.stroke(Path(((-24.0, 0.0), (12.0, 0.0))), _BRASS, 7)


def _clasp(canvas: Canvas, colour: RGB) -> None:
    tab = box(-46, -212, 46, -84, 26)
    canvas.soft(tab.moved(5, 12), darker(colour, 0.9), 9, 0.5)
    canvas.fill(tab, Linear((lighter(colour, 0.2), colour, darker(colour, 0.2)), 60))
    canvas.stitches(box(-34, -200, 34, -96, 18), _thread(colour), 2.5, 10, 0.8)
    canvas.fill(ellipse(2, -124, 23), darker(colour, 0.8), 0.5)
    canvas.fill(ellipse(0, -128, 22), Linear((lighter(_BRASS, 0.7), _BRASS, darker(_BRASS, 0.3)), 60))
    canvas.fill(ellipse(-6, -134, 7), lighter(_BRASS, 0.9))


def tote(canvas: Canvas, colour: RGB) -> None:
    """A canvas tote on a wooden peg with an embroidered sprig. Local origin: the middle of the bag."""
    for width, tone in ((148, mix(colour, darker(colour), 0.24)), (176, mix(colour, darker(colour), 0.04))):
        handle = curve(
            f"M {-width} -100 C {-width * 0.9} -300 -40 -470 0 -474 C 40 -470 {width * 0.9} -300 {width} -100"
        )
        canvas.stroke(handle.moved(14, 24), darker(colour, 0.8), 34, 0.14)
        canvas.stroke(handle, darker(tone, 0.2), 36)
        canvas.stroke(handle, tone, 31)
        for shift in (-9, 9):
            canvas.stitches(
                handle.scaled(1 + shift / 200, 1).moved(0, -abs(shift) * 0.2), darker(tone, 0.4), 2.2, 10, 0.5
            )
    peg = box(-22, -524, 22, -452, 18)
    canvas.shadow(peg, 8, 14, 8, 0.3)
    canvas.fill(peg, Linear((lighter(WOOD, 0.35), WOOD, darker(WOOD, 0.25)), 60))
    body = symmetric(
        "M 0 -150 L 292 -150 C 300 -20 318 240 330 420 C 330 440 322 448 306 450 C 200 462 90 464 0 464"
    )
    canvas.shadow(body, 20, 36, 36, 0.34)
    canvas.fill(body, cloth(colour))
    with canvas.clipped(body):
        canvas.soft(box(210, -160, 360, 480), darker(colour, 0.6), 50, 0.3)
        canvas.soft(ellipse(-140, 20, 90, 160), lighter(colour, 0.7), 60, 0.4)
        for points in (
            ((-270, -110), (-220, 40), (-236, 200)),
            ((262, -120), (214, 30), (226, 190)),
            ((-150, 250), (-120, 350), (-136, 460)),
            ((120, 300), (146, 390), (132, 466)),
        ):
            crease(canvas, colour, points, 28, 0.36)
        for y in (-112, -104):
            canvas.stitches(Path(((-310.0, y), (310.0, y))), darker(colour, 0.45), 2.5, 11, 0.6)
    for sign in (-1, 1):
        patch = box(sign * 172 - 24, -152, sign * 172 + 24, -82, 4)
        canvas.fill(patch, cloth(mix(colour, darker(colour), 0.06)))
        canvas.stitches(box(sign * 172 - 17, -146, sign * 172 + 17, -89, 3), darker(colour, 0.5), 2.5, 8, 0.7)
    _sprig(canvas)


def _sprig(canvas: Canvas) -> None:
    stem = curve("M -96 300 C -30 260 30 180 86 60")
    canvas.stroke(stem, (112, 92, 66), 7)
    for share, degrees, size in (
        (0.2, -78, 84),
        (0.36, 64, 92),
        (0.52, -52, 90),
        (0.68, 84, 84),
        (0.86, -30, 80),
        (1.0, 30, 84),
    ):
        x, y = stem.at(share)
        with canvas.placed(x, y, 1, degrees):
            canvas.fill(leaf(size, size * 0.52), Linear(((150, 172, 108), (100, 132, 80)), 20))
            canvas.stroke(Path(((0.0, 0.0), (0.0, -size * 0.86))), (84, 112, 70), 3, 0.8)
    for x, y, scale in ((-52, 176, 1.05), (74, 206, 1.2)):
        with canvas.placed(x, y, scale):
            apricot(canvas)
