"""The back office stands beside the API in production, and each keeps its own policy."""

import re
from base64 import b64encode
from collections.abc import AsyncIterator
from hashlib import sha256

import httpx2
import pytest

from kiosk.app import create_app
from kiosk.kernel.runtime import Runtime


@pytest.fixture
async def shop(runtime: Runtime) -> AsyncIterator[httpx2.AsyncClient]:
    """What `kiosk serve` answers."""
    transport = httpx2.ASGITransport(create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


def policy(answer: httpx2.Response) -> dict[str, str]:
    """The Content-Security-Policy of an answer, by directive."""
    parts = answer.headers["content-security-policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("path", ["/admin/", "/admin/orders/17", "/admin/enter"])
async def test_every_address_of_the_panel_gives_its_page(shop: httpx2.AsyncClient, path: str):
    answer = await shop.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    rules = policy(answer)
    # The scripts that stand in the page itself run because the policy names them, one by one.
    inline = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    digests = [b64encode(sha256(each.encode()).digest()).decode() for each in inline]
    assert rules["script-src"] == " ".join(["'self'", *(f"'sha256-{each}'" for each in digests)])
    assert (rules["default-src"], rules["style-src"]) == ("'none'", "'self'")
    assert rules["require-trusted-types-for"] == "'script'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(inline) == 2
    assert re.findall(r"<script (?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", answer.text) == []


async def test_its_files_carry_hashes_and_travel_compressed(shop: httpx2.AsyncClient):
    page = (await shop.get("/admin/")).text
    encodings = []
    for path in re.findall(r'="(/admin/assets/[^"]+)"', page):
        answer = await shop.get(path, headers={"Accept-Encoding": "br"})
        assert "immutable" in answer.headers["cache-control"]
        encodings.append(answer.headers.get("content-encoding") or len(answer.content))
    # What is shorter than a packet travels as it is.
    assert "br" in encodings
    assert all(each == "br" or each < 1024 for each in encodings)


async def test_the_api_beside_it_may_run_nothing(shop: httpx2.AsyncClient):
    assert (await shop.get("/admin")).headers["location"] == "/admin/"
    answer = await shop.get("/api/v1/auth/me")
    assert answer.status_code == 401
    assert policy(answer) == {"default-src": "'none'", "frame-ancestors": "'none'"}
