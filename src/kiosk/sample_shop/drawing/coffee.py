"""Coffee and cocoa in their packs. Local origin: where the pack stands."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import KRAFT, NIGHT, RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.emblem import apricot
from kiosk.sample_shop.drawing.flowers import blade
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse, smooth, symmetric
from kiosk.sample_shop.drawing.tins import tin_body, tin_lid

_BEAN: RGB = (112, 68, 44)


def bean(canvas: Canvas, colour: RGB = _BEAN) -> None:
    """A coffee bean, 80 pixels wide. Local origin: its middle."""
    shape = ellipse(0, 0, 40, 27)
    canvas.shadow(shape, 5, 12, 9, 0.42)
    canvas.fill(shape, Linear((lighter(colour, 0.28), colour, darker(colour, 0.4)), 60))
    canvas.stroke(curve("M -38 2 C -14 -14 10 14 38 -2"), darker(colour, 0.75), 6)
    canvas.stroke(curve("M -36 -2 C -14 -18 10 8 36 -6"), lighter(colour, 0.28), 2.5, 0.7)


def coffee_bag(canvas: Canvas) -> None:
    """A bag of coffee with a folded top, and a handful of beans."""
    sack: RGB = (74, 66, 72)
    contact(canvas, 290)
    body = symmetric(
        "M 0 -760 L 226 -760 C 236 -600 262 -420 270 -240 C 276 -120 272 -40 262 -10 C 180 10 90 12 0 12"
    )
    canvas.fill(body, Linear((lighter(sack, 0.26), sack, darker(sack, 0.2), darker(sack, 0.5)), 4))
    _sack_folds(canvas, sack, body)
    _sack_top(canvas, sack)
    _coffee_label(canvas)
    for x, y, degrees, size in (
        (-330, -2, 20, 1),
        (-258, 34, -36, 1.05),
        (-380, 46, 64, 0.95),
        (300, 26, 30, 1.05),
        (370, -6, -20, 0.95),
        (236, 60, -64, 1),
        (-190, 68, 8, 1),
    ):
        with canvas.placed(x, y, size, degrees):
            bean(canvas)


def _sack_folds(canvas: Canvas, sack: RGB, body: Path) -> None:
    with canvas.clipped(body):
        for side in (
            "M 226 -760 C 214 -560 196 -300 206 10 L 300 10 L 300 -760 Z",
            "M -226 -760 C -214 -560 -206 -300 -214 10 L -300 10 L -300 -760 Z",
        ):
            canvas.soft(curve(side), darker(sack, 0.85), 14, 0.4)
        canvas.soft(
            curve("M -190 -740 C -170 -500 -180 -300 -190 -40 L -150 -40 C -140 -300 -130 -500 -150 -740 Z"),
            lighter(sack, 0.7),
            18,
            0.5,
        )
        canvas.soft(box(-280, -30, 280, 20), darker(sack, 0.9), 16, 0.5)
        canvas.soft(box(-240, -700, 240, -660), darker(sack, 0.9), 14, 0.45)


def _sack_top(canvas: Canvas, sack: RGB) -> None:
    """The folded edge, the tie and the valve."""
    top = symmetric("M 0 -812 L 216 -812 C 226 -812 230 -806 231 -798 L 234 -690 C 160 -682 80 -680 0 -680")
    canvas.soft(top.moved(0, 14), darker(sack, 0.95), 10, 0.5)
    canvas.fill(top, Linear((lighter(sack, 0.3), mix(sack, lighter(sack), 0.4), sack), 20))
    tie = box(-258, -770, 258, -730, 12)
    canvas.shadow(tie, 2, 6, 5, 0.4)
    canvas.fill(tie, Linear((lighter(KRAFT, 0.4), KRAFT, darker(KRAFT, 0.2)), 80))
    canvas.fill(ellipse(2, -608, 21), darker(sack, 0.6))
    canvas.fill(ellipse(0, -610, 20), mix(sack, lighter(sack), 0.8))
    for x in (-7, 0, 7):
        canvas.fill(ellipse(x, -610, 2.6), darker(sack, 0.5))


def _coffee_label(canvas: Canvas) -> None:
    label = box(-160, -540, 160, -130, 24)
    canvas.shadow(label, 3, 6, 7, 0.35)
    canvas.fill(label, Linear(((250, 222, 182), (244, 196, 140)), 60))
    with canvas.clipped(label):
        canvas.fill(ellipse(0, -300, 104), (255, 240, 212))
        canvas.fill(curve("M -180 -190 C -80 -240 20 -170 180 -220 L 180 -120 L -180 -120 Z"), (222, 122, 76))
        canvas.fill(curve("M -180 -160 C -60 -200 60 -130 180 -180 L 180 -120 L -180 -120 Z"), (188, 92, 62))
    with canvas.placed(-4, -306, 1.15):
        apricot(canvas)
    for x in (-60, 0, 60):
        with canvas.placed(x, -478, 0.42, -30):
            canvas.fill(ellipse(0, 0, 40, 27), _BEAN)
            canvas.stroke(curve("M -38 2 C -14 -14 10 14 38 -2"), (250, 222, 182), 6)


def cocoa_tin(canvas: Canvas) -> None:
    """A round tin of cocoa, a spoon of powder and two pods' worth of chocolate."""
    tin: RGB = (150, 84, 58)
    contact(canvas, 270)
    tin_body(canvas, tin, 250, 500)
    with canvas.clipped(symmetric("M 0 -500 L 250 -500 L 250 -30 C 176 8 90 14 0 14")):
        band = curve("M -250 -380 C -130 -340 130 -340 250 -380 L 250 -110 C 130 -70 -130 -70 -250 -110 Z")
        canvas.fill(band, Linear(((232, 204, 168), (250, 230, 198), (238, 210, 172), (186, 150, 120)), 4))
        _cocoa_pod(canvas)
        canvas.soft(box(-212, -500, -168, 0), (255, 255, 255), 14, 0.36)
    tin_lid(canvas, tin, 260, 500)
    _powder_spoon(canvas)


def _cocoa_pod(canvas: Canvas) -> None:
    with canvas.placed(0, -206, 1, -28):
        for degrees in (-70, 60):
            with canvas.placed(-110, 0, 1, degrees):
                blade(canvas, 130, 64, 8, (124, 146, 92))
        pod = smooth(((-124, 0), (-70, -56), (10, -66), (90, -40), (140, 4), (90, 44), (10, 64), (-70, 54)))
        canvas.fill(pod, Linear(((232, 160, 78), (206, 116, 58), (164, 78, 50))))
        for bend in (-44, -16, 16, 44):
            canvas.stroke(smooth(((-118, 0), (10, bend), (134, 4)), closed=False), (150, 70, 44), 4, 0.6)
        canvas.fill(ellipse(16, 0, 82, 36), (250, 236, 214))
        for x in (-36, 2, 40, 72):
            canvas.fill(
                ellipse(x, (4, -5, 6, -3)[int(x / 36) % 4], 21, 17), Linear(((150, 94, 66), (98, 56, 42)), 60)
            )


def _powder_spoon(canvas: Canvas) -> None:
    steel: RGB = (190, 180, 174)
    cocoa: RGB = (122, 74, 52)
    canvas.soft(ellipse(-330, 66, 110, 20), NIGHT, 12, 0.35)
    canvas.stroke(curve("M -300 46 C -220 40 -140 62 -40 74"), darker(steel, 0.25), 17)
    canvas.stroke(curve("M -300 42 C -220 36 -140 58 -40 70"), lighter(steel, 0.4), 11)
    canvas.fill(ellipse(-340, 46, 92, 30), Linear((lighter(steel, 0.5), steel, darker(steel, 0.3))))
    canvas.fill(
        curve("M -424 40 C -410 -12 -360 -42 -330 -40 C -296 -36 -262 0 -258 40 C -300 58 -380 58 -424 40 Z"),
        Linear((lighter(cocoa, 0.25), cocoa, darker(cocoa, 0.3)), 50),
    )
    for x, y, size in (
        (-250, 84, 26),
        (-210, 98, 15),
        (-430, 90, 18),
        (300, 70, 30),
        (350, 88, 16),
        (260, 92, 13),
    ):
        canvas.fill(ellipse(x, y, size, size * 0.34), cocoa, 0.5)
