"""A part is cut out of the original, which stays and can be cut otherwise."""

import io

import pytest
from PIL import Image

from kiosk.media.processing import cut, encode
from kiosk.media.rules import LARGE, SOURCE, Box
from tests.media.test_pictures import opened, picture
from tests.staff import client_of, signed_in

PICTURES = "/api/v1/admin/pictures/"


@pytest.fixture
async def http(runtime):
    async with client_of(runtime) as client:
        client.headers |= await signed_in(runtime, client)
        yield client


def halves():
    """A large picture, blue on the left and red on the right."""
    image = Image.new("RGB", (3000, 1500), "blue")
    image.paste("red", (1500, 0, 3000, 1500))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


async def uploaded(http, content):
    answer = await http.post(PICTURES, files={"file": ("a.png", content)})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_large_picture_keeps_a_source_and_a_small_one_none():
    assert opened(encode(picture((4000, 3000))).files[SOURCE]).size == (2560, 1920)
    assert SOURCE not in encode(picture((1280, 700))).files


def test_a_part_is_as_sharp_as_the_source():
    part = cut(encode(picture((4000, 3000))).files[SOURCE], Box(0, 0, 0.5, 0.5))
    assert (part.width, part.height) == (1280, 960)
    assert SOURCE not in part.files


async def test_the_right_half_is_red_and_the_original_stays(runtime, http):
    whole = await uploaded(http, halves())
    answer = await http.post(
        f"{PICTURES}{whole['id']}/crop", json={"x": 0.5, "y": 0, "width": 0.5, "height": 1}
    )
    assert answer.status_code == 201, answer.text
    part = answer.json()
    seen = opened(await runtime.files.get(part["jpeg"].rpartition("/")[2]))
    red, _, blue = seen.getpixel((5, 5))
    assert (seen.size, red > 200, blue < 50) == ((1280, 1280), True, True)
    assert (await http.get(whole["jpeg"])).status_code == 200

    origin = (await http.get(f"{PICTURES}{part['id']}")).json()
    assert origin["original"] == whole
    assert origin["crop"] == {"x": 0.5, "y": 0, "width": 0.5, "height": 1}
    assert (await http.get(f"{PICTURES}{whole['id']}")).json() == {"original": whole, "crop": None}


async def test_a_part_is_cut_anew_from_the_original(http):
    whole = await uploaded(http, halves())
    left = {"x": 0, "y": 0, "width": 0.5, "height": 1}
    first = (await http.post(f"{PICTURES}{whole['id']}/crop", json={**left, "x": 0.5})).json()
    second = (await http.post(f"{PICTURES}{first['id']}/crop", json=left)).json()
    assert (await http.get(f"{PICTURES}{second['id']}")).json() == {"original": whole, "crop": left}
    again = (await http.post(f"{PICTURES}{whole['id']}/crop", json=left)).json()
    assert again == second


async def test_nobody_is_served_the_source(http):
    whole = await uploaded(http, halves())
    assert (await http.get(whole["jpeg"].replace(".jpg", SOURCE.suffix))).status_code == 404
    assert (await http.get(whole["jpeg"])).headers["content-type"] == "image/jpeg"
    assert LARGE.side < SOURCE.side


@pytest.mark.parametrize(
    ("crop", "status"),
    [
        ({"x": 0, "y": 0, "width": 0.001, "height": 1}, 422),
        ({"x": 0, "y": 0, "width": 1, "height": 0.01}, 422),
        ({"x": 0.9, "y": 0.99, "width": 0.001, "height": 1}, 422),
        ({"x": 0, "y": 0, "width": 1.5, "height": 1}, 422),
        ({"x": -0.1, "y": 0, "width": 1, "height": 1}, 422),
    ],
)
async def test_an_impossible_part_is_refused(http, crop, status):
    whole = await uploaded(http, halves())
    assert (await http.post(f"{PICTURES}{whole['id']}/crop", json=crop)).status_code == status
    assert (
        await http.post(f"{PICTURES}999999/crop", json=crop | {"x": 0, "width": 1, "height": 1})
    ).status_code == 404
