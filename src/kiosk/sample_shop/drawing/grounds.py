"""The room that the goods are shown in: a wall, an arch or a sun of another tone, a table, soft daylight."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PIL import Image

from kiosk.sample_shop.drawing.canvas import Canvas
from kiosk.sample_shop.drawing.colour import CREAM, NIGHT, RGB, darker, distance, lighter, mix, rgb
from kiosk.sample_shop.drawing.paint import Linear, Radial
from kiosk.sample_shop.drawing.path import Path, box, curve, ellipse


@dataclass(frozen=True, slots=True)
class Palette:
    """The tones of one room."""

    wall: RGB
    motif: RGB
    table: RGB


def _palette(wall: str, motif: str, table: str) -> Palette:
    return Palette(rgb(wall), rgb(motif), rgb(table))


# Each shelf has two rooms, so that a thing never drowns in a wall of its own colour.
PALETTES: dict[str, tuple[Palette, Palette]] = {
    "t-shirts-hoodies": (
        _palette("#F4CBA6", "#F8DDC0", "#E9B48A"),
        _palette("#B9CFC6", "#D3E2D8", "#A3BDB2"),
    ),
    "dresses-knitwear": (
        _palette("#EBC3B5", "#F5DACD", "#DDA895"),
        _palette("#C9D3BB", "#DFE6D2", "#B3C0A1"),
    ),
    "shoes-bags": (_palette("#F0CF9A", "#F7E2BC", "#E0B777"), _palette("#BFCBD6", "#D8E1E8", "#A8B8C6")),
    "flowers": (_palette("#CFDCC6", "#E4ECD9", "#B9CBAE"), _palette("#F4D2BE", "#FAE4D4", "#E7BBA2")),
    "home-ceramics": (_palette("#E7CDB4", "#F3E1CC", "#D4B292"), _palette("#B9CCCB", "#D3E0DD", "#A2BAB8")),
    "tea-coffee": (_palette("#E9C79C", "#F4DDBB", "#C99F6E"), _palette("#C4CDB0", "#DBE1CA", "#A9B58F")),
    "sweets": (_palette("#F6C9C2", "#FBDFD8", "#EAB0A8"), _palette("#CFE0D8", "#E3EEE7", "#B7CEC3")),
    "gifts-cards": (_palette("#F2C6A0", "#F9DDC0", "#E3AE80"), _palette("#C3CFDA", "#DCE4EA", "#ABBBC9")),
}


def room_for(category: str, colour: RGB | None) -> Palette:
    """The room of a shelf in which a thing of this colour stands out; the first one for a thing of many colours.

    Raises:
        KeyError: no such shelf.
    """
    first, second = PALETTES[category]
    if colour is None:
        return first
    # The first room is the shelf's face: it gives way only where it would really swallow the thing.
    return first if distance(first.motif, colour) >= min(62, distance(second.motif, colour)) else second


Ground = Literal["wall", "table"]


def room(ground: Ground, palette: Palette, width: int = 1280, height: int = 1280) -> Canvas:
    """A canvas with an empty room, ready for the goods."""
    return Canvas.upon(_room(ground, palette, width, height))


@lru_cache(maxsize=4)  # the pictures of one shelf are made one after another
def _room(ground: Ground, palette: Palette, width: int, height: int) -> Image.Image:
    canvas = Canvas(width, height, scale=1)
    (wall if ground == "wall" else table)(canvas, palette)
    return canvas.reduced()


def wall(canvas: Canvas, palette: Palette) -> None:
    """A wall with an arch: for what hangs or lies flat."""
    _plaster(canvas, palette)
    width, height = canvas.width, canvas.height
    half = min(width, height) * 0.36
    spring = height * 0.46  # where the straight sides end and the arch begins
    arch = curve(
        f"M {width / 2 - half} {height + 4} L {width / 2 - half} {spring} "
        f"C {width / 2 - half} {spring - half * 1.32} {width / 2 + half} {spring - half * 1.32} "
        f"{width / 2 + half} {spring} L {width / 2 + half} {height + 4} Z"
    )
    canvas.shadow(arch, -6, -8, 26, 0.10)
    canvas.fill(arch, Linear((lighter(palette.motif, 0.35), palette.motif), 75))
    daylight(canvas)


def table(canvas: Canvas, palette: Palette, horizon: float = 0.66) -> None:
    """A round sun behind a table: for what stands."""
    _plaster(canvas, palette)
    width, height = canvas.width, canvas.height
    sun = ellipse(width / 2, height * horizon - height * 0.18, height * 0.385)
    canvas.fill(sun, Linear((lighter(palette.motif, 0.4), palette.motif), 70))
    top = height * horizon
    canvas.soft(box(-60, top - 26, width + 60, top + 8), NIGHT, 22, 0.10)
    board = box(-4, top, width + 4, height + 4)
    canvas.fill(board, Linear((lighter(palette.table, 0.28), palette.table, darker(palette.table, 0.1))))
    canvas.fill(box(-4, top, width + 4, top + 5), lighter(palette.table, 0.55), 0.7)
    daylight(canvas)


def daylight(canvas: Canvas) -> None:
    """A slanting beam through a window that is not in the picture."""
    width, height = canvas.width, canvas.height
    beam = Path(
        (
            (-width * 0.1, height * 0.02),
            (width * 0.34, -height * 0.1),
            (width * 0.98, height * 1.1),
            (width * 0.42, height * 1.1),
        )
    )
    canvas.soft(beam, CREAM, 70, 0.16)


def contact(canvas: Canvas, half_width: float, opacity: float = 0.42, y: float = 0) -> None:
    """The shadow under a thing that stands on the table: dark where it touches, long and faint to the right."""
    canvas.soft(
        ellipse(half_width * 0.32, y + half_width * 0.03, half_width * 1.25, half_width * 0.17),
        NIGHT,
        30,
        opacity * 0.55,
    )
    canvas.soft(ellipse(half_width * 0.06, y, half_width * 1.0, half_width * 0.085), NIGHT, 9, opacity)


def _plaster(canvas: Canvas, palette: Palette) -> None:
    whole = box(-4, -4, canvas.width + 4, canvas.height + 4)
    canvas.fill(
        whole,
        Radial(
            (lighter(palette.wall, 0.30), palette.wall, mix(palette.wall, darker(palette.wall), 0.6)),
            (0.3, 0.2),
            1.15,
        ),
    )
