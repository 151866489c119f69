"""Flower heads, leaves and grasses. Local origin: the middle of a head, or the foot of a stalk."""

import math
from collections.abc import Iterator

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import LEAF, RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, Point, curve, ellipse, leaf, petal, smooth


def ring(count: int, radius: float, start: float = 0) -> Iterator[tuple[float, float, float]]:
    """Places on a circle: x, y and the direction outwards in degrees clockwise from up."""
    for index in range(count):
        degrees = start + 360 * index / count
        angle = math.radians(degrees - 90)
        yield radius * math.cos(angle), radius * math.sin(angle), degrees


def rose(canvas: Canvas, colour: RGB) -> None:
    """A rose seen from above and a little from the front, about 200 pixels wide."""
    canvas.soft(ellipse(10, 22, 96, 92), darker(colour, 0.95), 16, 0.55)
    deep, rim = darker(colour, 0.42), lighter(colour, 0.13)
    for x, y, degrees in ring(5, 44, 20):
        _rose_petal(
            canvas, x, y, degrees, 62, (darker(colour, 0.5), darker(colour, 0.18), lighter(colour, 0.04))
        )
    for x, y, degrees in ring(5, 27, 56):
        _rose_petal(canvas, x, y, degrees, 51, (darker(colour, 0.5), darker(colour, 0.06), rim))
    for x, y, degrees in ring(3, 14, 8):
        _rose_petal(canvas, x, y, degrees, 38, (deep, colour, lighter(colour, 0.22)))
    canvas.fill(ellipse(0, 0, 24), deep)
    canvas.fill(ellipse(2, -3, 20), mix(colour, deep, 0.3))
    spiral = Path(tuple((math.cos(t / 5) * t * 0.36, math.sin(t / 5) * t * 0.36) for t in range(2, 56)))
    canvas.stroke(spiral, darker(colour, 0.65), 4)
    canvas.stroke(spiral.moved(-1.5, -2), lighter(colour, 0.2), 2)


def _rose_petal(
    canvas: Canvas, x: float, y: float, degrees: float, size: float, tones: tuple[RGB, RGB, RGB]
) -> None:
    shade, main, rim = tones
    with canvas.placed(x, y, size / 60, degrees):
        shape = smooth(((-58, 6), (-44, -40), (0, -56), (44, -40), (58, 6), (36, 44), (0, 52), (-36, 44)))
        canvas.fill(shape.scaled(1.06).moved(0, 3), shade)
        canvas.fill(shape, rim)
        canvas.fill(shape.scaled(0.94).moved(0, 5), main)


def peony(canvas: Canvas, colour: RGB) -> None:
    """A full peony, about 260 pixels wide."""
    canvas.soft(ellipse(12, 26, 122, 114), darker(colour, 0.9), 18, 0.5)
    for count, radius, size, tone in (
        (9, 66, 74, -0.42),
        (8, 52, 68, -0.28),
        (8, 38, 58, -0.1),
        (7, 25, 46, 0.06),
        (5, 12, 36, 0.16),
    ):
        main = darker(colour, tone) if tone > 0 else lighter(colour, -tone)
        for x, y, degrees in ring(count, radius, count * 13):
            with canvas.placed(x, y, size / 60, degrees):
                frill = smooth(
                    (
                        (-54, 10),
                        (-50, -28),
                        (-34, -48),
                        (-14, -44),
                        (4, -56),
                        (22, -44),
                        (40, -46),
                        (52, -22),
                        (54, 12),
                        (30, 46),
                        (-30, 46),
                    )
                )
                canvas.fill(frill.scaled(1.05).moved(0, 4), darker(main, 0.24))
                canvas.fill(frill, lighter(main, 0.34))
                canvas.fill(frill.scaled(0.93).moved(0, 6), main)
    canvas.fill(ellipse(0, 0, 17), darker(colour, 0.3))
    for x, y, _ in (*ring(8, 15), *ring(5, 7, 20)):
        canvas.fill(ellipse(x, y, 5), (244, 204, 110))


def tulip(canvas: Canvas, colour: RGB) -> None:
    """A closed tulip from the side; the stalk begins at the origin, the bud stands 190 pixels above it."""
    back = curve("M -66 -80 C -80 -150 -40 -190 -8 -196 C 50 -186 82 -140 66 -80 L 0 -20 Z")
    canvas.fill(back, Linear((darker(colour, 0.12), darker(colour, 0.32))))
    for flip in (1, -1):
        side = curve("M 0 6 C -60 4 -86 -50 -80 -104 C -76 -150 -64 -172 -52 -184 C -24 -150 2 -100 0 6 Z")
        shape = side if flip > 0 else side.flipped()
        canvas.fill(shape.moved(2, 3), darker(colour, 0.5), 0.5)
        canvas.fill(shape, Linear((lighter(colour, 0.28), colour, darker(colour, 0.22)), 50))
    front = curve(
        "M 0 10 C -46 6 -58 -44 -50 -92 C -42 -134 -18 -158 2 -170 C 24 -152 46 -130 52 -88 C 58 -40 44 6 0 10 Z"
    )
    canvas.fill(front.moved(3, 0).scaled(1.06, 1.02), darker(colour, 0.45), 0.35)
    canvas.fill(front, Linear((lighter(colour, 0.42), lighter(colour, 0.05), darker(colour, 0.14)), 70))
    canvas.stroke(curve("M 2 -150 C 0 -100 0 -50 0 -6"), darker(colour, 0.3), 2.5, 0.35)


def daisy(canvas: Canvas) -> None:
    """A white daisy, about 170 pixels wide."""
    for count, size, white in ((11, 84, (226, 222, 214)), (11, 76, (255, 252, 244))):
        for _, _, degrees in ring(count, 0, size * 0.4):
            with canvas.placed(0, 0, 1, degrees):
                canvas.fill(petal(size, 25).moved(1, 0), (206, 198, 192))
                canvas.fill(petal(size, 22), white)
    canvas.fill(ellipse(2, 4, 27, 26), (190, 132, 44))
    canvas.fill(ellipse(0, 0, 26), Radial(((255, 214, 104), (238, 172, 62), (206, 138, 46))))


def cornflower(canvas: Canvas) -> None:
    """A blue cornflower, about 130 pixels wide."""
    blue: RGB = (72, 104, 190)
    for count, size, tone in ((9, 68, darker(blue, 0.2)), (8, 56, blue), (7, 38, lighter(blue, 0.25))):
        for _, _, degrees in ring(count, 0, size):
            with canvas.placed(0, 0, size / 68, degrees):
                canvas.fill(
                    curve(
                        "M 0 0 C 8 -20 14 -40 30 -62 L 12 -54 L 2 -70 L -10 -54 L -28 -62 C -14 -40 -8 -20 0 0 Z"
                    ),
                    tone,
                )
    for x, y, _ in ring(7, 9):
        canvas.fill(ellipse(x, y, 6), (88, 58, 128))


def poppy(canvas: Canvas) -> None:
    """A red poppy, about 190 pixels wide."""
    red: RGB = (220, 74, 52)
    canvas.soft(ellipse(8, 16, 84, 78), darker(red, 0.9), 14, 0.4)
    for x, y, degrees in ring(4, 34, 45):
        with canvas.placed(x, y, 1.12, degrees):
            shape = smooth(
                (
                    (-60, 8),
                    (-54, -34),
                    (-22, -50),
                    (6, -44),
                    (30, -52),
                    (56, -30),
                    (60, 10),
                    (24, 42),
                    (-24, 42),
                )
            )
            canvas.fill(shape.moved(0, 4), darker(red, 0.4))
            canvas.fill(shape, Linear((lighter(red, 0.22), red, darker(red, 0.3))))
    canvas.fill(ellipse(0, 0, 25), (56, 40, 54))
    for x, y, _ in ring(12, 31):
        canvas.fill(ellipse(x, y, 4.5), (56, 40, 54))
    canvas.fill(ellipse(-2, -3, 13), (128, 148, 98))


def stalk(canvas: Canvas, foot: Point, head: Point, width: float = 9, colour: RGB = LEAF) -> None:
    """A stem with a light side."""
    middle = ((foot[0] + head[0]) / 2 + (head[0] - foot[0]) * 0.12, (foot[1] + head[1]) / 2)
    line = smooth((foot, middle, head), closed=False)
    canvas.stroke(line, darker(colour, 0.3), width)
    canvas.stroke(line.moved(-width * 0.18, 0), lighter(colour, 0.15), width * 0.45)


def blade(canvas: Canvas, length: float, width: float, bend: float = 0, colour: RGB = LEAF) -> None:
    """A leaf with a rib, upwards from the origin."""
    shape = leaf(length, width, bend)
    canvas.fill(shape.moved(3, 3), darker(colour, 0.6), 0.3)
    canvas.fill(shape, Linear((lighter(colour, 0.22), colour, darker(colour, 0.3)), 30))
    rib = curve(
        f"M 0 0 C {bend * 0.1:.1f} {-length * 0.4:.1f} {bend * 0.5:.1f} {-length * 0.7:.1f} {bend * 0.94:.1f} {-length * 0.94:.1f}"
    )
    canvas.stroke(rib, darker(colour, 0.35), max(2.0, width * 0.04), 0.6)


def eucalyptus(canvas: Canvas, length: float, colour: RGB = (150, 176, 152)) -> None:
    """A sprig with round leaves, upwards from the origin."""
    stem = curve(f"M 0 0 C 14 {-length * 0.3:.1f} -10 {-length * 0.7:.1f} 6 {-length:.1f}")
    canvas.stroke(stem, darker(colour, 0.4), 6)
    pairs = max(4, int(length / 46))
    for index in range(pairs):
        share = 0.22 + 0.78 * index / pairs
        x, y = stem.at(share)
        size = 34 * (1.08 - 0.55 * share)
        for sign in (-1, 1):
            shape = smooth(
                (
                    (0, 0),
                    (sign * size * 0.9, -size * 0.75),
                    (sign * size * 1.9, -size * 0.5),
                    (sign * size * 1.8, size * 0.4),
                    (sign * size * 0.8, size * 0.55),
                )
            )
            tone = (
                mix(colour, lighter(colour), 0.2 + 0.6 * share)
                if sign < 0
                else mix(colour, darker(colour), 0.25)
            )
            canvas.fill(shape.moved(x, y - sign * 6), darker(tone, 0.12))
            canvas.fill(shape.scaled(0.93).moved(x - 1, y - sign * 6 - 2), tone)
    x, y = stem.at(1)
    canvas.fill(ellipse(x, y - 10, 10, 18), lighter(colour, 0.2))


def lavender(canvas: Canvas, length: float, colour: RGB = (142, 118, 190)) -> None:
    """A flowering stalk, upwards from the origin; the spike is its upper third."""
    canvas.stroke(
        curve(f"M 0 0 C 6 {-length * 0.4:.1f} -4 {-length * 0.7:.1f} 0 {-length * 0.92:.1f}"),
        (118, 142, 100),
        6,
    )
    rows = 8
    for row in range(rows):
        share = row / (rows - 1)
        y = -length * (0.62 + 0.36 * share)
        reach = 17 * (1 - 0.55 * share)
        for sign, tone in (
            (-1, lighter(colour, 0.2)),
            (1, darker(colour, 0.18)),
            (0, mix(colour, lighter(colour), 0.4 * share)),
        ):
            canvas.fill(
                ellipse(sign * reach, y + abs(sign) * 8, 11 * (1.15 - 0.5 * share), 14 * (1.1 - 0.4 * share)),
                tone,
            )


def grass(canvas: Canvas, length: float, bend: float, colour: RGB = (190, 178, 110)) -> None:
    """An ear of grass, upwards from the origin."""
    stem = curve(
        f"M 0 0 C 4 {-length * 0.4:.1f} {bend * 0.4:.1f} {-length * 0.75:.1f} {bend:.1f} {-length:.1f}"
    )
    canvas.stroke(stem, darker(colour, 0.2), 4.5)
    for index in range(9):
        x, y = stem.at(0.6 + 0.4 * index / 8)
        for sign in (-1, 1):
            with canvas.placed(x, y, 1, bend * 0.12 + sign * 26):
                canvas.fill(leaf(34, 17), mix(colour, lighter(colour), 0.35 if sign < 0 else 0))
