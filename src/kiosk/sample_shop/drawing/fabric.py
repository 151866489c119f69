"""How daylight, folds and hangers look on cloth."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import METAL, RGB, WOOD, darker, lighter
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, curve, smooth, symmetric


def cloth(colour: RGB, degrees: float = 68) -> Linear:
    """How daylight falls on a hanging fabric."""
    return Linear((lighter(colour, 0.16), colour, darker(colour, 0.16)), degrees)


def crease(
    canvas: Canvas, colour: RGB, points: tuple[tuple[float, float], ...], width: float, depth: float = 0.5
) -> None:
    """A soft fold: a dark valley with a light ridge on its upper left."""
    line = smooth(points, closed=False).points
    count = len(line) - 1
    left, right = [], []
    for index, (x, y) in enumerate(line):
        half = width * (1 - (2 * index / count - 1) ** 2) ** 0.5 / 2 + 1
        left.append((x - half, y - half * 0.3))
        right.append((x + half, y + half * 0.3))
    valley = Path(tuple(left + right[::-1]))
    canvas.soft(valley.moved(-width * 0.7, -width * 0.2), lighter(colour, 0.55), width * 0.4, depth * 0.55)
    canvas.soft(valley, darker(colour, 0.7), width * 0.38, depth * 0.8)


def hanger(canvas: Canvas, y: float = -415, half: float = 250) -> None:
    """A wooden hanger with a metal hook; `y` is the height of the wearer's neck."""
    hook = curve(
        f"M 0 {y + 6} L 0 {y - 62} C 0 {y - 92} 44 {y - 86} 44 {y - 122} C 44 {y - 170} -34 {y - 170} -36 {y - 124}"
    )
    canvas.stroke(hook.moved(7, 9), darker(METAL, 0.5), 9, 0.16)
    canvas.stroke(hook, METAL, 10)
    canvas.stroke(hook.moved(-2, -2), lighter(METAL, 0.6), 3)
    bar = symmetric(
        f"M 0 {y - 14} C 40 {y - 14} 70 {y + 4} 110 {y + 22} L {half} {y + 74} C {half + 20} {y + 84} {half + 10} {y + 108} {half - 12} {y + 100} "
        f"L 90 {y + 52} C 60 {y + 40} 30 {y + 34} 0 {y + 34}"
    )
    canvas.fill(bar, Linear((lighter(WOOD, 0.35), WOOD, darker(WOOD, 0.25)), 80))
