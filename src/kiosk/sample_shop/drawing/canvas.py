"""The canvas: fills, strokes, soft shadows and clipping, drawn at twice the size and reduced at the end."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Self

from PIL import Image, ImageDraw, ImageFilter

from kiosk.sample_shop.drawing.colour import NIGHT, RGB
from kiosk.sample_shop.drawing.paint import TILE, Paint, tile
from kiosk.sample_shop.drawing.path import Path, Point

_SCALE = 2
_SOFT_STEP = 8  # blurred shapes are drawn this much smaller: nobody sees it, and it is fifty times faster

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where local coordinates land on the image: scale, turn, then move."""

    a: float
    b: float
    c: float
    d: float
    x: float
    y: float

    @property
    def zoom(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    def point(self, point: Point) -> Point:
        return (
            self.a * point[0] + self.c * point[1] + self.x,
            self.b * point[0] + self.d * point[1] + self.y,
        )

    def inside(self, x: float, y: float, scale: float, degrees: float, *, mirror: bool) -> "_Placement":
        cos, sin = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
        side = -1 if mirror else 1
        a, b, c, d = cos * side, sin * side, -sin, cos
        px, py = self.point((x, y))
        return _Placement(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            px,
            py,
        )


class Canvas:
    """A picture in the making. Coordinates are pixels of the finished picture, or of the current `placed` space."""

    def __init__(self, width: int, height: int, scale: int = _SCALE) -> None:
        self.width, self.height = width, height
        # Drawn at its own size, a picture smooths each edge by itself: slow for many shapes, quick for a few big ones.
        self._fine = 4 if scale == 1 else 1
        self._image = Image.new("RGB", (width * scale, height * scale))
        self._place = _Placement(scale, 0, 0, scale, 0, 0)

    @classmethod
    def upon(cls, ground: Image.Image) -> Self:
        """Begin with a finished picture as the ground."""
        canvas = cls(ground.width, ground.height)
        canvas._image = ground.resize(
            (ground.width * _SCALE, ground.height * _SCALE), Image.Resampling.NEAREST
        )
        return canvas

    @contextmanager
    def placed(
        self, x: float, y: float, scale: float = 1, degrees: float = 0, *, mirror: bool = False
    ) -> Iterator[None]:
        """Draw in local coordinates whose origin stands at (x, y), scaled and turned clockwise."""
        before = self._place
        self._place = before.inside(x, y, scale, degrees, mirror=mirror)
        try:
            yield
        finally:
            self._place = before

    @contextmanager
    def clipped(self, outline: Path) -> Iterator[None]:
        """Whatever is drawn within stays inside the outline."""
        points = self._points(outline)
        area = self._area(points)
        if area is None:
            yield
            return
        below = self._image.copy()
        try:
            yield
        finally:
            below.paste(self._image.crop(area), area, _mask(points, area, self._fine))
            self._image = below

    def fill(self, outline: Path, paint: Paint, opacity: float = 1) -> None:
        """Fill a closed outline."""
        points = self._points(outline)
        area = self._area(points)
        if area is None:
            return
        if isinstance(paint, tuple) and opacity >= 1 and self._fine == 1:
            ImageDraw.Draw(self._image).polygon(points, fill=paint)
            return
        mask = _mask(points, area, self._fine)
        if opacity < 1:
            mask = mask.point([round(level * opacity) for level in range(256)])
        if isinstance(paint, tuple):
            self._image.paste(paint, area, mask)
        else:
            # The gradient spans the whole shape even where the shape leaves the picture.
            whole = _bounds(points)
            stretched = tile(paint).resize(
                (area[2] - area[0], area[3] - area[1]),
                Image.Resampling.BILINEAR,
                box=_window(whole, area),
            )
            self._image.paste(stretched, area, mask)

    def stroke(self, line: Path, colour: RGB, width: float, opacity: float = 1) -> None:
        """Draw along an open line with round ends."""
        points = self._points(line)
        thick = max(1, round(width * self._place.zoom))
        area = self._area(points, thick + 2)
        if area is None:
            return
        if opacity >= 1:
            _rounded_line(ImageDraw.Draw(self._image), points, thick, colour)
            return
        mask = Image.new("L", (area[2] - area[0], area[3] - area[1]), 0)
        shifted = [(x - area[0], y - area[1]) for x, y in points]
        _rounded_line(ImageDraw.Draw(mask), shifted, thick, round(255 * opacity))
        self._image.paste(colour, area, mask)

    def stitches(
        self, line: Path, colour: RGB, width: float = 2.5, dash: float = 11, opacity: float = 0.8
    ) -> None:
        """A dashed line, as a sewing machine leaves it."""
        walked, start = 0.0, [line.points[0]]
        for here, there in zip(line.points, line.points[1:], strict=False):
            length = math.dist(here, there)
            steps = max(1, math.ceil(length / 2))
            for step in range(1, steps + 1):
                t = step / steps
                start.append((here[0] + (there[0] - here[0]) * t, here[1] + (there[1] - here[1]) * t))
                walked += length / steps
                if walked >= dash:
                    self.stroke(Path(tuple(start)), colour, width, opacity)
                    start = []
                    walked = -dash * 0.7
                elif walked < 0:
                    start = [start[-1]]

    def soft(self, outline: Path, colour: RGB, blur: float, opacity: float = 0.5) -> None:
        """A closed shape without edges: a shadow, a fold, a gleam."""
        points = self._points(outline)
        radius = blur * self._place.zoom
        area = self._area(points, round(radius * 2.5) + _SOFT_STEP)
        if area is None:
            return
        width, height = area[2] - area[0], area[3] - area[1]
        step = _SOFT_STEP if radius > _SOFT_STEP * 2 else max(1, int(radius / 2))
        small = Image.new("L", (math.ceil(width / step), math.ceil(height / step)), 0)
        shifted = [((x - area[0]) / step, (y - area[1]) / step) for x, y in points]
        ImageDraw.Draw(small).polygon(shifted, fill=round(255 * opacity))
        small = small.filter(ImageFilter.GaussianBlur(radius / step))
        self._image.paste(colour, area, small.resize((width, height), Image.Resampling.BILINEAR))

    def shadow(
        self,
        outline: Path,
        dx: float = 16,
        dy: float = 30,
        blur: float = 34,
        opacity: float = 0.3,
        colour: RGB = NIGHT,
    ) -> None:
        """The shadow that a thing throws on what is behind it."""
        self.soft(outline.moved(dx, dy), colour, blur, opacity)

    def reduced(self) -> Image.Image:
        """The picture at its own size."""
        if self._image.width == self.width:
            return self._image
        # At exactly half the size Hamming looks like Lanczos and takes half the time.
        return self._image.resize((self.width, self.height), Image.Resampling.HAMMING)

    def jpeg(self, quality: int = 86) -> bytes:
        """The finished picture."""
        out = BytesIO()
        self.reduced().save(out, "JPEG", quality=quality, progressive=True, optimize=True)
        return out.getvalue()

    def _points(self, outline: Path) -> list[Point]:
        return [self._place.point(point) for point in outline.points]

    def _area(self, points: list[Point], margin: int = 1) -> Box | None:
        left, top, right, bottom = _bounds(points)
        area = (
            max(0, math.floor(left) - margin),
            max(0, math.floor(top) - margin),
            min(self._image.width, math.ceil(right) + margin + 1),
            min(self._image.height, math.ceil(bottom) + margin + 1),
        )
        return area if area[0] < area[2] and area[1] < area[3] else None


def _bounds(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _mask(points: list[Point], area: Box, fine: int) -> Image.Image:
    mask = Image.new("L", ((area[2] - area[0]) * fine, (area[3] - area[1]) * fine), 0)
    ImageDraw.Draw(mask).polygon([((x - area[0]) * fine, (y - area[1]) * fine) for x, y in points], fill=255)
    return mask.reduce(fine) if fine > 1 else mask


def _window(whole: tuple[float, float, float, float], area: Box) -> tuple[float, float, float, float]:
    """Which part of the gradient's tile the visible area shows."""
    width, height = max(whole[2] - whole[0], 1), max(whole[3] - whole[1], 1)
    window = (
        (area[0] - whole[0]) / width * TILE,
        (area[1] - whole[1]) / height * TILE,
        (area[2] - whole[0]) / width * TILE,
        (area[3] - whole[1]) / height * TILE,
    )
    left, top = max(0.0, window[0]), max(0.0, window[1])
    return left, top, max(left + 0.5, min(TILE, window[2])), max(top + 0.5, min(TILE, window[3]))


def _rounded_line(draw: ImageDraw.ImageDraw, points: list[Point], width: int, ink: RGB | int) -> None:
    draw.line(points, fill=ink, width=width, joint="curve")
    half = width / 2
    if half >= 1:
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)
