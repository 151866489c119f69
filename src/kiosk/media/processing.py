"""Turns what somebody uploaded into the files that we keep: upright, in sRGB, of our own making, without metadata."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kiosk.media.errors import NotAPicture, WrongDimensions
from kiosk.media.rules import FORMS, LARGE, Form, fits

_ACCEPTED = ("JPEG", "PNG", "WEBP")
_DAMAGE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as we keep it. Width and height are those of its largest file, in pixels."""

    width: int
    height: int
    files: dict[Form, bytes]


def encode(content: bytes) -> Encoded:
    """Make a picture's files. Takes up to half a second of a core: call it in a thread.

    Raises NotAPicture, WrongDimensions.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=_ACCEPTED) as opened:
            # The header is all that has been read, and it says how much decoding would cost.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if not fits(*opened.size):
                raise WrongDimensions
            opened.draft("RGB", (LARGE.side, LARGE.side))
            upright = _flat(_in_srgb(ImageOps.exif_transpose(opened)))
    except Image.DecompressionBombError as error:
        raise WrongDimensions from error
    except _DAMAGE as error:
        raise NotAPicture from error
    large = _fitted(upright, LARGE)
    return Encoded(large.width, large.height, {form: _file(_fitted(large, form), form) for form in FORMS})


def measure(file: bytes) -> tuple[int, int]:
    """Width and height of one of our own files."""
    with Image.open(io.BytesIO(file)) as opened:
        return opened.size


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):  # a profile that nobody can read changes nothing
        return image
    return converted or image


def _flat(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    picture = image.convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("RGB")


def _fitted(image: Image.Image, form: Form) -> Image.Image:
    if max(image.size) <= form.side:
        return image
    smaller = image.copy()
    smaller.thumbnail((form.side, form.side), Image.Resampling.LANCZOS)
    return smaller


def _file(image: Image.Image, form: Form) -> bytes:
    # A fresh image carries no EXIF, no comment and no thumbnail of the original.
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = io.BytesIO()
    if form is LARGE:
        bare.save(out, form.format, quality=form.quality, optimize=True, progressive=True)
    else:
        bare.save(out, form.format, quality=form.quality, method=4)
    return out.getvalue()
