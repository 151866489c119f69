"""Tables of customers, their addresses and consents."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
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
