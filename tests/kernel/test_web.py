"""Pages are served with headers that let them run their own scripts and nothing else."""

import gzip

import httpx2
import pytest

from kiosk.kernel.web import IMMUTABLE, PAGE_CSP, REVALIDATE, Pages


@pytest.fixture
async def site(tmp_path):
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Chat</title>")
    (folder / "assets" / "index-B7o4zLMe.js").write_text("let words = 'Привет';\n" * 200)
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.txt").write_text("not yours")
    transport = httpx2.ASGITransport(Pages(folder, "/chat"))
    async with httpx2.AsyncClient(transport=transport, base_url="http://shop.test") as client:
        yield client


@pytest.mark.parametrize("path", ["/chat/", "/chat/index.html", "/chat/people/501", "/chat/rooms/"])
async def test_the_application_answers_at_its_addresses(site, path):
    answer = await site.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == PAGE_CSP.decode()
    assert answer.headers["cache-control"] == REVALIDATE.decode()


async def test_what_carries_a_hash_never_changes(site):
    answer = await site.get("/chat/assets/index-B7o4zLMe.js")
    assert answer.headers["cache-control"] == IMMUTABLE.decode()
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (await site.get("/chat/favicon.svg")).headers["cache-control"] == REVALIDATE.decode()


async def test_large_texts_travel_compressed(site):
    path = "/chat/assets/index-B7o4zLMe.js"
    async with site.stream("GET", path, headers={"Accept-Encoding": "gzip, br"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    plain = await site.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content


async def test_an_unchanged_page_is_not_sent_again(site):
    etag = (await site.get("/chat/")).headers["etag"]
    again = await site.get("/chat/", headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/chat/nothing.js", "/chat/../secret.txt", "/chat/%2e%2e/secret.txt", "/chat//etc/passwd.txt"]
)
async def test_there_is_nothing_outside_the_folder(site, path):
    answer = await site.get(path)
    assert answer.status_code == 404
    assert "not yours" not in answer.text


async def test_other_methods(site):
    head = await site.head("/chat/")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    assert (await site.post("/chat/")).status_code == 405


def test_pages_allow_no_inline_script_and_no_foreign_host():
    policy = PAGE_CSP.decode()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
