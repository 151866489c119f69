"""Who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

CUSTOMER, SELLER, MASTER, RECEPTIONIST = "customer", "seller", "master", "receptionist"
MANAGER, ADMIN, OWNER = "manager", "admin", "owner"
SERVICE = "service"

_OWN = frozenset({"cart.edit", "orders.place", "orders.view-own"})
_DESK = frozenset({"orders.view", "orders.contact", "orders.move", "customers.view"})
_STOCK = frozenset({"catalog.edit", "inventory.edit", "media.edit"})
_HOUSE = frozenset({"business.edit", "staff.edit", "keys.edit"})

VERBS: dict[str, frozenset[str]] = {
    CUSTOMER: _OWN,
    SELLER: frozenset(),
    MASTER: frozenset(),
    RECEPTIONIST: _DESK,
    MANAGER: _DESK | _STOCK,
    ADMIN: _DESK | _STOCK | _HOUSE,
    OWNER: _DESK | _STOCK | _HOUSE | {"ownership.transfer"},
    # A service acts for the customers that it names; it never sees the staff's side.
    SERVICE: _OWN | {"customers.act-for"},
}
STAFF_ROLES = frozenset({MASTER, RECEPTIONIST, MANAGER, ADMIN, OWNER})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: an account with its roles, or (without an account) the service that holds key `key_id`."""

    account_id: int | None
    roles: frozenset[str]
    key_id: int | None = None
    session_id: int | None = None

    def may(self, verb: str) -> bool:
        """Whether the actor has the right to `verb`."""
        return may(self.roles, verb)

    @property
    def is_staff(self) -> bool:
        """Whether the actor works here."""
        return not self.roles.isdisjoint(STAFF_ROLES)


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
