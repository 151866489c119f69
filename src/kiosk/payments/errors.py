"""How the ledger says no."""

from kiosk.kernel.errors import Conflict, NotFound
from kiosk.kernel.i18n import N_


class PaymentNotFound(NotFound):
    """There is no such payment of this order."""

    code = "payments.not-found"
    message = N_("This payment can't be found.")


class NothingDue(Conflict):
    """The order is paid, or cancelled or refunded: somebody was quicker, or pressed twice."""

    code = "payments.nothing-due"
    message = N_("There is nothing left to pay for this order.")


class MoreThanDue(Conflict):
    """More than the buyer still owes. Parameters: `due`, `currency`."""

    code = "payments.more-than-due"
    message = N_("That is more than is still to be paid: {due} {currency}.")


class NothingToReturn(Conflict):
    """Nothing was taken for the order, or it stands: money is given back for what was cancelled or refunded."""

    code = "payments.nothing-to-return"
    message = N_("There is nothing to give back for this order.")


class MoreThanTaken(Conflict):
    """More than there is to give back. Parameters: `to_return`, `currency`."""

    code = "payments.more-than-taken"
    message = N_("That is more than there is to give back: {to_return} {currency}.")


class CannotTakeBack(Conflict):
    """The entry was taken back already, takes another one back, or others build on it."""

    code = "payments.cannot-take-back"
    message = N_("This entry can't be taken back any more.")
