"""T-shirts, hoodies and sweatshirts on a wooden hanger. Local origin: the middle of the chest."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import METAL, RGB, WOOD, brightness, darker, lighter, mix
from kiosk.sample_shop.drawing.emblem import apricot
from kiosk.sample_shop.drawing.fabric import cloth, crease, hanger
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, arc, box, curve, ellipse, smooth, symmetric


def _neck(canvas: Canvas, colour: RGB, *, width: float, top: float, depth: float, rib: float) -> None:
    """The opening: the inside of the back, the back's rib and the front's rib."""
    inside = curve(
        f"M {-width} {top} C {-width * 0.5} {top + 30} {width * 0.5} {top + 30} {width} {top} "
        f"C {width * 0.8} {top + depth} {-width * 0.8} {top + depth} {-width} {top} Z"
    )
    canvas.fill(inside, Linear((darker(colour, 0.42), darker(colour, 0.26))))
    hanger_inside = symmetric(
        f"M 0 {top - 30} C 50 {top - 26} 90 {top + 4} {width} {top + 34} L {width} {top + 70} L 0 {top + 30}"
    )
    with canvas.clipped(inside):
        canvas.fill(hanger_inside, Linear((WOOD, darker(WOOD, 0.3))))
        back = curve(f"M {-width} {top} C {-width * 0.5} {top + 30} {width * 0.5} {top + 30} {width} {top}")
        canvas.soft(back.then(Path(back.moved(0, 22).points[::-1])), darker(colour, 0.8), 8, 0.5)
    back = curve(f"M {-width} {top} C {-width * 0.5} {top + 30} {width * 0.5} {top + 30} {width} {top}")
    with canvas.clipped(inside):
        canvas.fill(back.moved(0, -6).then(Path(back.moved(0, rib * 0.8).points[::-1])), darker(colour, 0.12))
        canvas.stroke(back.moved(0, rib * 0.8), darker(colour, 0.5), 2, 0.5)
    inner = curve(
        f"M {-width} {top} C {-width * 0.82} {top + depth} {width * 0.82} {top + depth} {width} {top}"
    )
    wide = width + rib * 0.92
    outer = curve(
        f"M {wide} {top + rib * 0.3} C {wide * 0.84} {top + depth + rib * 1.4} {-wide * 0.84} {top + depth + rib * 1.4} {-wide} {top + rib * 0.3}"
    )
    canvas.soft(outer.then(Path(outer.moved(0, rib).points[::-1])), darker(colour, 0.7), 9, 0.3)
    ring = inner.then(outer)
    canvas.fill(ring, cloth(mix(colour, lighter(colour), 0.4)))
    canvas.stroke(outer, darker(colour, 0.45), 2.5, 0.4)
    canvas.stroke(inner, darker(colour, 0.5), 2.5, 0.4)


_TEE_SLEEVE = "M 210 -394 C 276 -382 332 -354 366 -298 C 408 -222 436 -150 462 -66 C 432 -34 380 -10 318 0 C 302 -60 282 -118 250 -170 Z"
_TEE_BODY = (
    "M 0 -404 C 60 -404 100 -412 128 -428 C 190 -408 260 -384 312 -346 C 300 -290 276 -220 268 -150 "
    "C 266 0 272 180 282 398 C 283 416 274 424 258 426 C 170 438 84 440 0 440"
)


def t_shirt(canvas: Canvas, colour: RGB) -> None:
    """A classic T-shirt."""
    _tee(canvas, colour, sleeve=1.0, body=1.0)
    stitch = mix(colour, darker(colour), 0.75) if brightness(colour) > 0.3 else lighter(colour, 0.35)
    canvas.stitches(curve("M -276 402 C -170 416 170 416 276 402"), stitch, opacity=0.5)


def oversize_t_shirt(canvas: Canvas, colour: RGB) -> None:
    """A wide T-shirt with dropped shoulders and a small embroidered apricot."""
    _tee(canvas, colour, sleeve=1.16, body=1.13)
    stitch = mix(colour, darker(colour), 0.75)
    canvas.stitches(curve("M -308 402 C -190 416 190 416 308 402"), stitch, opacity=0.5)
    with canvas.placed(118, -210, 0.62):
        apricot(canvas)


def _tee(canvas: Canvas, colour: RGB, *, sleeve: float, body: float) -> None:
    trunk = symmetric(_TEE_BODY).scaled(body, 1)
    shoulder = 312 * body - 312
    arm = curve(_TEE_SLEEVE).moved(-312, 392).scaled(1, sleeve).moved(312 + shoulder, -392)
    canvas.shadow(trunk, 18, 34, 36, 0.32)
    hanger(canvas)
    for side in (arm, arm.flipped()):
        canvas.shadow(side, 18, 30, 26, 0.24)
        canvas.fill(side, cloth(mix(colour, darker(colour), 0.12)))
        with canvas.clipped(side):
            _sleeve_shade(canvas, colour, shoulder, left=side is not arm)
    canvas.fill(trunk, cloth(colour))
    with canvas.clipped(trunk):
        _trunk_folds(canvas, colour, body)
    _neck(canvas, colour, width=126, top=-426, depth=116, rib=27)


def _sleeve_shade(canvas: Canvas, colour: RGB, shift: float, *, left: bool) -> None:
    sign = -1 if left else 1
    inner = Path(((250.0, -200.0), (330.0, 20.0), (260.0, 30.0), (220.0, -150.0))).moved(shift, 0)
    canvas.soft(inner if not left else inner.flipped(), darker(colour, 0.7), 24, 0.42)
    x = sign * (shift + 360)
    crease(canvas, colour, ((x - sign * 40, -250), (x + sign * 4, -150), (x + sign * 20, -70)), 22, 0.4)
    hem = Path(((shift + 312.0, -26.0), (shift + 452.0, -92.0)))
    stitch = mix(colour, darker(colour), 0.75) if brightness(colour) > 0.3 else lighter(colour, 0.35)
    if shift == 0:
        canvas.stitches(hem if not left else hem.flipped(), stitch, opacity=0.5)


def _trunk_folds(canvas: Canvas, colour: RGB, width: float) -> None:
    canvas.soft(box(190 * width, -330, 330 * width, 460), darker(colour, 0.6), 42, 0.30)
    canvas.soft(box(-330 * width, -200, -252 * width, 460), darker(colour, 0.6), 26, 0.18)
    canvas.soft(ellipse(-96, -150, 86, 170), lighter(colour, 0.7), 60, 0.12 + 0.24 * brightness(colour))
    crease(canvas, colour, ((-262 * width, -170), (-232 * width, -96), (-216 * width, 10)), 26, 0.42)
    crease(canvas, colour, ((264 * width, -176), (228 * width, -90), (206 * width, 30)), 28, 0.48)
    crease(canvas, colour, ((236 * width, -250), (176, -150), (150, -40)), 20, 0.22)
    crease(canvas, colour, ((-200, 110), (-184, 240), (-200, 430)), 26, 0.24)
    crease(canvas, colour, ((70, 150), (88, 300), (70, 440)), 30, 0.24)
    crease(canvas, colour, ((200, 90), (186, 220), (206, 430)), 26, 0.3)
    crease(canvas, colour, ((-66, 240), (-54, 350), (-66, 440)), 22, 0.2)


_LONG_SLEEVE = (
    "M 212 -390 C 290 -380 352 -332 374 -246 C 408 -110 436 60 452 232 C 456 262 446 276 424 280 "
    "C 396 286 366 286 344 278 C 330 130 300 -20 250 -150 Z"
)
_SWEAT_BODY = (
    "M 0 -396 C 60 -396 104 -402 132 -418 C 190 -404 266 -384 322 -338 C 318 -280 292 -210 286 -150 "
    "C 284 -20 290 200 294 346 C 296 366 290 372 280 374 C 186 388 92 390 0 390"
)


def sweatshirt(canvas: Canvas, colour: RGB) -> None:
    """A crewneck sweatshirt."""
    _sweat(canvas, colour)
    _neck(canvas, colour, width=130, top=-416, depth=104, rib=36)
    wedge = curve("M -30 -296 L 0 -246 L 30 -296")
    canvas.stitches(wedge, darker(colour, 0.55), 2.5, 8, 0.7)


def striped_long_sleeve(canvas: Canvas, colour: RGB) -> None:
    """A Breton top: `colour` is the stripe's, the ground is natural white."""
    ground = (246, 239, 226)
    trunk = symmetric(_TEE_BODY)
    arm = curve(_LONG_SLEEVE)
    canvas.shadow(trunk, 18, 34, 36, 0.32)
    hanger(canvas)
    for side, sign in ((arm, 1), (arm.flipped(), -1)):
        canvas.shadow(side, 18, 30, 26, 0.24)
        canvas.fill(side, cloth(mix(ground, darker(ground), 0.1)))
        with canvas.clipped(side):
            for row in range(9):
                y = -250 + row * 58
                x = sign * (330 + row * 12.0)
                canvas.stroke(
                    smooth(((x - 140, y + sign * 26), (x, y), (x + 140, y - sign * 26)), closed=False),
                    colour,
                    24,
                )
            canvas.soft(_inner_arm(left=sign < 0), darker(ground, 0.8), 24, 0.36)
        _cuff(canvas, ground, left=sign < 0)
    canvas.fill(trunk, cloth(ground))
    with canvas.clipped(trunk):
        for row in range(11):
            y = -236 + row * 58
            canvas.stroke(
                smooth(((-330, y + 4), (-120, y + 12), (0, y + 14), (120, y + 12), (330, y)), closed=False),
                colour,
                24,
            )
        _trunk_folds(canvas, mix(ground, darker(ground), 0.25), 1)
    _neck(canvas, ground, width=134, top=-422, depth=86, rib=22)


def _inner_arm(*, left: bool) -> Path:
    inner = curve("M 240 -170 C 300 -40 330 120 344 290 L 388 290 C 372 120 340 -60 262 -230 Z")
    return inner.flipped() if left else inner


def _cuff(canvas: Canvas, colour: RGB, *, left: bool, height: float = 46) -> None:
    rib = curve(
        f"M 342 262 C 372 272 424 268 454 250 L 450 {250 + height} C 424 {266 + height} 380 {270 + height} 350 {262 + height} Z"
    )
    shape = rib.flipped() if left else rib
    canvas.fill(shape, cloth(mix(colour, darker(colour), 0.14)))
    with canvas.clipped(shape):
        for step in range(11):
            x = (346 + step * 10.5) * (-1 if left else 1)
            canvas.stroke(Path(((x, 240.0), (x, 340.0))), darker(colour, 0.5), 2.5, 0.3)


def _sweat(canvas: Canvas, colour: RGB) -> None:
    trunk = symmetric(_SWEAT_BODY)
    arm = curve(_LONG_SLEEVE)
    canvas.shadow(trunk, 18, 34, 36, 0.34)
    hanger(canvas, -408)
    for side, left in ((arm, False), (arm.flipped(), True)):
        canvas.shadow(side, 18, 30, 26, 0.26)
        canvas.fill(side, cloth(mix(colour, darker(colour), 0.14)))
        with canvas.clipped(side):
            canvas.soft(_inner_arm(left=left), darker(colour, 0.7), 24, 0.42)
            sign = -1 if left else 1
            crease(canvas, colour, ((sign * 300, -60), (sign * 352, -40), (sign * 400, -60)), 24, 0.4)
            crease(canvas, colour, ((sign * 330, 90), (sign * 376, 120), (sign * 424, 96)), 24, 0.4)
            crease(canvas, colour, ((sign * 344, 190), (sign * 390, 214), (sign * 436, 196)), 22, 0.34)
        _cuff(canvas, colour, left=left)
    canvas.fill(trunk, cloth(colour))
    with canvas.clipped(trunk):
        _trunk_folds(canvas, colour, 1.04)
        hem = curve("M -300 330 C -190 346 190 346 300 330 L 300 400 L -300 400 Z")
        canvas.fill(hem, cloth(mix(colour, darker(colour), 0.12)))
        for step in range(46):
            x = -292 + step * 13.0
            canvas.stroke(Path(((x, 338.0), (x, 392.0))), darker(colour, 0.5), 2.5, 0.28)
        canvas.stroke(curve("M -300 330 C -190 346 190 346 300 330"), darker(colour, 0.5), 3, 0.5)


def hoodie(canvas: Canvas, colour: RGB) -> None:
    """A hoodie with drawstrings and a kangaroo pocket."""
    _sweat(canvas, colour)
    _pocket(canvas, colour)
    _hood(canvas, colour)


def _pocket(canvas: Canvas, colour: RGB) -> None:
    pocket = symmetric(
        "M 0 96 L 122 96 C 134 160 164 206 206 236 L 206 318 C 206 328 202 330 194 331 C 130 338 60 340 0 340"
    )
    canvas.soft(pocket.moved(4, 8), darker(colour, 0.8), 12, 0.35)
    canvas.fill(pocket, cloth(mix(colour, lighter(colour), 0.15)))
    for sign in (-1, 1):
        slit = curve("M 122 96 C 134 160 164 206 206 236")
        line = slit if sign > 0 else slit.flipped()
        canvas.stroke(line.moved(sign * 3, 3), darker(colour, 0.75), 8, 0.55)
        canvas.stitches(line.moved(-sign * 11, 2), darker(colour, 0.45), 2.5, 9, 0.7)
    canvas.stitches(Path(((-118.0, 108.0), (118.0, 108.0))), darker(colour, 0.45), 2.5, 9, 0.7)


def _hood(canvas: Canvas, colour: RGB) -> None:
    hood = symmetric(
        "M 0 -498 C 96 -500 150 -472 176 -424 C 194 -390 184 -340 150 -304 C 112 -266 52 -232 0 -214"
    )
    canvas.soft(hood.moved(6, 18), darker(colour, 0.85), 18, 0.42)
    canvas.fill(hood, cloth(mix(colour, lighter(colour), 0.14)))
    inside = symmetric("M 0 -474 C 70 -474 112 -452 124 -420 C 130 -380 70 -314 0 -268")
    canvas.fill(inside, Linear((darker(colour, 0.28), darker(colour, 0.48), darker(colour, 0.6))))
    with canvas.clipped(inside):
        canvas.fill(
            symmetric("M 0 -440 C 50 -438 84 -408 130 -384 L 130 -350 L 0 -384"),
            Linear((WOOD, darker(WOOD, 0.35))),
        )
        canvas.soft(arc(0, -420, 128, 70, 180, 360), darker(colour, 0.85), 12, 0.6)
    for sign in (-1, 1):
        edge = curve("M 0 -474 C 70 -474 112 -452 124 -420 C 130 -380 70 -314 0 -268")
        line = edge if sign > 0 else edge.flipped()
        canvas.stroke(line, mix(colour, lighter(colour), 0.4), 13)
        canvas.stitches(line.scaled(1.12, 1.03).moved(0, 14), darker(colour, 0.45), 2.5, 9, 0.6)
        fold = curve("M 176 -424 C 150 -380 120 -330 60 -268")
        canvas.soft(_ribbon(fold if sign > 0 else fold.flipped(), 16), darker(colour, 0.7), 10, 0.3)
    for x, length in ((-46, 150), (50, 176)):
        cord = smooth(((x, -296), (x * 1.18, -230), (x * 0.96, -296 + length)), closed=False)
        canvas.stroke(cord.moved(5, 6), darker(colour, 0.8), 9, 0.35)
        canvas.stroke(cord, (245, 236, 220), 9)
        tip = cord.points[-1]
        canvas.stroke(Path((tip, (tip[0], tip[1] + 22))), METAL, 9)
        canvas.fill(ellipse(x, -298, 9, 9), METAL)
        canvas.fill(ellipse(x, -298, 4.5, 4.5), darker(colour, 0.7))


def _ribbon(line: Path, width: float) -> Path:
    return line.then(Path(line.moved(0, width).points[::-1]))
