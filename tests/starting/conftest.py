"""An installation that somebody owns, and nothing else."""

import pytest

from kiosk.sample_shop import loader
from tests.sample_shop.quick import draw_all
from tests.staff import client_of, enter, signed_in

FLOWERS = {
    "name": "Тюльпан",
    "country": "UA",
    "currency": "UAH",
    "time_zone": "Europe/Kyiv",
    "default_locale": "uk",
}


@pytest.fixture
async def owner(runtime):
    """The client of the owner, who has just shown a second factor."""
    async with client_of(runtime) as http:
        http.headers |= await signed_in(runtime, http)
        yield http


@pytest.fixture
async def founded(owner):
    """The shop is founded."""
    assert (await owner.post("/api/v1/admin/business/", json=FLOWERS)).status_code == 201


@pytest.fixture
async def manager(runtime, owner):
    """The client of somebody who may keep goods and orders, but not the house."""
    async with client_of(runtime) as http:
        http.headers |= await enter(runtime, "manager")
        yield http


@pytest.fixture
def quick_pictures(monkeypatch):
    """Sample goods without half a minute of drawing."""
    monkeypatch.setattr(loader, "_draw_all", draw_all)
