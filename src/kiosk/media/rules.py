"""How a picture's files are called and how large they are."""

import re
from dataclasses import dataclass

MAX_PIXELS = 25_000_000
MIN_SIDE = 16
MAX_RATIO = 20
"""Telegram takes no photo that is narrower than this."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the files that a picture is kept as: at most `side` pixels wide and high."""

    key: str
    suffix: str
    format: str
    side: int
    quality: int

    def file(self, sha256: str) -> str:
        """The file's name in the store."""
        return f"{sha256}{self.suffix}"


SOURCE = Form("source", "-source.jpg", "JPEG", 2560, 92)
"""What is kept of a larger picture so that it can be cropped anew. Nobody is served it."""
LARGE = Form("jpeg", ".jpg", "JPEG", 1280, 85)
MEDIUM = Form("webp_960", "-960.webp", "WEBP", 960, 80)
SMALL = Form("webp_320", "-320.webp", "WEBP", 320, 78)
FORMS = (LARGE, MEDIUM, SMALL)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in shares of its width and height, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def of(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of so many pixels."""
        return (
            round(self.x * width),
            round(self.y * height),
            min(width, round((self.x + self.width) * width)),
            min(height, round((self.y + self.height) * height)),
        )


def fits(width: int, height: int) -> bool:
    """Whether a picture of this size can be shown."""
    short, long = sorted((width, height))
    return short >= MIN_SIDE and long <= short * MAX_RATIO and width * height <= MAX_PIXELS


def picture_urls(sha256: str) -> dict[str, str]:
    """Where a picture's files can be had, as paths on this server, by `Form.key`."""
    return {form.key: f"/media/{form.file(sha256)}" for form in FORMS}


_URL = re.compile(r"/media/[0-9a-f]{64}(\.jpg|-960\.webp|-320\.webp)")


def is_picture_url(url: str) -> bool:
    """Whether `url` is the path of one of our pictures' files, as `picture_urls` gives them."""
    return _URL.fullmatch(url) is not None
