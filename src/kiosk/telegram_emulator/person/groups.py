"""Groups from the person's side: found one, add and remove members, migrate."""

from kiosk.telegram_emulator.access import is_active
from kiosk.telegram_emulator.membership import join_by_link, set_member
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


def join(world: World, person: int, url: str) -> tuple[Chat, str]:
    """Follow an invite link; return the group and "member" or "requested"."""
    chat = next((group for group in world.groups.values() if url in group.invite_links), None)
    if chat is None:
        raise SimError(404, "this invite link is not valid")
    link = chat.invite_links[url]
    if link.get("expire_date") and link["expire_date"] <= world.now():
        raise SimError(404, "this invite link has expired")
    if is_active(chat, person):
        raise SimError(409, "this person is in the group already")
    if person in chat.members and chat.members[person].status == "kicked":
        raise SimError(403, "this person is banned from the group")
    limit = link.get("member_limit")
    if limit and sum(is_active(chat, one) for one in chat.invited.get(url, [])) >= limit:
        raise SimError(404, "this invite link is used up")
    return chat, join_by_link(world, chat, person, url)
