"""How connecting a bot can fail."""

from kiosk.kernel.errors import Conflict, Refusal, Unavailable
from kiosk.kernel.i18n import N_


class TokenRefused(Refusal):
    """Telegram doesn't know this token, or it isn't one."""

    code = "bots.token-refused"
    status = 422
    message = N_("Telegram doesn't accept this token. Copy it from @BotFather once more.")


class TelegramNotReached(Unavailable):
    """Telegram did not answer."""

    code = "bots.telegram-not-reached"
    message = N_("Telegram can't be reached at the moment. Please try again in a minute.")
    retryable = True


class BotFixed(Conflict):
    """The bot was set where the shop was installed (KIOSK_TELEGRAM_TOKEN); the panel can't change it."""

    code = "bots.fixed"
    message = N_("The bot was set when the shop was installed and can only be changed there.")


class NoGroupYet(Conflict):
    """No group is connected, so nothing can be said there."""

    code = "bots.no-group"
    message = N_("Connect a group first.")


class NoBotYet(Conflict):
    """No bot is connected, so it can't be added to a group."""

    code = "bots.none"
    message = N_("Connect a bot first.")
