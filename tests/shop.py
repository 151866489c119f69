"""A small shop to sell from: what the tests of carts, orders and checkout start with."""

from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import insert, text

from kiosk.business.service import found_business
from kiosk.catalog.models import (
    OptionType,
    OptionValue,
    Product,
    ProductOption,
    ProductVariant,
    VariantValue,
)
from kiosk.customers.service import ORDER_DATA, find_current_text, give_consent, publish_default_texts
from kiosk.identity.models import Account, AccountRole
from kiosk.inventory.service import open_levels
from kiosk.kernel.database import Database, Unit

BUYER, OTHER, CLERK = 501, 502, 510


@dataclass
class Shop:
    """Ids of what was made."""

    shirt: int = 0
    red_m: int = 0
    blue_l: int = 0
    mug: int = 0
    mug_product: int = 0
    variants: list[int] = field(default_factory=list)


async def open_shop(database: Database, *, stock: int = 50) -> Shop:
    """A shirt in two variants at 19.99 and 21.99 and a mug at 5.50, three accounts, the consent text."""
    shop = Shop()
    async with database.unit() as unit:
        await found_business(
            unit,
            name="Kiosk",
            currency="USD",
            country="US",
            default_locale="en",
            time_zone="Europe/Kyiv",
            texts={"ru": {"name": "Киоск"}},
        )
        # Buyers in tests order more than people do; how much they may is tested by itself (C15).
        await unit.session.execute(
            text("UPDATE business SET most_waiting_orders = 1000, most_daily_orders = 1000")
        )
        await publish_default_texts(unit)
        for account, role in ((BUYER, "customer"), (OTHER, "customer"), (CLERK, "manager")):
            await add_account(unit, account, role)
        shop.shirt = await add_product(
            unit, "classic-t-shirt", "Classic T-Shirt", {"ru": {"name": "Классическая футболка"}}
        )
        shop.mug_product = await add_product(unit, "mug", "Mug", {"ru": {"name": "Кружка"}})
        values = await _options(unit, shop.shirt)
        shop.red_m = await add_variant(unit, shop.shirt, "TS-RED-M", "19.99", stock, values[0], values[2])
        shop.blue_l = await add_variant(unit, shop.shirt, "TS-BLUE-L", "21.99", stock, values[1], values[3])
        shop.mug = await add_variant(unit, shop.mug_product, "MUG", "5.50", stock)
        shop.variants = [shop.red_m, shop.blue_l, shop.mug]
        await unit.commit()
    return shop


async def add_account(unit: Unit, account_id: int, role: str = "customer") -> None:
    """An account as Telegram brings it."""
    now = unit.now()
    await unit.session.execute(
        insert(Account).values(
            id=account_id, telegram_id=account_id, full_name=f"Person {account_id}", created_at=now
        )
    )
    await unit.session.execute(insert(AccountRole).values(account_id=account_id, role=role, granted_at=now))


async def add_product(unit: Unit, slug: str, name: str, translations=None) -> int:
    """A product without variants yet."""
    now = unit.now()
    return await unit.session.scalar(
        insert(Product)
        .values(slug=slug, name=name, translations=translations or {}, created_at=now, updated_at=now)
        .returning(Product.id)
    )


async def add_variant(unit: Unit, product_id: int, sku: str, price: str, stock: int, *values) -> int:
    """A variant with these (option type, option value) pairs and so much stock."""
    variant_id = await unit.session.scalar(
        insert(ProductVariant)
        .values(
            product_id=product_id,
            sku=sku,
            price=Decimal(price),
            signature="-".join(str(value) for _, value in sorted(values, key=lambda v: v[1])),
        )
        .returning(ProductVariant.id)
    )
    for option_type_id, option_value_id in values:
        await unit.session.execute(
            insert(VariantValue).values(
                variant_id=variant_id,
                option_type_id=option_type_id,
                option_value_id=option_value_id,
                product_id=product_id,
            )
        )
    await open_levels(unit, {variant_id: (stock, 3)})
    return variant_id


async def _options(unit: Unit, product_id: int):
    pairs = []
    for position, (name, values) in enumerate(
        (("Color", {"Red": "красный", "Blue": "синий"}), ("Size", {"M": "M", "L": "L"}))
    ):
        option = await unit.session.scalar(insert(OptionType).values(name=name).returning(OptionType.id))
        await unit.session.execute(
            insert(ProductOption).values(product_id=product_id, option_type_id=option, position=position)
        )
        for value, russian in values.items():
            pairs.append(
                (
                    option,
                    await unit.session.scalar(
                        insert(OptionValue)
                        .values(option_type_id=option, value=value, translations={"ru": {"value": russian}})
                        .returning(OptionValue.id)
                    ),
                )
            )
    return pairs


async def consent(database: Database, account_id: int = BUYER) -> None:
    """The account agrees to the order-data text."""
    async with database.unit() as unit:
        shown = await find_current_text(unit.session, ORDER_DATA, "en")
        await give_consent(unit, account_id, shown.id, "bot", message_id=7)
        await unit.commit()


async def sql(database: Database, statement: str, **params):
    """Rows of a statement."""
    async with database.read() as session:
        result = await session.execute(text(statement), params)
        return result.all() if result.returns_rows else []


async def value(database: Database, statement: str, **params):
    """One value."""
    return (await sql(database, statement, **params))[0][0]


async def on_hand(database: Database, variant_id: int) -> int:
    """What is on the shelf, after checking that its movements agree."""
    rows = await sql(
        database,
        "SELECT on_hand, (SELECT sum(delta) FROM stock_movements m WHERE m.variant_id = l.variant_id) AS moved"
        " FROM stock_levels l WHERE variant_id = :id",
        id=variant_id,
    )
    assert rows[0].on_hand == (rows[0].moved or 0)
    return rows[0].on_hand


async def token(database: Database, settings, account_id: int) -> dict[str, str]:
    """The headers of a signed-in account."""
    from kiosk.identity.service import Entry, open_session

    async with database.unit() as unit:
        session = await open_session(
            unit, settings.secret_key.get_secret_value(), account_id, Entry(is_strong=True)
        )
        await unit.commit()
    return {"Authorization": f"Bearer {session.access_token}"}


async def service_key(database: Database) -> dict[str, str]:
    """The headers of a service."""
    from kiosk.identity.service import create_api_key

    async with database.unit() as unit:
        _, plain = await create_api_key(unit, "test")
        await unit.commit()
    return {"X-Api-Key": plain}


def command(account_id: int = BUYER, lines=None, **changes):
    """An order that nothing is wrong with."""
    from kiosk.checkout.service import PlaceOrder

    given = {
        "account_id": account_id,
        "contact_name": "Ann Lee",
        "phone": "+12015550123",
        "address": "123 Main St, Anytown, USA",
        "locale": "en",
        "channel": "bot",
        "lines": lines,
        "actor_id": account_id,
    }
    return PlaceOrder(**{**given, **changes})


async def order(database: Database, lines, account_id: int = BUYER, **changes):
    """Place an order and commit it."""
    from kiosk.checkout.service import place

    async with database.unit() as unit:
        placed = await place(unit, command(account_id, lines, **changes))
        await unit.commit()
    return placed


async def move_to(database: Database, order_id: int, *statuses: str) -> None:
    """Have the clerk move an order step by step."""
    from kiosk.orders.rules import Status
    from kiosk.orders.service import move

    for status in statuses:
        async with database.unit() as unit:
            await move(unit, order_id, Status(status), actor_id=CLERK)
            await unit.commit()
