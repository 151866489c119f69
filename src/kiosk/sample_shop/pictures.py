"""The pictures of the sample shop: what there is to draw, and drawing it.

A `PictureSpec` is cheap, hashable and says everything about its picture, so that it can be a cache's key; nothing is
drawn before `render`. The same spec gives the same bytes.
"""

from dataclasses import dataclass

from kiosk.sample_shop.content_model import Category, OptionValue, Product
from kiosk.sample_shop.drawing.colour import rgb
from kiosk.sample_shop.drawing.grounds import PALETTES, room, room_for
from kiosk.sample_shop.drawing.scenes import SCENES
from kiosk.sample_shop.drawing.stages import STAGES

_BANNER = "banner"
_BANNER_ROOM = "gifts-cards"


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """One picture. Width and height are pixels.

    `value` is the key of the option value that the picture shows (a colour, a scent), None where the picture
    stands for the whole product; `rgb` is that value's colour ("#RRGGBB") where it has one.
    """

    subject: str
    category: str
    width: int
    height: int
    value: str | None = None
    rgb: str | None = None

    @property
    def file_name(self) -> str:
        """A readable name, unique among all pictures of the shop."""
        return f"{self.subject}-{self.value}.jpg" if self.value else f"{self.subject}.jpg"


def pictures_of(product: Product) -> list[PictureSpec]:
    """The product's pictures, the main one first: one for each look that it comes in, at least one.

    Raises:
        KeyError: nobody has drawn the product's subject.
    """
    stage = STAGES[product.subject]
    for option in product.options:
        if option.key == stage.shows:
            return [_square(product, value) for value in product.values_of(option)]
    return [_square(product, None)]


def category_picture(category: Category) -> PictureSpec:
    """The face of a shelf, 1280 x 720."""
    return PictureSpec(category.subject, category.slug, 1280, 720)


def banner() -> PictureSpec:
    """The face of the shop, 1280 x 720."""
    return PictureSpec(_BANNER, _BANNER_ROOM, 1280, 720)


def render(spec: PictureSpec) -> bytes:
    """Draw a picture; returns a JPEG. Takes about a quarter of a second.

    Raises:
        KeyError: the subject or the category is unknown.
        ValueError: `rgb` is not a colour, or `value` does not fit the subject.
    """
    if spec.subject in SCENES:
        ground, arrange = SCENES[spec.subject]
        canvas = room(ground, PALETTES[spec.category][0], spec.width, spec.height)
        arrange(canvas)
        return canvas.jpeg()
    stage = STAGES[spec.subject]
    colour = rgb(spec.rgb) if spec.rgb else stage.colour
    palette = room_for(spec.category, colour if spec.rgb else None)
    canvas = room(stage.ground, palette, spec.width, spec.height)
    with canvas.placed(stage.x, stage.y, stage.scale):
        stage.draw(canvas, colour, spec.value or "")
    return canvas.jpeg()


def _square(product: Product, value: OptionValue | None) -> PictureSpec:
    return PictureSpec(
        product.subject,
        product.category,
        1280,
        1280,
        value.key if value else None,
        value.rgb if value else None,
    )
