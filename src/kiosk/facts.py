"""What has happened, in the past tense. The only way in which news travels upwards or sideways.

A fact is stored in the outbox with the change that caused it and delivered to every reaction at least once.
It names things by id and carries no personal data. Its `subject` keeps its deliveries in order: facts with
the same subject reach a reaction one after another, as they happened.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Base of all facts. `kind` is the stored name and never changes once a fact has been released."""

    kind: ClassVar[str]

    @property
    def subject(self) -> str:
        """What the fact is about, for example `order:56`."""
        raise NotImplementedError  # pragma: no cover - each fact says it

    def payload(self) -> dict[str, Any]:
        """The fields, as stored."""
        return asdict(self)

    @classmethod
    def restore(cls, payload: dict[str, Any]) -> Self:
        """The fact from its stored fields; fields of a newer release are ignored."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in payload.items() if name in known})


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(Fact):
    """A customer placed an order; its stock is taken."""

    kind: ClassVar[str] = "order-placed"
    order_id: int
    customer_id: int

    @property
    def subject(self) -> str:
        """The order."""
        return f"order:{self.order_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStatusChanged(Fact):
    """An order moved from one status to another. `actor_id` is None when the system moved it."""

    kind: ClassVar[str] = "order-status-changed"
    order_id: int
    customer_id: int
    old_status: str
    new_status: str
    actor_id: int | None = None
    event_id: int | None = None
    """Its row in the order's history."""
    undoable_until: str | None = None
    """Until then (ISO 8601) whoever moved it may take it back, so nobody outside hears of it before; None: final."""
    undoes: int | None = None
    """The event that this move took back."""

    @property
    def subject(self) -> str:
        """The order."""
        return f"order:{self.order_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNoted(Fact):
    """Money changed hands for an order: it was taken, given back, or the entry of a slip taken back."""

    kind: ClassVar[str] = "payment-noted"
    order_id: int
    payment_id: int
    actor_id: int | None = None

    @property
    def subject(self) -> str:
        """The order."""
        return f"order:{self.order_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerMessageWritten(Fact):
    """The staff wrote to an order's buyer; the words lie with the order."""

    kind: ClassVar[str] = "buyer-message-written"
    message_id: int
    order_id: int
    customer_id: int

    @property
    def subject(self) -> str:
        """The order."""
        return f"order:{self.order_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerNotReached(Fact):
    """A message about an order didn't reach its buyer, and won't: the bot is blocked, or Telegram gives no answer."""

    kind: ClassVar[str] = "buyer-not-reached"
    order_id: int

    @property
    def subject(self) -> str:
        """The order."""
        return f"order:{self.order_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessChanged(Fact):
    """What the business calls itself, says or speaks isn't what it was."""

    kind: ClassVar[str] = "business-changed"

    @property
    def subject(self) -> str:
        """The business."""
        return "business:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLow(Fact):
    """A variant's stock has crossed its low-stock threshold downwards."""

    kind: ClassVar[str] = "stock-low"
    variant_id: int
    on_hand: int
    threshold: int

    @property
    def subject(self) -> str:
        """The variant."""
        return f"variant:{self.variant_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """A person withdrew a consent."""

    kind: ClassVar[str] = "consent-withdrawn"
    account_id: int
    purpose: str

    @property
    def subject(self) -> str:
        """The person."""
        return f"account:{self.account_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact(Fact):
    """Something that happened to an account, which its person should hear of."""

    account_id: int

    @property
    def subject(self) -> str:
        """The person."""
        return f"account:{self.account_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInFromNewDevice(AccountFact):
    """Somebody signed in with a device that the account was never used on."""

    kind: ClassVar[str] = "signed-in-from-new-device"
    session_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStolen(AccountFact):
    """A refresh token was used twice, so two parties held it; the session has ended."""

    kind: ClassVar[str] = "session-stolen"
    session_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(AccountFact):
    """The account has a new password."""

    kind: ClassVar[str] = "password-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorChanged(AccountFact):
    """The account's second factor isn't what it was.

    `change` is added, removed, recovery-code-used, recovery-codes-renewed, passkey-added, passkey-removed or
    passkey-copied (its counter went backwards, so two devices hold it).
    """

    kind: ClassVar[str] = "second-factor-changed"
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInMeddledWith(AccountFact):
    """Another Telegram account opened or answered the account's sign-in; it is cancelled and nobody was let in."""

    kind: ClassVar[str] = "sign-in-meddled-with"
    sign_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramLinked(AccountFact):
    """The account is tied to a Telegram account, perhaps instead of another one."""

    kind: ClassVar[str] = "telegram-linked"
    telegram_id: int
    previous_telegram_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessingNoticed(Fact):
    """More passwords were wrong in a short time than people forget: somebody tries lists of them."""

    kind: ClassVar[str] = "guessing-noticed"
    failures: int

    @property
    def subject(self) -> str:
        """The door."""
        return "sign-in"


FACTS: dict[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        OrderPlaced,
        OrderStatusChanged,
        PaymentNoted,
        BuyerMessageWritten,
        BuyerNotReached,
        BusinessChanged,
        StockLow,
        ConsentWithdrawn,
        SignedInFromNewDevice,
        SessionStolen,
        PasswordChanged,
        SecondFactorChanged,
        SignInMeddledWith,
        TelegramLinked,
        GuessingNoticed,
    )
}
