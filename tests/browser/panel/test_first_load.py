"""What a page asks for before its code has come is what it needs, and is asked for once."""

import pytest
from playwright.async_api import Request

from tests.browser.panel.conftest import Visit

pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize("path", ["/today", "/orders", "/products", "/settings/business"])
async def test_what_is_asked_early_is_used_and_not_asked_again(visit: Visit, path: str):
    office = await visit("phone")
    await office.enter()
    await office.page.goto("about:blank")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.removeprefix(office.base))

    office.page.on("request", note)
    await office.open(path)
    await office.is_settled()
    # One name for each: a file or an answer that nobody takes would be asked for a second time, or lie there.
    early = [
        "/api/v1/auth/refresh",
        "/api/v1/auth/me",
        "/api/v1/admin/getting-started/",
        "/api/v1/admin/shop",
    ]
    assert {each: asked.count(each) for each in early} == dict.fromkeys(early, 1)
    assert await office.page.evaluate("[...window.kioskEarly.keys()]") == []
    files = [each for each in asked if "/assets/" in each]
    assert sorted(files) == sorted(set(files))
