"""What the shop does with orders: record them, move them, take a move back, note what was paid, write about them."""

from kiosk.orders.service.bulk import move_each, undo_each
from kiosk.orders.service.moving import cancel_own, change, move, set_tracking_number
from kiosk.orders.service.paying import note_payment, note_return, pay_each, take_payment_back
from kiosk.orders.service.recording import draw_id, record
from kiosk.orders.service.talking import add_note, remove_note, write_to_buyer
from kiosk.orders.service.undoing import undo
from kiosk.orders.service.views import change_view, forget_view, keep_view

__all__ = [
    "add_note",
    "cancel_own",
    "change",
    "change_view",
    "draw_id",
    "forget_view",
    "keep_view",
    "move",
    "move_each",
    "note_payment",
    "note_return",
    "pay_each",
    "record",
    "remove_note",
    "set_tracking_number",
    "take_payment_back",
    "undo",
    "undo_each",
    "write_to_buyer",
]
