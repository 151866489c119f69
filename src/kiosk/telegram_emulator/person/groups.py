"""Groups from the person's side: found one, add and remove members, migrate."""

from kiosk.telegram_emulator.membership import set_member
from kiosk.telegram_emulator.person.errors import SimError
from kiosk.telegram_emulator.records import Chat, Member
from kiosk.telegram_emulator.views import all_rights
from kiosk.telegram_emulator.world import World

_STATUSES = frozenset({"administrator", "member", "restricted", "left", "kicked"})


def found(world: World, owner: int, title: str, *, kind: str, members: list[int], forum: bool) -> Chat:
    """Create a group that ``owner`` owns; bots among the members come as plain members."""
    highest = max((abs(chat) % 1_000_000_000_000 for chat in world.groups), default=1_000_000)
    chat_id = -(highest + 1) if kind == "group" else -1_000_000_000_000 - highest - 1
    chat = world.add_group(chat_id, title, {owner: Member("creator")}, kind=kind, forum=forum)
    for user_id in members:
        change(world, chat, user_id, "member", actor=owner)
    return chat


def change(world: World, chat: Chat, user_id: int, status: str, *, actor: int) -> None:
    """Make somebody an administrator or a member of a group, or remove them."""
    if status not in _STATUSES:
        raise SimError(400, f"status is one of {', '.join(sorted(_STATUSES))}")
    if world.user_object(user_id) is None:
        raise SimError(404, "no such user")
    rights = all_rights() if status == "administrator" else {}
    set_member(world, chat, user_id, Member(status, rights), actor=actor)


def migrate(world: World, chat: Chat) -> Chat:
    """Turn a basic group into a supergroup with another id, as the real thing does."""
    if chat.type != "group":
        raise SimError(409, "only basic groups become supergroups")
    new_id = -1_000_000_000_000 + chat.id
    grown = world.add_group(new_id, chat.title, chat.members)
    chat.migrated_to = new_id
    return grown
