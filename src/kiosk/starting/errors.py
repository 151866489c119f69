"""How beginning says no."""

from kiosk.kernel.errors import Conflict
from kiosk.kernel.i18n import N_


class CatalogueNotEmpty(Conflict):
    """There are products already; sample goods among real ones would be sold by mistake."""

    code = "starting.catalogue-not-empty"
    message = N_("There are products already. Sample goods go into an empty catalogue only.")


class NothingInStock(Conflict):
    """There is no product that could be ordered for a test."""

    code = "starting.nothing-in-stock"
    message = N_("Nothing is in stock yet. Add a product with at least one piece first.")


class TestOrderOpen(Conflict):
    """The last test order isn't cancelled yet."""

    code = "starting.test-order-open"
    message = N_("Your last test order is still open. Cancel it first.")
