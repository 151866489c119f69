"""What goes in and out of second factors and passkeys."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from kiosk.identity.schemas import AccessToken
from kiosk.kernel.schemas import Input, Output, Text


class Code(Input):
    """Six digits of the authenticator application, or a recovery code."""

    code: Annotated[str, Text(40)]


class OneTimeCode(Input):
    """Six digits of the authenticator application."""

    code: str = Field(pattern=r"^[0-9]{6}$")


class EnrolmentOut(Output):
    """What an authenticator application must learn; shown once."""

    secret: str
    """Base32, for who types it."""
    uri: str
    qr_code: str
    """A PNG as a data URL."""


class RecoveryCodes(Output):
    """Ten codes that open the account once each, for who lost the application; shown once."""

    recovery_codes: list[str]


class EnrolmentDone(AccessToken, RecoveryCodes):
    """The application counts from now on; the session has a new id."""


class PasskeyAnswer(Input):
    """What the authenticator answered."""

    credential: dict[str, Any]
    """`PublicKeyCredential.toJSON()` as the browser gives it; what browsers add to it in time is not looked at."""


class NewPasskey(PasskeyAnswer):
    """A passkey that was just made, and what its owner calls it."""

    name: Annotated[str, Text(100)]


class PasskeyOut(Output):
    """One of one's own passkeys."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class PasskeyList(Output):
    """One's own passkeys, the oldest first."""

    items: list[PasskeyOut]


class PasskeyAdded(PasskeyOut, AccessToken):
    """The passkey counts from now on; the session has a new id and is a strong one."""
