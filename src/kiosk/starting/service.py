"""From nothing to the first order: each step can be skipped, repeated, and done elsewhere."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.bots.connection import find_shop_bot
from kiosk.business.service import Business, found_business, get_business
from kiosk.checkout.service import PlacedOrder, PlaceOrder, place
from kiosk.customers.publication import publish_default_texts
from kiosk.facts import BusinessChanged
from kiosk.identity.queries import get_me
from kiosk.kernel.database import Unit
from kiosk.kernel.files import FileStore
from kiosk.kernel.i18n import N_, Translator
from kiosk.kernel.jobs import DeferredJob
from kiosk.kernel.phones import example_phone
from kiosk.kernel.rows import Source, fetch
from kiosk.kernel.settings import Settings
from kiosk.orders.rules import Status
from kiosk.sample_shop.loader import add_sample_goods
from kiosk.starting import queries
from kiosk.starting.errors import CatalogueNotEmpty, NothingInStock, TestOrderOpen
from kiosk.starting.schemas import FoundBusiness, Goods, Progress

SAMPLE_GOODS = "starting.sample-goods"
PATIENCE = timedelta(minutes=5)
"""Drawing takes half a minute. What isn't there by then may be asked for again."""

ADDRESS = N_("A test: nothing is to be delivered")
COMMENT = N_("Test order, sent by the shop to itself. Cancel it, and the stock comes back.")


async def get_progress(source: Source, settings: Settings, account_id: int, now: datetime) -> Progress:
    """How far the beginning is, for the account that asks."""
    facts = await queries.get_facts(source, account_id)
    bot = await find_shop_bot(source, settings)
    return Progress(
        founded=facts.founded,
        bot=bot.username,
        bot_link=bot.link,
        is_bot_fixed=bot.is_fixed,
        owner_linked=facts.owner_linked,
        has_staff_group=bot.staff_chat_id is not None,
        staff_group=bot.staff_chat_title,
        goods=_goods(facts, now),
        products=facts.products,
        test_order=facts.test_order,
        finished=facts.finished_at is not None,
        dismissed=facts.dismissed_at is not None,
    )


def _goods(facts: queries.Facts, now: datetime) -> Goods:
    if facts.products:
        return "there"
    asked = facts.goods_asked_at
    return "coming" if asked is not None and now - asked < PATIENCE else "none"


async def found(unit: Unit, wanted: FoundBusiness) -> Business:
    """Found the shop, and publish what its buyers agree to. Raises AlreadyFounded."""
    business = await found_business(
        unit,
        name=wanted.name,
        currency=wanted.currency,
        country=wanted.country,
        default_locale=wanted.default_locale,
        time_zone=wanted.time_zone,
        market=wanted.market or "",
    )
    await publish_default_texts(unit)
    unit.publish(BusinessChanged())
    unit.audit("business.founded", "business:1", country=wanted.country, currency=wanted.currency)
    return business


async def ask_for_goods(unit: Unit) -> None:
    """Have the catalogue filled with sample goods. Raises NotFounded, CatalogueNotEmpty."""
    await get_business(unit.session)
    if (await queries.get_facts(unit.session, None)).products:
        raise CatalogueNotEmpty
    await _note(unit, "goods_asked_at")
    unit.defer(DeferredJob(SAMPLE_GOODS, once=SAMPLE_GOODS))
    unit.audit("goods.sampled")


async def make_goods(unit: Unit, files: FileStore) -> bool:
    """Fill the catalogue; False if somebody was quicker. The caller commits."""
    made = await add_sample_goods(unit, files)
    await fetch(unit.session, _GOODS_ARE_THERE)
    return made


async def place_test_order(unit: Unit, account_id: int, say: Translator) -> PlacedOrder:
    """Order one piece of the cheapest thing in stock, as every buyer does, for the account itself.

    It wears its purpose where a buyer's address and comment are. Number and address are made up, so they aren't kept
    for the account's next order. Raises NotFounded, NothingInStock, TestOrderOpen, and what `place` raises.
    """
    business = await get_business(unit.session)
    await fetch(unit.session, _ROW)
    await fetch(unit.session, _LOCK)
    last = (await queries.get_facts(unit.session, account_id)).test_order
    if last is not None and last.status is not Status.CANCELLED:
        raise TestOrderOpen
    variant_id = await queries.find_cheapest_in_stock(unit.session)
    if variant_id is None:
        raise NothingInStock
    me = await get_me(unit.session, account_id)
    placed = await place(
        unit,
        PlaceOrder(
            account_id=account_id,
            contact_name=me.full_name,
            phone=example_phone(business.country),
            address=say(ADDRESS),
            locale=say.locale,
            channel="panel",
            lines={variant_id: 1},
            comment=say(COMMENT),
            actor_id=account_id,
            is_remembered=False,
        ),
    )
    await fetch(unit.session, _ORDERED, {"order": placed.id})
    unit.audit("order.tested", f"order:{placed.id}")
    return placed


async def finish(unit: Unit) -> None:
    """The owner is through with the steps, or goes past them."""
    await _note(unit, "finished_at")


async def dismiss(unit: Unit) -> None:
    """Remind nobody of what was skipped."""
    await _note(unit, "dismissed_at")


async def skip(unit: Unit) -> None:
    """A shop that was set up elsewhere begins nothing."""
    await finish(unit)
    await dismiss(unit)


async def _note(unit: Unit, column: str) -> None:
    await fetch(unit.session, _NOTE.format(column=column), {"at": unit.now()})


_NOTE: Final = """
INSERT INTO getting_started ({column}) VALUES (%(at)s)
ON CONFLICT (id) DO UPDATE SET {column} = EXCLUDED.{column} RETURNING 1
"""
_ROW: Final = "INSERT INTO getting_started DEFAULT VALUES ON CONFLICT DO NOTHING RETURNING 1"
_LOCK: Final = "SELECT FROM getting_started FOR UPDATE"
_ORDERED: Final = "UPDATE getting_started SET test_order_id = %(order)s RETURNING 1"
_GOODS_ARE_THERE: Final = "UPDATE getting_started SET goods_asked_at = NULL RETURNING 1"
