"""The shop's own mark."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import CREAM
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import curve, ellipse, smooth


def apricot(canvas: Canvas) -> None:
    """The shop's own mark: an apricot with a leaf. Local origin: its middle; about 110 pixels wide."""
    fruit = smooth(((0, -46), (34, -52), (58, -14), (46, 36), (0, 56), (-46, 36), (-58, -14), (-34, -52)))
    canvas.fill(fruit, Linear(((250, 189, 104), (240, 145, 66), (218, 104, 58)), 60))
    with canvas.clipped(fruit):
        canvas.soft(ellipse(-20, -16, 18, 22), CREAM, 9, 0.55)
        canvas.stroke(curve("M 4 -46 C 20 -14 18 26 2 54"), (196, 88, 50), 4, 0.55)
    blade = curve("M 2 -48 C 14 -88 52 -96 84 -84 C 70 -52 36 -40 2 -48 Z")
    canvas.fill(blade, Linear(((142, 168, 104), (92, 128, 78)), 60))
    canvas.stroke(curve("M 2 -48 C 26 -62 50 -74 76 -82"), (72, 106, 66), 2.5, 0.7)
    canvas.stroke(curve("M 0 -44 C -2 -60 -8 -70 -14 -76"), (116, 84, 60), 5)
