"""What a person may ask for: a copy of everything that is held about them, to take their consent back, to be forgotten."""

from kiosk.privacy.service.erasing import ask_erasure, erase, list_waiting, reconcile
from kiosk.privacy.service.keeping import export, forget_former_customers, withdraw
from kiosk.privacy.service.retention import forget_old_orders

__all__ = [
    "ask_erasure",
    "erase",
    "export",
    "forget_former_customers",
    "forget_old_orders",
    "list_waiting",
    "reconcile",
    "withdraw",
]
