"""Turns what somebody uploaded into the files that we keep: upright, in sRGB, of our own making, without metadata."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kiosk.media.errors import NotAPicture, WrongDimensions
from kiosk.media.rules import FORMS, LARGE, SOURCE, Box, Form, fits

_ACCEPTED = ("JPEG", "PNG", "WEBP")
_DAMAGE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as we keep it. Width and height are those of its largest public file, in pixels.

    The file SOURCE is there if the picture was larger than that.
    """

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
            opened.draft("RGB", (SOURCE.side, SOURCE.side))
            upright = _flat(_in_srgb(ImageOps.exif_transpose(opened)))
    except Image.DecompressionBombError as error:
        raise WrongDimensions from error
    except _DAMAGE as error:
        raise NotAPicture from error
    return _encoded(upright)


def cut(source: bytes, box: Box) -> Encoded:
    """Make the files of a part of a picture of ours. As slow as `encode`. Raises WrongDimensions."""
    with Image.open(io.BytesIO(source)) as opened:
        edges = box.of(*opened.size)
        if not fits(edges[2] - edges[0], edges[3] - edges[1]):
            raise WrongDimensions
        part = _encoded(opened.crop(edges))
    part.files.pop(SOURCE, None)  # it is cropped anew from its original
    return part


def _encoded(image: Image.Image) -> Encoded:
    large = _fitted(image, LARGE)
    files = {form: _file(_fitted(large, form), form) for form in FORMS}
    if max(image.size) > LARGE.side:
        files[SOURCE] = _file(_fitted(image, SOURCE), SOURCE)
    return Encoded(large.width, large.height, files)


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
    if form.format == "JPEG":
        bare.save(out, form.format, quality=form.quality, optimize=True, progressive=True)
    else:
        bare.save(out, form.format, quality=form.quality, method=4)
    return out.getvalue()
