"""What the staff's buttons carry. Who may press them is decided by who presses."""

from kiosk.bot.callbacks import Callback, EntityId
from kiosk.orders.rules import Status


class MoveOrder(Callback, prefix="sm"):
    """Move an order; what can't be undone asks first unless `sure`."""

    order: EntityId
    to: Status
    sure: bool = False


class LookAtOrder(Callback, prefix="so"):
    """Show the order again as it is: on the card in the group, or with all details in private."""

    order: EntityId


class NotePayment(Callback, prefix="sp"):
    """Note that all that is due for an order was paid in cash."""

    order: EntityId


class ShipOrder(Callback, prefix="ss"):
    """Ask for the tracking number, then ship."""

    order: EntityId


class WriteToBuyer(Callback, prefix="sw"):
    """Ask what to write to the buyer."""

    order: EntityId
