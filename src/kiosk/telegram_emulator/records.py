"""What the world is made of: accounts, chats, messages. Plain data, without behaviour."""

from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]


@dataclass(slots=True)
class Person:
    """A human with a Telegram account."""

    id: int
    first_name: str
    language_code: str = "en"
    last_name: str = ""
    username: str = ""
    phone_number: str = ""
    is_premium: bool = False
    deactivated: bool = False


@dataclass(slots=True)
class Webhook:
    """Where a bot wants its updates posted, and how that has gone so far."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_custom_certificate: bool = False
    set_at: float = 0.0
    last_error_date: int = 0
    last_error_message: str = ""
    gone_since: float = 0.0


@dataclass(slots=True)
class Bot:
    """A bot account; the ``names``, ``descriptions`` … are keyed by language code, "" being the default."""

    id: int
    token: str
    username: str
    first_name: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    menu_button: Payload = field(default_factory=lambda: {"type": "commands"})
    chat_menu_buttons: dict[int, Payload] = field(default_factory=dict)
    default_rights: dict[str, Payload] = field(default_factory=dict)
    allowed_updates: list[str] | None = None
    can_join_groups: bool = True
    can_read_all_group_messages: bool = False
    can_be_inline: bool = True
    inline_feedback: bool = True
    webhook: Webhook = field(default_factory=Webhook)
    stars: int = 0
    star_transactions: list[Payload] = field(default_factory=list)
    last_message_id: int = 0


@dataclass(slots=True)
class Member:
    """What somebody is in a group: the Bot API's ChatMember without the user."""

    status: str = "member"
    rights: Payload = field(default_factory=dict)
    custom_title: str = ""
    until_date: int = 0


@dataclass(slots=True)
class Topic:
    """A topic of a forum."""

    thread_id: int
    name: str
    icon_color: int = 0x6FB9F0
    icon_custom_emoji_id: str = ""
    closed: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Message:
    """A message: ``payload`` is the Bot API's object and is replaced, never changed in place.

    ``hidden`` is what the Bot API does not show: the payload of an invoice, the inline message id.
    """

    id: int
    sender_id: int
    date: int
    payload: Payload
    hidden: Payload = field(default_factory=dict)


@dataclass(slots=True)
class Chat:
    """A chat. ``owner_bot`` is the bot of a private chat (whose id is the person's id) and 0 elsewhere.

    ``invited`` lists who came by which link, ``join_requests`` who waits and by which link.
    ``keyboards`` and ``unread`` are keyed by person; ``keyboards_from`` names the messages that brought the
    keyboards, to which a shared contact replies.
    """

    id: int
    type: str
    owner_bot: int = 0
    title: str = ""
    username: str = ""
    description: str = ""
    is_forum: bool = False
    photo: Payload | None = None
    permissions: Payload = field(default_factory=dict)
    invite_links: dict[str, Payload] = field(default_factory=dict)
    invited: dict[str, list[int]] = field(default_factory=dict)
    join_requests: dict[int, str] = field(default_factory=dict)
    migrated_to: int = 0
    started: bool = False
    blocked: bool = False
    last_message_id: int = 0
    last_activity: float = 0.0
    messages: dict[int, Message] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboards: dict[int, Payload] = field(default_factory=dict)
    keyboards_from: dict[int, int] = field(default_factory=dict)
    unread: dict[int, int] = field(default_factory=dict)
