"""How orders say no."""

from kiosk.kernel.errors import Conflict, NotFound, Refusal
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


class UndoTooLate(Conflict):
    """The move can't be taken back: its seconds are over, the order has changed since, or somebody else moved it."""

    code = "orders.undo-too-late"
    message = N_("It is too late to take this back.")


class BuyerHasNoChat(Conflict):
    """The buyer ordered elsewhere, or the shop has no bot."""

    code = "orders.no-chat"
    message = N_("This buyer does not use Telegram with us. Please call.")


class NoteNotFound(NotFound):
    """There is no such note, or somebody else wrote it."""

    code = "orders.note-not-found"
    message = N_("This note can't be found.")


class ViewNotFound(NotFound):
    """There is no such kept selection, or it is somebody else's."""

    code = "orders.view-not-found"
    message = N_("This saved selection can't be found.")


class ViewExists(Conflict):
    """One keeps a selection of this name already."""

    code = "orders.view-exists"
    message = N_("You have a selection of this name already.")


class TooManyViews(Conflict):
    """Nobody finds anything in more selections. Parameter: `most`."""

    code = "orders.too-many-views"
    message = N_("You can keep up to {most} selections.")
