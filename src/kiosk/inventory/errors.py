"""How the stock says no."""

from kiosk.kernel.errors import Conflict, NotFound, Refusal
from kiosk.kernel.i18n import N_


class OutOfStock(Refusal):
    """There are fewer units than asked for. Parameters: `variant_id`, `requested`, `available`."""

    code = "inventory.out-of-stock"
    status = 400
    message = N_("There isn't enough of it in stock: {available} left.")

    def __init__(self, *, variant_id: int, requested: int, available: int) -> None:
        super().__init__(variant_id=variant_id, requested=requested, available=available)
        self.variant_id = variant_id
        self.requested = requested
        self.available = available


class LevelNotFound(NotFound):
    """Nothing is known about the stock of this variant."""

    code = "inventory.level-not-found"
    message = N_("This product has no stock record.")


class StockMoved(Conflict):
    """The level isn't any more what the person saw when they corrected it. Parameter: `available`."""

    code = "inventory.stock-moved"
    message = N_("The stock has changed in the meantime: it is {available} now. Please look again.")
