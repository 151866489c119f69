"""Chats and their members, as a bot may look at them and leave them."""

from typing import Any

from kiosk.telegram_emulator.access import find_chat, find_member_user, require_presence
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, Flag, Int
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.membership import set_member
from kiosk.telegram_emulator.records import Chat, Member, Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.views import ACTIVE, PERMISSIONS, member_view


class InChat(Arguments):
    """A chat."""

    chat_id: ChatRef = ""


class GetChatAdministrators(InChat):
    """Parameters of ``getChatAdministrators``."""

    return_bots: Flag = False


class GetChatMember(InChat):
    """Parameters of ``getChatMember``."""

    user_id: Int = 0


def _accepted_gifts() -> Payload:
    names = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return dict.fromkeys(names, False)


def full_chat(call: Call, chat: Chat) -> Payload:
    """Return a ChatFullInfo."""
    view = call.world.chat_object(chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _accepted_gifts(),
    }
    if chat.owner_bot:
        person = call.world.people[chat.id]
        if person.username:
            view["active_usernames"] = [person.username]
    else:
        view["permissions"] = dict.fromkeys(PERMISSIONS, True) | chat.permissions
        view["join_to_send_messages"] = True
        if chat.invite_links:
            view["invite_link"] = next(iter(chat.invite_links))
    if chat.description:
        view["description"] = chat.description
    pinned = next(
        (chat.messages[number] for number in reversed(chat.pinned) if number in chat.messages), None
    )
    if pinned:
        view["pinned_message"] = pinned.payload
    return view


@plays("getChat")
def get_chat(call: Call, args: InChat) -> Payload:
    """Return all that a bot may know of a chat."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    if not chat.owner_bot:
        require_presence(call.world, call.bot, chat)
    elif not chat.started:
        raise bad_request("chat not found")
    return full_chat(call, chat)


@plays("getChatMember")
def get_chat_member(call: Call, args: GetChatMember) -> Payload:
    """Return what somebody is in a chat."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    user = find_member_user(call.world, args.user_id)
    if chat.owner_bot:
        if args.user_id not in {chat.id, call.bot.id}:
            raise bad_request("member not found")
        return member_view(user, Member())
    require_presence(call.world, call.bot, chat)
    return member_view(user, chat.members.get(args.user_id, Member("left")))


@plays("getChatAdministrators")
def get_chat_administrators(call: Call, args: GetChatAdministrators) -> list[Payload]:
    """Return the owner and the administrators; other bots only when asked for."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    if chat.owner_bot:
        raise bad_request("there are no administrators in the private chat")
    require_presence(call.world, call.bot, chat)
    found = []
    for user_id, member in chat.members.items():
        other_bot = user_id in call.world.bots and user_id != call.bot.id
        if member.status in {"creator", "administrator"} and (args.return_bots or not other_bot):
            found.append(member_view(call.world.user_object(user_id) or {}, member))
    return found


@plays("getChatMemberCount")
def get_chat_member_count(call: Call, args: InChat) -> int:
    """Return how many are in a chat, the bot included."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    if chat.owner_bot:
        return 2
    require_presence(call.world, call.bot, chat)
    return sum(member.status in ACTIVE for member in chat.members.values())


@plays("leaveChat")
def leave_chat(call: Call, args: InChat) -> Any:
    """Leave a group."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    if chat.owner_bot:
        raise bad_request("chat member status can't be changed in private chats")
    require_presence(call.world, call.bot, chat)
    set_member(call.world, chat, call.bot.id, Member("left"), actor=call.bot.id)
    return True
