"""Placing an order: one transaction over the cart, the catalogue, the stock, the order and the customer.

All that may be refused is asked before anything is written, and taking the stock is the last such question. So a
refusal leaves nothing behind, even if the caller goes on and commits.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from kiosk.business.service import get_business
from kiosk.carts.errors import QuantityTooLarge
from kiosk.carts.rules import MAX_QUANTITY
from kiosk.carts.service import clear, lock_lines
from kiosk.catalog.queries import variants_for_sale
from kiosk.catalog.schemas import VariantForSale
from kiosk.checkout.errors import (
    EmptyCart,
    NotForSale,
    PriceChanged,
    TooManyToday,
    TooManyWaiting,
    TotalTooLarge,
)
from kiosk.checkout.schemas import PlacedOrder, PlaceOrder
from kiosk.customers.contact_details import normal_address, normal_name, normal_phone
from kiosk.customers.rules import clean_note
from kiosk.customers.service import refuse_blocked, remember_delivery
from kiosk.facts import OrderPlaced
from kiosk.identity.rules import Actor
from kiosk.identity.service import ensure_telegram_account
from kiosk.inventory.errors import OutOfStock
from kiosk.inventory.schemas import Level
from kiosk.inventory.service import take
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden, Invalid
from kiosk.kernel.i18n import N_
from kiosk.kernel.money import Money
from kiosk.kernel.rows import fetch
from kiosk.orders.schemas import NewLine, NewOrder
from kiosk.orders.service import draw_id, record

__all__ = ["PlaceOrder", "PlacedOrder", "buyer_of", "place"]

# What NUMERIC(12, 2) holds.
_LARGEST_TOTAL = Decimal("9999999999.99")
_DAY = timedelta(days=1)


async def place(unit: Unit, command: PlaceOrder) -> PlacedOrder:
    """Place an order: take the stock, store what is charged, tell the house.

    Raises CustomerBlocked, TooManyWaiting, TooManyToday, EmptyCart, NotForSale, OutOfStock, QuantityTooLarge,
    PriceChanged, TotalTooLarge, InvalidName, InvalidPhone, InvalidAddress; nothing has been written then.
    Idempotency is the face's matter (`kernel.idempotency.once`).
    """
    await refuse_blocked(unit, command.account_id)
    await _refuse_hoarding(unit, command.account_id)
    name, address = normal_name(command.contact_name), normal_address(command.address)
    phone = normal_phone(command.phone, await _region(unit, command.phone))
    quantities = await _quantities(unit, command)
    lines = _lines(quantities, await variants_for_sale(unit.session, list(quantities)))
    total = _total(lines, command.expected_total)

    order_id = await draw_id(unit)
    levels = await take(unit, quantities, order_id)
    order = await record(
        unit,
        NewOrder(
            id=order_id,
            user_id=command.account_id,
            total=total,
            shipping_address=address,
            customer_name=name,
            customer_phone=phone,
            comment=clean_note(command.comment),
            locale=command.locale,
            channel=command.channel,
            lines=lines,
        ),
        actor_id=command.actor_id,
    )
    if command.lines is None:
        await clear(unit, command.account_id)
    if command.is_remembered:
        await remember_delivery(unit, command.account_id, name=name, phone=phone, address=address)
    _make_stale(unit, lines, levels)
    unit.publish(OrderPlaced(order_id=order_id, customer_id=command.account_id))
    return PlacedOrder(order_id, order.number, order.status, total, lines)


async def buyer_of(unit: Unit, actor: Actor, *, user_id: int | None, full_name: str) -> int:
    """Whose order it is: the actor's own, or that of the Telegram user whom a service names.

    A Telegram user who is new here gets an account under `full_name`; a known one keeps their name. Raises
    Forbidden if a customer names somebody else, Invalid if a service names nobody.
    """
    if actor.account_id is not None:
        if user_id not in {None, actor.account_id}:
            raise Forbidden
        return actor.account_id
    if not actor.may("customers.act-for"):
        raise Forbidden
    if user_id is None:
        raise Invalid(("/user_id", "missing", N_("A service must name the buyer.")))
    if not await fetch(unit.session, _KNOWN, {"id": user_id}):
        await ensure_telegram_account(unit, user_id, full_name=full_name, username=None)
    return user_id


_KNOWN: Final = "SELECT 1 FROM accounts WHERE id = %(id)s"


async def _refuse_hoarding(unit: Unit, account_id: int) -> None:
    """An order holds its stock until the shop has answered, so one buyer may not have any number of them (C15)."""
    rows = await fetch(unit.session, _HELD, {"id": account_id, "day_ago": unit.now() - _DAY})
    if not rows:
        return
    held = rows[0]
    if held.waiting >= held.most_waiting_orders:
        raise TooManyWaiting(limit=held.most_waiting_orders)
    if held.placed >= held.most_daily_orders:
        raise TooManyToday(limit=held.most_daily_orders)


_HELD: Final = """
SELECT most_waiting_orders, most_daily_orders,
    (SELECT count(*) FROM orders WHERE user_id = %(id)s AND status = 'pending') AS waiting,
    (SELECT count(*) FROM orders WHERE user_id = %(id)s AND created_at > %(day_ago)s) AS placed
FROM business
"""


async def _region(unit: Unit, phone: str) -> str:
    # A number with its country code needs no home.
    return "ZZ" if phone.lstrip().startswith("+") else (await get_business(unit.session)).country


async def _quantities(unit: Unit, command: PlaceOrder) -> Mapping[int, int]:
    quantities = await lock_lines(unit, command.account_id) if command.lines is None else dict(command.lines)
    if not quantities:
        raise EmptyCart
    if max(quantities.values()) > MAX_QUANTITY:
        raise QuantityTooLarge(limit=MAX_QUANTITY)
    return quantities


def _lines(quantities: Mapping[int, int], variants: Mapping[int, VariantForSale]) -> tuple[NewLine, ...]:
    lines = []
    for variant_id, quantity in quantities.items():
        variant = variants.get(variant_id)
        if variant is None or not variant.sellable:
            raise NotForSale(variant_id=variant_id)
        # An early no for what is plainly gone spares the stock's rows; a yes is only said by `take`.
        if variant.on_hand < quantity:
            raise OutOfStock(variant_id=variant_id, requested=quantity, available=variant.on_hand)
        lines.append(
            NewLine(
                variant_id=variant_id,
                product_id=variant.product_id,
                sku=variant.sku,
                product_name=variant.product_name,
                options=variant.options,
                names=variant.names,
                quantity=quantity,
                price=variant.price,
            )
        )
    return tuple(lines)


def _total(lines: tuple[NewLine, ...], expected: Decimal | None) -> Money:
    total = sum((line.price * line.quantity for line in lines), Money.zero(lines[0].price.currency))
    if total.amount > _LARGEST_TOTAL:
        raise TotalTooLarge
    if expected is not None and expected != total.amount:
        raise PriceChanged(expected=expected, total=total.amount, currency=total.currency)
    return total


def _make_stale(unit: Unit, lines: tuple[NewLine, ...], levels: list[Level]) -> None:
    unit.touch(*(f"product:{line.product_id}" for line in lines))
    if any(level.flipped for level in levels):
        unit.touch("catalog")
