"""A candle in a glass and a folded throw. Local origin: where they stand."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import CREAM, PAPER, RGB, WOOD, darker, lighter, mix
from kiosk.sample_shop.drawing.emblem import apricot
from kiosk.sample_shop.drawing.flowers import ring
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, petal

_WAX: dict[str, RGB] = {"apricot": (250, 218, 176), "cedar": (206, 190, 160), "linen": (240, 238, 230)}


def candle(canvas: Canvas, scent: str = "apricot", *, lit: bool = True) -> None:
    """A soy candle in a glass, with the plant of its scent on the label."""
    wax = _WAX.get(scent, _WAX["apricot"])
    if lit:
        canvas.soft(ellipse(0, -620, 330, 330), (255, 214, 130), 110, 0.42)
    contact(canvas, 232)
    glass = box(-226, -520, 226, 6, 52)
    canvas.fill(glass, Linear(((250, 246, 238), (226, 220, 212), (200, 192, 188)), 0), 0.85)
    with canvas.clipped(glass):
        body = box(-208, -420, 208, -20, 40)
        canvas.fill(body, Linear((lighter(wax, 0.5), wax, darker(wax, 0.24)), 4))
        canvas.soft(ellipse(0, -412, 190, 60), (255, 226, 150), 26, 0.7)
    canvas.fill(
        ellipse(0, -420, 208, 34),
        Radial(((255, 244, 204), lighter(wax, 0.3), darker(wax, 0.12)), (0.5, 0.5), 0.6),
    )
    canvas.fill(ellipse(0, -416, 120, 18), (255, 238, 186), 0.9)
    canvas.stroke(curve("M 0 -416 C 4 -440 -2 -456 2 -474"), (74, 56, 50), 9)
    if lit:
        _flame(canvas)
    canvas.stroke(Path((*ellipse(0, -520, 224, 32).points, (224.0, -520.0))), (255, 255, 255), 8, 0.85)
    canvas.stroke(Path((*ellipse(0, -517, 216, 28).points, (216.0, -517.0))), (190, 182, 178), 3, 0.5)
    label = box(-132, -330, 132, -90, 18)
    canvas.shadow(label, 3, 6, 7, 0.25)
    canvas.fill(label, Linear((PAPER, mix(PAPER, (224, 206, 184), 0.6)), 20))
    canvas.stroke(Path((*box(-118, -316, 118, -104, 12).points, (106.0, -316.0))), (206, 160, 112), 3, 0.8)
    with canvas.placed(0, -206, 1.25):
        {"apricot": apricot, "cedar": _cedar, "linen": _flax}.get(scent, apricot)(canvas)
    canvas.fill(box(-204, -486, -176, -60, 14), (255, 255, 255), 0.7)
    canvas.fill(box(-162, -470, -152, -330, 5), (255, 255, 255), 0.5)
    canvas.fill(box(184, -480, 200, -80, 8), (255, 255, 255), 0.4)


def _flame(canvas: Canvas) -> None:
    canvas.soft(ellipse(0, -540, 90, 120), (255, 206, 110), 36, 0.7)
    outer = curve(
        "M 0 -452 C -46 -466 -52 -530 -22 -574 C -8 -596 0 -612 6 -640 C 36 -596 56 -548 48 -506 C 42 -474 24 -456 0 -452 Z"
    )
    canvas.fill(outer, Linear(((255, 196, 84), (255, 170, 60), (246, 128, 58))))
    inner = curve(
        "M 2 -456 C -24 -466 -28 -506 -8 -540 C 2 -556 4 -566 8 -580 C 28 -550 34 -516 28 -490 C 24 -470 16 -458 2 -456 Z"
    )
    canvas.fill(inner, Linear(((255, 236, 160), (255, 250, 222))))


def _cedar(canvas: Canvas) -> None:
    canvas.stroke(curve("M -40 62 C -20 20 10 -30 46 -70"), (122, 88, 62), 6)
    spine = curve("M -40 62 C -20 20 10 -30 46 -70")
    for index in range(11):
        x, y = spine.at(0.12 + 0.86 * index / 10)
        for sign in (-1, 1):
            tip = (x + (-26 if sign < 0 else 46), y - (46 if sign < 0 else 8))
            canvas.stroke(Path(((x, y), tip)), (92, 124, 88) if sign < 0 else (70, 104, 76), 6)
    canvas.fill(ellipse(-40, 34, 20, 28).turned(30, (-40, 34)), Linear(((178, 122, 78), (126, 82, 54)), 40))


def _flax(canvas: Canvas) -> None:
    canvas.stroke(curve("M 0 0 C 8 30 -6 56 -10 82"), (118, 142, 96), 5)
    for _, _, degrees in ring(5, 0, 0):
        with canvas.placed(0, -14, 1, degrees):
            canvas.fill(petal(56, 46), Linear(((186, 206, 236), (110, 144, 208)), 90))
            canvas.stroke(Path(((0.0, -12.0), (0.0, -44.0))), (84, 114, 184), 2.5, 0.6)
    canvas.fill(ellipse(0, -14, 9), (250, 222, 130))
    for sign in (-1, 1):
        canvas.fill(
            curve(
                f"M 0 40 C {sign * 20} 30 {sign * 40} 34 {sign * 54} 52 C {sign * 34} 58 {sign * 14} 54 0 40 Z"
            ),
            (138, 162, 112),
        )


def blanket(canvas: Canvas, colour: RGB) -> None:
    """A chunky throw, folded on a wooden stool."""
    contact(canvas, 320, 0.36)
    for x, lean in ((-210, -44), (210, 44)):
        leg = Path(((x - 20, -300.0), (x + 20, -300.0), (x + lean + 14, 4.0), (x + lean - 14, 4.0)))
        canvas.fill(leg, Linear((lighter(WOOD, 0.3), WOOD, darker(WOOD, 0.35)), 0))
    seat = box(-330, -336, 330, -284, 24)
    canvas.soft(seat.moved(0, 22), darker(WOOD, 0.9), 14, 0.35)
    canvas.fill(seat, Linear((lighter(WOOD, 0.42), WOOD, darker(WOOD, 0.22))))
    for layer, (width, tone) in enumerate(((318, 0.16), (306, 0.08), (312, 0.0))):
        y = -336 - layer * 112
        _fold(canvas, mix(colour, darker(colour), tone), width, y)
    _drape(canvas, colour)


def _fold(canvas: Canvas, colour: RGB, width: float, bottom: float) -> None:
    shape = box(-width, bottom - 128, width, bottom, 62)
    canvas.soft(shape.moved(6, 12), darker(colour, 0.95), 12, 0.4)
    canvas.fill(shape, Linear((lighter(colour, 0.3), colour, darker(colour, 0.4))))
    with canvas.clipped(shape):
        _knit(canvas, colour, -width, width, bottom - 128, bottom)
        canvas.soft(box(-width, bottom - 26, width, bottom + 10), darker(colour, 0.9), 14, 0.45)
        canvas.soft(box(width - 90, bottom - 130, width + 10, bottom), darker(colour, 0.8), 26, 0.3)


def _knit(canvas: Canvas, colour: RGB, left: float, right: float, top: float, bottom: float) -> None:
    """Rows of fat V-shaped stitches."""
    column, row = 44, 34
    light, dark = mix(colour, lighter(colour), 0.7), darker(colour, 0.3)
    for line in range(-1, int((bottom - top) / row) + 2):
        for step in range(int((right - left) / column) + 2):
            x, y = left + step * column, top + line * row
            for sign in (-1, 1):
                stitch = Path(((x + sign * 17, y - 6), (x + sign * 5, y + 24)))
                canvas.stroke(stitch.moved(1.5, 3), dark, 14)
                canvas.stroke(stitch, mix(colour, light, 0.5), 11)


def _drape(canvas: Canvas, colour: RGB) -> None:
    """The end of the throw that hangs over the front, with tassels."""
    shape = curve(
        "M 60 -684 C 130 -694 220 -690 262 -664 C 276 -520 270 -330 262 -190 C 190 -176 120 -178 60 -188 C 50 -340 48 -520 60 -684 Z"
    )
    canvas.soft(shape.moved(8, 16), darker(colour, 0.95), 18, 0.42)
    for index in range(8):
        x = 72 + index * 26
        canvas.stroke(curve(f"M {x} -200 C {x + 6} -160 {x - 6} -130 {x + 2} -100"), darker(colour, 0.3), 16)
        canvas.stroke(
            curve(f"M {x - 2} -200 C {x + 4} -160 {x - 8} -130 {x} -104"),
            mix(colour, lighter(colour), 0.4),
            10,
        )
        canvas.stroke(Path(((x - 8.0, -168.0), (x + 8.0, -168.0))), darker(colour, 0.45), 6)
    canvas.fill(shape, Linear((lighter(colour, 0.35), colour, darker(colour, 0.16)), 80))
    with canvas.clipped(shape):
        _knit(canvas, colour, 50, 280, -690, -170)
        canvas.soft(box(210, -700, 300, -150), darker(colour, 0.8), 26, 0.34)
        canvas.soft(box(60, -690, 120, -200), CREAM, 22, 0.2)
