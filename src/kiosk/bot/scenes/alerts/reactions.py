"""Whoever has a chat with the bot hears what happened to the account."""

from typing import Any, Final

from kiosk.bot.messenger import NoBot, messenger_of
from kiosk.bot.notices import owe
from kiosk.bot.people import find_telegram_id
from kiosk.bot.scenes.alerts.views import (
    CREDENTIALS_CHANGED,
    GUESSING,
    MEDDLED,
    NEW_DEVICE,
    SECOND_FACTOR,
    STOLEN_SESSION,
    TELEGRAM_LINKED,
    TELEGRAM_UNLINKED,
)
from kiosk.facts import (
    GuessingNoticed,
    PasswordChanged,
    SecondFactorChanged,
    SessionStolen,
    SignedInFromNewDevice,
    SignInMeddledWith,
    TelegramLinked,
)
from kiosk.kernel.database import Unit
from kiosk.kernel.outbox import reacts_to
from kiosk.kernel.rows import fetch
from kiosk.kernel.runtime import Runtime


@reacts_to(SignedInFromNewDevice, name="bot.new-device")
async def tell_of_new_device(unit: Unit, runtime: Runtime, fact: SignedInFromNewDevice) -> None:
    """Tell the person about a sign-in from a device that the account was never used on."""
    about = {"account": fact.account_id, "session": fact.session_id}
    await _tell(unit, runtime, NEW_DEVICE, str(fact.session_id), about)


@reacts_to(SessionStolen, name="bot.stolen-session")
async def tell_of_stolen_session(unit: Unit, runtime: Runtime, fact: SessionStolen) -> None:
    """Tell the person that somebody else held a session of theirs."""
    about = {"account": fact.account_id, "session": fact.session_id}
    await _tell(unit, runtime, STOLEN_SESSION, str(fact.session_id), about)


@reacts_to(PasswordChanged, name="bot.new-password")
async def tell_of_new_password(unit: Unit, runtime: Runtime, fact: PasswordChanged) -> None:
    """Tell the person that the password is another one."""
    await _tell(unit, runtime, CREDENTIALS_CHANGED, unit.now().isoformat(), {"account": fact.account_id})


@reacts_to(SecondFactorChanged, name="bot.second-factor")
async def tell_of_second_factor(unit: Unit, runtime: Runtime, fact: SecondFactorChanged) -> None:
    """Tell the person that a second factor was added, used up or taken away."""
    about = {"account": fact.account_id, "change": fact.change}
    await _tell(unit, runtime, SECOND_FACTOR, f"{fact.change}:{unit.now().isoformat()}", about)


@reacts_to(GuessingNoticed, name="bot.guessing")
async def tell_of_guessing(unit: Unit, runtime: Runtime, fact: GuessingNoticed) -> None:
    """Tell the owners that passwords are being tried; once an hour, however long it goes on."""
    hour = unit.now().strftime("%Y-%m-%dT%H")
    for row in await fetch(unit.session, _OWNERS):
        about = {"account": row.account_id, "failures": fact.failures}
        await _tell(unit, runtime, GUESSING, f"{row.account_id}:{hour}", about)


@reacts_to(SignInMeddledWith, name="bot.sign-in-meddled-with")
async def tell_of_meddling(unit: Unit, runtime: Runtime, fact: SignInMeddledWith) -> None:
    """Tell the person that somebody else was at their sign-in."""
    await _tell(unit, runtime, MEDDLED, str(fact.sign_in_id), {"account": fact.account_id})


@reacts_to(TelegramLinked, name="bot.telegram-linked")
async def tell_of_link(unit: Unit, runtime: Runtime, fact: TelegramLinked) -> None:
    """Tell both Telegram accounts: the one that is linked now, and the one that was before."""
    cause = f"{fact.telegram_id}:{unit.now().isoformat()}"
    about = {"account": fact.account_id}
    await _tell(unit, runtime, TELEGRAM_LINKED, cause, about, chat_id=fact.telegram_id)
    if fact.previous_telegram_id is not None:
        await _tell(unit, runtime, TELEGRAM_UNLINKED, cause, about, chat_id=fact.previous_telegram_id)


async def _tell(
    unit: Unit, runtime: Runtime, kind: str, cause: str, about: dict[str, Any], *, chat_id: int | None = None
) -> None:
    """Owe the news, in the account's chat or in the one that is named."""
    try:
        bot_id = messenger_of(runtime).bot_id
    except NoBot:
        return
    if chat_id is None:
        chat_id = await find_telegram_id(unit.session, about["account"])
    if chat_id is not None:
        key = f"{kind}:{about['account']}:{cause}"
        await owe(unit, bot_id=bot_id, chat_id=chat_id, key=key, kind=kind, params=about)


_OWNERS: Final = """
SELECT r.account_id FROM account_roles r JOIN accounts a ON a.id = r.account_id
WHERE r.role = 'owner' AND a.is_active AND a.telegram_id IS NOT NULL
"""
