"""Fixtures of the rooms in which people buy: an open shop, a client, and who may ask what."""

import httpx2
import pytest

from kiosk.app import create_app
from tests.shop import BUYER, CLERK, OTHER, open_shop, service_key, token


@pytest.fixture
async def shop(database):
    return await open_shop(database)


@pytest.fixture
async def client(runtime):
    transport = httpx2.ASGITransport(create_app(runtime))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield http


@pytest.fixture
async def buyer(database, settings, shop):
    return await token(database, settings, BUYER)


@pytest.fixture
async def other(database, settings, shop):
    return await token(database, settings, OTHER)


@pytest.fixture
async def clerk(database, settings, shop):
    return await token(database, settings, CLERK)


@pytest.fixture
async def service(database, shop):
    return await service_key(database)
