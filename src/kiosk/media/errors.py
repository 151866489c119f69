"""How media says no."""

from kiosk.kernel.errors import NotFound, Refusal
from kiosk.kernel.i18n import N_


class NotAPicture(Refusal):
    """The file is not a JPEG, PNG or WebP picture, or it is damaged."""

    code = "media.not-a-picture"
    status = 422
    message = N_("This file isn't a JPEG, PNG or WebP picture, or it is damaged.")


class WrongDimensions(Refusal):
    """The picture has too many pixels, or is far too narrow to show."""

    code = "media.wrong-dimensions"
    status = 422
    message = N_(
        "A picture may have up to 25 megapixels, and sides of at least 16 pixels, none 20 times the other."
    )


class PictureNotFound(NotFound):
    """There is no such file."""

    code = "media.picture-not-found"
    message = N_("This picture isn't here.")
