"""Invite links of groups."""

import secrets

from kiosk.telegram_emulator.access import is_active
from kiosk.telegram_emulator.arguments import Flag, Int, Text
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.membership import admit
from kiosk.telegram_emulator.methods.moderation import InChat, managed_group
from kiosk.telegram_emulator.records import Chat, Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.views import bot_view


class CreateInviteLink(InChat):
    """Parameters of ``createChatInviteLink``."""

    name: Text = ""
    expire_date: Int = 0
    member_limit: Int = 0
    creates_join_request: Flag = False


class EditInviteLink(CreateInviteLink):
    """Parameters of ``editChatInviteLink``."""

    invite_link: Text = ""


class RevokeInviteLink(InChat):
    """Parameters of ``revokeChatInviteLink``."""

    invite_link: Text = ""


class ChatJoinRequest(InChat):
    """Parameters of ``approveChatJoinRequest`` and ``declineChatJoinRequest``."""

    user_id: Int = 0


def _link(call: Call, args: CreateInviteLink, url: str, *, primary: bool = False) -> Payload:
    link: Payload = {
        "invite_link": url, "creator": bot_view(call.bot),
        "creates_join_request": args.creates_join_request, "is_primary": primary, "is_revoked": False,
    }  # fmt: skip
    optional = {"name": args.name, "expire_date": args.expire_date, "member_limit": args.member_limit}
    return link | {name: value for name, value in optional.items() if value}


def _new_url() -> str:
    return f"https://t.me/+{secrets.token_urlsafe(12)}"


@plays("createChatInviteLink")
def create_invite_link(call: Call, args: CreateInviteLink) -> Payload:
    """Make another invite link."""
    chat = managed_group(call, args, "can_invite_users", "manage chat invite link")
    link = _link(call, args, _new_url())
    chat.invite_links[link["invite_link"]] = link
    return link


@plays("exportChatInviteLink")
def export_invite_link(call: Call, args: InChat) -> str:
    """Make a new primary invite link."""
    chat = managed_group(call, args, "can_invite_users", "manage chat invite link")
    link = _link(call, CreateInviteLink(), _new_url(), primary=True)
    others = {url: kept for url, kept in chat.invite_links.items() if not kept["is_primary"]}
    chat.invite_links = {link["invite_link"]: link} | others
    return str(link["invite_link"])


@plays("editChatInviteLink")
def edit_invite_link(call: Call, args: EditInviteLink) -> Payload:
    """Change an invite link that the bot made."""
    chat = managed_group(call, args, "can_invite_users", "manage chat invite link")
    if args.invite_link not in chat.invite_links:
        raise bad_request("INVITE_HASH_EXPIRED")
    chat.invite_links[args.invite_link] = _link(call, args, args.invite_link)
    return chat.invite_links[args.invite_link]


@plays("revokeChatInviteLink")
def revoke_invite_link(call: Call, args: RevokeInviteLink) -> Payload:
    """End an invite link."""
    chat = managed_group(call, args, "can_invite_users", "manage chat invite link")
    link = chat.invite_links.pop(args.invite_link, None)
    if link is None:
        raise bad_request("INVITE_HASH_EXPIRED")
    return link | {"is_revoked": True}


def _take_request(call: Call, args: ChatJoinRequest) -> tuple[Chat, str]:
    """Close a request to join and return the group and the link by which it came."""
    chat = managed_group(call, args, "can_invite_users", "manage chat join requests")
    if is_active(chat, args.user_id):
        raise bad_request("USER_ALREADY_PARTICIPANT")
    url = chat.join_requests.pop(args.user_id, None)
    if url is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, url


@plays("approveChatJoinRequest")
def approve_join_request(call: Call, args: ChatJoinRequest) -> bool:
    """Let somebody in who asked to join."""
    chat, url = _take_request(call, args)
    admit(call.world, chat, args.user_id, url, actor=call.bot.id, by_request=True)
    return True


@plays("declineChatJoinRequest")
def decline_join_request(call: Call, args: ChatJoinRequest) -> bool:
    """Refuse somebody who asked to join."""
    _take_request(call, args)
    return True
