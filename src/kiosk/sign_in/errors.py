"""How the ways in say no."""

from kiosk.kernel.errors import Conflict, Refusal
from kiosk.kernel.i18n import N_


class NotOffered(Refusal):
    """This way in isn't set up here."""

    code = "sign-in.not-offered"
    status = 404
    message = N_("You can’t sign in this way here.")


class InitDataRefused(Refusal):
    """The Mini App's initData isn't what Telegram made for this bot; why is not said."""

    code = "sign-in.init-data-refused"
    status = 401
    message = N_("Telegram’s data couldn’t be verified. Please open the app again.")


class InitDataSpent(Refusal):
    """The Mini App's initData is too old, or was exchanged too often, or its sessions were ended."""

    code = "sign-in.init-data-spent"
    status = 401
    message = N_("The app has been open for too long. Please open it again from the chat.")


class BornInTelegram(Conflict):
    """The account came from Telegram and stays with the Telegram account that it came from."""

    code = "sign-in.born-in-telegram"
    message = N_("This account came from Telegram and belongs to that Telegram account.")


class AlreadyLinked(Conflict):
    """This very Telegram account is tied to the account."""

    code = "sign-in.already-linked"
    message = N_("This Telegram account is linked to your account already.")


class TelegramTaken(Conflict):
    """The Telegram account has an account of its own here, with orders or rights."""

    code = "sign-in.telegram-taken"
    message = N_(
        "This Telegram account has orders or rights of its own here, so it can’t be linked to another account."
    )


class LinkGone(Refusal):
    """There is nothing to answer: unknown, spent, expired, or meant for somebody else; which of these is not said."""

    code = "sign-in.link-gone"
    status = 410
    message = N_(
        "This link doesn’t work any more, or it isn’t meant for you. Start again on the page that showed it."
    )
