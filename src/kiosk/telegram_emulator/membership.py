"""Somebody joins, leaves, is promoted or banned; everybody concerned hears of it."""

from .posting import post
from .records import Chat, Member, Payload
from .views import ACTIVE, member_view
from .world import World


def set_member(
    world: World, chat: Chat, user_id: int, member: Member, *, actor: int, how: Payload | None = None
) -> None:
    """Change what ``user_id`` is in a group, on the word of ``actor``.

    Joining and leaving show as service messages; bots get my_chat_member (about themselves) or chat_member
    (administrators that asked for it), with ``how``: the invite link and whether it was by request.
    """
    old = chat.members.get(user_id, Member("left"))
    user = world.user_object(user_id) or {}
    was_in, is_in = old.status in ACTIVE, member.status in ACTIVE
    if was_in and not is_in:
        post(world, chat, actor, {"left_chat_member": user})
    chat.members[user_id] = member
    if is_in and not was_in:
        post(world, chat, actor, {"new_chat_members": [user]})
    change: Payload = {
        "chat": world.chat_object(chat), "from": world.user_object(actor), "date": world.now(),
        "old_chat_member": member_view(user, old), "new_chat_member": member_view(user, member), **(how or {}),
    }  # fmt: skip
    if user_id in world.bots:
        world.notify(user_id, "my_chat_member", change, ("my_chat_member", chat.id))
    for other, place in chat.members.items():
        if other in world.bots and other != user_id and place.status == "administrator":
            world.notify(other, "chat_member", change, ("chat_member", chat.id))
    world.events.emit(
        [user_id, *world.audience(chat)],
        {"type": "member", "chat": chat.id, "user_id": user_id, "status": member.status},
    )


def join_by_link(world: World, chat: Chat, person: int, url: str) -> str:
    """Follow an invite link: return "member", or "requested" when an administrator must approve."""
    link = chat.invite_links[url]
    if link["creates_join_request"]:
        chat.join_requests[person] = url
        _ask_to_join(world, chat, person, link)
        return "requested"
    admit(world, chat, person, url, actor=person)
    return "member"


def admit(world: World, chat: Chat, person: int, url: str, *, actor: int, by_request: bool = False) -> None:
    """Make somebody a member who came by a link."""
    chat.invited.setdefault(url, []).append(person)
    how: Payload = {"invite_link": chat.invite_links[url]} if url in chat.invite_links else {}
    if by_request:
        how["via_join_request"] = True
    set_member(world, chat, person, Member(), actor=actor, how=how)


def _ask_to_join(world: World, chat: Chat, person: int, link: Payload) -> None:
    request: Payload = {
        "chat": world.chat_object(chat), "from": world.user_object(person), "user_chat_id": person,
        "date": world.now(), "invite_link": link,
    }  # fmt: skip
    for user_id, member in chat.members.items():
        if user_id in world.bots and member.rights.get("can_invite_users"):
            world.notify(user_id, "chat_join_request", request, ("chat_join_request", chat.id))
