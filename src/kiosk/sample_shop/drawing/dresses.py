"""Dresses, skirts, knitwear. Local origin: the middle of the garment."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import METAL, RGB, WOOD, darker, lighter, mix
from kiosk.sample_shop.drawing.fabric import cloth, crease, hanger
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, smooth, symmetric


def dress(canvas: Canvas, colour: RGB) -> None:
    """A linen dress with a V-neck and a tied belt."""
    whole = symmetric(
        "M 0 -400 C 50 -400 84 -410 104 -424 C 140 -412 176 -396 206 -372 C 214 -330 190 -270 178 -232 "
        "C 176 -180 152 -110 144 -62 C 196 70 268 250 316 410 C 320 430 312 438 296 443 C 190 468 90 474 0 474"
    )
    sleeve = curve(
        "M 150 -400 C 212 -384 262 -336 290 -262 C 262 -234 226 -220 184 -214 C 190 -270 180 -330 150 -400 Z"
    )
    canvas.shadow(whole, 18, 34, 36, 0.32)
    hanger(canvas, -415, 190)
    for side in (sleeve, sleeve.flipped()):
        canvas.shadow(side, 14, 24, 22, 0.22)
        canvas.fill(side, cloth(mix(colour, darker(colour), 0.14)))
        sign = 1 if side is sleeve else -1
        crease(canvas, colour, ((sign * 190, -330), (sign * 218, -290), (sign * 226, -240)), 20, 0.4)
    canvas.fill(whole, cloth(colour))
    with canvas.clipped(whole):
        _dress_folds(canvas, colour)
    _v_neck(canvas, colour)
    _belt(canvas, colour)


def _dress_folds(canvas: Canvas, colour: RGB) -> None:
    canvas.soft(box(170, -60, 360, 520), darker(colour, 0.6), 50, 0.3)
    canvas.soft(box(100, -380, 230, -60), darker(colour, 0.6), 30, 0.28)
    canvas.soft(ellipse(-60, -250, 60, 110), lighter(colour, 0.7), 40, 0.28)
    for x, spread, depth in (
        (-96, -220, 0.42),
        (-58, -110, 0.5),
        (-18, -30, 0.36),
        (24, 66, 0.5),
        (66, 150, 0.42),
        (104, 250, 0.5),
    ):
        crease(canvas, colour, ((x, -40), ((x + spread) / 2, 170), (spread, 500)), 30, depth)
    for x, spread in ((-84, -110), (-36, -52), (40, 62), (88, 116)):
        crease(canvas, colour, ((spread, -170), (x, -70)), 18, 0.34)
    canvas.stitches(curve("M -312 404 C -190 440 190 440 312 404"), darker(colour, 0.5), opacity=0.45)


def _v_neck(canvas: Canvas, colour: RGB) -> None:
    neck = curve(
        "M -104 -424 C -60 -398 60 -398 104 -424 C 84 -350 40 -290 2 -236 C -40 -290 -84 -350 -104 -424 Z"
    )
    canvas.fill(neck, Linear((darker(colour, 0.34), darker(colour, 0.52))))
    with canvas.clipped(neck):
        canvas.fill(
            symmetric("M 0 -446 C 50 -442 90 -412 110 -396 L 110 -360 L 0 -396"),
            Linear((WOOD, darker(WOOD, 0.3))),
        )
        canvas.fill(
            curve("M -104 -424 C -60 -398 60 -398 104 -424 L 104 -400 C 60 -374 -60 -374 -104 -400 Z"),
            darker(colour, 0.14),
        )
    left = curve("M -104 -424 C -84 -350 -40 -290 26 -204")
    right = curve("M 104 -424 C 84 -350 40 -290 2 -236")
    for line in (right, left):
        canvas.stroke(line.moved(4, 6), darker(colour, 0.7), 16, 0.2)
        canvas.stroke(line, mix(colour, lighter(colour), 0.5), 15)
        canvas.stroke(line.moved(-5 if line is left else 5, 5), darker(colour, 0.4), 2, 0.5)
    canvas.stroke(curve("M 26 -204 C 44 -160 60 -110 66 -62"), darker(colour, 0.5), 3, 0.5)


def _belt(canvas: Canvas, colour: RGB) -> None:
    band = curve("M -150 -80 C -60 -62 60 -62 150 -80 L 152 -34 C 60 -16 -60 -16 -152 -34 Z")
    deep = mix(colour, darker(colour), 0.24)
    canvas.soft(band.moved(2, 12), darker(colour, 0.85), 12, 0.45)
    canvas.fill(band, cloth(deep))
    tails = (
        "M 52 -40 C 78 20 96 90 92 176 L 60 186 C 58 110 44 40 26 -30 Z",
        "M 40 -40 C 36 30 22 100 -4 160 L -34 146 C -10 90 6 20 10 -40 Z",
    )
    for tail in tails:
        shape = curve(tail)
        canvas.soft(shape.moved(8, 12), darker(colour, 0.85), 10, 0.35)
        canvas.fill(shape, cloth(mix(deep, lighter(colour), 0.15)))
    for loop in (
        "M 36 -46 C 70 -110 140 -104 142 -70 C 142 -34 80 -26 36 -46 Z",
        "M 36 -46 C 0 -100 -66 -98 -70 -64 C -72 -30 -8 -26 36 -46 Z",
    ):
        shape = curve(loop)
        canvas.soft(shape.moved(6, 10), darker(colour, 0.85), 9, 0.35)
        canvas.fill(shape, cloth(mix(deep, lighter(colour), 0.2)))
        with canvas.clipped(shape):
            canvas.soft(ellipse(36, -48, 46, 18), darker(colour, 0.8), 10, 0.45)
    canvas.fill(box(18, -66, 56, -26, 14), cloth(mix(deep, lighter(colour), 0.3)))


def skirt(canvas: Canvas, colour: RGB) -> None:
    """A pleated midi skirt on a clip hanger."""
    outline = symmetric(
        "M 0 -290 L 170 -290 C 214 -80 280 180 344 416 C 348 432 340 438 326 442 C 210 466 100 472 0 472"
    )
    canvas.shadow(outline, 18, 34, 36, 0.32)
    _clip_hanger(canvas)
    canvas.fill(outline, cloth(colour))
    with canvas.clipped(outline):
        canvas.soft(box(190, -300, 400, 520), darker(colour, 0.6), 60, 0.3)
        for index in range(9):
            top, bottom = -150 + index * 37.5, -322 + index * 80.5
            sway = 14 if index % 2 else -10
            panel = curve(
                f"M {top} -270 C {top * 1.2} -40 {bottom * 0.86 + sway} 220 {bottom} 490 L {bottom + 44} 490 "
                f"C {bottom * 0.86 + sway + 34} 220 {top * 1.2 + 16} -40 {top + 6} -270 Z"
            )
            canvas.soft(panel, darker(colour, 0.6), 9, 0.5)
            canvas.soft(panel.moved(-22, 0), lighter(colour, 0.6), 12, 0.22)
        canvas.stitches(curve("M -350 414 C -200 446 200 446 350 414"), darker(colour, 0.5), opacity=0.45)
        canvas.soft(box(-200, -290, 200, -250), darker(colour, 0.85), 10, 0.45)
    band = curve("M -160 -350 C -60 -338 60 -338 160 -350 L 174 -284 C 60 -268 -60 -268 -174 -284 Z")
    canvas.fill(band, cloth(mix(colour, darker(colour), 0.08)))
    canvas.stitches(curve("M -160 -342 C -60 -330 60 -330 160 -342"), darker(colour, 0.5), opacity=0.5)
    canvas.stitches(curve("M -170 -292 C -60 -276 60 -276 170 -292"), darker(colour, 0.5), opacity=0.5)
    for x in (-112, 112):
        clip = box(x - 20, -392, x + 20, -312, 10)
        canvas.shadow(clip, 4, 8, 6, 0.3)
        canvas.fill(clip, Linear((lighter(METAL, 0.5), METAL, darker(METAL, 0.3)), 20))


def _clip_hanger(canvas: Canvas) -> None:
    hook = curve("M 0 -400 L 0 -452 C 0 -482 44 -476 44 -512 C 44 -560 -34 -560 -36 -514")
    canvas.stroke(hook.moved(7, 9), darker(METAL, 0.5), 9, 0.16)
    canvas.stroke(hook, METAL, 10)
    canvas.stroke(hook.moved(-2, -2), lighter(METAL, 0.6), 3)
    bar = box(-190, -412, 190, -384, 14)
    canvas.shadow(bar, 8, 14, 10, 0.25)
    canvas.fill(bar, Linear((lighter(WOOD, 0.35), WOOD, darker(WOOD, 0.25))))


def scarf(canvas: Canvas, colour: RGB) -> None:
    """A fringed wool scarf over a wooden peg."""
    back = curve(
        "M -40 -440 C 20 -470 92 -440 116 -380 C 150 -200 170 40 186 300 L 18 312 C 8 60 -10 -200 -40 -440 Z"
    )
    front = curve(
        "M 66 -432 C 20 -470 -62 -452 -98 -390 C -150 -220 -180 60 -196 372 L -14 384 C 4 120 30 -160 66 -432 Z"
    )
    peg = box(-26, -486, 26, -412, 22)
    canvas.shadow(front.then(back), 20, 36, 34, 0.28)
    for strip, deep, hem, left, right in (
        (back, 0.2, 300.0, 18.0, 186.0),
        (front, 0.0, 372.0, -196.0, -14.0),
    ):
        tone = mix(colour, darker(colour), deep)
        _fringe(canvas, tone, left, right, hem)
        canvas.shadow(strip, 12, 18, 20, 0.26)
        canvas.fill(strip, cloth(tone, 40))
        with canvas.clipped(strip):
            _scarf_weave(canvas, tone, left, right, hem)
    canvas.soft(ellipse(8, -424, 74, 22), darker(colour, 0.8), 14, 0.5)
    canvas.shadow(peg, 10, 16, 10, 0.35)
    canvas.fill(peg, Linear((lighter(WOOD, 0.3), WOOD, darker(WOOD, 0.3)), 60))
    canvas.fill(ellipse(0, -470, 34, 30), Linear((lighter(WOOD, 0.45), WOOD, darker(WOOD, 0.2)), 60))


def _scarf_weave(canvas: Canvas, tone: RGB, left: float, right: float, hem: float) -> None:
    pale = lighter(tone, 0.72)
    for offset, width in ((-250, 10), (-214, 34), (-178, 10), (-96, 10), (-60, 34), (-24, 10)):
        y = hem + offset
        canvas.stroke(Path(((left - 60, y - 3), (right + 60, y + 3))), pale, width, 0.85)
    for column in range(22):
        x = left + (right - left) * column / 21
        canvas.stroke(
            smooth(((x * 0.4 + 6, -450), (x * 0.8, -100), (x, hem)), closed=False), darker(tone, 0.5), 2, 0.22
        )
    middle = (left + right) / 2
    crease(canvas, tone, ((middle * 0.3 + 10, -400), (middle * 0.8 - 14, -80), (middle - 24, hem)), 34, 0.4)
    crease(
        canvas,
        tone,
        ((middle * 0.3 + 40, -390), (middle * 0.8 + 44, -100), (middle + 50, hem - 60)),
        24,
        0.36,
    )


def _fringe(canvas: Canvas, tone: RGB, left: float, right: float, hem: float) -> None:
    for index in range(13):
        x = left + 7 + (right - left - 14) * index / 12
        sway = (-5, 4, 0, 6, -3)[index % 5]
        strand = smooth(
            ((x, hem - 4), (x + sway, hem + 34), (x + sway * 0.4, hem + 70 + (index % 3) * 5)), closed=False
        )
        canvas.stroke(strand.moved(5, 7), darker(tone, 0.8), 9, 0.18)
        canvas.stroke(strand, mix(tone, darker(tone), 0.15 + 0.12 * (index % 2)), 9)


def pyjamas(canvas: Canvas) -> None:
    """A short-sleeved shirt with piping above its shorts."""
    colour, piping = (159, 184, 200), (250, 242, 230)
    shorts = symmetric(
        "M 0 150 L 200 150 C 232 250 254 350 268 440 C 190 458 110 462 34 456 C 28 400 16 340 0 300"
    )
    canvas.shadow(shorts, 16, 30, 30, 0.3)
    canvas.fill(shorts, cloth(mix(colour, darker(colour), 0.12)))
    with canvas.clipped(shorts):
        crease(canvas, colour, ((0, 170), (4, 260), (0, 330)), 22, 0.5)
        crease(canvas, colour, ((140, 180), (176, 300), (186, 450)), 24, 0.3)
        crease(canvas, colour, ((-150, 200), (-180, 320), (-190, 450)), 24, 0.3)
        for sign in (-1, 1):
            canvas.stroke(
                curve(f"M {sign * 30} 438 C {sign * 110} 446 {sign * 190} 442 {sign * 276} 422"), piping, 7
            )
    with canvas.placed(0, -60, 0.92):
        _pyjama_shirt(canvas, colour, piping)


def _pyjama_shirt(canvas: Canvas, colour: RGB, piping: RGB) -> None:
    trunk = symmetric(
        "M 0 -370 C 60 -372 100 -392 124 -412 C 190 -396 256 -374 304 -338 C 296 -280 272 -220 266 -150 "
        "C 266 -20 272 120 280 272 C 280 288 270 294 254 296 C 170 306 84 308 0 308"
    )
    arm = curve(
        "M 208 -384 C 276 -372 328 -344 362 -288 C 404 -212 432 -140 452 -66 C 420 -34 374 -10 318 0 C 302 -60 282 -118 250 -170 Z"
    )
    canvas.shadow(trunk, 18, 30, 32, 0.34)
    hanger(canvas)
    for side, sign in ((arm, 1), (arm.flipped(), -1)):
        canvas.shadow(side, 16, 26, 24, 0.22)
        canvas.fill(side, cloth(mix(colour, darker(colour), 0.12)))
        with canvas.clipped(side):
            crease(canvas, colour, ((sign * 320, -250), (sign * 360, -150), (sign * 376, -70)), 22, 0.4)
            canvas.stroke(Path(((sign * 306.0, -24.0), (sign * 456.0, -92.0))), piping, 7)
    canvas.fill(trunk, cloth(colour))
    with canvas.clipped(trunk):
        canvas.soft(box(190, -330, 330, 400), darker(colour, 0.6), 42, 0.3)
        for points in (
            ((-256, -160), (-226, -90), (-212, 10)),
            ((258, -170), (224, -90), (204, 20)),
            ((-170, 90), (-160, 190), (-172, 300)),
        ):
            crease(canvas, colour, points, 26, 0.36)
        canvas.stroke(curve("M -290 268 C -170 282 170 282 290 268"), piping, 7)
    _pyjama_front(canvas, colour, piping)


def _pyjama_front(canvas: Canvas, colour: RGB, piping: RGB) -> None:
    """The opening, the lapels, the pocket and the buttons."""
    canvas.fill(
        curve("M -112 -408 C -60 -384 60 -384 112 -408 L 4 -196 Z"),
        Linear((darker(colour, 0.3), darker(colour, 0.5))),
    )
    canvas.stroke(Path(((6.0, -200.0), (10.0, 306.0))), darker(colour, 0.5), 3, 0.6)
    canvas.stroke(Path(((12.0, -196.0), (17.0, 300.0))), piping, 6)
    lapel = curve(
        "M 118 -420 C 156 -400 170 -360 166 -320 L 104 -292 L 124 -262 C 90 -230 50 -206 6 -190 C 30 -270 70 -350 118 -420 Z"
    )
    for shape in (lapel, lapel.flipped()):
        canvas.soft(shape.moved(4, 10), darker(colour, 0.85), 10, 0.35)
        canvas.fill(shape, cloth(mix(colour, lighter(colour), 0.3)))
        canvas.stroke(Path((*shape.points[10:], shape.points[0])).part(0.08, 0.72), piping, 6)
    pocket = box(76, -110, 196, 30, 14)
    canvas.soft(pocket.moved(3, 6), darker(colour, 0.85), 7, 0.3)
    canvas.fill(pocket, cloth(mix(colour, lighter(colour), 0.16)))
    canvas.stroke(Path(((76.0, -92.0), (196.0, -92.0))), piping, 6)
    for y in (-140, -30, 80, 190):
        canvas.fill(ellipse(-14, y + 3, 11), darker(colour, 0.5), 0.5)
        canvas.fill(ellipse(-15, y, 11), Linear(((255, 252, 244), (222, 212, 200)), 60))
        canvas.fill(ellipse(-18, y, 2), darker(colour, 0.5))
        canvas.fill(ellipse(-12, y, 2), darker(colour, 0.5))
