"""A cable-knit sweater. Local origin: the middle of the chest."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.fabric import cloth, crease, hanger
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, symmetric

_BODY = (
    "M 0 -396 C 60 -396 104 -402 132 -416 C 190 -402 272 -380 330 -330 C 322 -272 296 -200 290 -140 "
    "C 288 -10 296 200 302 352 C 304 372 298 378 286 380 C 190 396 92 398 0 398"
)
_SLEEVE = (
    "M 214 -390 C 294 -376 358 -326 382 -240 C 416 -116 444 60 460 232 C 464 262 452 276 428 280 "
    "C 398 288 362 288 340 278 C 328 130 298 -20 250 -140 Z"
)


def sweater(canvas: Canvas, colour: RGB) -> None:
    """A chunky sweater with three cables down the front and one on each sleeve."""
    trunk, arm = symmetric(_BODY), curve(_SLEEVE)
    canvas.shadow(trunk, 18, 34, 36, 0.34)
    hanger(canvas, -408)
    for side, sign in ((arm, 1), (arm.flipped(), -1)):
        canvas.shadow(side, 18, 30, 26, 0.26)
        canvas.fill(side, cloth(mix(colour, darker(colour), 0.12)))
        with canvas.clipped(side):
            with canvas.placed(sign * 330, -310, 0.86, -13 * sign):
                _cable(canvas, colour, 15)
            for shift in (-62, 62):
                with canvas.placed(sign * 330 + shift, -310, 1, -12 * sign):
                    _stitches(canvas, colour, 30)
            inner = curve("M 236 -160 C 296 -30 326 120 338 300 L 380 300 C 366 120 336 -60 258 -220 Z")
            canvas.soft(inner if sign > 0 else inner.flipped(), darker(colour, 0.75), 24, 0.42)
        _ribbed_cuff(canvas, colour, left=sign < 0)
    canvas.fill(trunk, cloth(colour))
    with canvas.clipped(trunk):
        for x in (-232, -82, 82, 232):
            with canvas.placed(x, -400):
                _stitches(canvas, colour, 38)
        for x in (-155, 0, 155):
            with canvas.placed(x, -400):
                _cable(canvas, colour, 15)
        canvas.soft(box(200, -330, 350, 460), darker(colour, 0.6), 42, 0.3)
        canvas.soft(box(-350, -200, -268, 460), darker(colour, 0.6), 26, 0.2)
        canvas.soft(ellipse(-96, -150, 86, 170), lighter(colour, 0.7), 60, 0.25)
        crease(canvas, colour, ((-276, -160), (-244, -80), (-228, 30)), 26, 0.4)
        crease(canvas, colour, ((278, -166), (240, -80), (218, 40)), 28, 0.44)
        _ribs(
            canvas,
            colour,
            curve("M -310 318 C -190 338 190 338 310 318 L 310 420 L -310 420 Z"),
            -300,
            300,
            318,
            410,
        )
    _collar(canvas, colour)


def _cable(canvas: Canvas, colour: RGB, turns: int) -> None:
    """Two strands that wind about each other, downwards from the origin."""
    canvas.soft(box(-44, 0, 44, turns * 56), darker(colour, 0.75), 10, 0.34)
    for turn in range(turns):
        y = turn * 56
        for sign in (-1, 1):
            strand = curve(
                f"M {sign * 34} {y - 6} C {sign * 36} {y + 22} {-sign * 6} {y + 26} {-sign * 14} {y + 52} "
                f"C {-sign * 16} {y + 66} {-sign * 38} {y + 66} {-sign * 36} {y + 50} C {-sign * 34} {y + 20} {sign * 2} {y + 16} {sign * 8} {y - 4} "
                f"C {sign * 12} {y - 18} {sign * 32} {y - 20} {sign * 34} {y - 6} Z"
            )
            canvas.fill(strand.moved(3, 5), darker(colour, 0.55), 0.5)
            canvas.fill(strand, cloth(mix(colour, lighter(colour), 0.5), 55))
            middle = curve(
                f"M {sign * 22} {y} C {sign * 22} {y + 26} {-sign * 18} {y + 24} {-sign * 26} {y + 52}"
            )
            canvas.stroke(middle, darker(colour, 0.35), 2.5, 0.4)


def _stitches(canvas: Canvas, colour: RGB, rows: int) -> None:
    """Three columns of plain knitting, like plaits of small V's."""
    ink = darker(colour, 0.17)
    for row in range(rows):
        y = row * 22
        for x in (-22, 0, 22):
            for sign in (-1, 1):
                stitch = Path(((x + sign * 9, y), (x + sign * 1.5, y + 15)))
                canvas.stroke(stitch, ink, 3.2)


def _ribs(canvas: Canvas, colour: RGB, band: Path, left: int, right: int, top: float, bottom: float) -> None:
    canvas.fill(band, cloth(mix(colour, darker(colour), 0.08)))
    with canvas.clipped(band):
        for x in range(left, right + 1, 18):
            canvas.soft(box(x - 3, top, x + 3, bottom + 20), darker(colour, 0.7), 3, 0.55)
            canvas.stroke(Path(((x - 9.0, top), (x - 9.0, bottom + 20))), lighter(colour, 0.5), 4, 0.35)


def _ribbed_cuff(canvas: Canvas, colour: RGB, *, left: bool) -> None:
    cuff = curve("M 334 250 C 366 262 424 258 464 236 L 462 306 C 428 324 380 326 342 316 Z")
    shape = cuff.flipped() if left else cuff
    first, last = (-462, -336) if left else (336, 462)
    _ribs(canvas, colour, shape, first, last, 230, 320)


def _collar(canvas: Canvas, colour: RGB) -> None:
    """A folded rib collar that stands a little."""
    canvas.soft(
        symmetric("M 0 -430 L 136 -430 C 140 -350 80 -312 0 -308").moved(4, 16), darker(colour, 0.85), 16, 0.4
    )
    inside = ellipse(0, -446, 118, 30)
    collar = symmetric(
        "M 0 -470 C 60 -470 112 -464 122 -446 C 136 -410 140 -380 132 -366 C 96 -330 50 -322 0 -322"
    )
    canvas.fill(collar, cloth(mix(colour, lighter(colour), 0.2)))
    with canvas.clipped(collar):
        for step in range(-9, 10):
            x = step * 14.5
            rib = curve(f"M {x * 0.86} -430 C {x} -400 {x} -370 {x * 0.9} -310")
            canvas.stroke(rib, darker(colour, 0.5), 4, 0.42)
            canvas.stroke(rib.moved(-6, 0), lighter(colour, 0.5), 3.5, 0.3)
        canvas.soft(box(60, -470, 150, -310), darker(colour, 0.6), 24, 0.35)
    canvas.fill(inside, darker(colour, 0.45))
    with canvas.clipped(inside):
        canvas.soft(ellipse(0, -462, 110, 20), darker(colour, 0.8), 8, 0.7)
        canvas.stroke(curve("M 0 -470 L 0 -420"), (150, 140, 136), 10)
    canvas.stroke(curve("M -118 -446 C -110 -408 110 -408 118 -446"), lighter(colour, 0.3), 6, 0.8)
