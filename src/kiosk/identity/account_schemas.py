"""An account as its own person sees it."""

from datetime import datetime

from kiosk.kernel.schemas import Output


class SecondFactorState(Output):
    """What the session owes: `required` by what the account may do, `enrolled` an authenticator, `satisfied` here."""

    required: bool
    enrolled: bool
    satisfied: bool


class Me(Output):
    """Who is signed in (specs/001 UserResponse, specs/003 User), and what they may do."""

    id: int
    email: str | None
    """The address; until `is_verified` it is only what was given at registration."""
    login: str | None
    first_name: str
    last_name: str | None
    full_name: str
    phone: str | None
    avatar: str | None
    locale: str | None
    role: str | None
    """The highest of `roles`."""
    roles: list[str]
    permissions: list[str]
    telegram_id: int | None
    telegram_username: str | None
    is_active: bool
    is_verified: bool
    created_at: datetime
    updated_at: datetime | None
    second_factor: SecondFactorState
