"""The sample shop's pictures, each in one colour: the drawing has tests of its own."""

import io

from PIL import Image

from kiosk.media.service import keep_files
from kiosk.sample_shop import SHOP
from kiosk.sample_shop.pictures import banner, category_picture, pictures_of


async def draw_all(files):
    """What the loader's painters give, without the half minute."""
    specs = [banner(), *map(category_picture, SHOP.categories)]
    specs += [spec for product in SHOP.products for spec in pictures_of(product)]
    stored = {}
    for n, spec in enumerate(dict.fromkeys(specs)):
        out = io.BytesIO()
        Image.new("RGB", (32, 32), (n % 256, n // 256, 90)).save(out, "PNG")
        stored[spec] = await keep_files(files, out.getvalue())
    return stored
