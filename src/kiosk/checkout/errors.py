"""How checkout says no. A refused order has changed nothing."""

from decimal import Decimal

from kiosk.kernel.errors import Conflict, Refusal
from kiosk.kernel.i18n import N_


class EmptyCart(Refusal):
    """There is nothing to order."""

    code = "checkout.empty-cart"
    status = 400
    message = N_("Your cart is empty.")


class NotForSale(Refusal):
    """A variant of the order doesn't exist or is no longer for sale. Parameter: `variant_id`."""

    code = "checkout.not-for-sale"
    status = 400
    message = N_("One of the products is no longer for sale.")


class PriceChanged(Conflict):
    """The order costs something else than its buyer was shown. Parameters: `expected`, `total`, `currency`."""

    code = "checkout.price-changed"
    message = N_("Prices have changed: the order now costs {total} {currency}.")

    def __init__(self, *, expected: Decimal, total: Decimal, currency: str) -> None:
        super().__init__(expected=str(expected), total=str(total), currency=currency)
        self.total = total


class TooManyWaiting(Conflict):
    """As many orders of this buyer as the shop allows wait for its answer. Parameter: `limit`."""

    code = "checkout.too-many-waiting"
    message = N_(
        "You can't place another order yet: {limit} of yours wait for the shop's answer. Cancel one of them, or wait"
        " until the shop confirms it."
    )


class TooManyToday(Conflict):
    """This buyer has placed as many orders within a day as the shop allows. Parameter: `limit`."""

    code = "checkout.too-many-today"
    message = N_("You can't place more than {limit} orders within a day here. Please come back tomorrow.")


class TotalTooLarge(Refusal):
    """The order's total is beyond what one order may cost."""

    code = "checkout.total-too-large"
    status = 400
    message = N_("This order is too large. Please split it.")
