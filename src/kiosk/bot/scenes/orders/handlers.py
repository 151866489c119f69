"""Looking at the own orders, repeating and cancelling them."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import CancelOrder, ListOrders, Repeat, ShowOrder
from kiosk.bot.scenes.cart.handlers import show_cart
from kiosk.bot.scenes.orders import views
from kiosk.bot.scenes.reading import basket_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.carts.queries import get_cart
from kiosk.carts.service import add
from kiosk.catalog.queries import variants_for_sale
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal
from kiosk.orders.errors import AlreadyMoved, IllegalMove
from kiosk.orders.queries import get_own, list_own
from kiosk.orders.schemas import OrderView
from kiosk.orders.service import cancel_own


async def show_orders(unit: Unit, person: Person, screen: Screen, page: int) -> None:
    """Draw a page of the orders."""
    listed = await list_own(unit.session, person.account_id, person.locale, page, views.PAGE_SIZE)
    business = await get_business(unit.session)
    screen.show(views.orders(person.say, listed, business, await basket_of(unit, person)))


async def show_order(unit: Unit, person: Person, screen: Screen, order_id: int, page: int) -> None:
    """Draw one order. Raises OrderNotFound, also for somebody else's."""
    order = await get_own(unit.session, person.account_id, order_id, person.locale)
    business = await get_business(unit.session)
    picture_id = await _picture(unit, order) or business.banner_id
    basket = await basket_of(unit, person)
    screen.show(views.order(person.say, order, page, business.zone, basket, picture_id))


async def _picture(unit: Unit, order: OrderView) -> int | None:
    variants = await variants_for_sale(unit.session, [line.variant_id for line in order.lines])
    return next((each.picture_id for each in variants.values() if each.picture_id), None)


async def open_orders(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """/orders"""
    await show_orders(unit, person, screen, 1)


async def open_page(
    _: TelegramObject, callback_data: ListOrders, unit: Unit, person: Person, screen: Screen
) -> None:
    """A page of the orders."""
    await show_orders(unit, person, screen, callback_data.page)


async def open_order(
    _: TelegramObject, callback_data: ShowOrder, unit: Unit, person: Person, screen: Screen
) -> None:
    """One order."""
    await show_order(unit, person, screen, callback_data.order, callback_data.page)


async def cancel(
    _: TelegramObject, callback_data: CancelOrder, unit: Unit, person: Person, screen: Screen
) -> None:
    """Cancel an order, after asking. One that has gone too far meanwhile is shown as it is."""
    order = await get_own(unit.session, person.account_id, callback_data.order, person.locale)
    if order.can_cancel and not callback_data.sure:
        picture_id = await _picture(unit, order)
        screen.show(views.confirm_cancelling(person.say, order, callback_data.page, picture_id))
        return
    try:
        await cancel_own(unit, person.account_id, order.id)
    except AlreadyMoved:
        pass
    except IllegalMove as refusal:
        screen.alert(refusal.text(person.say))
    else:
        screen.toast(person.say("The order is cancelled"))
    await show_order(unit, person, screen, order.id, callback_data.page)


async def repeat(
    _: TelegramObject, callback_data: Repeat, unit: Unit, person: Person, screen: Screen
) -> None:
    """Put what an order held into the cart again, as far as it is there, and say what is not.

    What lies in the cart already counts, so a second press adds nothing.
    """
    order = await get_own(unit.session, person.account_id, callback_data.order, person.locale)
    added, missing, fewer = await _repeat(unit, person, order)
    note = views.repeated(person.say, added, missing, fewer)
    if added == 0 and not note:
        screen.toast(person.say("All of it is in your cart already"))
    await show_cart(unit, person, screen, note=note)


async def _repeat(unit: Unit, person: Person, order: OrderView) -> tuple[int, list[str], list[str]]:
    variants = await variants_for_sale(unit.session, [line.variant_id for line in order.lines])
    cart = await get_cart(unit.session, person.account_id, person.locale)
    lies = {line.variant_id: line.quantity for line in cart.lines}
    added = 0
    missing: list[str] = []
    fewer: list[str] = []
    for line in order.lines:
        variant = variants.get(line.variant_id)
        there = variant.on_hand if variant and variant.sellable else 0
        wanted = min(line.quantity, there) - lies.get(line.variant_id, 0)
        if not there:
            missing.append(line.full_name)
            continue
        if there < line.quantity:
            fewer.append(line.full_name)
        if wanted > 0:
            try:
                await add(unit, person.account_id, line.variant_id, wanted)
            except Refusal:  # taken by somebody else this very moment, or the cart is full
                missing.append(line.full_name)
            else:
                added += wanted
    return added, missing, fewer


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="orders")
    made.message.register(open_orders, Command("orders"))
    made.callback_query.register(open_page, ListOrders.filter())
    made.callback_query.register(open_order, ShowOrder.filter())
    made.callback_query.register(cancel, CancelOrder.filter())
    made.callback_query.register(repeat, Repeat.filter())
    return made
