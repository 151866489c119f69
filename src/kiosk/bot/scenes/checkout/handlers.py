"""The checkout's buttons and typed answers."""

from collections.abc import Awaitable, Callable
from decimal import Decimal

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from kiosk.bot.formatting import name
from kiosk.bot.markup import escape
from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import (
    Agree,
    Checkout,
    Confirm,
    OfferedAddress,
    OfferedName,
    OfferedPhone,
    ReadConsent,
    Step,
)
from kiosk.bot.scenes.cart.handlers import show_cart
from kiosk.bot.scenes.cart.views import problem_text
from kiosk.bot.scenes.checkout import views
from kiosk.bot.scenes.checkout.draft import Draft, Field
from kiosk.bot.scenes.checkout.errors import Outdated
from kiosk.bot.scenes.checkout.forms import Asking, ask, begin, go_on, keep_draft, load_draft
from kiosk.bot.scenes.menu.handlers import show_home
from kiosk.bot.scenes.reading import cart_of
from kiosk.bot.screen import Screen
from kiosk.business.service import get_business
from kiosk.carts.service import acknowledge
from kiosk.checkout.schemas import PlacedOrder, PlaceOrder
from kiosk.checkout.service import place
from kiosk.customers.contact_details import normal_address, normal_name, normal_phone
from kiosk.customers.rules import clean_name, clean_note
from kiosk.customers.service import (
    ORDER_DATA,
    find_current_text,
    get_contact,
    give_consent,
    has_consent,
    list_addresses,
)
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal
from kiosk.kernel.idempotency import Remembered, fingerprint, once

_COMMENT_LIMIT = 500


async def step(
    _: TelegramObject, callback_data: Checkout, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """A button that leads to a step. Without a consent each of them leads to it first."""
    match callback_data.step:
        case Step.cancel:
            await cancel(_, unit, person, screen, state)
            return
        case Step.refuse:
            await refuse(unit, person, screen, state)
            return
    agreed = await has_consent(unit.session, person.account_id, ORDER_DATA)
    draft = await load_draft(state)
    if callback_data.step is Step.begin or draft is None or not agreed:
        await begin(unit, person, screen, state)
        return
    match callback_data.step:
        case Step.name | Step.phone | Step.address as field:
            await ask(unit, person, screen, state, _FIELDS[field])
        case Step.comment:
            await state.set_state(Asking.comment)
            screen.show(views.ask_comment(person.say, draft))
        case Step.no_comment:
            await keep_draft(state, draft.with_answer("comment", ""))
            await go_on(unit, person, screen, state)
        case _:
            await go_on(unit, person, screen, state)


_FIELDS: dict[Step, Field] = {Step.name: "name", Step.phone: "phone", Step.address: "address"}


async def agree(
    _: TelegramObject, callback_data: Agree, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """The person agrees to the text that they saw; a version that was replaced meanwhile is asked for anew."""
    await give_consent(unit, person.account_id, callback_data.text, "bot", screen.message_id)
    await begin(unit, person, screen, state)


async def refuse(unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """No consent, no order; the cart stays."""
    await keep_draft(state, None)
    note = person.say("Without the consent we can’t deliver an order. Your cart stays as it is.")
    await show_cart(unit, person, screen, note=escape(note))


async def cancel(_: TelegramObject, unit: Unit, person: Person, screen: Screen, state: FSMContext) -> None:
    """/cancel and the Cancel button: the checkout is left for good, the cart stays."""
    begun = await load_draft(state)
    await keep_draft(state, None)
    if begun is None:
        await show_home(unit, person, screen, state)
        return
    note = person.say("The checkout is cancelled. Your cart stays as it is.")
    await show_cart(unit, person, screen, note=escape(note))


async def read_consent(
    _: TelegramObject, callback_data: ReadConsent, unit: Unit, person: Person, screen: Screen
) -> None:
    """A page of the consent's text."""
    text = await find_current_text(unit.session, ORDER_DATA, person.locale)
    screen.show(views.consent_text(person.say, text, callback_data.origin, callback_data.page))


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


async def confirm(
    _: TelegramObject, callback_data: Confirm, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """Place the order. The summary's nonce is the idempotency key: twenty presses place one order."""
    draft = await load_draft(state)
    placed: list[PlacedOrder] = []

    async def act() -> Remembered:
        placed.append(await _place(unit, person, draft, callback_data.nonce))
        return Remembered(201, b"", placed[0].id)

    try:
        async with unit.session.begin_nested():
            await once(
                unit,
                scope=f"bot.checkout:{person.account_id}",
                key=str(callback_data.nonce),
                request=fingerprint("confirm", str(callback_data.nonce)),
                act=act,
            )
    except Refusal as refusal:
        await _explain(unit, person, screen, state, refusal)
        return
    if not placed:  # a second press: what the first one brought is on the screen already
        screen.toast(person.say("This order is placed already."))
        return
    await keep_draft(state, None)
    done = views.placed(person.say, placed[0])
    screen.say(done.text, done.keyboard)
    await show_home(unit, person, screen, state)


async def _explain(unit: Unit, person: Person, screen: Screen, state: FSMContext, refusal: Refusal) -> None:
    """What has changed meanwhile: in the summary where the order can go on, else in the cart, which mends it."""
    contents = await cart_of(unit, person)
    if not contents.ready:
        screen.alert(refusal.text(person.say))
        await show_cart(unit, person, screen)
        return
    changes = [
        f"⚠️ {name(line.name)}: {problem_text(person.say, line)}" for line in contents.lines if line.problem
    ]
    await acknowledge(unit, person.account_id)
    note = "\n".join(changes) or f"⚠️ {escape(refusal.text(person.say))}"
    await go_on(unit, person, screen, state, note=note)


async def _place(unit: Unit, person: Person, draft: Draft | None, nonce: int) -> PlacedOrder:
    if draft is None or draft.nonce != nonce or draft.missing is not None:
        raise Outdated
    return await place(
        unit,
        PlaceOrder(
            account_id=person.account_id,
            lines=None,
            contact_name=draft.name,
            phone=draft.phone,
            address=draft.address,
            comment=draft.comment,
            locale=person.locale,
            channel="bot",
            expected_total=Decimal(draft.expected_total),
            actor_id=person.account_id,
        ),
    )


def router() -> Router:
    """The scene's handlers. Commands are taken elsewhere and before, so a form never eats them."""
    made = Router(name="checkout")
    made.message.register(cancel, Command("cancel"))
    made.callback_query.register(step, Checkout.filter())
    made.callback_query.register(agree, Agree.filter())
    made.callback_query.register(read_consent, ReadConsent.filter())
    made.callback_query.register(offered_name, OfferedName.filter())
    made.callback_query.register(offered_phone, OfferedPhone.filter())
    made.callback_query.register(offered_address, OfferedAddress.filter())
    made.callback_query.register(confirm, Confirm.filter())
    words = F.text & ~F.text.startswith("/")
    made.message.register(contact, Asking.phone, F.contact)
    made.message.register(typed("name"), Asking.name, words)
    made.message.register(typed("phone"), Asking.phone, words)
    made.message.register(typed("address"), Asking.address, words)
    made.message.register(comment, Asking.comment, words)
    made.message.register(comment, Asking.confirmation, words)
    for asking in (Asking.name, Asking.phone, Asking.address, Asking.comment, Asking.confirmation):
        made.message.register(not_a_text, asking)
    return made
