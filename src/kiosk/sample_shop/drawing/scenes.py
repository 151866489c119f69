"""The faces of the shelves and the shop's banner: several things together, 1280 x 720 pixels."""

from collections.abc import Callable

from kiosk.sample_shop.drawing import (
    bags,
    bouquets,
    ceramics,
    coffee,
    comforts,
    dresses,
    emblem,
    gifts,
    knitwear,
    shoes,
    sweets,
    tea,
    tops,
    toys,
    zefir,
)
from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import NIGHT, RGB, WOOD, darker, lighter, rgb
from kiosk.sample_shop.drawing.flowers import blade
from kiosk.sample_shop.drawing.grounds import Ground
from kiosk.sample_shop.drawing.paint import Linear
from kiosk.sample_shop.drawing.path import box, curve, ellipse

_WHITE, _CREAM, _SAND, _MUSTARD = rgb("#F7F3EC"), rgb("#EFE0C6"), rgb("#D9BC93"), rgb("#DDA33A")
_TERRACOTTA, _RED, _PINK, _YELLOW = rgb("#C76B4A"), rgb("#CE3F3B"), rgb("#EE9AAB"), rgb("#F5C443")
_BLUE, _SAGE, _OLIVE, _BROWN = rgb("#3560A0"), rgb("#9DB394"), rgb("#7C8150"), rgb("#A8673C")

Thing = tuple[Callable[..., None], tuple[object, ...], float, float, float]


def _arrange(canvas: Canvas, things: tuple[Thing, ...]) -> None:
    """Draw the things one after another, the nearest last: what, how, x, y, scale."""
    for draw, how, x, y, scale in things:
        with canvas.placed(x, y, scale):
            draw(canvas, *how)


def _rail(canvas: Canvas, y: float) -> None:
    """A wooden clothes rail across the wall."""
    bar = box(-20, y - 9, canvas.width + 20, y + 9, 9)
    canvas.shadow(bar, 8, 22, 12, 0.26)
    canvas.fill(bar, Linear((lighter(WOOD, 0.45), WOOD, darker(WOOD, 0.3))))


def tops_rail(canvas: Canvas) -> None:
    """T-shirts and hoodies."""
    _rail(canvas, 66)
    _arrange(
        canvas,
        (
            (tops.striped_long_sleeve, (_BLUE,), 196, 410, 0.58),
            (tops.sweatshirt, (_SAGE,), 1086, 410, 0.58),
            (tops.t_shirt, (_WHITE,), 866, 418, 0.6),
            (tops.t_shirt, (_RED,), 418, 418, 0.6),
            (tops.hoodie, (_TERRACOTTA,), 642, 430, 0.64),
        ),
    )


def dresses_rail(canvas: Canvas) -> None:
    """Dresses and knitwear."""
    _rail(canvas, 64)
    _arrange(
        canvas,
        (
            (dresses.skirt, (_MUSTARD,), 196, 404, 0.6),
            (dresses.dress, (rgb("#8FBFDD"),), 1080, 412, 0.6),
            (knitwear.sweater, (_BLUE,), 438, 414, 0.6),
            (knitwear.sweater, (_CREAM,), 862, 414, 0.6),
            (dresses.dress, (_TERRACOTTA,), 646, 424, 0.64),
        ),
    )


def shoe_shelf(canvas: Canvas) -> None:
    """Shoes, a bag, a cap."""
    _arrange(
        canvas,
        (
            (bags.shoulder_bag, (_BROWN,), 300, 560, 0.62),
            (shoes.cap, (_OLIVE,), 1010, 548, 0.5),
            (shoes.sneakers, (_RED,), 700, 640, 0.66),
        ),
    )


def flower_stand(canvas: Canvas) -> None:
    """Bouquets in a row."""
    _arrange(
        canvas,
        (
            (bouquets.meadow_bouquet, (), 172, 586, 0.5),
            (bouquets.potted_lavender, (), 1118, 586, 0.54),
            (bouquets.tulips, (_YELLOW,), 404, 612, 0.56),
            (bouquets.peonies, (_PINK,), 884, 614, 0.58),
            (bouquets.roses, (_RED, 25), 646, 654, 0.6),
        ),
    )


def ceramics_table(canvas: Canvas) -> None:
    """Vases, mugs, a candle, a throw."""
    _arrange(
        canvas,
        (
            (ceramics.vase, (_WHITE,), 300, 580, 0.54),
            (comforts.blanket, (_MUSTARD,), 1010, 600, 0.6),
            (comforts.candle, ("apricot",), 716, 590, 0.56),
            (ceramics.mug, (_SAGE,), 498, 640, 0.54),
            (ceramics.vase, (_TERRACOTTA,), 120, 640, 0.42),
        ),
    )


def tea_table(canvas: Canvas) -> None:
    """Tea, coffee, a teapot."""
    _arrange(
        canvas,
        (
            (coffee.coffee_bag, (), 270, 590, 0.58),
            (gifts.tea_tin_alone, (), 1004, 588, 0.6),
            (tea.teapot, (), 640, 620, 0.66),
            (ceramics.mug, (_CREAM,), 836, 656, 0.4),
            (coffee.bean, (), 440, 668, 0.55),
            (coffee.bean, (), 494, 684, 0.5),
        ),
    )


def sweet_counter(canvas: Canvas) -> None:
    """Macarons, honey, zefir."""
    _arrange(
        canvas,
        (
            (gifts.honey_alone, (), 244, 590, 0.62),
            (zefir.zefir, (rgb("#F3A9B5"), "raspberry"), 992, 600, 0.5),
            (sweets.macarons, (), 620, 650, 0.72),
        ),
    )


def gift_table(canvas: Canvas) -> None:
    """Presents and a bear."""
    _arrange(
        canvas,
        (
            (gifts.gift_box, (_SAGE, (244, 232, 214)), 310, 590, 0.66),
            (gifts.gift_box, (_MUSTARD, (240, 214, 198)), 1000, 596, 0.58),
            (toys.teddy_bear, (), 648, 634, 0.66),
            (gifts.gift_box, (_RED, (250, 240, 226)), 862, 664, 0.34),
            (gifts.gift_box, (_BLUE, (250, 236, 214)), 480, 668, 0.28),
        ),
    )


def _apricot_branch(canvas: Canvas) -> None:
    """A fruiting branch that reaches in from the upper left."""
    bark: RGB = (122, 88, 66)
    line = curve("M -40 30 C 160 10 330 70 520 44 C 600 34 660 58 720 92")
    canvas.stroke(line.moved(8, 26), NIGHT, 14, 0.1)
    canvas.stroke(line, darker(bark, 0.1), 15)
    canvas.stroke(line.moved(-1, -4), lighter(bark, 0.25), 5)
    for share, degrees, size in (
        (0.06, 20, 110), (0.12, 160, 120), (0.2, 40, 130), (0.3, 150, 120), (0.38, 30, 130), (0.46, 168, 126), (0.55, 20, 120), (0.63, 140, 124),
        (0.72, 44, 118), (0.8, 156, 112), (0.9, 60, 104), (1.0, 110, 110), (0.97, 170, 86),
    ):  # fmt: skip
        x, y = line.at(share)
        with canvas.placed(x, y, 1, degrees):
            blade(canvas, size, size * 0.52, 8, (126, 158, 96))
    for place, drop, scale in (
        (0.14, 66, 0.82),
        (0.25, 84, 0.96),
        (0.44, 72, 0.9),
        (0.66, 78, 1.0),
        (0.86, 66, 0.84),
    ):
        x, y = line.at(place)
        canvas.stroke(curve(f"M {x} {y} L {x} {y + drop - 36}"), bark, 5)
        with canvas.placed(x, y + drop, scale):
            canvas.soft(ellipse(16, 26, 54, 52), NIGHT, 16, 0.16)
            emblem.apricot(canvas)


def _fallen_apricot(canvas: Canvas) -> None:
    canvas.soft(ellipse(20, 50, 66, 14), NIGHT, 10, 0.45)
    emblem.apricot(canvas)


def shop_banner(canvas: Canvas) -> None:
    """A little of everything under an apricot branch."""
    _apricot_branch(canvas)
    _arrange(
        canvas,
        (
            (bouquets.tulips, (_YELLOW,), 1010, 600, 0.56),
            (gifts.gift_box, (_RED,), 330, 600, 0.5),
            (toys.teddy_bear, (), 534, 606, 0.48),
            (tea.teapot, (), 786, 612, 0.46),
            (bags.shoulder_bag, (_BROWN,), 162, 640, 0.4),
            (gifts.honey_alone, (), 1166, 646, 0.38),
            (ceramics.mug, (_SAGE,), 668, 668, 0.34),
            (_fallen_apricot, (), 420, 664, 0.6),
            (_fallen_apricot, (), 356, 676, 0.52),
        ),
    )


SCENES: dict[str, tuple[Ground, Callable[[Canvas], None]]] = {
    "shelf-of-tops": ("wall", tops_rail),
    "rail-of-dresses": ("wall", dresses_rail),
    "shelf-of-shoes": ("table", shoe_shelf),
    "flower-stand": ("table", flower_stand),
    "table-of-ceramics": ("table", ceramics_table),
    "tea-table": ("table", tea_table),
    "sweet-counter": ("table", sweet_counter),
    "gift-table": ("table", gift_table),
    "banner": ("table", shop_banner),
}
