"""Which screen a checkout shows next: asks what is missing, or sums everything up."""

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from kiosk.bot.callbacks import Callback
from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import Checkout, ShowCart, Step
from kiosk.bot.scenes.cart.handlers import show_cart
from kiosk.bot.scenes.checkout import views
from kiosk.bot.scenes.checkout.draft import Draft, Field
from kiosk.bot.scenes.reading import DRAFT, cart_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.carts.service import acknowledge
from kiosk.customers.rules import clean_name
from kiosk.customers.service import (
    ORDER_DATA,
    find_current_text,
    get_contact,
    has_consent,
    list_addresses,
)
from kiosk.kernel.database import Unit


class Asking(StatesGroup):
    """What the bot waits for; in `confirmation` a typed text becomes the comment."""

    name = State()
    phone = State()
    address = State()
    comment = State()
    confirmation = State()


async def load_draft(state: FSMContext) -> Draft | None:
    """The checkout that was begun."""
    return Draft.load((await state.get_data()).get(DRAFT))


async def keep_draft(state: FSMContext, draft: Draft | None) -> None:
    """Keep what was gathered, or forget it all."""
    data = await state.get_data()
    data.pop(DRAFT, None)
    await state.set_data(data if draft is None else {**data, DRAFT: draft.dump()})


async def begin(unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """Begin a checkout or go on with it. Without a consent that comes first, whatever was known before."""
    contents = await cart_of(unit, person)
    if not contents.ready:
        await show_cart(unit, person, screen)
        return
    await acknowledge(unit, person.account_id)
    draft = await load_draft(state) or Draft()
    await keep_draft(state, draft)
    if not await has_consent(unit.session, person.account_id, ORDER_DATA):
        business = await get_business(unit.session)
        text = await find_current_text(unit.session, ORDER_DATA, person.locale)
        screen.show(views.consent(person.say, contents, business, text.id))
        return
    if draft == Draft():
        await keep_draft(state, await _as_last_time(unit, person))
    await go_on(unit, person, screen, state)


async def _as_last_time(unit: Unit, person: Person) -> Draft:
    contact = await get_contact(unit.session, person.account_id)
    addresses = await list_addresses(unit.session, person.account_id)
    draft = Draft(
        name=contact.name or "", phone=contact.phone or "", address=addresses[0].text if addresses else ""
    )
    return Draft(draft.name, draft.phone, draft.address, remembered=draft.missing is None)


async def go_on(unit: Unit, person: Person, screen: Screen, state: FSMContext, *, note: str = "") -> None:
    """Ask what is missing; once nothing is, sum up. An order that can't be placed leads back to the cart."""
    draft = await load_draft(state)
    if draft is None:
        await begin(unit, person, screen, state)
    elif draft.missing is not None:
        await ask(unit, person, screen, state, draft.missing)
    else:
        await sum_up(unit, person, screen, state, draft, note)


async def ask(
    unit: Unit, person: Person, screen: Screen, state: FSMContext, field: Field, error: str = ""
) -> None:
    """Ask for one thing; `error` says why the last answer was not taken."""
    contents = await cart_of(unit, person)
    draft = await load_draft(state)
    if draft is None or not contents.ready:
        await begin(unit, person, screen, state)
        return
    back = _back(draft, field)
    say = person.say
    contact = await get_contact(unit.session, person.account_id)
    if field == "name":
        await state.set_state(Asking.name)
        offered = clean_name(person.full_name) or ""
        screen.show(views.ask_name(say, contents, offered, contact.name or "", back, error))
    elif field == "phone":
        await state.set_state(Asking.phone)
        screen.show(views.ask_phone(say, contents, contact.phone or "", back, error))
        screen.ask_contact(say("Your number goes with one tap 👇"), say("📱 Send my phone number"))
    else:
        await state.set_state(Asking.address)
        known = await list_addresses(unit.session, person.account_id)
        screen.show(views.ask_address(say, contents, known, back, error))


def _back(draft: Draft, field: Field) -> Callback:
    if draft.missing is None:
        return Checkout(step=Step.summary)
    before = {"name": None, "phone": Step.name, "address": Step.phone}[field]
    return Checkout(step=before) if before else ShowCart()


async def sum_up(
    unit: Unit, person: Person, screen: Screen, state: FSMContext, draft: Draft, note: str = ""
) -> None:
    """Show everything, with the button that places the order exactly once."""
    contents = await cart_of(unit, person)
    if not contents.ready:
        await show_cart(unit, person, screen)
        return
    summarised = draft.summarised(str(contents.total.amount))
    await keep_draft(state, summarised)
    await state.set_state(Asking.confirmation)
    screen.show(views.summary(person.say, contents, summarised, note))
