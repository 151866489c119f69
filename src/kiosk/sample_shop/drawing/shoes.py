"""Sneakers, socks and a cap."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import METAL, NIGHT, PAPER, RGB, WOOD, brightness, darker, lighter, mix
from kiosk.sample_shop.drawing.fabric import cloth, crease
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, Point, arc, box, curve, ellipse, smooth

_RUBBER: RGB = (250, 246, 238)


def sneakers(canvas: Canvas, colour: RGB) -> None:
    """A pair of low canvas sneakers. Local origin: the middle of the soles."""
    with canvas.placed(70, -96, 0.92):
        contact(canvas, 440, 0.3)
        _sneaker(canvas, mix(colour, darker(colour), 0.12))
    with canvas.placed(-40, 0):
        contact(canvas, 440)
        _sneaker(canvas, colour)


def _sneaker(canvas: Canvas, colour: RGB) -> None:
    upper = curve(
        "M -392 -62 C -416 -160 -414 -262 -386 -330 C -376 -352 -348 -352 -328 -338 C -290 -306 -226 -294 -172 -312 "
        "C -140 -324 -116 -356 -84 -372 C -16 -322 70 -246 164 -206 C 258 -186 372 -168 424 -110 C 436 -94 436 -76 432 -62 Z"
    )
    _tongue(canvas, colour)
    canvas.fill(upper, cloth(colour, 60))
    with canvas.clipped(upper):
        canvas.soft(ellipse(-250, -230, 150, 60), lighter(colour, 0.7), 40, 0.4)
        canvas.soft(box(-440, -110, 460, -50), darker(colour, 0.7), 26, 0.4)
        crease(canvas, colour, ((96, -226), (150, -160), (196, -100)), 22, 0.36)
        crease(canvas, colour, ((176, -200), (214, -150), (244, -96)), 18, 0.3)
        _heel(canvas, colour)
        _toe_cap(canvas)
    _eyestay(canvas, colour)
    canvas.stroke(
        curve("M -380 -338 C -372 -352 -348 -352 -328 -338 C -290 -306 -226 -294 -172 -312"),
        mix(colour, lighter(colour), 0.5),
        11,
    )
    _sole(canvas, colour)


def _tongue(canvas: Canvas, colour: RGB) -> None:
    inside = curve("M -384 -332 C -340 -372 -200 -350 -90 -366 L -172 -306 C -226 -290 -300 -300 -330 -330 Z")
    canvas.fill(inside, Linear((darker(colour, 0.62), darker(colour, 0.42)), 0))
    tongue = curve(
        "M -160 -330 C -150 -400 -126 -440 -92 -444 C -60 -444 -36 -420 -12 -384 C 20 -340 60 -290 96 -250 L 0 -240 Z"
    )
    canvas.fill(tongue, cloth(mix(colour, darker(colour), 0.16), 40))
    canvas.stitches(
        curve("M -146 -350 C -136 -400 -118 -426 -94 -428 C -66 -428 -46 -404 -24 -372"),
        darker(colour, 0.5),
        opacity=0.6,
    )


def _heel(canvas: Canvas, colour: RGB) -> None:
    patch = curve(
        "M -420 -60 L -300 -60 C -318 -140 -330 -220 -336 -300 C -340 -330 -360 -346 -380 -350 L -440 -330 Z"
    )
    canvas.fill(patch, cloth(mix(colour, darker(colour), 0.2), 50))
    canvas.stitches(curve("M -290 -60 C -308 -140 -320 -220 -326 -310"), lighter(colour, 0.5), opacity=0.7)


def _toe_cap(canvas: Canvas) -> None:
    cap = curve("M 250 -40 C 262 -110 296 -168 350 -184 L 460 -170 L 460 -40 Z")
    canvas.soft(cap.moved(-10, -2), NIGHT, 9, 0.3)
    canvas.fill(cap, Linear(((255, 253, 248), _RUBBER, (222, 212, 204)), 60))
    canvas.soft(ellipse(352, -146, 34, 14), (255, 255, 255), 8, 0.9)


def _eyestay(canvas: Canvas, colour: RGB) -> None:
    stay = curve(
        "M -136 -330 C -116 -352 -100 -366 -84 -372 C -16 -322 70 -246 164 -206 C 170 -190 160 -176 142 -174 C 60 -190 -40 -240 -112 -288 C -134 -302 -146 -318 -136 -330 Z"
    )
    canvas.fill(stay.moved(2, 8), darker(colour, 0.6), 0.3)
    canvas.fill(stay, cloth(mix(colour, lighter(colour), 0.22), 60))
    canvas.stitches(curve("M -128 -300 C -44 -246 60 -198 142 -184"), darker(colour, 0.5), opacity=0.55)
    holes: list[Point] = [(-98, -322), (-50, -286), (0, -254), (52, -226), (106, -202)]
    for x, y in holes:
        canvas.fill(ellipse(x, y, 10), METAL)
        canvas.fill(ellipse(x, y, 5), darker(colour, 0.8))
    lace: RGB = _RUBBER if brightness(colour) < 0.85 else (236, 228, 216)
    for x, y in holes:
        band = smooth(((x, y), (x + 14, y - 40), (x + 44, y - 74)), closed=False)
        canvas.stroke(band.moved(3, 6), darker(colour, 0.8), 15, 0.3)
        canvas.stroke(band, darker(lace, 0.14), 15)
        canvas.stroke(band.moved(-1.5, -1.5), lace, 10)
    for loop in (
        "M -62 -396 C -130 -440 -176 -400 -150 -362 C -132 -340 -92 -366 -62 -396",
        "M -58 -396 C -44 -460 26 -470 34 -430 C 36 -402 -16 -390 -58 -396",
    ):
        canvas.stroke(curve(loop).moved(3, 7), darker(colour, 0.8), 13, 0.3)
        canvas.stroke(curve(loop), darker(lace, 0.14), 13)
        canvas.stroke(curve(loop).moved(-1.5, -1.5), lace, 8)
    canvas.fill(ellipse(-60, -396, 14, 12), darker(lace, 0.08))


def _sole(canvas: Canvas, colour: RGB) -> None:
    sole = curve(
        "M -412 -84 C -300 -72 -100 -70 60 -74 C 200 -78 340 -84 440 -98 C 458 -70 456 -30 432 -12 C 420 -2 400 0 380 0 "
        "L -380 0 C -412 0 -424 -34 -412 -84 Z"
    )
    canvas.fill(sole, Linear(((255, 252, 246), _RUBBER, (214, 202, 194))))
    with canvas.clipped(sole):
        stripe = curve("M -430 -62 C -300 -50 -100 -48 60 -52 C 200 -56 340 -60 460 -76")
        accent = colour if brightness(colour) < 0.85 else (206, 63, 59)
        canvas.stroke(stripe, accent, 8, 0.95)
        canvas.fill(box(-440, -14, 470, 4), (190, 150, 118))
    canvas.stitches(
        curve("M -404 -76 C -300 -64 -100 -62 60 -66 C 200 -70 340 -76 440 -90"), (186, 172, 160), 2.5, 9, 0.8
    )


def cap(canvas: Canvas, colour: RGB) -> None:
    """A baseball cap that looks to the right. Local origin: the middle of its edge on the table."""
    contact(canvas, 420)
    dome = curve(
        "M -382 -40 C -404 -270 -266 -446 -40 -452 C 170 -456 270 -300 276 -120 C 160 -60 -180 -4 -382 -40 Z"
    )
    brim = curve(
        "M -60 -98 C 80 -160 220 -168 300 -150 C 420 -124 490 -66 484 -26 C 480 6 420 4 330 -14 C 210 -38 60 -30 -60 -24 C -104 -24 -106 -80 -60 -98 Z"
    )
    _dome(canvas, colour, dome, brim)
    canvas.fill(ellipse(-44, -452, 22, 11), mix(colour, darker(colour), 0.25))
    canvas.fill(brim.moved(0, 12), darker(colour, 0.5))
    canvas.fill(brim, Linear((lighter(colour, 0.22), colour, darker(colour, 0.2)), 30))
    with canvas.clipped(brim):
        for row in range(1, 5):
            shrunk = brim.moved(-140, -60).scaled(1 - row * 0.11, 1 - row * 0.15).moved(140, 60)
            canvas.stitches(shrunk, darker(colour, 0.4), 2.5, 11, 0.55)
        canvas.soft(
            curve("M -110 -110 C 60 -170 200 -180 320 -160 L 300 -120 C 180 -140 60 -120 -60 -60 Z"),
            darker(colour, 0.8),
            14,
            0.3,
        )


def _dome(canvas: Canvas, colour: RGB, dome: Path, brim: Path) -> None:
    canvas.fill(dome, cloth(colour, 50))
    with canvas.clipped(dome):
        canvas.soft(ellipse(-120, -320, 120, 90), lighter(colour, 0.7), 44, 0.4)
        canvas.soft(
            curve("M 276 -460 C 160 -300 200 -100 120 0 L 340 0 L 340 -460 Z"), darker(colour, 0.6), 50, 0.35
        )
        for seam in (
            "M -44 -452 C -96 -330 -112 -180 -96 -20",
            "M -44 -452 C 100 -400 176 -280 190 -80",
            "M -44 -452 C -210 -420 -300 -290 -316 -24",
        ):
            line = curve(seam)
            canvas.soft(
                line.moved(-6, 0).then(Path(line.moved(6, 0).points[::-1])), darker(colour, 0.7), 6, 0.35
            )
            canvas.stroke(line, darker(colour, 0.45), 3, 0.7)
            canvas.stitches(line.moved(10, 2), lighter(colour, 0.35), 2.5, 10, 0.6)
            canvas.stitches(line.moved(-10, 2), lighter(colour, 0.35), 2.5, 10, 0.6)
        for x, y in ((-190, -326), (42, -330), (210, -230)):
            canvas.fill(ellipse(x, y, 10, 11), darker(colour, 0.3))
            canvas.fill(ellipse(x, y, 5, 6), darker(colour, 0.8))
        canvas.soft(brim.moved(-20, -24), darker(colour, 0.8), 20, 0.35)


def socks(canvas: Canvas) -> None:
    """Two thick socks on a line with wooden pegs. Local origin: between them."""
    line = curve("M -900 -436 C -400 -372 400 -372 900 -436")
    canvas.stroke(line.moved(6, 12), NIGHT, 6, 0.16)
    canvas.stroke(line, (240, 226, 206), 7)
    for x, y, degrees, tones in (
        (-262, -400, -4, ((232, 216, 190), (199, 107, 74))),
        (70, -392, 5, ((199, 107, 74), (239, 224, 198))),
    ):
        with canvas.placed(x, y, 1.05, degrees):
            _sock(canvas, *tones)
            for peg in (-48, 48):
                _peg(canvas, peg)


def _sock(canvas: Canvas, colour: RGB, accent: RGB) -> None:
    whole = curve(
        "M -96 0 C -40 10 40 10 96 0 C 100 140 96 280 108 400 C 120 470 200 520 280 560 C 340 592 344 680 280 706 "
        "C 200 736 100 690 20 640 C -60 590 -104 520 -104 430 C -104 300 -100 140 -96 0 Z"
    )
    canvas.shadow(whole, 20, 34, 26, 0.3)
    canvas.fill(whole, cloth(colour, 20))
    with canvas.clipped(whole):
        heel = curve("M -130 440 C -20 430 40 500 20 600 C 10 650 -40 680 -60 690 L -160 620 Z")
        toe = curve("M 210 500 C 180 580 170 650 190 740 L 380 740 L 380 540 Z")
        for patch in (heel, toe):
            canvas.fill(patch, cloth(accent, 40))
            canvas.stitches(patch, darker(accent, 0.4), 3, 10, 0.5)
        for y in (150, 196, 242):
            canvas.fill(
                curve(
                    f"M -120 {y} C -40 {y + 12} 40 {y + 12} 130 {y} L 130 {y + 24} C 40 {y + 36} -40 {y + 36} -120 {y + 24} Z"
                ),
                accent,
            )
        for column in range(17):
            x = -100 + column * 12.6
            canvas.stroke(Path(((x, 0.0), (x, 112.0))), darker(colour, 0.4), 4, 0.4)
            canvas.stroke(Path(((x - 5, 0.0), (x - 5, 112.0))), lighter(colour, 0.5), 3, 0.3)
        canvas.stroke(curve("M -110 114 C -40 124 40 124 110 114"), darker(colour, 0.5), 4, 0.5)
        canvas.soft(
            curve("M 40 0 C 50 200 50 360 80 440 C 140 520 260 540 360 620 L 380 480 L 160 380 L 140 0 Z"),
            darker(colour, 0.6),
            26,
            0.2,
        )
        canvas.soft(
            curve("M -120 0 L -60 0 C -70 200 -70 400 -50 520 L -130 520 Z"), lighter(colour, 0.7), 20, 0.3
        )
        canvas.soft(
            curve("M -110 560 C 0 700 160 740 320 716 L 320 780 L -110 780 Z"), darker(colour, 0.8), 24, 0.4
        )
        crease(canvas, colour, ((96, 372), (40, 420), (10, 470)), 26, 0.5)
        crease(canvas, colour, ((104, 420), (70, 470), (60, 520)), 20, 0.36)


def _peg(canvas: Canvas, x: float) -> None:
    body = box(x - 13, -52, x + 13, 58, 10)
    canvas.shadow(body, 6, 9, 6, 0.35)
    canvas.fill(body, Linear((lighter(WOOD, 0.45), WOOD, darker(WOOD, 0.2)), 0))
    canvas.stroke(Path(((x, -46.0), (x, 52.0))), darker(WOOD, 0.5), 3, 0.6)
    canvas.stroke(arc(x, 0, 15, 5, 0, 180), METAL, 4)
    canvas.fill(box(x - 9, -46, x - 5, 40, 2), PAPER, 0.35)
