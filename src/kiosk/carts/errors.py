"""How carts say no."""

from kiosk.kernel.errors import NotFound, Refusal
from kiosk.kernel.i18n import N_


class VariantNotForSale(NotFound):
    """There is no such variant for sale."""

    code = "carts.not-for-sale"
    message = N_("This product is no longer for sale.")


class LineNotFound(NotFound):
    """The variant isn't in the cart."""

    code = "carts.line-not-found"
    message = N_("This product isn't in your cart.")


class CartFull(Refusal):
    """The cart has as many lines as it may have."""

    code = "carts.full"
    status = 400
    message = N_("The cart is full: it holds at most {limit} different products.")


class QuantityTooLarge(Refusal):
    """More of one product than one order may have."""

    code = "carts.quantity-too-large"
    status = 400
    message = N_("You can order at most {limit} of one product at a time.")
