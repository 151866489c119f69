"""Bouquets in paper, in a jar and in a pot. Local origin: the middle of what stands on the table."""

import math
from collections.abc import Callable

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import KRAFT, LEAF, NIGHT, RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.flowers import (
    blade,
    cornflower,
    daisy,
    eucalyptus,
    grass,
    lavender,
    peony,
    poppy,
    rose,
    stalk,
    tulip,
)
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, Point, box, curve, ellipse, symmetric
from kiosk.sample_shop.drawing.ribbons import bow


def dome(count: int, rx: float, ry: float, cy: float) -> list[Point]:
    """Where the heads of a full bouquet sit: a sunflower's pattern, the highest (farthest) first."""
    golden = math.pi * (3 - math.sqrt(5))
    spots = [
        (
            rx * math.sqrt((index + 0.5) / count) * math.cos(index * golden),
            cy + ry * math.sqrt((index + 0.5) / count) * math.sin(index * golden),
        )
        for index in range(count)
    ]
    return sorted(spots, key=lambda spot: spot[1])


def roses(canvas: Canvas, colour: RGB, stems: int = 25) -> None:
    """Red roses in kraft paper: the more stems, the fuller the dome."""
    heads = {11: (9, 0.98, 236, 172, 0.9), 25: (19, 0.82, 300, 204, 1.02), 51: (37, 0.68, 340, 226, 1.15)}
    count, size, rx, ry, scale = heads.get(stems, heads[25])
    contact(canvas, 170 * scale)
    with canvas.placed(0, 0, scale):
        _paper_back(canvas, KRAFT)
    middle = -560 * scale - ry * 0.12
    for degrees in (-96, -74, -48, -24, 2, 27, 52, 77, 98):
        angle = math.radians(degrees - 90)
        with canvas.placed(
            rx * 0.92 * math.cos(angle), middle + ry * 0.95 * math.sin(angle), scale, degrees * 0.9
        ):
            blade(canvas, 168, 96, degrees * 0.16, (92, 122, 82))
    for index, (x, y) in enumerate(dome(count, rx, ry, middle)):
        with canvas.placed(x, y, size, (index * 47) % 72):
            rose(canvas, mix(colour, darker(colour), 0.22 * (index % 3) / 2))
    with canvas.placed(0, 0, scale):
        _paper_front(canvas, KRAFT, (250, 240, 224))


def tulips(canvas: Canvas, colour: RGB) -> None:
    """Fifteen tulips in kraft paper."""
    contact(canvas, 160)
    _paper_back(canvas, KRAFT)
    heads = [
        (-60, -840), (70, -850), (-190, -770), (10, -770), (196, -776), (-262, -672), (-118, -690), (118, -696), (266, -680),
        (-196, -588), (-20, -640), (196, -600), (-100, -540), (90, -548), (0, -500),
    ]  # fmt: skip
    green: RGB = (122, 156, 98)
    for x, y in heads:
        stalk(canvas, (x * 0.1, -180), (x, y + 6), 13, green)
    for x, degrees, length in (
        (-300, -34, 330),
        (-210, -18, 380),
        (300, 34, 330),
        (220, 20, 390),
        (-120, -8, 300),
        (120, 8, 320),
    ):
        with canvas.placed(x * 0.45, -300, 1, degrees):
            blade(canvas, length, 84, x * 0.12, green)
    white = min(colour) > 225
    for index, (x, y) in enumerate(heads):
        with canvas.placed(x, y, 0.94, x * 0.07):
            tone = mix(colour, darker(colour) if not white else (236, 226, 206), 0.16 * (index % 3))
            tulip(canvas, tone)
    _paper_front(canvas, KRAFT, (250, 240, 224))


def peonies(canvas: Canvas, colour: RGB) -> None:
    """Pink peonies with eucalyptus in white paper."""
    paper: RGB = (244, 232, 220)
    contact(canvas, 170)
    _paper_back(canvas, paper)
    for x, y, degrees in (
        (-220, -520, -58),
        (-170, -600, -36),
        (-60, -660, -14),
        (70, -670, 12),
        (180, -600, 38),
        (226, -520, 60),
        (-250, -450, -78),
        (256, -456, 80),
    ):
        with canvas.placed(x, y, 1.12, degrees):
            eucalyptus(canvas, 240)
    for index, (x, y) in enumerate(
        [
            (-110, -740),
            (96, -760),
            (-224, -610),
            (0, -640),
            (226, -624),
            (-128, -496),
            (116, -506),
            (-4, -410),
        ]
    ):
        with canvas.placed(x, y, (1.0, 1.08, 0.96)[index % 3], index * 23):
            peony(canvas, mix(colour, lighter(colour), 0.5 if index % 3 == 1 else 0.1))
    _paper_front(canvas, paper, (223, 138, 150))


def _paper_back(canvas: Canvas, paper: RGB) -> None:
    deep = mix(paper, darker(paper), 0.3)
    sheets = (
        (
            "M -70 -170 L -372 -520 C -340 -600 -300 -640 -250 -690 C -180 -640 -90 -700 -20 -720 L 70 -170 Z",
            deep,
        ),
        (
            "M -70 -170 L -10 -720 C 80 -690 160 -660 250 -700 C 310 -640 350 -590 372 -510 L 70 -170 Z",
            mix(deep, darker(deep), 0.12),
        ),
    )
    for outline, tone in sheets:
        shape = curve(outline)
        canvas.shadow(shape, 16, 24, 28, 0.2)
        canvas.fill(shape, Linear((lighter(tone, 0.1), tone, darker(tone, 0.3)), 80))


def _paper_front(canvas: Canvas, paper: RGB, ribbon: RGB) -> None:
    _paper_skirt(canvas, paper)
    left = curve(
        "M -74 -164 L -364 -500 C -300 -508 -240 -470 -190 -460 C -90 -420 0 -330 96 -176 L 74 -164 Z"
    )
    right = curve(
        "M 74 -164 L 364 -490 C 310 -510 250 -470 200 -452 C 90 -420 -20 -330 -90 -178 L -74 -164 Z"
    )
    for shape, degrees in ((left, 20), (right, 150)):
        canvas.shadow(shape, 4, -14, 16, 0.34, darker(paper, 0.95))
        canvas.fill(shape, Linear((lighter(paper, 0.28), paper, darker(paper, 0.2)), degrees))
        edge = Path(shape.points[2:42])
        canvas.stroke(edge.moved(0, 2), lighter(paper, 0.6), 3, 0.6)
        with canvas.clipped(shape):
            sign = -1 if shape is left else 1
            for reach, depth in ((300, 0.3), (210, 0.34), (110, 0.26)):
                far = sign * reach
                fold = Path(((0.0, -170.0), (far, -520.0), (far + sign * 26.0, -520.0), (sign * 8.0, -170.0)))
                canvas.soft(fold, darker(paper, 0.8), 10, depth)
    band = symmetric("M 0 -204 C 40 -204 66 -200 82 -194 L 82 -154 C 60 -146 30 -142 0 -142")
    canvas.soft(band.moved(0, 12), NIGHT, 10, 0.35)
    canvas.fill(band, Linear((lighter(ribbon, 0.2), ribbon, darker(ribbon, 0.25)), 0))
    with canvas.placed(10, -172, 0.74):
        bow(canvas, ribbon)


def _paper_skirt(canvas: Canvas, paper: RGB) -> None:
    """The paper below the ribbon."""
    skirt = curve("M -74 -180 C -92 -110 -130 -50 -168 -8 C -110 6 110 6 168 -8 C 130 -50 92 -110 74 -180 Z")
    canvas.fill(skirt, Linear((lighter(paper, 0.15), paper, darker(paper, 0.24)), 30))
    with canvas.clipped(skirt):
        for x in (-110, -58, -6, 50, 104):
            canvas.soft(
                Path(((x * 0.4 - 4, -180.0), (x * 0.4 + 4, -180.0), (x + 16, 10.0), (x - 8, 10.0))),
                darker(paper, 0.8),
                8,
                0.36,
            )
        canvas.soft(box(-100, -190, 100, -140), darker(paper, 0.8), 14, 0.4)


def meadow_bouquet(canvas: Canvas) -> None:
    """Wild flowers in a glass jar."""
    contact(canvas, 170)
    _stems_in_water(canvas)
    for x, length, bend in (
        (-60, 560, -150),
        (40, 620, 120),
        (0, 650, -30),
        (90, 540, 210),
        (-100, 500, -220),
    ):
        with canvas.placed(x * 0.6, -300):
            grass(canvas, length, bend)
    for x, degrees, length in (
        (-70, -46, 260),
        (70, 44, 270),
        (-30, -18, 300),
        (40, 16, 290),
        (0, 62, 220),
        (-10, -66, 220),
    ):
        with canvas.placed(x, -330, 1, degrees):
            blade(canvas, length, 66, 20, LEAF)
    blooms: tuple[tuple[Callable[[Canvas], None], float, float, float], ...] = (
        (cornflower, -196, -770, 1.05), (daisy, 40, -790, 0.95), (cornflower, 214, -720, 1.0), (poppy, -86, -690, 1.0), (daisy, -252, -620, 0.92),
        (poppy, 150, -600, 1.1), (daisy, 10, -590, 1.08), (cornflower, 290, -560, 0.9), (cornflower, -150, -540, 1.0), (daisy, 90, -470, 0.9),
        (cornflower, -40, -460, 0.96), (poppy, -220, -440, 0.84), (daisy, 226, -440, 0.9),
    )  # fmt: skip
    for _, left, top, _ in blooms:
        stalk(canvas, (left * 0.12, -300), (left, top), 8)
    for draw, left, top, size in blooms:
        with canvas.placed(left, top, size, left * 0.1):
            draw(canvas)
    _jar(canvas)


def _stems_in_water(canvas: Canvas) -> None:
    jar = symmetric("M 0 -330 L 118 -330 C 132 -300 160 -280 164 -240 L 164 -40 C 164 -10 148 0 120 0 L 0 0")
    canvas.fill(jar, Linear(((236, 244, 240), (205, 224, 220), (186, 208, 204)), 0), 0.55)
    with canvas.clipped(jar):
        canvas.fill(box(-180, -236, 180, 10), Linear(((196, 220, 214), (150, 188, 184))), 0.6)
        for foot, head in ((-90, 50), (-50, -70), (-10, 90), (40, -40), (80, 10), (20, -110), (-30, 110)):
            canvas.stroke(Path(((foot, -20.0), (head, -340.0))), mix(LEAF, darker(LEAF), 0.3), 10, 0.75)
        canvas.fill(ellipse(0, -236, 164, 20), (226, 240, 234), 0.75)


def _jar(canvas: Canvas) -> None:
    jar = symmetric("M 0 -330 L 118 -330 C 132 -300 160 -280 164 -240 L 164 -40 C 164 -10 148 0 120 0 L 0 0")
    rim = box(-130, -352, 130, -318, 14)
    canvas.fill(rim, Linear(((250, 252, 248), (206, 222, 218), (240, 246, 242)), 0), 0.8)
    canvas.stroke(Path((*jar.points, jar.points[0])), (150, 176, 172), 4, 0.7)
    canvas.fill(box(-138, -226, -112, -40, 13), (255, 255, 255), 0.75)
    canvas.fill(box(-96, -206, -86, -60, 5), (255, 255, 255), 0.5)
    canvas.fill(box(118, -220, 130, -60, 6), (255, 255, 255), 0.35)
    twine: RGB = (206, 160, 104)
    for shift in range(4):
        canvas.stroke(
            curve(
                f"M -134 {-306 + shift * 8} C -60 {-294 + shift * 8} 60 {-294 + shift * 8} 134 {-306 + shift * 8}"
            ),
            mix(twine, darker(twine), 0.25 * (shift % 2)),
            7,
        )
    with canvas.placed(6, -290, 0.44):
        bow(canvas, twine)


def potted_lavender(canvas: Canvas) -> None:
    """A lavender bush in a clay pot."""
    contact(canvas, 190)
    for index in range(26):
        share = index / 25 * 2 - 1
        with canvas.placed(share * 110, -330, 1, share * 40):
            blade(canvas, 250 + 40 * math.cos(index * 2.4), 26, 18 * share, (138, 160, 124))
    for index in range(23):
        share = ((index * 7) % 23) / 11 - 1
        with canvas.placed(share * 84, -330, 1.12, share * 34 + 3 * math.sin(index * 3.1)):
            lavender(canvas, 490 - 120 * abs(share) + 46 * math.sin(index * 1.7))
    for index in range(14):
        share = index / 13 * 2 - 1
        with canvas.placed(share * 130, -322, 1, share * 62):
            blade(canvas, 150, 24, 10 * share, (156, 176, 138))
    clay_pot(canvas)


def clay_pot(canvas: Canvas, clay: RGB = (201, 116, 80)) -> None:
    """A terracotta pot, 380 pixels wide and 340 tall."""
    body = symmetric("M 0 -290 L 168 -290 L 132 -24 C 128 -6 116 0 98 0 L 0 0")
    canvas.fill(body, Linear((lighter(clay, 0.3), clay, darker(clay, 0.32)), 0))
    with canvas.clipped(body):
        canvas.soft(box(-200, -300, 200, -262), darker(clay, 0.9), 14, 0.5)
        canvas.soft(box(-120, -280, -90, 0), lighter(clay, 0.8), 14, 0.4)
    rim = box(-192, -346, 192, -272, 16)
    canvas.fill(rim, Linear((lighter(clay, 0.36), clay, darker(clay, 0.28)), 0))
    canvas.fill(box(-186, -344, 186, -334, 6), lighter(clay, 0.4), 0.5)
