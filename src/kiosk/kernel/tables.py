"""The kernel's own tables. They are used through SQL in `outbox`, `inbox` and `idempotency`."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class OutboxFact(Base):
    """A fact, stored with the change that caused it. Rows are never changed."""

    __tablename__ = "outbox"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reactions: Mapped[list[str]] = mapped_column(ARRAY(String(80)), server_default=text("'{}'"))
    """Who was to hear it when it was stored; `kiosk doctor` compares them with the receipts."""
    happened_at: Mapped[Moment]


class OutboxReceipt(Base):
    """Proof that a reaction has heard a fact."""

    __tablename__ = "outbox_receipts"

    fact_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True)
    reaction: Mapped[str] = mapped_column(String(80), primary_key=True)
    reacted_at: Mapped[Moment]


class InboxUpdate(Base):
    """Something that came in from outside, stored before it is acknowledged and seen once.

    `source` says from whom (`telegram:123`), `subject` whose order of arrival matters (a user).
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index("uq_inbox_source_external_id", "source", "external_id", unique=True),
        Index(
            "ix_inbox_waiting",
            "source",
            "subject",
            "external_id",
            postgresql_where=text("state IN ('new','handled')"),
        ),
    )

    id: Mapped[Id]
    source: Mapped[str] = mapped_column(String(60))
    external_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(String(12), server_default="new")
    """new -> handled (effects committed, answers still to be said) -> done; or quarantined."""
    attempts: Mapped[int] = mapped_column(server_default="0")
    """How often a process took it over from one that died."""
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    said: Mapped[int] = mapped_column(server_default="0")
    """How many of the answers are known to have been said."""
    owner: Mapped[int | None] = mapped_column(BigInteger)
    """The process that says the answers (see `kernel.presence`)."""
    error: Mapped[str | None] = mapped_column(String(500))
    received_at: Mapped[Moment]
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class IdempotencyKey(Base):
    """The answer to a request that carried an idempotency key."""

    __tablename__ = "idempotency_keys"

    scope: Mapped[str] = mapped_column(String(120), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    resource_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[Moment] = mapped_column(index=True)


class AuditEntry(Base):
    """What a member of the staff (or a key) did. Rows are never changed, and each seals the one before it."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """1, 2, 3 ... without gaps: a missing row shows."""
    at: Mapped[Moment]
    actor_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    """The account; None: the system itself or a key. No foreign key: the log outlives accounts."""
    key_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(80), index=True)
    subject: Mapped[str] = mapped_column(String(120))
    """What it was done to: `order:42`."""
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    """Names of what changed and ids; no personal data."""
    address: Mapped[str] = mapped_column(String(45), server_default="")
    request_id: Mapped[str] = mapped_column(String(64), server_default="")
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditCheckRow(Base):
    """How far the audit log is known to be whole, and what the last walk along it found. One row, or none."""

    __tablename__ = "audit_check"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    entry_id: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    verified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    breaks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
