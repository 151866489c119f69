"""Messages that the bot owes somebody: one for each cause however often it is heard, sent by a durable job.

Telegram's sendMessage has no idempotency key. A send whose answer was lost is repeated, at most twice; one that
certainly did not arrive costs no attempt.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

import orjson
import structlog
from aiogram.exceptions import TelegramMigrateToChat
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.bot.intents import Say
from kiosk.bot.limiter import Lane
from kiosk.bot.messenger import Messenger, NoBot, messenger_of
from kiosk.bot.sender import ChatUnreachable, MessageGone, NotReached, TooFast, Uncertain
from kiosk.bot.view import View
from kiosk.bots.connection import follow_group
from kiosk.bots.service import note_kept_message, set_reachable
from kiosk.facts import BuyerNotReached
from kiosk.kernel.database import Unit
from kiosk.kernel.jobs import URGENT, DeferredJob, job, schedule
from kiosk.kernel.runtime import Runtime

log = structlog.get_logger(__name__)

SEND = "bot.send-notice"
MOST_SENDS = 3
LONGEST_OWED = timedelta(days=1)
"""News that is older than this is none."""

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What drawing a notice may need."""

    session: AsyncSession
    bot_username: str
    public_url: str | None
    now: datetime

    @classmethod
    async def of(cls, session: AsyncSession, runtime: Runtime) -> Self:
        """The desk of this process. Raises NoBot."""
        bot = await messenger_of(runtime).username()
        return cls(session, bot, runtime.settings.public_url, runtime.clock.now())


Draw = Callable[[Desk, Params], Awaitable[View | None]]
_draws: dict[str, Draw] = {}


@dataclass(frozen=True, slots=True)
class _Notice:
    id: int
    chat_id: int
    kind: str
    params: Params
    message_id: int | None
    attempts: int
    unreachable: bool
    """A person who has blocked the bot isn't tried again; a group is, because nobody sees that it was mended."""


def draws(kind: str) -> Callable[[Draw], Draw]:
    """Register what draws notices of `kind` when they are sent or edited: None means that nothing is left to say."""

    def register(function: Draw) -> Draw:
        _draws[kind] = function
        return function

    return register


async def owe(
    unit: Unit,
    *,
    bot_id: int,
    chat_id: int,
    key: str,
    kind: str,
    params: Params,
    after: datetime | None = None,
) -> None:
    """Owe a message, not to be sent before `after`; with a `key` that was used before, nothing happens.

    `params` are ids, no personal data. What is owed to the same chat later waits behind it.
    """
    notice_id = await unit.session.scalar(
        _OWE,
        {
            "bot": bot_id,
            "chat": chat_id,
            "key": key,
            "kind": kind,
            "params": orjson.dumps(params).decode(),
            "at": unit.now(),
        },
    )
    if notice_id is not None:
        unit.defer(_sending(notice_id, chat_id, after))


async def redraw(unit: Unit, key: str) -> None:
    """Have a notice that may have been sent drawn again; several changes at once become one edit."""
    row = (await unit.session.execute(_BY_KEY, {"key": key})).one_or_none()
    if row is not None:
        unit.defer(_sending(row.id, row.chat_id))


async def find_kind_and_params(
    session: AsyncSession, bot_id: int, chat_id: int, message_id: int
) -> tuple[str, dict[str, Any]] | None:
    """What a message in a chat is, if it is a notice of ours."""
    place = {"bot": bot_id, "chat": chat_id, "message": message_id}
    row = (await session.execute(_BY_MESSAGE, place)).one_or_none()
    return (row.kind, row.params) if row else None


def _sending(notice_id: int, chat_id: int, after: datetime | None = None) -> DeferredJob:
    # One after another in each chat; what waits for a notice already is enough for it.
    return DeferredJob(
        SEND,
        {"notice_id": notice_id},
        lock=f"chat:{chat_id}",
        once=f"notice:{notice_id}",
        priority=URGENT,
        at=after,
    )


@schedule("bot.resume-notices", "*/5 * * * *")
async def resume_notices(runtime: Runtime) -> None:
    """Every five minutes: send what is still owed, should its job have given up."""
    now = runtime.clock.now()
    async with runtime.database.unit() as unit:
        rows = await unit.session.execute(
            _OWED, {"from": now - LONGEST_OWED, "to": now - timedelta(minutes=5)}
        )
        for notice_id, chat_id in rows:
            unit.defer(_sending(notice_id, chat_id))
        await unit.commit()


@job(SEND, attempts=8)
async def send_notice(runtime: Runtime, notice_id: int) -> None:
    """Send a notice, or edit it if it was sent before."""
    try:
        messenger = messenger_of(runtime)
    except NoBot:
        return
    async with runtime.database.read() as session:
        row = (await session.execute(_FIND, {"id": notice_id})).one_or_none()
        if row is None:
            return
        notice = _Notice(*row)
        view = await _draws[notice.kind](await Desk.of(session, runtime), notice.params)
    if notice.unreachable:
        await _give_up(runtime, notice, "unreachable")
    elif view is None:
        await _finish(runtime, notice, "undeliverable")
    elif notice.message_id is not None:
        await _edit(messenger, notice, view)
    elif notice.attempts >= MOST_SENDS:
        await _give_up(runtime, notice, "answers were lost")
    else:
        await _send(runtime, messenger, notice, view)


async def _edit(messenger: Messenger, notice: _Notice, view: View) -> None:
    markup = view.keyboard.model_dump(mode="json", exclude_none=True) if view.keyboard else None
    assert notice.message_id is not None
    try:
        await messenger.renderer.edit(notice.chat_id, notice.message_id, view.text, markup, Lane.NOTICE)
    except (MessageGone, ChatUnreachable) as error:
        log.info("notice-not-edited", notice=notice.id, error=type(error).__name__)


async def _send(runtime: Runtime, messenger: Messenger, notice: _Notice, view: View) -> None:
    markup = view.keyboard.model_dump(mode="json", exclude_none=True) if view.keyboard else None
    await _count(runtime, notice, 1)
    try:
        message_id = await messenger.renderer.say(notice.chat_id, Say(view.text, markup), Lane.NOTICE)
    except (NotReached, TooFast):
        await _count(runtime, notice, -1)
        raise
    except TelegramMigrateToChat as error:
        await _count(runtime, notice, -1)
        log.warning("staff-chat-moved", hint=f"set KIOSK_STAFF_CHAT_ID to {error.migrate_to_chat_id}")
        async with runtime.database.unit() as unit:
            await unit.session.execute(_MOVED, {"id": notice.id, "chat": error.migrate_to_chat_id})
            await follow_group(unit, notice.chat_id, error.migrate_to_chat_id)
            unit.defer(_sending(notice.id, error.migrate_to_chat_id))
            await unit.commit()
        return
    except Uncertain:
        log.warning("notice-uncertain", notice=notice.id, attempt=notice.attempts + 1)
        raise
    except ChatUnreachable as error:
        await _give_up(runtime, notice, str(error))
        await _note_reachable(runtime, messenger.bot_id, notice.chat_id, reachable=False)
        if notice.chat_id < 0:
            log.warning("staff-chat-unreachable", chat=notice.chat_id, detail=str(error))
        return
    await _finish(runtime, notice, "sent", message_id=message_id)
    if notice.chat_id < 0:
        await _note_reachable(runtime, messenger.bot_id, notice.chat_id, reachable=True)
    else:
        async with runtime.database.read() as session:
            await note_kept_message(session, messenger.bot_id, notice.chat_id, message_id)


async def _count(runtime: Runtime, notice: _Notice, by: int) -> None:
    async with runtime.database.read() as session:
        await session.execute(_COUNT, {"id": notice.id, "by": by})


async def _finish(runtime: Runtime, notice: _Notice, state: str, *, message_id: int | None = None) -> None:
    async with runtime.database.read() as session:
        await session.execute(
            _FINISH,
            {
                "id": notice.id,
                "state": state,
                "message": message_id,
                "error": None,
                "at": runtime.clock.now(),
            },
        )


async def _give_up(runtime: Runtime, notice: _Notice, error: str) -> None:
    """The news won't arrive. Of what was about an order and meant for its buyer, the staff hears."""
    async with runtime.database.unit() as unit:
        outcome = {"state": "undeliverable", "error": error[:300], "message": None, "at": unit.now()}
        await unit.session.execute(_FINISH, {"id": notice.id, **outcome})
        if notice.chat_id > 0 and "order" in notice.params:
            unit.publish(BuyerNotReached(order_id=notice.params["order"]))
        await unit.commit()


async def _note_reachable(runtime: Runtime, bot_id: int, chat_id: int, *, reachable: bool) -> None:
    async with runtime.database.unit() as unit:
        await set_reachable(unit, bot_id, chat_id, reachable=reachable)
        await unit.commit()


_OWE = text(
    """
    INSERT INTO notices (bot_id, chat_id, key, kind, params, created_at)
    VALUES (:bot, :chat, :key, :kind, CAST(:params AS jsonb), :at)
    ON CONFLICT (key) DO NOTHING RETURNING id
    """
)
_BY_KEY = text("SELECT id, chat_id FROM notices WHERE key = :key AND state <> 'undeliverable'")
_BY_MESSAGE = text(
    "SELECT kind, params FROM notices WHERE bot_id = :bot AND chat_id = :chat AND message_id = :message"
)
_FIND = text(
    """
    SELECT n.id, n.chat_id, n.kind, n.params, n.message_id, n.attempts,
           c.unreachable_since IS NOT NULL AND n.chat_id > 0
      FROM notices n LEFT JOIN chats c ON c.bot_id = n.bot_id AND c.chat_id = n.chat_id
     WHERE n.id = :id AND n.state <> 'undeliverable'
    """
)
_MOVED = text("UPDATE notices SET chat_id = :chat WHERE id = :id")
_OWED = text(
    """
    SELECT id, chat_id FROM notices
     WHERE state = 'waiting' AND message_id IS NULL AND created_at BETWEEN :from AND :to
     ORDER BY id LIMIT 1000
    """
)
_COUNT = text("UPDATE notices SET attempts = attempts + :by WHERE id = :id")
_FINISH = text(
    """
    UPDATE notices SET state = :state, message_id = COALESCE(:message, message_id), error = :error, sent_at = :at
     WHERE id = :id
    """
)
