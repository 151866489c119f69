"""Tables of sign-ins that have begun and aren't finished yet. Tokens and codes are stored as digests only."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class TelegramSignIn(Base):
    """A sign-in (or the linking of a Telegram account) that goes through the bot.

    created -> seen (by one Telegram account) -> approved (by that account) -> consumed (by the browser that began);
    cancelled at any step before. What lives longer than `expires_at` is dead whatever its state says.
    """

    __tablename__ = "telegram_sign_ins"
    __table_args__ = (
        CheckConstraint("purpose IN ('sign-in','link')", name="purpose"),
        CheckConstraint("state IN ('created','seen','approved','consumed','cancelled')", name="state"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Random: the bot's buttons carry it, and nobody shall cancel others' sign-ins by counting."""
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Digest of the code in the link: whoever sees it can show it to the bot, and nothing more."""
    browser_hash: Mapped[str | None] = mapped_column(String(64))
    """Digest of the secret in the cookie of the browser that began; only that browser gets the tokens."""
    purpose: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(12), server_default="created")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    """The account to link, or the one that is to be signed in: whose Telegram saw the code first."""
    telegram_id: Mapped[int | None] = mapped_column(BigInteger)
    number: Mapped[int]
    """The two digits that the page shows and the bot asks for."""
    choices: Mapped[list[int]] = mapped_column(JSONB, server_default=text("'[]'"))
    address: Mapped[str] = mapped_column(String(45), server_default="")
    user_agent: Mapped[str] = mapped_column(String(300), server_default="")
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class InitDataUse(Base):
    """How often a Mini App's initData was exchanged for a session."""

    __tablename__ = "init_data_uses"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    exchanges: Mapped[int] = mapped_column(server_default="1")
    expires_at: Mapped[Moment]


class Ceremony(Base):
    """A challenge that one browser has to answer: of OpenID Connect (state, nonce, verifier) or of WebAuthn."""

    __tablename__ = "ceremonies"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Digest of the state or challenge that comes back."""
    browser_hash: Mapped[str | None] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class EmailToken(Base):
    """A link in a letter: it proves an address, or lets a forgotten password be set anew."""

    __tablename__ = "email_tokens"
    __table_args__ = (CheckConstraint("purpose IN ('verify','reset')", name="purpose"),)

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    """The address that it was sent to: it proves no other."""
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
