"""People in front of the panel."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.browser.panel.goods import Api
from tests.browser.panel.office import SIZES, Office, as_owner, come

Visit = Callable[..., Awaitable[Office]]


@pytest.fixture
async def visit(demo: str, chromium: Browser) -> AsyncIterator[Visit]:
    """Opens browsers in front of the demo's panel: `await visit("phone", color_scheme="dark")`.

    At the end none of them may have objected to anything.
    """
    offices: list[Office] = []

    async def open_one(size: str = "desktop", **options: Any) -> Office:
        offices.append(await come(chromium, demo, size, **options))
        return offices[-1]

    yield open_one
    complaints = [each for office in offices for each in office.complaints]
    for office in offices:
        await office.context.close()
    assert complaints == []


@pytest.fixture(params=SIZES)
async def office(request: pytest.FixtureRequest, visit: Visit) -> Office:
    """The owner, signed in, once on a phone and once at a desk."""
    owner = await visit(request.param)
    await owner.enter()
    return owner


@pytest.fixture
async def api(demo: str, chromium: Browser) -> AsyncIterator[Api]:
    """The API as the owner, beside the page."""
    async with as_owner(chromium, demo) as (request, headers):
        yield Api(request, demo, headers)
