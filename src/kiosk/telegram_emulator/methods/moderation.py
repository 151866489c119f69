"""Administrators' work in groups: members, permissions, title, picture."""

from typing import Any

from kiosk.telegram_emulator.access import find_chat, find_member_user, require_right
from kiosk.telegram_emulator.arguments import Arguments, ChatRef, FileArg, Flag, Int, Json, Text, decode
from kiosk.telegram_emulator.attachments import upload_of
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.files import Upload
from kiosk.telegram_emulator.membership import set_member
from kiosk.telegram_emulator.posting import post
from kiosk.telegram_emulator.records import Chat, Member, Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.views import ACTIVE, PERMISSIONS, all_rights


class InChat(Arguments):
    """A chat."""

    chat_id: ChatRef = ""


class AboutMember(InChat):
    """A member of a chat."""

    user_id: Int = 0


class BanChatMember(AboutMember):
    """Parameters of ``banChatMember``."""

    until_date: Int = 0
    revoke_messages: Flag = False


class UnbanChatMember(AboutMember):
    """Parameters of ``unbanChatMember``."""

    only_if_banned: Flag = False


class RestrictChatMember(AboutMember):
    """Parameters of ``restrictChatMember``."""

    permissions: Json = None
    use_independent_chat_permissions: Flag = False
    until_date: Int = 0


class PromoteChatMember(AboutMember):
    """Parameters of ``promoteChatMember``."""

    is_anonymous: Flag = False
    can_manage_chat: Flag = False
    can_delete_messages: Flag = False
    can_manage_video_chats: Flag = False
    can_restrict_members: Flag = False
    can_promote_members: Flag = False
    can_change_info: Flag = False
    can_invite_users: Flag = False
    can_post_stories: Flag = False
    can_edit_stories: Flag = False
    can_delete_stories: Flag = False
    can_post_messages: Flag = False
    can_edit_messages: Flag = False
    can_pin_messages: Flag = False
    can_manage_topics: Flag = False
    can_manage_direct_messages: Flag = False
    can_manage_tags: Flag = False


class SetCustomTitle(AboutMember):
    """Parameters of ``setChatAdministratorCustomTitle``."""

    custom_title: Text = ""


class SetChatTitle(InChat):
    """Parameters of ``setChatTitle``."""

    title: Text = ""


class SetChatDescription(InChat):
    """Parameters of ``setChatDescription``."""

    description: Text = ""


class SetChatPermissions(InChat):
    """Parameters of ``setChatPermissions``."""

    permissions: Json = None
    use_independent_chat_permissions: Flag = False


class SetChatPhoto(InChat):
    """Parameters of ``setChatPhoto``."""

    photo: FileArg = ""


def managed_group(call: Call, args: InChat, right: str, doing: str) -> Chat:
    """Find a group in which the bot has ``right``; raises the server's 400s."""
    chat = find_chat(call.world, call.bot, args.chat_id)
    if chat.owner_bot:
        raise bad_request("chat member status can't be changed in private chats")
    require_right(call.world, call.bot, chat, right, doing)
    return chat


def _target(call: Call, chat: Chat, user_id: int) -> Member:
    """Return what the user is in the group, if the bot may touch it."""
    find_member_user(call.world, user_id)
    member = chat.members.get(user_id, Member("left"))
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator" and user_id != call.bot.id and not member.rights.get("by_bot"):
        raise bad_request("user is an administrator of the chat")
    return member


@plays("banChatMember")
def ban_chat_member(call: Call, args: BanChatMember) -> bool:
    """Remove somebody for good, or until a date."""
    chat = managed_group(call, args, "can_restrict_members", "restrict/unrestrict chat member")
    _target(call, chat, args.user_id)
    set_member(
        call.world, chat, args.user_id, Member("kicked", until_date=args.until_date), actor=call.bot.id
    )
    return True


@plays("unbanChatMember")
def unban_chat_member(call: Call, args: UnbanChatMember) -> bool:
    """Let somebody come back; a member is removed unless ``only_if_banned``."""
    chat = managed_group(call, args, "can_restrict_members", "restrict/unrestrict chat member")
    member = _target(call, chat, args.user_id)
    if member.status == "kicked" or not args.only_if_banned:
        set_member(call.world, chat, args.user_id, Member("left"), actor=call.bot.id)
    return True


def _permissions(raw: Any) -> Payload:
    given = decode(raw, "Can't parse permissions JSON object")
    if not isinstance(given, dict):
        raise bad_request("Object expected as permissions")
    return {name: bool(given.get(name, False)) for name in PERMISSIONS}


@plays("restrictChatMember")
def restrict_chat_member(call: Call, args: RestrictChatMember) -> bool:
    """Limit what somebody may send; all permissions lift the limits."""
    permissions = _permissions(args.permissions)
    chat = managed_group(call, args, "can_restrict_members", "restrict/unrestrict chat member")
    _target(call, chat, args.user_id)
    member = Member("restricted", permissions, until_date=args.until_date)
    if all(permissions.values()):
        member = Member()
    set_member(call.world, chat, args.user_id, member, actor=call.bot.id)
    return True


@plays("promoteChatMember")
def promote_chat_member(call: Call, args: PromoteChatMember) -> bool:
    """Give somebody rights; no rights at all make a plain member again."""
    chat = managed_group(call, args, "can_promote_members", "promote a user")
    member = _target(call, chat, args.user_id)
    if member.status not in ACTIVE:
        raise bad_request("USER_NOT_PARTICIPANT")
    rights: Payload = {right: bool(getattr(args, right, False)) for right in all_rights()}
    granted = any(rights.values())
    new = Member("administrator", rights | {"by_bot": True}) if granted else Member()
    set_member(call.world, chat, args.user_id, new, actor=call.bot.id)
    return True


@plays("setChatAdministratorCustomTitle")
def set_custom_title(call: Call, args: SetCustomTitle) -> bool:
    """Give an administrator whom the bot promoted a title of up to 16 characters."""
    chat = managed_group(call, args, "can_promote_members", "change custom title of the user")
    member = chat.members.get(args.user_id, Member("left"))
    if member.status == "creator":
        raise bad_request("only the owner can edit their custom title")
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    if not member.rights.get("by_bot"):
        raise bad_request("not enough rights to change custom title of the user")
    if len(args.custom_title) > 16:
        raise bad_request("ADMIN_RANK_INVALID")
    member.custom_title = args.custom_title
    return True


@plays("setChatPermissions")
def set_chat_permissions(call: Call, args: SetChatPermissions) -> bool:
    """Set what plain members may do."""
    permissions = _permissions(args.permissions)
    chat = managed_group(call, args, "can_restrict_members", "change chat permissions")
    chat.permissions = permissions
    return True


@plays("setChatTitle")
def set_chat_title(call: Call, args: SetChatTitle) -> bool:
    """Rename a group."""
    chat = managed_group(call, args, "can_change_info", "change chat title")
    if not 1 <= len(args.title) <= 128:
        raise bad_request("title must be non-empty" if not args.title else "CHAT_TITLE_TOO_LONG")
    chat.title = args.title
    post(call.world, chat, call.bot.id, {"new_chat_title": args.title})
    return True


@plays("setChatDescription")
def set_chat_description(call: Call, args: SetChatDescription) -> bool:
    """Describe a group in up to 255 characters."""
    chat = managed_group(call, args, "can_change_info", "change chat description")
    if len(args.description) > 255:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    if args.description == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = args.description
    return True


@plays("setChatPhoto")
async def set_chat_photo(call: Call, args: SetChatPhoto) -> bool:
    """Give a group a picture."""
    chat = managed_group(call, args, "can_change_info", "change chat photo")
    upload = upload_of(call, args.photo, "photo")
    if not isinstance(upload, Upload):
        raise bad_request("Photo must be uploaded as an InputFile")
    sizes = await call.world.files.photo(upload.data)
    small, big = sizes[0], sizes[-1]
    chat.photo = {
        "small_file_id": small["file_id"], "small_file_unique_id": small["file_unique_id"],
        "big_file_id": big["file_id"], "big_file_unique_id": big["file_unique_id"],
    }  # fmt: skip
    post(call.world, chat, call.bot.id, {"new_chat_photo": sizes})
    return True


@plays("deleteChatPhoto")
def delete_chat_photo(call: Call, args: InChat) -> bool:
    """Take a group's picture away."""
    chat = managed_group(call, args, "can_change_info", "change chat photo")
    chat.photo = None
    post(call.world, chat, call.bot.id, {"delete_chat_photo": True})
    return True
