"""How the ways in say no."""

from kiosk.kernel.errors import Conflict, NotFound, Refusal
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


class PasskeyRefused(Refusal):
    """The passkey is unknown, or what it signed isn't what this browser was asked for; which of these is not said."""

    code = "sign-in.passkey-refused"
    status = 401
    message = N_("This passkey didn’t work here. Try again, or sign in another way.")


class PasskeysNeedName(Conflict):
    """Browsers bind passkeys to a domain name, and this installation is reached by an IP address."""

    code = "sign-in.passkeys-need-name"
    message = N_("Passkeys work only where the site has a name, not at a bare IP address.")


class TooManyPasskeys(Conflict):
    """The account has as many passkeys as anybody needs."""

    code = "sign-in.too-many-passkeys"
    message = N_("You have {limit} passkeys already. Remove one that you don’t use.")


class UnknownPasskey(Refusal):
    """There is no such passkey among the account's own."""

    code = "sign-in.unknown-passkey"
    status = 404
    message = N_("There is no such passkey.")


class NoLetters(NotFound):
    """This installation has no mail server, so it can't write to anybody."""

    code = "sign-in.no-letters"
    message = N_("This shop doesn’t send e-mail. Please ask its owner for help.")


class OpenIdRefused(Refusal):
    """What came back from the provider doesn't sign this browser in; why is not said."""

    code = "sign-in.openid-refused"
    status = 401
    message = N_("Telegram’s page didn’t sign you in. Please start again.")


class UnsafeAddress(Refusal):
    """The page to see afterwards is not one of ours."""

    code = "sign-in.unsafe-address"
    status = 400
    message = N_("This address doesn’t lead to a page of this shop.")
