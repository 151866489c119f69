"""What customers let us know and keep, and what the shop notes of them itself."""

from kiosk.customers.publication import publish_default_texts
from kiosk.customers.service.cards import (
    Figures,
    add_note,
    block,
    lock_cards,
    refuse_blocked,
    remove_note,
    reveal,
    set_figures,
    set_tags,
    unblock,
)
from kiosk.customers.service.consent_texts import list_consent_texts, publish_consent_text
from kiosk.customers.service.keeping import (
    ORDER_DATA,
    Channel,
    find_current_text,
    forget_contact,
    get_contact,
    give_consent,
    has_consent,
    list_addresses,
    remember_address,
    remember_contact,
    remember_delivery,
    withdraw_consent,
)

__all__ = [
    "ORDER_DATA",
    "Channel",
    "Figures",
    "add_note",
    "block",
    "find_current_text",
    "forget_contact",
    "get_contact",
    "give_consent",
    "has_consent",
    "list_addresses",
    "list_consent_texts",
    "lock_cards",
    "publish_consent_text",
    "publish_default_texts",
    "refuse_blocked",
    "remember_address",
    "remember_contact",
    "remember_delivery",
    "remove_note",
    "reveal",
    "set_figures",
    "set_tags",
    "unblock",
    "withdraw_consent",
]
