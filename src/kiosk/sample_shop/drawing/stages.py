"""Which thing is drawn for which subject, and where it stands in the picture."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.sample_shop.drawing import (
    bags,
    bouquets,
    ceramics,
    chocolates,
    coffee,
    comforts,
    dresses,
    gifts,
    gingerbread,
    knitwear,
    shoes,
    sweets,
    tea,
    tops,
    toys,
    zefir,
)
from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import RGB, rgb
from kiosk.sample_shop.drawing.grounds import Ground

Draw = Callable[[Canvas, RGB, str], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """How one subject is shown in a square picture of 1280 pixels.

    `draw` gets the canvas, the colour and the key of the option value that the picture shows; `shows` names the
    option whose values look different, `colour` is the main colour of a thing that comes in one colour only.
    """

    draw: Draw
    ground: Ground
    x: float
    y: float
    scale: float
    shows: str | None = None
    colour: RGB = (0, 0, 0)


def _coloured(draw: Callable[[Canvas, RGB], None]) -> Draw:
    return lambda canvas, colour, _value: draw(canvas, colour)


def _plain(draw: Callable[[Canvas], None]) -> Draw:
    return lambda canvas, _colour, _value: draw(canvas)


def _hung(draw: Callable[[Canvas, RGB], None], *, scale: float = 1.1, y: float = 690) -> Stage:
    return Stage(_coloured(draw), "wall", 640, y, scale, "colour")


def _stood(draw: Callable[[Canvas, RGB], None], scale: float, *, x: float = 640, y: float = 1070) -> Stage:
    return Stage(_coloured(draw), "table", x, y, scale, "colour")


STAGES: dict[str, Stage] = {
    "t-shirt": _hung(tops.t_shirt),
    "oversize-t-shirt": _hung(tops.oversize_t_shirt),
    "hoodie": _hung(tops.hoodie),
    "sweatshirt": _hung(tops.sweatshirt),
    "striped-long-sleeve": Stage(_coloured(tops.striped_long_sleeve), "wall", 640, 690, 1.1, colour=rgb("#3560A0")),
    "dress": _hung(dresses.dress),
    "skirt": _hung(dresses.skirt),
    "sweater": _hung(knitwear.sweater),
    "scarf": _hung(dresses.scarf),
    "pyjamas": Stage(_plain(dresses.pyjamas), "wall", 640, 690, 1.1),
    "sneaker": _stood(shoes.sneakers, 1.12, y=1020),
    "shoulder-bag": _stood(bags.shoulder_bag, 1.12),
    "tote": _hung(bags.tote),
    "cap": _stood(shoes.cap, 1.16, x=600, y=1010),
    "socks": Stage(_plain(shoes.socks), "wall", 640, 570, 1.06),
    "roses": Stage(
        lambda canvas, colour, value: bouquets.roses(canvas, colour, int(value.removeprefix("stems"))),
        "table", 640, 1090, 0.98, "stems", rgb("#CE3F3B"),
    ),
    "tulips": _stood(bouquets.tulips, 0.98, y=1090),
    "peonies": Stage(_coloured(bouquets.peonies), "table", 640, 1090, 0.98, colour=rgb("#EE9AAB")),
    "meadow-bouquet": Stage(_plain(bouquets.meadow_bouquet), "table", 640, 1090, 1.05),
    "potted-lavender": Stage(_plain(bouquets.potted_lavender), "table", 640, 1090, 1.08),
    "mug": _stood(ceramics.mug, 1.34, x=590, y=1060),
    "plates": Stage(_plain(ceramics.plates), "wall", 616, 650, 1.02),
    "vase": _stood(ceramics.vase, 1.0),
    "candle": Stage(lambda canvas, _colour, value: comforts.candle(canvas, value), "table", 640, 1060, 1.3, "scent"),
    "blanket": _stood(comforts.blanket, 1.1),
    "coffee-bag": Stage(_plain(coffee.coffee_bag), "table", 640, 1080, 1.06),
    "tea-tin": Stage(_plain(tea.tea_tin), "table", 610, 1070, 1.22),
    "herbal-tea": Stage(_plain(tea.herbal_tea), "table", 640, 1070, 1.14),
    "cocoa-tin": Stage(_plain(coffee.cocoa_tin), "table", 660, 1060, 1.24),
    "teapot": Stage(_plain(tea.teapot), "table", 630, 1070, 1.16),
    "chocolate-box": Stage(
        lambda canvas, _colour, value: chocolates.chocolate_box(canvas, int(value.removeprefix("pieces"))),
        "wall", 620, 640, 1.0, "pieces",
    ),
    "macarons": Stage(_plain(sweets.macarons), "table", 640, 1090, 1.1),
    "honey-jar": Stage(_plain(sweets.honey_jar), "table", 600, 1060, 1.25),
    "zefir": Stage(zefir.zefir, "table", 640, 1050, 1.04, "flavour"),
    "gingerbread": Stage(_plain(gingerbread.gingerbread), "wall", 640, 640, 1.06),
    "gift-set": Stage(_plain(gifts.gift_set), "table", 640, 1080, 1.1),
    "card": Stage(gifts.card, "wall", 640, 650, 1.1, "design"),
    "certificate": Stage(_plain(gifts.certificate), "wall", 640, 640, 1.1),
    "teddy-bear": Stage(_plain(toys.teddy_bear), "table", 640, 1100, 1.1),
    "gift-box": _stood(gifts.gift_box, 1.12),
}  # fmt: skip
