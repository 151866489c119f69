"""The words of alerts, drawn when they are sent."""

from typing import Final

from aiogram.types import InlineKeyboardButton

from kiosk.bot.formatting import name, one_line
from kiosk.bot.markup import bold, escape
from kiosk.bot.notices import Desk, Params, draws
from kiosk.bot.scenes.callbacks import NotMe
from kiosk.bot.view import View, button, keyboard
from kiosk.business.service import find_business
from kiosk.identity.browsers import describe
from kiosk.identity.service.second_factor import count_recovery_codes
from kiosk.kernel.i18n import N_, Translator, translator
from kiosk.kernel.rows import Row, fetch

NEW_DEVICE: Final = "new-device"
STOLEN_SESSION: Final = "stolen-session"
CREDENTIALS_CHANGED: Final = "new-password"
GUESSING: Final = "guessing"
MEDDLED: Final = "sign-in-meddled-with"
TELEGRAM_LINKED: Final = "telegram-linked"
TELEGRAM_UNLINKED: Final = "telegram-unlinked"
SECOND_FACTOR: Final = "second-factor"

_FACTOR_NEWS: Final = {
    "added": (
        N_("An authenticator app was added"),
        N_("Signing in, and whatever is grave, asks for its codes from now on."),
    ),
    "removed": (
        N_("The authenticator app was removed"),
        N_("Signing in asks for no code any more."),
    ),
    "recovery-code-used": (N_("A recovery code was used"), ""),
    "recovery-codes-renewed": (
        N_("You have new recovery codes"),
        N_("The earlier ones don’t work any more."),
    ),
    "passkey-added": (
        N_("A passkey was added"),
        N_("It opens your account without a password."),
    ),
    "passkey-removed": (
        N_("A passkey was removed"),
        N_("It doesn’t open your account any more."),
    ),
    "passkey-copied": (
        N_("A passkey was refused"),
        N_(
            "It counts its uses, and the count went backwards: somebody may have copied it. Nobody was let in. Remove"
            " this passkey and add a new one."
        ),
    ),
}

WAYS: Final = {
    "password": N_("with the password"),
    "telegram": N_("through this bot"),
    "openid": N_("through Telegram"),
    "passkey": N_("with a passkey"),
    "link": N_("with a one-time link from the server"),
}


@draws(NEW_DEVICE)
async def new_device(desk: Desk, params: Params) -> View | None:
    """Somebody signed in with a device that the account was never used on."""
    found = await _find(desk, params)
    if found is None:
        return None
    say, session = found
    lines = [f"🔐 {bold(say('New sign-in to your account'))}", "", await _where(desk, say, session)]
    lines += ["", escape(say("If this was you, there is nothing to do."))]
    return View("\n".join(lines), keyboard(_not_me(say, params["account"])))


@draws(STOLEN_SESSION)
async def stolen_session(desk: Desk, params: Params) -> View | None:
    """A refresh token came back after its time: two parties held it."""
    found = await _find(desk, params)
    if found is None:
        return None
    say, session = found
    told = say(
        "Somebody showed a pass of this session that had been used before, so it may have been copied. We have"
        " ended the session; please sign in again."
    )
    advice = say("If you see sign-ins that are not yours, close everything:")
    title = f"⚠️ {bold(say('A session of yours was ended'))}"
    text = f"{title}\n\n{await _where(desk, say, session)}\n\n{escape(told)} {escape(advice)}"
    return View(text, keyboard(_not_me(say, params["account"])))


@draws(CREDENTIALS_CHANGED)
async def new_password(desk: Desk, params: Params) -> View | None:
    """The account has a new password."""
    say = await _translator(desk, params["account"])
    told = say("All other devices have been signed out. If this was you, there is nothing to do.")
    text = f"🔑 {bold(say('Your password was changed'))}\n\n{escape(told)}"
    return View(text, keyboard(_not_me(say, params["account"])))


@draws(SECOND_FACTOR)
async def second_factor(desk: Desk, params: Params) -> View | None:
    """The account's second factor isn't what it was."""
    say = await _translator(desk, params["account"])
    title, told = _FACTOR_NEWS[params["change"]]
    lines = [f"🔐 {bold(say(title))}", ""]
    if told:
        lines.append(escape(say(told)))
    else:
        left = await count_recovery_codes(desk.session, params["account"])
        lines.append(escape(say.plural("{n} code is left.", "{n} codes are left.", left)))
    lines.append(escape(say("If this was you, there is nothing to do.")))
    return View("\n".join(lines), keyboard(_not_me(say, params["account"])))


@draws(GUESSING)
async def guessing(desk: Desk, params: Params) -> View | None:
    """Somebody tries lists of passwords."""
    say = await _translator(desk, params["account"])
    told = say(
        "More than {n} wrong passwords within ten minutes, from many addresses. Guessing is slowed down, and nobody is"
        " locked out. Please make sure that everybody of the staff has a second factor.",
        n=params["failures"],
    )
    return View(f"🚨 {bold(say('Somebody is guessing passwords'))}\n\n{escape(told)}")


@draws(MEDDLED)
async def meddled(desk: Desk, params: Params) -> View | None:
    """Another Telegram account opened or answered the person's sign-in."""
    say = await _translator(desk, params["account"])
    told = say(
        "Another Telegram account opened or answered the link of your sign-in. Nobody was let in. If you began it,"
        " start again on the page and show its code to nobody."
    )
    return View(f"⚠️ {bold(say('Your sign-in was cancelled'))}\n\n{escape(told)}")


@draws(TELEGRAM_LINKED)
async def telegram_linked(desk: Desk, params: Params) -> View | None:
    """The account is tied to this Telegram account."""
    return await _about_link(desk, params, N_("This Telegram is now linked to the account {name}."))


@draws(TELEGRAM_UNLINKED)
async def telegram_unlinked(desk: Desk, params: Params) -> View | None:
    """The account is tied to another Telegram account instead of this one."""
    return await _about_link(
        desk,
        params,
        N_(
            "The account {name} is now linked to another Telegram. If it wasn’t you, tell the owner of the shop."
        ),
    )


async def _about_link(desk: Desk, params: Params, text: str) -> View | None:
    rows = await fetch(desk.session, _NAME, {"id": params["account"]})
    if not rows:
        return None
    say = await _translator(desk, params["account"])
    return View(f"🔗 {say(text, name=name(rows[0].full_name))}")


def closed(say: Translator) -> View:
    """The person said that it was somebody else."""
    told = say(
        "All devices are signed out, and the old password opens nothing any more. To sign in again, set a new password"
        " with “Forgot your password?” on the sign-in page, or ask the owner of the shop."
    )
    return View(f"🛡 {bold(say('Everything is closed'))}\n\n{escape(told)}")


def _not_me(say: Translator, account_id: int) -> InlineKeyboardButton:
    return button(say("It wasn’t me"), NotMe(account=account_id), style="danger")


async def _where(desk: Desk, say: Translator, session: Row) -> str:
    business = await find_business(desk.session)
    lines = []
    if device := describe(session.user_agent):
        lines.append(f"📱 {escape(one_line(device, 60))}")
    if session.address:
        lines.append(f"🌍 {escape(session.address)}")
    if business:
        lines.append(f"🕒 {escape(say.moment(session.created_at, business.zone))}")
    if session.method in WAYS:
        lines.append(f"🚪 {escape(say(WAYS[session.method]))}")
    return "\n".join(lines)


async def _find(desk: Desk, params: Params) -> tuple[Translator, Row] | None:
    rows = await fetch(desk.session, _SESSION, {"id": params["session"]})
    return (await _translator(desk, params["account"]), rows[0]) if rows else None


async def _translator(desk: Desk, account_id: int) -> Translator:
    rows = await fetch(desk.session, _LOCALE, {"id": account_id})
    return translator(rows[0].locale if rows else "")


_SESSION: Final = "SELECT user_agent, address, created_at, method FROM sessions WHERE id = %(id)s"
_LOCALE: Final = """
SELECT COALESCE(a.locale, (SELECT b.default_locale FROM business b WHERE b.id = 1), '') AS locale
FROM accounts a WHERE a.id = %(id)s
"""
_NAME: Final = "SELECT full_name FROM accounts WHERE id = %(id)s"
