"""How orders say no."""

from kiosk.kernel.errors import NotFound, Refusal
from kiosk.kernel.i18n import N_


class OrderNotFound(NotFound):
    """There is no such order, or it is somebody else's."""

    code = "orders.not-found"
    message = N_("This order can't be found.")


class IllegalMove(Refusal):
    """The order can't go from where it is to there, or not by this person. Parameters: `old`, `new`."""

    code = "orders.illegal-move"
    status = 400
    message = N_("The order can't be changed this way any more.")

    def __init__(self, *, old: str, new: str) -> None:
        super().__init__(old=old, new=new)
        self.old = old
        self.new = new


class AlreadyMoved(IllegalMove):
    """The order is where it was to go: somebody was quicker, or pressed twice."""

    code = "orders.already-moved"
    message = N_("This has been done already.")
