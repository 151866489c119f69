"""Answers to the checkout's questions: typed, shared or taken from what was offered."""

from collections.abc import Awaitable, Callable

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import OfferedAddress, OfferedName, OfferedPhone
from kiosk.bot.scenes.checkout.draft import Field
from kiosk.bot.scenes.checkout.forms import Asking, ask, begin, go_on, keep_draft, load_draft
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.customers.contact_details import normal_address, normal_name, normal_phone
from kiosk.customers.rules import clean_name, clean_note
from kiosk.customers.service import ORDER_DATA, get_contact, has_consent, list_addresses
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal

_COMMENT_LIMIT = 500


async def offered_name(
    _: TelegramObject,
    callback_data: OfferedName,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """The name that Telegram knows, or the one given last time."""
    contact = await get_contact(unit.session, person.account_id)
    known = contact.name if callback_data.remembered else clean_name(person.full_name)
    await _answer(unit, person, screen, state, "name", known or "")


async def offered_phone(
    _: TelegramObject, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """The number given last time."""
    contact = await get_contact(unit.session, person.account_id)
    await _answer(unit, person, screen, state, "phone", contact.phone or "")


async def offered_address(
    _: TelegramObject,
    callback_data: OfferedAddress,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
) -> None:
    """One of the person's own earlier addresses."""
    known = await list_addresses(unit.session, person.account_id)
    chosen = next((each.text for each in known if each.id == callback_data.address), "")
    await _answer(unit, person, screen, state, "address", chosen)


async def _answer(
    unit: Unit, person: Person, screen: Screen, state: FSMContext, field: Field, text: str
) -> None:
    draft = await load_draft(state)
    agreed = await has_consent(unit.session, person.account_id, ORDER_DATA)
    if draft is None or not agreed:
        await begin(unit, person, screen, state)
    elif not text:  # the offer is gone: it was forgotten on another device
        await ask(unit, person, screen, state, field)
    else:
        await keep_draft(state, draft.with_answer(field, text))
        await go_on(unit, person, screen, state)


def typed(field: Field) -> Callable[..., Awaitable[None]]:
    """The handler of a typed answer to the question for `field`."""

    async def take(message: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
        screen.delete_input()
        try:
            answer = await _read(unit, field, message.text or "")
        except Refusal as refusal:
            await ask(unit, person, screen, state, field, refusal.text(person.say))
            return
        await _answer(unit, person, screen, state, field, answer)

    return take


async def _read(unit: Unit, field: Field, text: str) -> str:
    if field == "name":
        return normal_name(text)
    if field == "address":
        return normal_address(text)
    business = await get_business(unit.session)
    return normal_phone(text, business.country)


async def contact(message: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """The person's own contact; anybody else's is refused."""
    screen.delete_input()
    shared = message.contact
    if shared is None or shared.user_id != person.telegram_id:
        error = person.say("This is somebody else’s contact. Please send your own number, or write it.")
        await ask(unit, person, screen, state, "phone", error)
        return
    try:
        phone = await _read(unit, "phone", shared.phone_number)
    except Refusal as refusal:
        await ask(unit, person, screen, state, "phone", refusal.text(person.say))
        return
    await _answer(unit, person, screen, state, "phone", phone)


async def comment(message: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """A comment, typed when asked for or simply under the summary."""
    screen.delete_input()
    draft = await load_draft(state)
    if draft is not None:
        note = clean_note(message.text or "", _COMMENT_LIMIT)
        await keep_draft(state, draft.with_answer("comment", note))
    await go_on(unit, person, screen, state)


async def not_a_text(_: Message, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """A sticker or a photo where words were asked for."""
    screen.delete_input()
    await go_on(unit, person, screen, state)


def register(router: Router) -> None:
    """Take these answers in. Commands are heard elsewhere and before, so a form never eats them."""
    router.callback_query.register(offered_name, OfferedName.filter())
    router.callback_query.register(offered_phone, OfferedPhone.filter())
    router.callback_query.register(offered_address, OfferedAddress.filter())
    words = F.text & ~F.text.startswith("/")
    router.message.register(contact, Asking.phone, F.contact)
    router.message.register(typed("name"), Asking.name, words)
    router.message.register(typed("phone"), Asking.phone, words)
    router.message.register(typed("address"), Asking.address, words)
    router.message.register(comment, Asking.comment, words)
    router.message.register(comment, Asking.confirmation, words)
    for asking in (Asking.name, Asking.phone, Asking.address, Asking.comment, Asking.confirmation):
        router.message.register(not_a_text, asking)
