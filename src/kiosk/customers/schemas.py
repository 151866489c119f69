"""Customers' data as other rooms see them."""

from dataclasses import dataclass
from datetime import datetime


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
