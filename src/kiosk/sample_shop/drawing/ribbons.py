"""Ribbons and bows. Local origin: the knot."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, darker, lighter
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import box, curve, ellipse


def bow(canvas: Canvas, colour: RGB) -> None:
    """A bow with two loops and two tails, about 360 pixels wide."""
    tails = (
        "M -8 0 C -40 60 -70 120 -120 176 L -84 178 L -72 212 C -30 150 0 90 22 10 Z",
        "M 8 0 C 40 60 74 112 132 156 L 98 164 L 92 198 C 40 150 6 90 -14 10 Z",
    )
    for tail in tails:
        shape = curve(tail)
        canvas.shadow(shape, 6, 10, 8, 0.3)
        canvas.fill(shape, Linear((darker(colour, 0.25), colour, lighter(colour, 0.15)), 90))
    for sign in (-1, 1):
        loop = curve("M 0 0 C 40 -70 110 -116 164 -92 C 204 -70 196 26 160 44 C 110 60 50 40 0 0 Z")
        shape = loop if sign > 0 else loop.flipped()
        canvas.shadow(shape, 6, 12, 9, 0.34)
        canvas.fill(shape, Linear((lighter(colour, 0.32), colour, darker(colour, 0.2)), 70))
        hole = curve("M 30 -6 C 70 -46 116 -66 142 -50 C 162 -34 156 10 134 18 C 100 26 60 16 30 -6 Z")
        inner = hole if sign > 0 else hole.flipped()
        canvas.fill(inner, Linear((darker(colour, 0.5), darker(colour, 0.25)), 70))
        with canvas.clipped(shape):
            canvas.soft(ellipse(0, 0, 54, 34), darker(colour, 0.85), 12, 0.5)
    knot = box(-30, -28, 30, 30, 18)
    canvas.shadow(knot, 4, 8, 6, 0.35)
    canvas.fill(knot, Linear((lighter(colour, 0.35), colour, darker(colour, 0.25)), 60))
