"""Round tins with a lid. Local origin: where the tin stands."""

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, darker, lighter, mix
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import Path, curve, ellipse, symmetric


def tin_body(canvas: Canvas, tin: RGB, half: float, height: float) -> None:
    """The body; `half` is half its width."""
    body = symmetric(f"M 0 {-height} L {half} {-height} L {half} -30 C {half * 0.7} 8 {half * 0.36} 14 0 14")
    canvas.fill(
        body,
        Linear((mix(tin, darker(tin), 0.3), lighter(tin, 0.36), tin, darker(tin, 0.2), darker(tin, 0.5)), 2),
    )
    canvas.stroke(
        curve(f"M {-half} -42 C {-half * 0.6} -2 {half * 0.6} -2 {half} -42"), lighter(tin, 0.4), 4, 0.5
    )


def tin_lid(canvas: Canvas, tin: RGB, half: float, height: float) -> None:
    """The lid of a body of this height."""
    side = curve(
        f"M {-half} {-height - 76} L {-half} {-height + 6} C {-half * 0.55} {-height + 46} {half * 0.55} {-height + 46} {half} {-height + 6} L {half} {-height - 76} Z"
    )
    canvas.soft(side.moved(0, 16), darker(tin, 0.9), 10, 0.5)
    canvas.fill(
        side,
        Linear(
            (
                mix(tin, darker(tin), 0.2),
                lighter(tin, 0.5),
                mix(tin, lighter(tin), 0.3),
                darker(tin, 0.2),
                darker(tin, 0.5),
            ),
            2,
        ),
    )
    canvas.fill(
        ellipse(0, -height - 76, half, half * 0.17),
        Linear((lighter(tin, 0.5), mix(tin, lighter(tin), 0.5), tin), 20),
    )
    canvas.stroke(
        Path((*ellipse(0, -height - 76, half * 0.9, half * 0.14).points, (half * 0.9, -height - 76))),
        darker(tin, 0.3),
        3,
        0.5,
    )
    canvas.stroke(
        curve(
            f"M {-half} {-height - 8} C {-half * 0.55} {-height + 32} {half * 0.55} {-height + 32} {half} {-height - 8}"
        ),
        (206, 160, 92),
        5,
        0.9,
    )
