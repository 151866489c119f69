"""How the ways in say no."""

from kiosk.kernel.errors import Refusal
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
