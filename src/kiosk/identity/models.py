"""Tables of accounts, roles, sessions and service keys."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Sequence, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment

# Above every Telegram id and below JavaScript's largest safe integer.
ACCOUNT_IDS = Sequence("account_ids", start=2**52, metadata=Base.metadata)


class Account(Base):
    """Somebody: a customer, a member of the staff, or both.

    An account that came from Telegram has its Telegram id as its id; one born on the web draws from a sequence.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, server_default=ACCOUNT_IDS.next_value()
    )
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    login: Mapped[str | None] = mapped_column(String(150), unique=True)
    """The name to sign in with, in lower case; only staff has one."""
    password_hash: Mapped[str | None] = mapped_column(String(255))
    full_name: Mapped[str] = mapped_column(String(200))
    username: Mapped[str | None] = mapped_column(String(64))
    """The Telegram username; it may change hands, so nothing is ever looked up by it."""
    phone_number: Mapped[str | None] = mapped_column(String(20))
    locale: Mapped[str | None] = mapped_column(String(5))
    """The language that the person chose; None follows Telegram's."""
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[Moment]


class AccountRole(Base):
    """A role that an account holds; an account may hold several."""

    __tablename__ = "account_roles"
    __table_args__ = (
        CheckConstraint(
            "role IN ('customer','seller','master','receptionist','manager','admin','owner')", name="role"
        ),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    granted_at: Mapped[Moment]


class Session(Base):
    """A signed-in device: the family of all refresh tokens that descend from one sign-in."""

    __tablename__ = "sessions"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    user_agent: Mapped[str] = mapped_column(String(300), server_default="")
    created_at: Mapped[Moment]
    last_used_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_because: Mapped[str | None] = mapped_column(String(40))


class RefreshToken(Base):
    """One link of a session's chain of refresh tokens; only its SHA-256 is stored."""

    __tablename__ = "refresh_tokens"

    id: Mapped[Id]
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ApiKey(Base):
    """A service's key: it may act for Telegram users that it names. Only its SHA-256 is stored."""

    __tablename__ = "api_keys"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(12))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
