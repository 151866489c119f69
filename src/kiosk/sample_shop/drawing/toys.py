"""A teddy bear. Local origin: the middle of its seat on the table."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.grounds import contact
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, curve, dots, ellipse, smooth
from kiosk.sample_shop.drawing.ribbons import bow

_FUR: RGB = (196, 140, 92)
_PALE: RGB = (240, 212, 172)


def _plush(canvas: Canvas, shape: Path, colour: RGB = _FUR) -> None:
    """A soft rounded part with a light rim, as plush has."""
    canvas.soft(shape.moved(6, 14), darker(colour, 0.95), 16, 0.38)
    canvas.fill(shape, Radial((lighter(colour, 0.34), colour, darker(colour, 0.3)), (0.36, 0.3), 0.82))
    with canvas.clipped(shape):
        canvas.stroke(Path((*shape.points, shape.points[0])), lighter(colour, 0.5), 8, 0.22)


def teddy_bear(canvas: Canvas) -> None:
    """A sitting bear with a ribbon, about 760 pixels tall."""
    contact(canvas, 330)
    for sign in (-1, 1):
        _plush(canvas, ellipse(sign * 196, -716, 84))
        canvas.fill(
            ellipse(sign * 198, -708, 50), Radial((_PALE, mix(_PALE, darker(_PALE), 0.5)), (0.5, 0.5), 0.7)
        )
    torso = dots("0 -470, 150 -420, 214 -240, 196 -70, 100 4, -100 4, -196 -70, -214 -240, -150 -420")
    _plush(canvas, smooth(torso))
    belly = ellipse(0, -190, 136, 150)
    canvas.fill(
        belly, Radial((lighter(_PALE, 0.4), _PALE, mix(_PALE, darker(_PALE), 0.4)), (0.4, 0.35), 0.75)
    )
    canvas.stitches(
        Path((*ellipse(0, -190, 128, 142).points, (128.0, -190.0))), darker(_PALE, 0.4), 3, 10, 0.6
    )
    for mirror in (True, False):
        with canvas.placed(0, 0, mirror=mirror):
            _limbs(canvas)
    _head(canvas)
    with canvas.placed(6, -404, 0.8):
        bow(canvas, (199, 80, 66))


def _limbs(canvas: Canvas) -> None:
    """The arm and the leg on the right."""
    _plush(canvas, smooth(dots("150 -400, 226 -380, 300 -240, 302 -160, 250 -134, 204 -176, 170 -280")))
    _plush(canvas, smooth(dots("80 -110, 180 -170, 290 -130, 330 -40, 270 14, 150 10, 84 -30")))
    sole = ellipse(248, -56, 78, 72)
    canvas.soft(sole.moved(2, 5), darker(_FUR, 0.9), 6, 0.4)
    canvas.fill(sole, Radial((lighter(_PALE, 0.4), _PALE, mix(_PALE, darker(_PALE), 0.4)), (0.4, 0.35), 0.75))
    pad = darker(_PALE, 0.34)
    canvas.fill(ellipse(248, -40, 32, 26), pad)
    for x, y in dots("-36 -76, 0 -92, 36 -76"):
        canvas.fill(ellipse(248 + x, y, 13), pad)


def _head(canvas: Canvas) -> None:
    _plush(
        canvas,
        smooth(
            (
                (0, -800),
                (150, -764),
                (234, -640),
                (216, -500),
                (110, -410),
                (-110, -410),
                (-216, -500),
                (-234, -640),
                (-150, -764),
            )
        ),
    )
    muzzle = ellipse(0, -532, 116, 92)
    canvas.soft(muzzle.moved(2, 6), darker(_FUR, 0.8), 10, 0.3)
    canvas.fill(muzzle, Radial((lighter(_PALE, 0.5), _PALE, mix(_PALE, darker(_PALE), 0.4)), (0.4, 0.3), 0.8))
    ink: RGB = (70, 48, 44)
    nose = smooth(((0, -596), (44, -592), (48, -566), (0, -536), (-48, -566), (-44, -592)))
    canvas.fill(nose, Linear((lighter(ink, 0.2), ink), 70))
    canvas.fill(ellipse(-16, -582, 12, 6), (255, 240, 226), 0.7)
    canvas.stroke(curve("M 0 -540 L 0 -512 C -10 -482 -48 -480 -60 -500"), ink, 7)
    canvas.stroke(curve("M 0 -512 C 10 -482 48 -480 60 -500"), ink, 7)
    for sign in (-1, 1):
        canvas.fill(ellipse(sign * 100, -638, 27, 31), ink)
        canvas.fill(ellipse(sign * 100 - 9, -650, 9, 10), (255, 250, 242))
        canvas.soft(ellipse(sign * 156, -560, 40, 28), (232, 120, 96), 14, 0.5)
