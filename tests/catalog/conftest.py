"""A founded shop, and a short way to fill it."""

import pytest

from kiosk.business.service import found_business
from kiosk.catalog.inputs import ProductInput
from kiosk.catalog.service import create_product


@pytest.fixture
async def shop(database):
    """The database of a shop whose people read Russian unless they say otherwise."""
    async with database.unit() as unit:
        await found_business(
            unit,
            name="Лавка",
            currency="RUB",
            country="RU",
            default_locale="ru",
            time_zone="Europe/Moscow",
        )
        await unit.commit()
    return database


@pytest.fixture
def add(shop):
    """Puts a product into the shop; gives its id."""

    async def add_product(fields):
        async with shop.unit() as unit:
            product_id = await create_product(unit, ProductInput.model_validate(fields))
            await unit.commit()
        return product_id

    return add_product
