"""Outlines: Bézier paths, flattened once into points, that can be moved, turned, scaled and mirrored."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

Point = tuple[float, float]
_STEPS = 20
_TOKEN = re.compile(r"[MLCQZ]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Path:
    """A polyline fine enough to look like a curve; closed or open is for the one who draws it."""

    points: tuple[Point, ...]

    def moved(self, dx: float, dy: float) -> Self:
        """Shift by pixels."""
        return type(self)(tuple((x + dx, y + dy) for x, y in self.points))

    def scaled(self, sx: float, sy: float | None = None) -> Self:
        """Stretch about the origin."""
        by = sx if sy is None else sy
        return type(self)(tuple((x * sx, y * by) for x, y in self.points))

    def turned(self, degrees: float, about: Point = (0, 0)) -> Self:
        """Rotate clockwise about a point."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        cx, cy = about
        return type(self)(
            tuple(
                (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
                for x, y in self.points
            )
        )

    def flipped(self) -> Self:
        """The mirror image about the vertical axis x = 0."""
        return type(self)(tuple((-x, y) for x, y in self.points))

    def then(self, other: "Path") -> Self:
        """One outline that continues with another."""
        return type(self)(self.points + other.points)

    def part(self, start: float, end: float) -> Self:
        """The stretch between two shares (0 to 1) of the points."""
        count = len(self.points)
        return type(self)(
            self.points[round(start * count) : max(round(end * count), round(start * count) + 2)]
        )

    def at(self, share: float) -> Point:
        """The point at a share (0 to 1) of the way."""
        return self.points[min(len(self.points) - 1, round(share * (len(self.points) - 1)))]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


def curve(commands: str) -> Path:
    """Read the absolute commands M, L, C, Q and Z of an SVG path.

    Raises:
        ValueError: the text does not begin with M, or a command lacks numbers.
    """
    points: list[Point] = []
    for letter, numbers in _commands(commands):
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "Z":
            points.append(points[0])
        elif letter in "ML":
            points.extend(pairs)
        else:
            size = 3 if letter == "C" else 2
            for start in range(0, len(pairs), size):
                points.extend(_bezier([points[-1], *pairs[start : start + size]]))
    return Path(tuple(points))


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers = "", list[float]()
    for token in _TOKEN.findall(text):
        if token.isalpha():
            if letter:
                yield letter, numbers
            letter, numbers = token, []
        elif not letter:
            raise ValueError("a path begins with M")
        else:
            numbers.append(float(token))
    yield letter, numbers


def _bezier(control: Sequence[Point]) -> Iterator[Point]:
    degree = len(control) - 1
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = [math.comb(degree, i) * t**i * (1 - t) ** (degree - i) for i in range(degree + 1)]
        yield (
            sum(weight * x for weight, (x, _) in zip(weights, control, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, control, strict=True)),
        )


def symmetric(half: str) -> Path:
    """A closed outline from its right half, drawn from the top of the axis x = 0 to its bottom."""
    right = curve(half)
    return Path(right.points + tuple((-x, y) for x, y in reversed(right.points)))


def smooth(points: Sequence[Point], *, closed: bool = True) -> Path:
    """A soft line through all the points (Catmull-Rom)."""
    count = len(points)
    spans = count if closed else count - 1

    def point(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    out: list[Point] = [points[0]]
    for index in range(spans):
        before, start, end, after = (point(index + shift) for shift in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        out.extend(_bezier([start, first, second, end]))
    return Path(tuple(out))


def dots(numbers: str) -> tuple[Point, ...]:
    """Points written as "x y, x y".

    Raises:
        ValueError: a pair is not two numbers.
    """
    pairs = (pair.split() for pair in numbers.split(","))
    return tuple((float(x), float(y)) for x, y in pairs)


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None) -> Path:
    """A circle, or an ellipse with two radii."""
    other = rx if ry is None else ry
    return Path(
        tuple(
            (cx + rx * math.cos(math.tau * step / 72), cy + other * math.sin(math.tau * step / 72))
            for step in range(72)
        )
    )


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> Path:
    """An open piece of an ellipse, in degrees clockwise from the right."""
    angles = (math.radians(start + (end - start) * step / 48) for step in range(49))
    return Path(tuple((cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles))


def box(left: float, top: float, right: float, bottom: float, radius: float = 0) -> Path:
    """A rectangle with rounded corners."""
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    if r <= 0:
        return Path(((left, top), (right, top), (right, bottom), (left, bottom)))
    corners = (
        (right - r, top + r, -90),
        (right - r, bottom - r, 0),
        (left + r, bottom - r, 90),
        (left + r, top + r, 180),
    )
    outline: list[Point] = []
    for cx, cy, start in corners:
        outline.extend(arc(cx, cy, r, r, start, start + 90).points[::4])
    return Path(tuple(outline))


def leaf(length: float, width: float, bend: float = 0) -> Path:
    """A pointed leaf that grows from the origin upwards; `bend` pushes its tip sideways."""
    return curve(
        f"M 0 0 C {width * 0.75 + bend * 0.2:.2f} {-length * 0.25:.2f} {width * 0.6 + bend * 0.7:.2f} {-length * 0.75:.2f} "
        f"{bend:.2f} {-length:.2f} C {-width * 0.6 + bend * 0.5:.2f} {-length * 0.75:.2f} "
        f"{-width * 0.75 + bend * 0.1:.2f} {-length * 0.25:.2f} 0 0 Z"
    )


def petal(length: float, width: float) -> Path:
    """A round-tipped petal that grows from the origin upwards."""
    return curve(
        f"M 0 0 C {width * 0.35:.2f} {-length * 0.15:.2f} {width * 0.75:.2f} {-length * 0.55:.2f} {width * 0.42:.2f} {-length * 0.88:.2f} "
        f"C {width * 0.25:.2f} {-length * 1.02:.2f} {-width * 0.25:.2f} {-length * 1.02:.2f} {-width * 0.42:.2f} {-length * 0.88:.2f} "
        f"C {-width * 0.75:.2f} {-length * 0.55:.2f} {-width * 0.35:.2f} {-length * 0.15:.2f} 0 0 Z"
    )
