"""The emulator's state and the few things that can happen in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .clock import Clock, SystemClock
from .constants import (
    AIGERIM,
    DEMO_BOT_USERNAME,
    DEMO_TOKEN,
    EMMA,
    ID_EPOCH,
    IVAN,
    MARINA,
    OLENA,
    STAFF_CHAT_ID,
)
from .delivery.polling import Polling
from .delivery.queue import QueueKey, UpdateQueue, is_wanted
from .delivery.webhook import Webhooks
from .faults import FaultPlan
from .files import FileStore
from .flood import FloodGuard, FloodLimits
from .journal import CallLog, EventStream
from .queries import InlineAnswers, OpenQueries
from .records import Bot, Chat, Member, Person
from .snapshot import Snapshot
from .views import ACTIVE, all_rights, bot_view, chat_view, person_view


@dataclass(frozen=True, slots=True)
class Options:
    """How strict the world is.

    ``flood`` None switches the sending limits off. ``local`` behaves like a Bot API server started with
    ``--local``: webhooks over plain http, to any port and to private addresses.
    """

    flood: FloodLimits | None = field(default_factory=FloodLimits)
    local: bool = True
    messages_per_chat: int = 5000


class World:
    """Bots, people, chats and files, in memory."""

    def __init__(self, *, clock: Clock | None = None, options: Options | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self.options = options or Options()
        self._settlers: Callable[[World], None] = lambda _world: None
        self.first_message_id = max(0, int(self.clock.time()) - ID_EPOCH) * 10
        self.bots: dict[int, Bot] = {}
        self.people: dict[int, Person] = {}
        self.own: int | None = None
        """On whose phone links from outside open; None: on a buyer's."""
        self.private: dict[tuple[int, int], Chat] = {}
        self.groups: dict[int, Chat] = {}
        self.last_message_ids: dict[int, int] = {}
        self.queues: dict[int, UpdateQueue] = {}
        self.inline_messages: dict[str, tuple[int, int, int]] = {}
        self.invoice_links: dict[str, dict[str, Any]] = {}
        self.busy_calls = 0
        self.calls = CallLog()
        self.events = EventStream()
        self.files = FileStore()
        self.flood = FloodGuard(self.options.flood)
        self.faults = FaultPlan()
        self.queries = OpenQueries(self.clock)
        self.inline_answers = InlineAnswers()
        self.snapshot: Snapshot | None = None
        self.polling = Polling(self)
        self.webhooks = Webhooks(self)

    def settle(self, settlers: Callable[["World"], None]) -> None:
        """Put the first people and groups in, now and after every reset."""
        self._settlers = settlers
        settlers(self)

    def now(self) -> int:
        """Return the time of this world in whole Unix seconds, as messages carry it."""
        return int(self.clock.time())

    def add_bot(self, token: str, username: str, first_name: str, **more: Any) -> Bot:
        """Register a bot; its id is the number before the token's colon."""
        bot = Bot(int(token.partition(":")[0]), token, username, first_name, **more)
        bot.last_message_id = self.first_message_id
        self.bots[bot.id] = bot
        self.queues[bot.id] = UpdateQueue(self.clock)
        return bot

    def add_person(self, person: Person) -> Person:
        """Register a person, or replace the one with this id."""
        self.people[person.id] = person
        return person

    def add_group(
        self,
        chat_id: int,
        title: str,
        members: dict[int, Member],
        *,
        kind: str = "supergroup",
        forum: bool = False,
    ) -> Chat:
        """Create a group, supergroup or channel with members (people and bots)."""
        chat = Chat(chat_id, kind, title=title, is_forum=forum, members=members)
        chat.last_message_id = self.last_message_ids.get(chat_id, self.first_message_id)
        chat.last_activity = self.clock.time()
        self.groups[chat_id] = chat
        return chat

    def bot_by_token(self, token: str) -> Bot | None:
        """Return the bot whose token this is, or None."""
        number = token.partition(":")[0]
        bot = self.bots.get(int(number)) if number.isdecimal() else None
        return bot if bot and bot.token == token else None

    def private_chat(self, bot: int, person: int) -> Chat:
        """Return the chat of a person with a bot, new and not yet started when there was none."""
        chat = self.private.get((bot, person))
        if chat is None:
            chat = self.private[bot, person] = Chat(person, "private", owner_bot=bot)
        return chat

    def chat(self, bot: int, chat_id: int) -> Chat | None:
        """Return the chat that ``chat_id`` means to this bot, or None."""
        if chat_id in self.people:
            return self.private_chat(bot, chat_id)
        return self.groups.get(chat_id)

    def chat_object(self, chat: Chat) -> dict[str, Any]:
        """Return the Bot API's Chat object."""
        return chat_view(chat, self.people[chat.id] if chat.owner_bot else None)

    def user_object(self, user_id: int) -> dict[str, Any] | None:
        """Return the User object of a person or a bot, or None."""
        if user_id in self.people:
            return person_view(self.people[user_id])
        return bot_view(self.bots[user_id]) if user_id in self.bots else None

    def audience(self, chat: Chat) -> list[int]:
        """Return the people who see this chat."""
        if chat.owner_bot:
            return [chat.id]
        return [
            user for user, member in chat.members.items() if user in self.people and member.status in ACTIVE
        ]

    def emit(self, chat: Chat, data: dict[str, Any], only: int | None = None) -> None:
        """Tell the pages of a chat's people (or of one of them) that something happened there."""
        people = self.audience(chat) if only is None else [only]
        event = {"type": data["type"], "chat": chat.id} | data
        if chat.owner_bot:
            event["bot"] = chat.owner_bot
        self.events.emit(people, event)

    def notify(self, bot_id: int, kind: str, payload: dict[str, Any], key: QueueKey) -> None:
        """Queue an update for a bot, unless it does not want this kind."""
        if is_wanted(kind, self.bots[bot_id].allowed_updates):
            self.queues[bot_id].push(kind, payload, key)

    def next_message_id(self, chat: Chat, bot: int) -> int:
        """Return an id that this chat never had: counted by the bot in private chats, by the chat elsewhere."""
        if chat.owner_bot:
            account = self.bots[bot]
            account.last_message_id += 1
            return account.last_message_id
        chat.last_message_id += 1
        self.last_message_ids[chat.id] = chat.last_message_id
        return chat.last_message_id

    def keep_in(self, path: str | Path) -> None:
        """Keep the chats in a file across restarts; what the file holds already is here again at once."""
        self.snapshot = Snapshot(self, Path(path))
        self.snapshot.load()

    async def open(self) -> None:
        """Begin to keep the snapshot and to deliver to the webhooks that were set before a restart."""
        if self.snapshot:
            self.snapshot.start()
        await self.webhooks.resume()

    async def close(self) -> None:
        """End the streams and the deliveries, and save the snapshot."""
        self.events.close()
        self.polling.wake()
        await self.webhooks.close()
        if self.snapshot:
            await self.snapshot.stop()

    def reset(self) -> None:
        """Go back to the first day: chats, people, faults and logs are new; ids and the bots' settings stay."""
        self.people.clear()
        self.private.clear()
        self.groups.clear()
        self.inline_messages.clear()
        self.invoice_links.clear()
        self.queries.clear()
        self.faults.faults.clear()
        self.flood.clear()
        self.calls.clear()
        for queue in self.queues.values():
            queue.pending.clear()
        self._settlers(self)
        self.events.emit(None, {"type": "reset"})


def _settle_people(world: World) -> None:
    world.add_person(Person(AIGERIM, "Айгерим", "kk", "Сәрсенова", "aigerim_s", "+77012345601"))
    world.add_person(Person(OLENA, "Олена", "uk", "Коваленко", "olena_k", "+380501234502"))
    world.add_person(Person(IVAN, "Иван", "ru", "Петров", "ivan_petrov", "+79161234503"))
    world.add_person(Person(EMMA, "Emma", "en", "Brown", "emma_brown", "+447700900504"))
    world.add_person(Person(MARINA, "Марина", "ru", "Орлова", "marina_orlova", "+79161234510"))


def _settle_demo(world: World) -> None:
    _settle_people(world)
    members = {MARINA: Member("creator")}
    members |= {bot: Member("administrator", all_rights()) for bot in world.bots}
    world.add_group(STAFF_CHAT_ID, "Заказы", members)


def _settle_beginning(world: World) -> None:
    _settle_people(world)
    world.add_group(STAFF_CHAT_ID, "Заказы", {MARINA: Member("creator")})


def demo_world(
    token: str = DEMO_TOKEN,
    bot_username: str = DEMO_BOT_USERNAME,
    *,
    clock: Clock | None = None,
    options: Options | None = None,
) -> World:
    """Return a world with the bot Kiosk, four shoppers, Marina who owns the shop, and the staff group."""
    world = World(clock=clock, options=options)
    world.add_bot(token, bot_username, "Kiosk")
    world.settle(_settle_demo)
    return world


def beginners_world(*, clock: Clock | None = None) -> World:
    """Return a world before there is a shop: @BotFather has made the bot, and nobody has added it to the group."""
    world = World(clock=clock)
    world.add_bot(DEMO_TOKEN, DEMO_BOT_USERNAME, "Kiosk")
    world.own = MARINA
    world.settle(_settle_beginning)
    return world
