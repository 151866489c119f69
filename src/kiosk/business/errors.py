"""How the business says no."""

from kiosk.kernel.errors import Conflict, Unavailable
from kiosk.kernel.i18n import N_


class NotFounded(Unavailable):
    """Nobody has set up the shop yet."""

    code = "business.not-founded"
    message = N_("The shop isn't open yet.")
    retryable = False


class AlreadyFounded(Conflict):
    """There is a business here already; an installation has one."""

    code = "business.already-founded"
    message = N_("There is a shop here already.")
