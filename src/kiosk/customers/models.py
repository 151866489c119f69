"""Tables of customers, their addresses and consents."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class Customer(Base):
    """What a customer told us for deliveries; it is remembered only under a consent."""

    __tablename__ = "customers"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    contact_name: Mapped[str | None] = mapped_column(String(200))
    phone_number: Mapped[str | None] = mapped_column(String(20))
    """E.164"""


class Address(Base):
    """An address that a customer had something delivered to."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("account_id", "text"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(500))
    last_used_at: Mapped[Moment]


class ConsentText(Base):
    """A version of a text that people agree to. Rows are never changed: a new text is a new version."""

    __tablename__ = "consent_texts"
    __table_args__ = (UniqueConstraint("purpose", "version", "locale"),)

    id: Mapped[Id]
    purpose: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    locale: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[date]
    published_by: Mapped[int | None] = mapped_column(BigInteger)
    """Who of the staff published it; None: it came with a release."""


class ConsentEvent(Base):
    """That a person gave or withdrew a consent. Rows are never changed; the latest one counts."""

    __tablename__ = "consent_events"
    __table_args__ = (
        CheckConstraint("action IN ('given','withdrawn')", name="action"),
        CheckConstraint("channel IN ('bot','api','panel','mini-app')", name="channel"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigInteger, index=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("consent_texts.id"))
    action: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(12))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    """The Telegram message under which the button was pressed."""
    happened_at: Mapped[Moment]


class CustomerCard(Base):
    """What the shop knows of a customer besides what they told it; opened with the role (back_office.sql).

    The figures are told by those who see the orders; nobody here counts.
    """

    __tablename__ = "customer_cards"
    __table_args__ = (
        Index("ix_customer_cards_recent", text("last_order_at DESC NULLS LAST"), text("account_id DESC")),
        Index("ix_customer_cards_spent", text("total_spent DESC"), text("account_id DESC")),
        Index("ix_customer_cards_newest", text("opened_at DESC"), text("account_id DESC")),
        Index("ix_customer_cards_tags", "tags", postgresql_using="gin"),
        Index("ix_customer_cards_blocked", "account_id", postgresql_where=text("blocked_at IS NOT NULL")),
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    opened_at: Mapped[Moment]
    order_count: Mapped[int] = mapped_column(server_default="0")
    """Neither cancelled nor refunded."""
    total_spent: Mapped[Decimal] = mapped_column(Numeric(14, 2), server_default="0")
    """In the business's currency."""
    last_order_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tags: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=text("'{}'"))
    blocked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    blocked_by: Mapped[int | None] = mapped_column(BigInteger)
    block_reason: Mapped[str] = mapped_column(String(300), server_default="")


class CustomerNote(Base):
    """What the staff notes on a customer for itself."""

    __tablename__ = "customer_notes"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[Moment]


class PersonalDataLook(Base):
    """That somebody of the staff had a customer's personal data shown. Rows are never changed."""

    __tablename__ = "personal_data_looks"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigInteger, index=True)
    viewer_id: Mapped[int] = mapped_column(BigInteger, index=True)
    reason: Mapped[str] = mapped_column(String(300), server_default="")
    looked_at: Mapped[Moment]
