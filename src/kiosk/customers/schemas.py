"""Customers' data as other rooms see them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Contact:
    """What a customer let us keep; None where nothing is kept."""

    name: str | None
    phone: str | None
    """E.164"""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a customer had something delivered to."""

    id: int
    text: str
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What somebody who may look is shown of a customer."""

    name: str
    username: str | None
    telegram_id: int | None
    phone: str | None
    """E.164"""
    contact_name: str | None
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardHead:
    """A customer in the staff's list; the face masks what is personal."""

    id: int
    name: str
    username: str | None
    phone: str | None
    order_count: int
    total_spent: Decimal
    last_order_at: datetime | None
    created_at: datetime
    tags: list[str]
    blocked: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """That a consent was given or withdrawn."""

    purpose: str
    title: str
    version: int
    action: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """What somebody of the staff noted."""

    id: int
    text: str
    author_id: int
    author_name: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody had the personal data shown."""

    at: datetime
    by_id: int
    by_name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that the staff sees of a customer."""

    head: CardHead
    locale: str | None
    has_chat: bool
    blocked_at: datetime | None
    blocked_by_name: str | None
    block_reason: str
    address_count: int
    consents: tuple[Consent, ...]
    notes: tuple[CustomerNote, ...]
    looks: tuple[Look, ...]
    """The last ten."""
