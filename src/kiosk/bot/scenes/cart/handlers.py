"""Looking into the cart, changing it, mending it, emptying it."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import TelegramObject

from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import ClearCart, MendCart, SetLine, ShowCart
from kiosk.bot.scenes.cart import views
from kiosk.bot.scenes.reading import cart_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.carts import service
from kiosk.carts.errors import LineNotFound
from kiosk.inventory.errors import OutOfStock
from kiosk.kernel.database import Unit


async def show_cart(unit: Unit, person: Person, screen: Screen, page: int = 1, note: str = "") -> None:
    """Draw the cart; `note` (HTML) says what has just happened to it."""
    business = await get_business(unit.session)
    screen.show(views.cart(person.say, await cart_of(unit, person), page, note, business.banner_id))


async def open_cart(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """/cart"""
    await show_cart(unit, person, screen)


async def open_page(
    _: TelegramObject, callback_data: ShowCart, unit: Unit, person: Person, screen: Screen
) -> None:
    """A page of the cart."""
    await show_cart(unit, person, screen, callback_data.page)


async def set_line(
    _: TelegramObject, callback_data: SetLine, unit: Unit, person: Person, screen: Screen
) -> None:
    """Another quantity of a line, or the line taken out."""
    try:
        await service.set_quantity(unit, person.account_id, callback_data.variant, callback_data.quantity)
    except OutOfStock as refusal:
        screen.toast(person.say.plural("Only {n} left", "Only {n} left", refusal.available))
    except LineNotFound:  # taken out by an earlier press
        pass
    else:
        if callback_data.quantity == 0:
            screen.toast(person.say("Removed"))
    await show_cart(unit, person, screen, callback_data.page)


async def mend(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """Take out what is gone, lower what is too much, accept the new prices."""
    for line in (await cart_of(unit, person)).lines:
        if line.problem in {"gone", "sold-out"}:
            await service.remove(unit, person.account_id, line.variant_id)
        elif line.problem == "too-few":
            await service.set_quantity(unit, person.account_id, line.variant_id, line.available)
    await service.acknowledge(unit, person.account_id)
    await show_cart(unit, person, screen)


async def clear(
    _: TelegramObject, callback_data: ClearCart, unit: Unit, person: Person, screen: Screen
) -> None:
    """Empty the cart, after asking."""
    contents = await cart_of(unit, person)
    if not callback_data.sure and contents.lines:
        business = await get_business(unit.session)
        screen.show(views.confirm_clearing(person.say, contents, business.banner_id))
        return
    await service.clear(unit, person.account_id)
    await show_cart(unit, person, screen)


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="cart")
    made.message.register(open_cart, Command("cart"))
    made.callback_query.register(open_page, ShowCart.filter())
    made.callback_query.register(set_line, SetLine.filter())
    made.callback_query.register(mend, MendCart.filter())
    made.callback_query.register(clear, ClearCart.filter())
    return made
