"""What a checkout has gathered so far, as it lies in the conversation's data."""

import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

Field = Literal["name", "phone", "address"]
FIELDS: tuple[Field, ...] = ("name", "phone", "address")


@dataclass(frozen=True, slots=True)
class Draft:
    """A checkout that was begun. It exists from the press of Checkout until the order is placed or cancelled."""

    name: str = ""
    phone: str = ""
    """E.164"""
    address: str = ""
    comment: str = ""
    nonce: int = 0
    """Born with the summary that is on the screen; the order's idempotency key."""
    expected_total: str = ""
    """What the summary said it would cost, so that nobody pays another sum than they saw."""
    remembered: bool = False
    """Whether everything was filled in from last time."""

    @property
    def missing(self) -> Field | None:
        """What has to be asked next."""
        return next((field for field in FIELDS if not getattr(self, field)), None)

    def with_answer(self, field: str, text: str) -> Self:
        """With one answer given anew."""
        remembered = self.remembered and field == "comment"
        return type(self)(**{**asdict(self), field: text, "remembered": remembered})

    def summarised(self, total: str) -> Self:
        """With a fresh nonce for a summary that says `total`."""
        return replace(self, nonce=secrets.randbits(62) + 1, expected_total=total)

    def dump(self) -> dict[str, Any]:
        """As stored in the conversation's data."""
        return asdict(self)

    @classmethod
    def load(cls, stored: dict[str, Any] | None) -> Self | None:
        """From what `dump` gave; None where no checkout was begun. Fields of another release are left out."""
        if stored is None:
            return None
        return cls(**{key: value for key, value in stored.items() if key in cls.__slots__})
