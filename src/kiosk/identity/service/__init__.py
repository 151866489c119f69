"""What identity does: accounts and roles, signing in and out, service keys."""

from kiosk.identity.service.accounts import (
    create_owner,
    ensure_telegram_account,
    get_roles,
    grant_role,
    new_password_hash,
    set_locale,
)
from kiosk.identity.service.credentials import find_account_by_email, set_password
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
    "find_account_by_email",
    "find_service",
    "find_signed_in",
    "get_roles",
    "grant_role",
    "list_sessions",
    "new_password_hash",
    "open_session",
    "refresh",
    "revoke_api_key",
    "revoke_sessions",
    "rotate_session",
    "set_locale",
    "set_password",
    "sign_out",
]
