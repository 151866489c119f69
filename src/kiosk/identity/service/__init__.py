"""What identity does: accounts and roles, signing in and out, service keys."""

from kiosk.identity.service.accounts import (
    create_owner,
    ensure_telegram_account,
    get_roles,
    grant_role,
    set_locale,
)
from kiosk.identity.service.endings import disown, end_session, list_sessions, revoke_sessions, sign_out
from kiosk.identity.service.keys import create_api_key, find_service, revoke_api_key
from kiosk.identity.service.sessions import (
    Entry,
    SignedIn,
    find_signed_in,
    open_session,
    refresh,
    rotate_session,
)

__all__ = [
    "Entry",
    "SignedIn",
    "create_api_key",
    "create_owner",
    "disown",
    "end_session",
    "ensure_telegram_account",
    "find_service",
    "find_signed_in",
    "get_roles",
    "grant_role",
    "list_sessions",
    "open_session",
    "refresh",
    "revoke_api_key",
    "revoke_sessions",
    "rotate_session",
    "set_locale",
    "sign_out",
]
