"""Tables of bots, chats, conversations and notices."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, LargeBinary, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class Bot(Base):
    """A bot that this installation runs. Its id is Telegram's; its token stays in the environment."""

    __tablename__ = "bots"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    username: Mapped[str] = mapped_column(String(64))
    webhook_path: Mapped[str] = mapped_column(String(64))
    """The random last part of the webhook's address."""
    webhook_secret: Mapped[str] = mapped_column(String(64))
    set_up_for: Mapped[str | None] = mapped_column(String(64))
    """A digest of the commands and descriptions last sent to Telegram, so a start repeats nothing."""


class Chat(Base):
    """A chat as a bot knows it: which message is its living screen, and whether it can be reached."""

    __tablename__ = "chats"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    screen_message_id: Mapped[int | None] = mapped_column(BigInteger)
    screen_picture_id: Mapped[int | None] = mapped_column(BigInteger)
    """The picture on the living screen; None: it is a text."""
    prompt_message_id: Mapped[int | None] = mapped_column(BigInteger)
    """A question with a reply keyboard; it goes away with the next screen."""
    last_message_id: Mapped[int | None] = mapped_column(BigInteger)
    """The newest message that stays; a screen above it has been left behind."""
    unreachable_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    title: Mapped[str | None] = mapped_column(String(255))
    """What a group is called, as Telegram said last."""


class Conversation(Base):
    """Where a person is in a dialogue with a bot: the finite-state machine's state and data."""

    __tablename__ = "conversations"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[str | None] = mapped_column(String(80))
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    updated_at: Mapped[Moment]


class Notice(Base):
    """A message that the bot owes somebody; `key` makes it one message however often its cause is heard.

    A notice with a `message_id` may be edited later: the staff's order card is.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("state IN ('waiting','sent','undeliverable')", name="state"),
        Index("ix_notices_chat_message", "bot_id", "chat_id", "message_id"),
    )

    id: Mapped[Id]
    bot_id: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """Ids from which the text is drawn when it is sent; no personal data."""
    state: Mapped[str] = mapped_column(String(16), server_default="waiting")
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    attempts: Mapped[int] = mapped_column(server_default="0")
    error: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[Moment]
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class BotConnection(Base):
    """The bot that was connected in the panel, and the staff's group. One row, or none: then the environment decides."""

    __tablename__ = "bot_connection"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    token: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed with the installation's key."""
    username: Mapped[str | None] = mapped_column(String(64))
    staff_chat_id: Mapped[int | None] = mapped_column(BigInteger)
    staff_chat_title: Mapped[str | None] = mapped_column(String(255))
    group_token_hash: Mapped[str | None] = mapped_column(String(64))
    """Digest of the payload with which the bot is being added to the staff's group."""
    group_expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
