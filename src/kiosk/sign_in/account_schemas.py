"""What people say about themselves: at registration and later. Nobody says here what they may do (B17)."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import EmailStr, Field, StringConstraints, model_validator

from kiosk.identity.account_schemas import Me
from kiosk.identity.rules import MAX_PASSWORD
from kiosk.identity.schemas import Password, TokenPair
from kiosk.kernel.schemas import Input, Output, Text

Locale = Literal["ru", "uk", "kk", "en"]
FirstName = Annotated[str, Text(100)]
LastName = Annotated[str, Text(100, shortest=0)]
Phone = Annotated[str, Text(40)]


class ChangeProfile(Input):
    """What to change; what is missing stays, and null forgets (a name can't be forgotten)."""

    first_name: FirstName = Field(default="")
    last_name: LastName | None = None
    phone: Phone | None = None
    avatar: Annotated[str, Text(300)] | None = None
    locale: Locale | None = None
    """null follows Telegram's language, or the browser's."""


class Register(Input):
    """Who registers (specs/003). A seller is a customer until the staff approves."""

    email: EmailStr = Field(max_length=254)
    password: Password
    first_name: FirstName
    last_name: LastName | None = None
    phone: Phone | None = None
    role: Literal["customer", "seller"] = "customer"


class InvitationToken(Input):
    """The token of an invitation: what follows `#` in its address."""

    token: Annotated[str, Text(100)]


class InvitationSeen(Output):
    """What an invitation says to whoever holds it."""

    role: str
    invited_by: str | None
    """Who invites, by name; null: the machine that this installation runs on."""
    business_name: str | None
    expires_at: datetime


class AcceptInvitation(InvitationToken):
    """Who accepts, and what they will sign in with: a login, an e-mail address, or either."""

    login: Annotated[str, Field(pattern=r"^[^\s@\x00]{3,150}$")] | None = None
    email: Annotated[EmailStr, Field(max_length=254)] | None = None
    password: Password
    first_name: FirstName
    last_name: LastName | None = None

    @model_validator(mode="after")
    def _names_a_way_in(self) -> Self:
        if not self.login and not self.email:
            raise ValueError("login or email is needed")
        return self


class Credentials(Input):
    """What specs/001 and 003 sign in with."""

    email: Annotated[str, Text(254)]
    """The e-mail address; the login of a member of the staff will do too."""
    password: Password


class NewPassword(Input):
    """A password in place of the current one; who has none leaves that one empty."""

    current_password: Annotated[str, StringConstraints(strip_whitespace=False, max_length=MAX_PASSWORD)] = ""
    new_password: Password


class EmailAddress(Input):
    """Whose password is forgotten."""

    email: Annotated[str, Text(254)]


class ResetPassword(Input):
    """A letter's token (what follows `#` in its link) and the new password."""

    token: Annotated[str, Text(100)]
    new_password: Password


class AddressToken(Input):
    """A letter's token: what follows `#` in its link."""

    token: Annotated[str, Text(100)]


class SignedInUser(TokenPair):
    """Both tokens and whose they are (specs/001 and 003)."""

    user: Me
