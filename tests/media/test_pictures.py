"""Pictures are re-encoded, upright, bare of metadata, kept once, and served as what they are."""

import io

import pytest
from PIL import Image
from sqlalchemy import text

from kiosk.media.errors import NotAPicture, WrongDimensions
from kiosk.media.processing import encode
from kiosk.media.rules import LARGE, MEDIUM, SMALL, SOURCE
from kiosk.media.service import store_picture
from tests.staff import client_of, signed_in

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def picture(size=(2000, 1000), kind="JPEG", colour="teal", **options):
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def opened(content):
    return Image.open(io.BytesIO(content))


def test_a_picture_becomes_three_files_and_a_source():
    encoded = encode(picture())

    assert (encoded.width, encoded.height) == (1280, 640)
    assert {form: (opened(f).format, opened(f).size) for form, f in encoded.files.items()} == {
        LARGE: ("JPEG", (1280, 640)),
        MEDIUM: ("WEBP", (960, 480)),
        SMALL: ("WEBP", (320, 160)),
        SOURCE: ("JPEG", (2000, 1000)),
    }


def test_a_small_picture_is_not_blown_up():
    assert {opened(f).size for f in encode(picture((100, 50))).files.values()} == {(100, 50)}


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "a phone"
    exif.get_ifd(GPS)[1] = "N"
    encoded = encode(picture(exif=exif.tobytes(), comment=b"private"))

    assert (encoded.width, encoded.height) == (640, 1280)
    for content in encoded.files.values():
        assert dict(opened(content).getexif()) == {}
        assert not {"exif", "comment", "icc_profile"} & opened(content).info.keys()
        assert b"private" not in content


def test_what_is_transparent_becomes_white():
    encoded = encode(picture((64, 64), "PNG", (0, 0, 0, 0)))

    assert opened(encoded.files[LARGE]).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotAPicture),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", NotAPicture),
        (picture()[:900], NotAPicture),
        (picture((64, 64), "GIF"), NotAPicture),
        (picture((5001, 5000), "PNG"), WrongDimensions),
        (picture((4000, 100)), WrongDimensions),
        (picture((8, 8)), WrongDimensions),
    ],
    ids=["nothing", "svg", "cut off", "gif", "26 megapixels", "a strip", "a dot"],
)
def test_what_is_no_picture_to_show_is_refused(content, refusal):
    with pytest.raises(refusal):
        encode(content)


async def test_the_same_picture_is_kept_once(runtime):
    ids = []
    for _ in range(2):
        async with runtime.database.unit() as unit:
            ids.append((await store_picture(unit, runtime.files, picture()))[0])
            await unit.commit()
    async with runtime.database.read() as session:
        rows = await session.scalar(text("SELECT count(*) FROM pictures"))

    assert (ids[0], rows) == (ids[1], 1)
    assert len([p for p in runtime.files.root.rglob("*") if p.is_file()]) == 4


async def test_staff_uploads_and_everybody_sees(runtime):
    async with client_of(runtime) as http:
        staff = await signed_in(runtime, http)
        noisy = Image.effect_noise((2400, 1600), 80)
        out = io.BytesIO()
        noisy.convert("RGB").save(out, "JPEG", quality=95)
        assert len(out.getvalue()) > 1_500_000  # more than other requests may send
        uploaded = await http.post(
            "/api/v1/admin/pictures/", files={"file": ("x.png", out.getvalue(), "text/html")}, headers=staff
        )
        assert uploaded.status_code == 201, uploaded.text
        seen = await http.get(uploaded.json()["webp_320"])
        again = await http.get(uploaded.json()["webp_320"], headers={"If-None-Match": seen.headers["etag"]})

    assert (seen.status_code, seen.headers["content-type"]) == (200, "image/webp")
    assert seen.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert seen.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert opened(seen.content).size == (320, 213)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["x.jpg", f"{'0' * 64}.jpg", f"{'0' * 64}.svg", "..%2f..%2fetc%2fpasswd"])
async def test_other_names_lead_nowhere(runtime, name):
    async with client_of(runtime) as http:
        answer = await http.get(f"/media/{name}")

    assert answer.status_code == 404


async def test_strangers_don_t_upload(runtime):
    async with client_of(runtime) as http:
        answer = await http.post("/api/v1/admin/pictures/", files={"file": ("x.jpg", picture())})

    assert answer.status_code == 401


async def test_a_text_is_refused_as_a_picture(runtime):
    async with client_of(runtime) as http:
        staff = await signed_in(runtime, http)
        answer = await http.post(
            "/api/v1/admin/pictures/", files={"file": ("x.jpg", b"hello")}, headers=staff
        )

    assert (answer.status_code, answer.json()["code"]) == (422, "media.not-a-picture")
