"""How the bot's checkout says no."""

from kiosk.kernel.errors import Refusal
from kiosk.kernel.i18n import N_


class Outdated(Refusal):
    """The summary under which the button stands is no longer the person's latest."""

    code = "bot.summary-outdated"
    status = 409
    message = N_("The order has changed since then. Please check it once more.")
