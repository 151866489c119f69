"""Tables of accounts, roles, permissions, invitations, sessions, devices, second factors and service keys."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Sequence,
    String,
    text,
)
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
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    """The address to sign in with and to write to, in lower case."""
    pending_email: Mapped[str | None] = mapped_column(String(254))
    """The address that was given at registration. It becomes `email` when it is proven; nobody signs in with it."""
    password_hash: Mapped[str | None] = mapped_column(String(255))
    full_name: Mapped[str] = mapped_column(String(200))
    """What the person is called: the names below joined, or what Telegram says where there are none."""
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(100))
    username: Mapped[str | None] = mapped_column(String(64))
    """The Telegram username; it may change hands, so nothing is ever looked up by it."""
    phone_number: Mapped[str | None] = mapped_column(String(20))
    avatar: Mapped[str | None] = mapped_column(String(300))
    """The address of a picture of ours."""
    locale: Mapped[str | None] = mapped_column(String(5))
    """The language that the person chose; None follows Telegram's."""
    is_active: Mapped[bool] = mapped_column(server_default="true")
    is_verified: Mapped[bool] = mapped_column(server_default="false")
    """Whether the e-mail address is proven to be the person's; people from Telegram are proven by Telegram."""
    created_at: Mapped[Moment]
    updated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


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


class AccountPermission(Base):
    """A verb that an account may do beyond what its roles permit."""

    __tablename__ = "account_permissions"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    verb: Mapped[str] = mapped_column(String(60), primary_key=True)
    granted_at: Mapped[Moment]


class RoleRequest(Base):
    """Somebody asks for a role that isn't given at once: who registers as a seller waits here for approval."""

    __tablename__ = "role_requests"
    __table_args__ = (
        CheckConstraint("state IN ('waiting','approved','refused')", name="state"),
        Index(
            "uq_role_requests_waiting",
            "account_id",
            "role",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(16), server_default="waiting")
    created_at: Mapped[Moment]
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Invitation(Base):
    """A link that makes its bearer a member of the staff, once. Without an inviter it makes the first owner."""

    __tablename__ = "invitations"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str | None] = mapped_column(String(100))
    """Whom it is for, as the inviter calls them."""
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    accepted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class EntryLink(Base):
    """A one-time way in for an account, made at the machine itself; only its digest is stored."""

    __tablename__ = "entry_links"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Device(Base):
    """A browser that somebody has signed in with; its cookie holds a random token of which the digest is here."""

    __tablename__ = "devices"
    __table_args__ = (Index("uq_devices_token_account", "token_hash", "account_id", unique=True),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    user_agent: Mapped[str] = mapped_column(String(300), server_default="")
    first_seen_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]


class Session(Base):
    """A signed-in device: the family of all refresh tokens that descend from one sign-in."""

    __tablename__ = "sessions"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id", ondelete="SET NULL"))
    method: Mapped[str] = mapped_column(String(20), server_default="password")
    """The way in: password, telegram, mini-app, openid, passkey, link."""
    address: Mapped[str] = mapped_column(String(45), server_default="")
    """The network address that it was last used from."""
    user_agent: Mapped[str] = mapped_column(String(300), server_default="")
    verified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When a second factor was shown last; None: never in this session."""
    origin: Mapped[str | None] = mapped_column(String(64), index=True)
    """Digest of the proof it came from, where one proof may open several sessions (initData): they end together."""
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


class SecondFactor(Base):
    """An account's authenticator application (RFC 6238). The secret is sealed with the installation's key.

    Besides the one that counts there may be one that the person has seen and not yet shown a code of.
    """

    __tablename__ = "second_factors"
    __table_args__ = (
        Index(
            "uq_second_factors_confirmed",
            "account_id",
            unique=True,
            postgresql_where=text("confirmed_at IS NOT NULL"),
        ),
        Index(
            "uq_second_factors_pending",
            "account_id",
            unique=True,
            postgresql_where=text("confirmed_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[Moment]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """The time step of the newest code used: each counts once."""


class RecoveryCode(Base):
    """A code for who lost the authenticator; usable once, and only its digest is stored."""

    __tablename__ = "recovery_codes"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Passkey(Base):
    """A WebAuthn credential of an account: its public key; the private one never leaves the device."""

    __tablename__ = "passkeys"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, server_default="0")
    name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[Moment]
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Throttle(Base):
    """How often something was tried in vain, and until when it isn't tried again; shared by all processes."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    """What is counted and for whom, as a digest."""
    failures: Mapped[int] = mapped_column(server_default="0")
    counted_since: Mapped[Moment]
    blocked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
