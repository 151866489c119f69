"""The bot itself: name, descriptions, rights."""

import re

from kiosk.telegram_emulator.arguments import Arguments, Flag, Int, Json, NoArguments, Text, decode
from kiosk.telegram_emulator.errors import bad_request
from kiosk.telegram_emulator.records import Payload
from kiosk.telegram_emulator.registry import Call, plays
from kiosk.telegram_emulator.views import all_rights, me_view

_LANGUAGE = re.compile(r"[a-z]{2}|")


class Localized(Arguments):
    """A language; "" is everybody else's."""

    language_code: Text = ""


class SetMyName(Localized):
    """Parameters of ``setMyName``."""

    name: Text = ""


class SetMyDescription(Localized):
    """Parameters of ``setMyDescription``."""

    description: Text = ""


class SetMyShortDescription(Localized):
    """Parameters of ``setMyShortDescription``."""

    short_description: Text = ""


class DefaultRights(Arguments):
    """Rights in groups, or in channels."""

    for_channels: Flag = False


class SetDefaultRights(DefaultRights):
    """Rights to ask for."""

    rights: Json = None


class UserPhotos(Arguments):
    """Whose photos, and which of them."""

    user_id: Int = 0
    offset: Int = 0
    limit: Int = 100


def language_of(code: str) -> str:
    """Return a two-letter language code or "" as it is; raises 400 for anything else."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


@plays("getMe")
def get_me(call: Call, _args: NoArguments) -> Payload:
    """Return the bot's User object with its abilities."""
    return me_view(call.bot)


def _store(texts: dict[str, str], language: str, value: str, longest: int, refusal: str) -> bool:
    if len(value) > longest:
        raise bad_request(refusal)
    if value:
        texts[language_of(language)] = value
    else:
        texts.pop(language_of(language), None)
    return True


@plays("setMyName")
def set_my_name(call: Call, args: SetMyName) -> bool:
    """Change the bot's name; the default one shows in messages."""
    _store(call.bot.names, args.language_code, args.name, 64, "BOT_TITLE_INVALID")
    if not args.language_code and args.name:
        call.bot.first_name = args.name
    return True


@plays("getMyName")
def get_my_name(call: Call, args: Localized) -> Payload:
    """Return the name in a language, else the default one."""
    return {"name": call.bot.names.get(args.language_code) or call.bot.first_name}


@plays("setMyDescription")
def set_my_description(call: Call, args: SetMyDescription) -> bool:
    """Change what an empty chat with the bot says."""
    return _store(
        call.bot.descriptions, args.language_code, args.description, 512, "BOT_DESCRIPTION_TOO_LONG"
    )


@plays("getMyDescription")
def get_my_description(call: Call, args: Localized) -> Payload:
    """Return the description in a language, else the default one."""
    texts = call.bot.descriptions
    return {"description": texts.get(args.language_code) or texts.get("", "")}


@plays("setMyShortDescription")
def set_my_short_description(call: Call, args: SetMyShortDescription) -> bool:
    """Change what the bot's profile says."""
    return _store(
        call.bot.short_descriptions, args.language_code, args.short_description, 120, "BOT_ABOUT_TOO_LONG"
    )


@plays("getMyShortDescription")
def get_my_short_description(call: Call, args: Localized) -> Payload:
    """Return the short description in a language, else the default one."""
    texts = call.bot.short_descriptions
    return {"short_description": texts.get(args.language_code) or texts.get("", "")}


@plays("setMyDefaultAdministratorRights")
def set_default_rights(call: Call, args: SetDefaultRights) -> bool:
    """Remember the rights that the bot asks for when it is added as an administrator."""
    rights = decode(args.rights, "Can't parse ChatAdministratorRights JSON object") or {}
    if not isinstance(rights, dict):
        raise bad_request("Can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object")
    call.bot.default_rights["channel" if args.for_channels else "group"] = rights
    return True


@plays("getMyDefaultAdministratorRights")
def get_default_rights(call: Call, args: DefaultRights) -> Payload:
    """Return the rights that the bot asks for."""
    given = call.bot.default_rights.get("channel" if args.for_channels else "group", {})
    return {"is_anonymous": False} | dict.fromkeys(all_rights(), False) | given


@plays("getUserProfilePhotos")
def get_user_profile_photos(_call: Call, _args: UserPhotos) -> Payload:
    """Nobody here has a profile photo."""
    return {"total_count": 0, "photos": []}
