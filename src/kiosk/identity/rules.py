"""Who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

CUSTOMER, SELLER, MASTER, RECEPTIONIST = "customer", "seller", "master", "receptionist"
MANAGER, ADMIN, OWNER = "manager", "admin", "owner"
SERVICE = "service"

_OWN = frozenset({"cart.edit", "orders.place", "orders.view-own"})
_DESK = frozenset({"orders.view", "orders.contact", "orders.move", "customers.view", "customers.reveal"})
_STOCK = frozenset({"catalog.edit", "inventory.edit", "media.edit"})
_INSIGHT = frozenset({"customers.edit", "dashboard.view"})
_HOUSE = frozenset({"business.edit", "staff.edit", "keys.edit"})

VERBS: dict[str, frozenset[str]] = {
    CUSTOMER: _OWN,
    SELLER: frozenset(),
    MASTER: frozenset(),
    RECEPTIONIST: _DESK,
    MANAGER: _DESK | _STOCK | _INSIGHT,
    ADMIN: _DESK | _STOCK | _INSIGHT | _HOUSE,
    OWNER: _DESK | _STOCK | _INSIGHT | _HOUSE | {"ownership.transfer"},
    # A service acts for the customers that it names; it never sees the staff's side.
    SERVICE: _OWN | {"customers.act-for"},
}
STAFF_ROLES = frozenset({MASTER, RECEPTIONIST, MANAGER, ADMIN, OWNER})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: an account with its roles, or (without an account) the service that holds key `key_id`."""

    account_id: int | None
    roles: frozenset[str]
    extra: frozenset[str] = frozenset()
    """Verbs that the account may do beyond what its roles permit."""
    key_id: int | None = None
    session_id: int | None = None
    verified_at: datetime | None = None
    """When a second factor was shown last in this session; None: never."""

    @property
    def owes_second_factor(self) -> bool:
        """Whether the session is too weak for what the account may do; until it is shown, nothing is permitted."""
        return self.session_id is not None and self.verified_at is None and is_obliged(self.roles, self.extra)

    def may(self, verb: str) -> bool:
        """Whether the actor has the right to `verb` in this session."""
        return not self.owes_second_factor and (verb in self.extra or may(self.roles, verb))

    @property
    def is_staff(self) -> bool:
        """Whether the actor works here."""
        return not self.roles.isdisjoint(STAFF_ROLES)


# Whoever opens the house or touches money shows a second factor (docs/threats.md, B06).
_OBLIGED_ROLES = frozenset({ADMIN, OWNER})
MONEY_VERBS = frozenset({"payments.refund", "payouts.edit", "finance.edit"})


def is_obliged(roles: Iterable[str], extra: Iterable[str] = ()) -> bool:
    """Whether an account with these roles and extra verbs must have a second factor."""
    held = frozenset(roles)
    verbs = frozenset(extra).union(*(VERBS.get(role, frozenset()) for role in held))
    return not held.isdisjoint(_OBLIGED_ROLES) or not verbs.isdisjoint(MONEY_VERBS)


STEP_UP = timedelta(minutes=5)
"""How fresh a second factor must be for a grave act."""


def may(roles: Iterable[str], verb: str) -> bool:
    """Whether one of `roles` gives the right to `verb`; unknown roles give none."""
    return any(verb in VERBS.get(role, ()) for role in roles)


MIN_PASSWORD, MAX_PASSWORD = 12, 128


def password_weakness(password: str, *names: str) -> str | None:
    """Why `password` is refused ("too-short", "too-long", "too-simple"); None if it is accepted.

    Length counts most (NIST SP 800-63B); a password that repeats itself or one of `names` is simple at any length.
    """
    if len(password) < MIN_PASSWORD:
        return "too-short"
    if len(password) > MAX_PASSWORD:
        return "too-long"
    lowered = password.lower()
    words = [name.lower() for name in names if len(name) >= 4] + ["password", "qwerty", "пароль", "йцукен"]
    without_words = lowered
    for word in words:
        without_words = without_words.replace(word, "")
    if len(set(lowered)) < 6 or len(without_words) <= MIN_PASSWORD // 2 or _counts_up(lowered):
        return "too-simple"
    return None


def _counts_up(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1
