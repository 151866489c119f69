"""Who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

CUSTOMER, SELLER, MASTER, RECEPTIONIST = "customer", "seller", "master", "receptionist"
MANAGER, ADMIN, OWNER = "manager", "admin", "owner"
SERVICE = "service"

# A verb appears with the feature that asks for it (decision 15 lists them all with their meaning).
_OWN = frozenset({"cart.edit", "orders.place", "orders.view-own"})
_DESK = frozenset({"orders.view", "orders.contact", "orders.move", "payments.note", "customers.view"})
_STOCK = frozenset({"catalog.edit", "inventory.edit", "media.edit"})
_OFFICE = frozenset(
    {"customers.edit", "customers.reveal", "dashboard.view", "catalog.import", "catalog.export"}
)
_HOUSE = frozenset(
    {"settings.edit", "staff.edit", "keys.edit", "audit.view", "orders.export", "customers.export"}
)

VERBS: dict[str, frozenset[str]] = {
    CUSTOMER: _OWN,
    SELLER: frozenset(),
    MASTER: frozenset(),
    RECEPTIONIST: _DESK,
    MANAGER: _DESK | _STOCK | _OFFICE,
    ADMIN: _DESK | _STOCK | _OFFICE | _HOUSE,
    OWNER: _DESK | _STOCK | _OFFICE | _HOUSE,
    # A service acts for the customers that it names; it never sees the staff's side.
    SERVICE: _OWN | {"customers.act-for"},
}
RANKS: tuple[str, ...] = (CUSTOMER, SELLER, MASTER, RECEPTIONIST, MANAGER, ADMIN, OWNER)
"""From low to high. Nobody gives a role above their own, or changes an account that stands above them."""
STAFF_ROLES = frozenset({MASTER, RECEPTIONIST, MANAGER, ADMIN, OWNER})
STAFF_VERBS = _DESK | _STOCK | _OFFICE | _HOUSE
"""What can be given to a member of the staff beyond what the roles permit."""
MONEY_VERBS = frozenset({"payments.refund", "payouts.edit", "finance.edit"})
GRAVE = MONEY_VERBS | {"staff.edit", "keys.edit", "orders.export", "customers.export"}
"""What only a session may do, because only a session can show a second factor: neither the bot nor a service."""


def leading(roles: Iterable[str]) -> str | None:
    """The highest of `roles`; None if there is none that we know."""
    return max((role for role in roles if role in RANKS), key=RANKS.index, default=None)


def rank(roles: Iterable[str]) -> int:
    """How high an account with these roles stands; -1 without a role."""
    highest = leading(roles)
    return -1 if highest is None else RANKS.index(highest)


def verbs_of(roles: Iterable[str], extra: Iterable[str] = ()) -> frozenset[str]:
    """Everything that these roles and extra verbs permit."""
    return frozenset(extra).union(*(VERBS.get(role, frozenset()) for role in roles))


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
    factors: frozenset[str] = frozenset()
    """The second factors that the account holds: `CODE`, `PASSKEY`."""

    @property
    def owes_second_factor(self) -> bool:
        """Whether the session is too weak for what the account may do; until it is shown, nothing is permitted."""
        asked = asks_second_factor(self.roles, self.extra, self.factors)
        return self.session_id is not None and self.verified_at is None and asked

    def may(self, verb: str) -> bool:
        """Whether the actor has the right to `verb` here and now: grave ones need a session (decision 15)."""
        if self.owes_second_factor or (verb in GRAVE and self.session_id is None):
            return False
        return verb in self.extra or may(self.roles, verb)

    @property
    def is_staff(self) -> bool:
        """Whether the actor works here."""
        return not self.roles.isdisjoint(STAFF_ROLES)


# Whoever opens the house or touches money shows a second factor (docs/threats.md, B06).
OBLIGED_ROLES = frozenset({ADMIN, OWNER})


def is_obliged(roles: Iterable[str], extra: Iterable[str] = ()) -> bool:
    """Whether an account with these roles and extra verbs must have a second factor."""
    held = frozenset(roles)
    return not held.isdisjoint(OBLIGED_ROLES) or not verbs_of(held, extra).isdisjoint(MONEY_VERBS)


CODE, PASSKEY = "code", "passkey"


def asks_second_factor(roles: Iterable[str], extra: Iterable[str], factors: Iterable[str]) -> bool:
    """Whether sessions of the account show a second factor before anything else.

    Who need not have an authenticator application but has set one up wants it asked for. A passkey alone is just a
    comfortable way in, unless the account is obliged.
    """
    return CODE in factors or is_obliged(roles, extra)


def joined_name(first_name: str, last_name: str | None) -> str:
    """What somebody with these names is called. Everything that stores a full name joins it here."""
    return " ".join(part for part in (first_name, last_name) if part)


STEP_UP = timedelta(minutes=5)
"""How fresh a second factor must be for a grave act."""


def idle_limit(roles: Iterable[str], extra: Iterable[str], method: str) -> timedelta:
    """How long a session may lie unused before it ends by itself: the more it opens, the shorter (decision 16)."""
    held = frozenset(roles)
    if is_obliged(held, extra):
        return timedelta(minutes=30)
    if not held.isdisjoint(STAFF_ROLES):
        return timedelta(hours=12)
    return timedelta(days=1) if method == "mini-app" else timedelta(days=7)


def may(roles: Iterable[str], verb: str) -> bool:
    """Whether one of `roles` gives the right to `verb`; unknown roles give none."""
    return any(verb in VERBS.get(role, ()) for role in roles)


def is_staffs(verb: str) -> bool:
    """Whether `verb` is the staff's, not what customers and the services that act for them do with their own."""
    return verb not in VERBS[CUSTOMER] | VERBS[SERVICE]


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
    for word in sorted(words, key=len, reverse=True):
        without_words = without_words.replace(word, "")
    if len(set(lowered)) < 6 or len(without_words) <= MIN_PASSWORD // 2 or _counts_up(lowered):
        return "too-simple"
    return None


def _counts_up(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1
