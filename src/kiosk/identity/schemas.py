"""What goes in and out of identity."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from kiosk.identity.rules import MAX_PASSWORD
from kiosk.kernel.schemas import Input, Output, Text

Password = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=MAX_PASSWORD)]
"""As it is typed, blanks at its ends included."""


class AccessToken(Output):
    """A token for the `Authorization` header, good for 10 minutes. The refresh token travels in a cookie."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme's name


class TokenPair(AccessToken):
    """Both tokens, for an app that keeps its refresh token itself."""

    refresh_token: str


class HeldRefreshToken(Input):
    """The refresh token of an app that keeps it itself; browsers send theirs in a cookie."""

    refresh_token: Annotated[str, Text(200)]


class SessionOutput(Output):
    """One of one's own sessions."""

    id: int
    method: str
    """The way in: password, telegram, mini-app, openid, passkey, link."""
    user_agent: str
    device: str
    """The browser and the system as `user_agent` names them, for people."""
    address: str
    created_at: datetime
    last_used_at: datetime
    is_current: bool


class SessionList(Output):
    """One's own sessions that go on, the one used last first."""

    items: list[SessionOutput]


class AuditEntryOut(Output):
    """What somebody of the staff, a key or a command did."""

    id: int
    at: datetime
    actor_id: int | None
    """The account; None for a key, a command or the system itself."""
    actor_name: str | None
    key_id: int | None
    action: str
    subject: str
    details: dict[str, Any]
    address: str
