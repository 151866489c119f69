"""What goes in and out of the ways in."""

from datetime import datetime
from typing import Annotated, Literal

from kiosk.identity.account_schemas import Me
from kiosk.kernel.schemas import Input, Output, Text
from kiosk.sign_in.rules import MAX_INIT_DATA


class LinkToken(Input):
    """The token of a one-time link: what follows `#` in its address."""

    token: Annotated[str, Text(100)]


class InitData(Input):
    """A Mini App's `Telegram.WebApp.initData`, as it is."""

    init_data: Annotated[str, Text(MAX_INIT_DATA)]


class Shopper(Output):
    """Who opened the Mini App."""

    id: int
    telegram_id: int
    first_name: str
    last_name: str
    username: str | None
    locale: str
    """The language that the person chose, or the one of their Telegram."""


class MiniAppToken(Output):
    """A token for the `Authorization` header. There is no refresh token: exchange the initData again before it ends."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme's name
    expires_in: int
    """Seconds."""
    user: Shopper


class BotUser(Output):
    """A user of the bot, under the names of specs/004."""

    uid: int
    """The account."""
    user_id: int
    """The Telegram id."""
    first_name: str
    last_name: str
    username: str | None
    reg_date: datetime


class BotUserToken(Output):
    """What specs/004 calls a token: for the `Authorization` header, for 15 minutes."""

    user: BotUser
    token: str


class TelegramSignInBegun(Output):
    """How to go on in Telegram (specs/001 TelegramAuthInit), and what the bot will ask for."""

    auth_code: str
    bot_username: str
    deep_link: str
    qr_code: str
    """The link as a PNG, in a data URL."""
    expires_in: int
    """Seconds, whatever happens in between."""
    number: int
    """Show it beside the code: the bot offers three, and only this one signs in."""


class TelegramSignInStatus(Output):
    """How far a sign-in is (specs/001 TelegramAuthStatus).

    The tokens come in one answer only, with "completed"; who asks beside or after it gets "confirmed".
    """

    status: Literal["pending", "confirmed", "completed", "expired"]
    access_token: str | None = None
    refresh_token: str | None = None
    user: Me | None = None


class TelegramLinkBegun(Output):
    """How to tie a Telegram account to one's own account (specs/001 TelegramLinkResponse)."""

    link_code: str
    bot_username: str
    deep_link: str
    qr_code: str
    """The link as a PNG, in a data URL."""
    expires_in: int
    """Seconds."""


class WaysIn(Output):
    """How one may sign in here."""

    market: Literal["RU", "UA", "KZ", ""]
    """Whose law decides; "" where none of the three does."""
    ways: list[Literal["password", "telegram", "mini-app", "openid", "passkey"]]
    sends_letters: bool
    """Whether a forgotten password can be set anew by e-mail."""
