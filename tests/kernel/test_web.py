"""Pages are served with headers that let them run their own scripts and nothing else."""

import gzip
from pathlib import Path

import httpx2
import pytest

from kiosk.kernel.web import IMMUTABLE, PAGE_CSP, REVALIDATE, Pages, PagesBeside, page_policy


@pytest.fixture
async def site(tmp_path):
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Chat</title>")
    script = "let words = 'Привет';\n" * 200
    (folder / "assets" / "index-B7o4zLMe.js").write_text(script)
    (folder / "assets" / "index-B7o4zLMe.js.gz").write_bytes(gzip.compress(script.encode()))
    (folder / "assets" / "index-B7o4zLMe.js.br").write_bytes(b"as the build wrote it")
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


def test_a_script_in_the_page_is_allowed_by_its_hash_alone():
    # The digest as `openssl dgst -sha256 -binary | base64` gives it.
    known = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    page = b"<title>x</title><script>alert(1)</script><script src='/a.js'></script>"
    assert page_policy(page).decode() == PAGE_CSP.decode().replace("'self';", f"'self' {known};", 1)


async def test_what_carries_a_hash_never_changes(site):
    answer = await site.get("/chat/assets/index-B7o4zLMe.js")
    assert answer.headers["cache-control"] == IMMUTABLE.decode()
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (await site.get("/chat/favicon.svg")).headers["cache-control"] == REVALIDATE.decode()


SCRIPT = "/chat/assets/index-B7o4zLMe.js"


async def raw(site, accepted: str) -> tuple[str | None, bytes]:
    """The encoding of the answer, and its bytes as they travel."""
    async with site.stream("GET", SCRIPT, headers={"Accept-Encoding": accepted}) as answer:
        assert answer.headers["vary"] == "Accept-Encoding"
        return answer.headers.get("content-encoding"), b"".join([part async for part in answer.aiter_raw()])


async def test_texts_travel_as_the_build_compressed_them(site):
    _, plain = await raw(site, "identity")
    encoding, compressed = await raw(site, "gzip, deflate")
    assert (encoding, gzip.decompress(compressed)) == ("gzip", plain)
    assert await raw(site, "gzip, deflate, br, zstd") == ("br", b"as the build wrote it")


@pytest.mark.parametrize("accepted", ["br;q=0", "br; q=0.0, identity", "brotli", ""])
async def test_what_a_browser_does_not_take_is_not_sent(site, accepted):
    assert (await raw(site, accepted))[0] is None


async def test_a_compressed_twin_is_no_page_of_its_own(site):
    assert (await site.get(f"{SCRIPT}.br")).status_code == 404


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


async def test_applications_stand_beside_the_api(site, tmp_path: Path):
    async def api(scope, _receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": scope["path"].encode()})

    both = PagesBeside(api, {"/chat": Pages(tmp_path / "dist", "/chat")})
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(both), base_url="http://shop.test"
    ) as client:
        moved = await client.get("/chat")
        assert (moved.status_code, moved.headers["location"]) == (308, "/chat/")
        assert (await client.get("/chat/people")).status_code == 200
        assert (await client.get("/chatter")).status_code == 204
        assert (await client.get("/api/v1/chat")).status_code == 204


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
