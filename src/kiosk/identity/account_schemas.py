"""An account as its own person sees it."""

from datetime import datetime

from kiosk.kernel.schemas import Output


class SecondFactorState(Output):
    """What the session owes: it is `required` by the account's rights or its own wish, and `satisfied` or not."""

    required: bool
    enrolled: bool
    """Whether there is one to show; who has none sets one up."""
    satisfied: bool
    factors: list[str]
    """What can be shown: code (of an application, or a recovery code), passkey."""


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
