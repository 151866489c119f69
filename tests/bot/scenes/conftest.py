"""A shop with the sample shop's real texts, small enough to walk through, and a bot that sells from it."""

import io
import itertools
import os
from dataclasses import dataclass, field
from decimal import Decimal

import psycopg
import pytest
from PIL import Image
from pydantic import SecretStr

from kiosk.bot import limiter
from kiosk.business.service import found_business
from kiosk.catalog.inputs import CategoryInput, ProductInput
from kiosk.catalog.service import create_category, create_product
from kiosk.customers.service import publish_default_texts
from kiosk.kernel.clock import FixedClock
from kiosk.kernel.i18n import LOCALES
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.settings import Settings
from kiosk.media.service import store_picture
from kiosk.sample_shop.content import read_shop
from tests.bot.chatting import Stage
from tests.conftest import NOW

_numbers = itertools.count(1)
SHELVES = ("t-shirts-hoodies", "tea-coffee")
SPEAKERS = {"ru": 503, "uk": 502, "kk": 501, "en": 504}
NASTY = "<b>Sale & [x](tg://user?id=1) \u202eabc 🙂"


@dataclass
class Market:
    """Ids of what stands in the shop, by slug."""

    categories: dict[str, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)


def _texts(text) -> dict[str, str]:
    return {locale: text.in_language(locale) for locale in LOCALES}


def _translated(key: str, text) -> dict[str, dict[str, str]]:
    return {locale: {key: words} for locale, words in _texts(text).items()}


async def picture(runtime: Runtime, red: int, green: int) -> int:
    """A plain picture; other colours are another picture."""
    content = io.BytesIO()
    Image.new("RGB", (80, 80), (red, green, 120)).save(content, "PNG")
    async with runtime.database.unit() as unit:
        picture_id, _ = await store_picture(unit, runtime.files, content.getvalue())
        await unit.commit()
    return picture_id


async def furnish(runtime: Runtime, mark=lambda text: text, per_shelf: int = 9) -> Market:
    """Found the shop and fill two sections, one of them with a section inside. `mark` may change every text."""
    shop = read_shop()
    market = Market()
    banner = await picture(runtime, 250, 180)
    async with runtime.database.unit() as unit:
        await found_business(
            unit,
            name=mark("Apricot Yard"),
            currency="RUB",
            country="RU",
            default_locale="ru",
            time_zone="Europe/Moscow",
            texts={
                locale: {
                    key: mark(getattr(shop, key).in_language(locale))
                    for key in ("name", "greeting", "about", "delivery", "returns")
                }
                for locale in LOCALES
            },
            banner_id=banner,
        )
        await publish_default_texts(unit)
        await unit.commit()
    for place, category in enumerate(each for each in shop.categories if each.slug in SHELVES):
        async with runtime.database.unit() as unit:
            names = {
                locale: {"name": mark(words["name"])}
                for locale, words in _translated("name", category.name).items()
            }
            category_id = await create_category(
                unit, CategoryInput(name=names["ru"]["name"], slug=category.slug, translations=names)
            )
            market.categories[category.slug] = category_id
            inner = await create_category(
                unit,
                CategoryInput(
                    name=mark("Новинки"),
                    slug=f"new-{category.slug}",
                    parent_id=category_id,
                    translations={
                        "ru": {"name": mark("Новинки")},
                        "uk": {"name": mark("Новинки тут")},
                        "kk": {"name": mark("Жаңа")},
                        "en": {"name": mark("New")},
                    },
                ),
            )
            market.categories[f"new-{category.slug}"] = inner
            await unit.commit()
        for number, product in enumerate(list(shop.products_in(category))[:per_shelf]):
            where = inner if number == 0 else category_id
            market.products[product.slug] = await _put_up(runtime, product, where, place, number, mark)
    return market


async def _put_up(runtime: Runtime, product, category_id: int, shelf: int, number: int, mark) -> int:
    first = await picture(runtime, 10 + number, 40 * shelf)
    second = await picture(runtime, 100 + number, 40 * shelf)
    option = product.options[0] if product.options else None
    names = {
        locale: {
            "name": mark(product.name.in_language(locale)),
            "description": mark(product.description.in_language(locale)),
        }
        for locale in LOCALES
    }
    value_of_second = None
    if option is not None:
        last = product.values_of(option)[-1]
        value_of_second = {"type": mark(option.name.ru), "value": mark(last.name.ru)}
    given = {
        "name": names["ru"]["name"],
        "description": names["ru"]["description"],
        "slug": product.slug,
        "category_id": category_id,
        "translations": names,
        "options": [
            {
                "name": mark(each.name.ru),
                "translations": {l: {"name": mark(each.name.in_language(l))} for l in LOCALES},
                "values": [
                    {
                        "value": mark(value.name.ru),
                        "translations": {l: {"value": mark(value.name.in_language(l))} for l in LOCALES},
                    }
                    for value in product.values_of(each)
                ],
            }
            for each in product.options
        ],
        "variants": [
            {
                "sku": variant.sku,
                "price": str(variant.price),
                "old_price": str(variant.old_price) if variant.old_price else None,
                "stock_quantity": variant.stock,
                "low_stock_threshold": variant.low_stock,
                "attributes": [
                    {"type": mark(o.name.ru), "value": mark(v.name.ru)}
                    for o, v in zip(product.options, variant.values, strict=True)
                ],
            }
            for variant in product.variants
        ],
        "pictures": [{"id": first}, {"id": second, "attribute": value_of_second}],
    }
    async with runtime.database.unit() as unit:
        product_id = await create_product(unit, ProductInput.model_validate(given))
        await unit.commit()
    return product_id


async def sql(runtime: Runtime, statement: str, **params):
    """Change something behind everybody's back, or look at it."""
    from sqlalchemy import text

    async with runtime.database.unit() as unit:
        result = await unit.session.execute(text(statement), params)
        rows = result.all() if result.returns_rows else []
        await unit.commit()
    return rows


async def variant_id(runtime: Runtime, sku: str) -> int:
    """The id of a variant."""
    return (await sql(runtime, "SELECT id FROM product_variants WHERE sku = :sku", sku=sku))[0].id


async def set_price(runtime: Runtime, sku: str, price: str) -> None:
    """The shop changes a price."""
    await sql(
        runtime,
        "UPDATE product_variants SET price = :price, old_price = NULL WHERE sku = :sku",
        sku=sku,
        price=Decimal(price),
    )


async def set_stock(runtime: Runtime, sku: str, quantity: int) -> None:
    """Somebody else buys, or the shop counts anew."""
    from kiosk.inventory.service import set_on_hand

    number = await variant_id(runtime, sku)
    async with runtime.database.unit() as unit:
        await set_on_hand(unit, number, quantity, None)
        await unit.commit()


@pytest.fixture(scope="session")
async def furnished(postgres, tmp_path_factory):
    """The furnished shop as a template database, made once: (its name, its folder, what stands in it)."""
    from kiosk.app import build_runtime, opened

    folder = tmp_path_factory.mktemp("market")
    name = "kiosk_market"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE kiosk_template")
    settings = Settings.model_construct(**{**_defaults(), "data_dir": folder, "database_pool": 4})
    async with opened(build_runtime(settings, postgres.url(name), FixedClock(NOW))) as runtime:
        market = await furnish(runtime)
    return name, folder, market


@pytest.fixture(autouse=True)
def hurried(monkeypatch) -> None:
    """Scenes are tested without Telegram's pace of one message a second, which the machinery's tests keep."""
    monkeypatch.setattr(limiter, "PRIVATE_RATE", 1000.0)
    monkeypatch.setattr(limiter, "PRIVATE_BURST", 1000.0)


@pytest.fixture
def database_url(postgres, furnished):
    """A fresh copy of the furnished shop."""
    name = f"market_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {furnished[0]}")
        yield postgres.url(name)
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def settings(furnished) -> Settings:
    """Settings whose folder holds the shop's pictures."""
    given = {"data_dir": furnished[1], "secret_key": SecretStr("a-secret-for-tests-only-0123456789abcdef")}
    return Settings.model_construct(**{**_defaults(), **given, "database_pool": 10})


@pytest.fixture
def market(furnished) -> Market:
    """What stands in the shop."""
    return furnished[2]


@pytest.fixture
def shop(stage: Stage) -> Runtime:
    """The runtime of the bot that sells, to change things behind everybody's back."""
    return stage.runtime


def _defaults() -> dict:
    return {
        name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()
    }
