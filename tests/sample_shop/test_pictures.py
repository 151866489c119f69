"""Every picture of the sample shop can be drawn, is the right size, and comes out the same each time."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from kiosk.sample_shop import SHOP, PictureSpec, banner, category_picture, pictures_of, render
from kiosk.sample_shop.drawing.grounds import PALETTES, Ground, room


def every_picture() -> Iterator[PictureSpec]:
    for category in SHOP.categories:
        yield category_picture(category)
        for product in SHOP.products_in(category):
            yield from pictures_of(product)
    yield banner()


def opened(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture))
    image.load()
    return image


@pytest.mark.parametrize("spec", list(every_picture()), ids=lambda spec: spec.file_name)
def test_every_picture_is_a_jpeg_of_its_size(spec: PictureSpec) -> None:
    picture = render(spec)
    image = opened(picture)
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    assert image.size == (spec.width, spec.height)
    assert len(picture) < 250_000
    # Something stands in the room: no empty room of the shelf looks like the picture.
    for empty in empty_rooms(spec.category, spec.width, spec.height):
        assert sum(ImageStat.Stat(ImageChops.difference(image, empty)).mean) > 8


@cache
def empty_rooms(category: str, width: int, height: int) -> list[Image.Image]:
    grounds: tuple[Ground, ...] = ("wall", "table")
    return [
        room(ground, palette, width, height).reduced() for ground in grounds for palette in PALETTES[category]
    ]


def test_sizes_are_those_that_were_asked_for() -> None:
    for spec in every_picture():
        assert (spec.width, spec.height) in {(1280, 1280), (1280, 720)}
    for product in SHOP.products:
        assert all((spec.width, spec.height) == (1280, 1280) for spec in pictures_of(product))


def test_each_product_has_a_picture_for_each_of_its_colours() -> None:
    for product in SHOP.products:
        pictures = pictures_of(product)
        assert pictures, product.slug
        for option in product.options:
            if option.key in {"colour", "flavour", "design", "scent"}:
                assert [picture.value for picture in pictures] == [
                    value.key for value in product.values_of(option)
                ]
                assert [picture.rgb for picture in pictures] == [
                    value.rgb for value in product.values_of(option)
                ]


def test_no_two_pictures_are_the_same() -> None:
    specs = list(every_picture())
    assert len({spec.file_name for spec in specs}) == len(specs)
    assert len(set(specs)) == len(specs)
    red, blue, roses = (
        spec
        for spec in specs
        if spec.file_name in {"t-shirt-red.jpg", "t-shirt-blue.jpg", "roses-stems11.jpg"}
    )
    assert len({render(red), render(blue), render(roses)}) == 3


def test_the_red_shirt_is_red_and_the_blue_one_blue() -> None:
    (shirt,) = (product for product in SHOP.products if product.slug == "classic-t-shirt")
    chest = (560, 560, 720, 720)
    middle = {
        spec.value: ImageStat.Stat(opened(render(spec)).crop(chest)).mean for spec in pictures_of(shirt)
    }
    assert middle["red"][0] > 1.8 * middle["red"][2]
    assert middle["blue"][2] > 1.8 * middle["blue"][0]
    assert min(middle["white"]) > 210
    assert max(middle["black"]) < 110


def test_drawing_is_deterministic_across_processes_and_orders() -> None:
    specs = [category_picture(SHOP.categories[3]), *pictures_of(SHOP.products[0])]
    here = [sha256(render(spec)).hexdigest() for spec in reversed(specs)][::-1]
    program = (
        "from hashlib import sha256\n"
        "from kiosk.sample_shop import SHOP, category_picture, pictures_of, render\n"
        "for spec in [category_picture(SHOP.categories[3]), *pictures_of(SHOP.products[0])]:\n"
        "    print(sha256(render(spec)).hexdigest())\n"
    )
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert there.stdout.split() == here


def test_what_nobody_drew_is_refused() -> None:
    known = pictures_of(SHOP.products[0])[0]
    with pytest.raises(KeyError):
        render(replace(known, subject="unicorn"))
    with pytest.raises(KeyError):
        render(replace(known, category="nowhere"))
    with pytest.raises(ValueError, match="colour"):
        render(replace(known, rgb="red"))


def test_the_main_picture_shows_something_that_is_in_stock() -> None:
    for product in SHOP.products:
        shown = pictures_of(product)[0].value
        in_stock = {value.key for variant in product.variants if variant.stock for value in variant.values}
        assert shown is None or shown in in_stock, product.slug
