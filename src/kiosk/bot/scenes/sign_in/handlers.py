"""Links that a page showed, and the buttons under what they ask.

Opening a link commits nothing. Every press is checked against who opened it, by `update.from_user`, whatever the
button says (reliability.md §6, decision 18).
"""

from datetime import UTC
from typing import Final
from urllib.parse import urlsplit

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import JoinStaff, LinkAccount, PickNumber
from kiosk.bot.scenes.sign_in import views
from kiosk.bot.screen import Screen
from kiosk.business.service import find_business
from kiosk.identity.errors import InvitationSpent
from kiosk.identity.service.invitations import accept_as, get_open_invitation
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Forbidden
from kiosk.kernel.runtime import Runtime
from kiosk.kernel.secrets import digest
from kiosk.sign_in.errors import LinkGone
from kiosk.sign_in.markets import TELEGRAM, is_allowed
from kiosk.sign_in.service import telegram, telegram_link
from kiosk.sign_in.service.addresses import panel_url
from kiosk.sign_in.service.telegram import Answer, limit_codes

_INVITATION: Final = "invitation"


async def open_sign_in(unit: Unit, person: Person, screen: Screen, runtime: Runtime, payload: str) -> None:
    """A link of a page that wants to sign somebody in."""
    await limit_codes(unit, runtime.database, person.telegram_id)
    asked = await telegram.see(unit, payload, person.telegram_id)
    if asked is None:
        screen.alert(LinkGone().text(person.say))
        return
    business = await find_business(unit.session)
    site = await _site(unit, runtime, person)
    screen.show(views.question(person.say, asked, site, business.zone if business else UTC))


async def pick_number(
    _: CallbackQuery, callback_data: PickNumber, unit: Unit, person: Person, screen: Screen
) -> None:
    """One of the three numbers, or "It isn't me"."""
    number = callback_data.number or None
    outcome = await telegram.answer(unit, callback_data.sign_in, person.telegram_id, number)
    if outcome is Answer.FOREIGN:  # cancelled, which must be committed: so nothing is raised
        screen.alert(Forbidden().text(person.say))
    else:
        screen.show(views.outcome(person.say, outcome))


async def open_account_link(
    unit: Unit, person: Person, screen: Screen, runtime: Runtime, payload: str
) -> None:
    """A link of a page whose account wants this Telegram."""
    await limit_codes(unit, runtime.database, person.telegram_id)
    offered = await telegram_link.see(unit, payload, person.telegram_id)
    if offered is None:
        screen.alert(LinkGone().text(person.say))
    else:
        screen.show(views.offer(person.say, offered, await _site(unit, runtime, person)))


async def answer_account_link(
    _: CallbackQuery, callback_data: LinkAccount, unit: Unit, person: Person, screen: Screen
) -> None:
    """Link the account that was named, or don't."""
    if not callback_data.sure:
        await telegram_link.decline(unit, callback_data.request, person.telegram_id)
        screen.show(views.not_linked(person.say))
        return
    linked = await telegram_link.confirm(
        unit, callback_data.request, person.telegram_id, username=person.username
    )
    if linked is None:
        screen.alert(LinkGone().text(person.say))
    else:
        screen.show(views.linked(person.say, linked))


async def open_invitation(
    unit: Unit, person: Person, screen: Screen, state: FSMContext, runtime: Runtime, payload: str
) -> None:
    """A link that invites to the staff. That this person holds it is remembered here, not on the button."""
    await limit_codes(unit, runtime.database, person.telegram_id)
    token = digest(payload)
    offered = await get_open_invitation(unit, token)
    await state.update_data({_INVITATION: token})
    screen.show(views.invitation(person.say, offered, await _site(unit, runtime, person)))


async def answer_invitation(
    _: CallbackQuery,
    callback_data: JoinStaff,
    unit: Unit,
    person: Person,
    screen: Screen,
    state: FSMContext,
    runtime: Runtime,
) -> None:
    """Join the staff, or don't."""
    data = await state.get_data()
    token = data.pop(_INVITATION, None)
    await state.set_data(data)
    if not callback_data.sure:
        screen.show(views.not_joined(person.say))
        return
    if token is None:
        raise InvitationSpent
    role = await accept_as(unit, token, person.account_id)
    business = await find_business(unit.session)
    public = runtime.settings.public_url
    # Where the law lets nobody into a site through Telegram, the panel needs an invitation in the browser.
    opens = public and is_allowed(business.market if business else "", TELEGRAM)
    screen.show(views.joined(person.say, role, panel_url(runtime.settings, "") if opens else None))


async def _site(unit: Unit, runtime: Runtime, person: Person) -> str:
    """What the page calls itself: where it is reached, else the shop's name. Never what a request said it was."""
    if runtime.settings.public_url:
        return urlsplit(runtime.settings.public_url).netloc
    business = await find_business(unit.session)
    return business.name_in(person.locale) if business else "Kiosk"


def router() -> Router:
    """The scene's buttons; its links come through /start."""
    made = Router(name="sign-in")
    made.callback_query.register(pick_number, PickNumber.filter())
    made.callback_query.register(answer_account_link, LinkAccount.filter())
    made.callback_query.register(answer_invitation, JoinStaff.filter())
    return made
