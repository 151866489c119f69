"""The staff, invitations, requests for roles and service keys, as those who look after them see and change them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kiosk.identity.rules import MONEY_VERBS, STAFF_VERBS
from kiosk.kernel.schemas import Input, Output, Text

StaffRole = Literal["master", "receptionist", "manager", "admin", "owner"]


def _known(verbs: set[str]) -> set[str]:
    unknown = verbs - STAFF_VERBS - MONEY_VERBS
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return verbs


class Member(Output):
    """Somebody who works here."""

    id: int
    full_name: str
    login: str | None
    email: str | None
    telegram_username: str | None
    roles: list[str]
    """Their roles as staff; that they may buy as well is not told here."""
    permissions: list[str]
    """What they may do beyond their roles."""
    is_active: bool
    last_seen_at: datetime | None


class ChangeMember(Input):
    """What to change; what is missing stays. Without a role left, the person works here no more."""

    roles: set[StaffRole] | None = None
    permissions: (
        Annotated[set[Annotated[str, Text(60)]], Field(max_length=50), AfterValidator(_known)] | None
    ) = None
    is_active: bool | None = None


class RoleRequestOut(Output):
    """Somebody who asks for a role."""

    id: int
    account_id: int
    full_name: str
    email: str | None
    role: str
    state: str
    created_at: datetime
    decided_at: datetime | None


class Invite(Input):
    """Whom to invite: the role is fixed from here on."""

    role: StaffRole
    name: Annotated[str, Text(100)] | None = None
    """For the list of invitations: whom it is for."""


class InvitationOut(Output):
    """An invitation that is open."""

    id: int
    role: str
    name: str | None
    invited_by: str | None
    """Who invites, by name; null: the machine itself."""
    created_at: datetime
    expires_at: datetime


class NewInvitation(Output):
    """A new invitation with its addresses, which are shown this once."""

    id: int
    role: str
    url: str
    """For a browser."""
    deep_link: str | None
    """For Telegram; null while no bot is connected."""
    expires_at: datetime


class NewKey(Input):
    """What the key is for."""

    name: Annotated[str, Text(100)]


class KeyOut(Output):
    """A service key, without the key itself."""

    id: int
    name: str
    prefix: str
    created_at: datetime
    revoked_at: datetime | None


class CreatedKey(KeyOut):
    """A new key, shown this once."""

    key: str
