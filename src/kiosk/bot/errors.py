"""How the bot says no, besides what the services say."""

from kiosk.kernel.errors import Conflict
from kiosk.kernel.i18n import N_


class NoTelegram(Conflict):
    """The buyer ordered elsewhere and has no chat with the bot."""

    code = "bot.no-telegram"
    message = N_("This buyer does not use Telegram with us. Please call.")
