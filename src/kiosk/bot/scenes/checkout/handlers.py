"""The checkout's steps, from its beginning to the placed order."""

from decimal import Decimal

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject

from kiosk.bot.formatting import name
from kiosk.bot.markup import escape
from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import (
    Agree,
    Checkout,
    Confirm,
    ReadConsent,
    Step,
)
from kiosk.bot.scenes.cart.handlers import show_cart
from kiosk.bot.scenes.cart.views import problem_text
from kiosk.bot.scenes.checkout import answers, views
from kiosk.bot.scenes.checkout.draft import Draft, Field
from kiosk.bot.scenes.checkout.errors import Outdated
from kiosk.bot.scenes.checkout.forms import Asking, ask, begin, go_on, keep_draft, load_draft
from kiosk.bot.scenes.menu.handlers import show_home
from kiosk.bot.scenes.reading import cart_of
from kiosk.bot.screen import Screen
from kiosk.carts.service import acknowledge
from kiosk.checkout.schemas import PlacedOrder, PlaceOrder
from kiosk.checkout.service import place
from kiosk.customers.service import (
    ORDER_DATA,
    find_current_text,
    give_consent,
    has_consent,
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
    """The scene's handlers."""
    made = Router(name="checkout")
    made.message.register(cancel, Command("cancel"))
    made.callback_query.register(step, Checkout.filter())
    made.callback_query.register(agree, Agree.filter())
    made.callback_query.register(read_consent, ReadConsent.filter())
    made.callback_query.register(confirm, Confirm.filter())
    answers.register(made)
    return made
