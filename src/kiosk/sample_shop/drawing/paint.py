"""What shapes are filled with: one colour, or a gradient."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from kiosk.sample_shop.drawing.colour import RGB, mix
from kiosk.sample_shop.drawing.path import Point

TILE = 64  # pixels; a gradient this fine can be stretched over any shape


@dataclass(frozen=True, slots=True)
class Linear:
    """Colours in a row across the filled shape; 0 degrees is left to right, 90 is top to bottom."""

    stops: tuple[RGB, ...]
    degrees: float = 90


@dataclass(frozen=True, slots=True)
class Radial:
    """Colours from a centre outwards; centre and radius are shares of the filled shape's box."""

    stops: tuple[RGB, ...]
    centre: Point = (0.4, 0.35)
    radius: float = 0.75


Paint = RGB | Linear | Radial


@lru_cache(maxsize=512)
def tile(paint: Linear | Radial) -> Image.Image:
    """A small square of the gradient, to be stretched over the shape."""
    ramp = [_stop(paint.stops, level / 255) for level in range(256)]
    shares = _slope(paint.degrees) if isinstance(paint, Linear) else _rings(paint.centre, paint.radius)
    return Image.merge("RGB", [shares.point([colour[channel] for colour in ramp]) for channel in range(3)])


@lru_cache(maxsize=64)
def _slope(degrees: float) -> Image.Image:
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    reach = abs(cos) + abs(sin)
    return _shares(lambda x, y: ((x - 0.5) * cos + (y - 0.5) * sin) / reach + 0.5)


@lru_cache(maxsize=64)
def _rings(centre: Point, radius: float) -> Image.Image:
    return _shares(lambda x, y: math.dist((x, y), centre) / radius)


def _shares(share: Callable[[float, float], float]) -> Image.Image:
    """How far along its ramp each pixel of a gradient's tile is, from 0 to 255."""
    places = [(index + 0.5) / TILE for index in range(TILE)]
    levels = bytes(max(0, min(255, round(255 * share(x, y)))) for y in places for x in places)
    return Image.frombytes("L", (TILE, TILE), levels)


def _stop(stops: tuple[RGB, ...], share: float) -> RGB:
    place = min(max(share, 0), 1) * (len(stops) - 1)
    index = min(int(place), len(stops) - 2)
    return mix(stops[index], stops[index + 1], place - index)
