"""What media answers."""

from typing import Annotated

from pydantic import Field

from kiosk.kernel.schemas import Input, Output
from kiosk.media.rules import picture_urls


class PictureOut(Output):
    """A picture, and the paths of its files on this server. A path's content never changes."""

    id: int
    jpeg: Annotated[str, Field(description="At most 1280 pixels wide and high")]
    webp_960: str
    webp_320: str

    @classmethod
    def of(cls, picture_id: int, sha256: str) -> "PictureOut":
        """The picture with this id and name."""
        return cls(id=picture_id, **picture_urls(sha256))


Share = Annotated[float, Field(ge=0, le=1)]


class Crop(Input):
    """A part of a picture, in shares of its width and height, from its upper left corner."""

    x: Share
    y: Share
    width: Share
    height: Share


class PictureOrigin(Output):
    """What a picture was cut out of, and which part of it; one that was not cropped is its own origin."""

    original: PictureOut
    crop: Crop | None
