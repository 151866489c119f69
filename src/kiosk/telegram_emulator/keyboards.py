"""Inline and reply keyboards: what a bot sends in ``reply_markup``, checked as the server checks it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import orjson

from .constants import MAX_BUTTONS, MAX_CALLBACK_DATA_BYTES
from .entities.links import LinkError, check_link, is_loopback
from .errors import bad_request

Button = dict[str, Any]
_STYLES = frozenset({"", "primary", "success", "danger"})
_DECORATION = ("icon_custom_emoji_id", "style")
_INLINE_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_REQUESTS = {
    "request_contact": "Phone number can be requested in private chats only",
    "request_location": "Location can be requested in private chats only",
    "request_poll": "Poll can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
    "request_users": "Users can be requested in private chats only",
    "request_chat": "Chats can be requested in private chats only",
    "request_managed_bot": "Managed bots can be requested in private chats only",
}


def parse_markup(raw: Any) -> dict[str, Any] | None:
    """Read ``reply_markup`` given as an object or as JSON text; None when there is none."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        try:
            raw = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise bad_request("Can't parse reply keyboard markup JSON object") from None
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise bad_request("Object expected as reply markup")
    return raw


def _rows(raw: dict[str, Any], field: str, message: str) -> list[list[Any]]:
    rows = raw[field]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(message)
    return [row for row in rows if row]


def read_inline(raw: dict[str, Any], *, private: bool, invoice: bool = False) -> dict[str, Any] | None:
    """Check an InlineKeyboardMarkup; None when it has no buttons. Raises the server's 400s."""
    message = 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    rows = [
        [_inline_button(button, private=private) for button in row]
        for row in _rows(raw, "inline_keyboard", message)
    ]
    _check_size(rows)
    for number, button in enumerate(button for row in rows for button in row):
        if button.get("pay") and (number or not invoice):
            raise bad_request("BUTTON_TYPE_INVALID")
    return {"inline_keyboard": rows} if rows else None


def _check_size(rows: list[list[Button]]) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")


def _inline_button(raw: Any, *, private: bool) -> Button:
    if not isinstance(raw, dict):
        raise bad_request("Can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = str(raw.get("text") or "")
    if not text.strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    button: Button = {"text": text} | _decoration(raw, "inline keyboard button")
    action = next((name for name in _INLINE_ACTIONS if _is_given(raw, name)), None)
    if action is None:
        raise bad_request(
            "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    button[action] = _INLINE_READERS[action](raw[action], private)
    return button


def _is_given(raw: dict[str, Any], name: str) -> bool:
    if name.startswith("switch_inline_query") and name != "switch_inline_query_chosen_chat":
        return isinstance(raw.get(name), str)
    if name == "callback_game":
        return isinstance(raw.get(name), dict)
    return bool(raw.get(name))


def _decoration(raw: dict[str, Any], what: str) -> Button:
    if raw.get("style", "") not in _STYLES:
        raise bad_request(f"Can't parse {what}: invalid button style specified")
    return {name: raw[name] for name in _DECORATION if raw.get(name)}


def _url(value: Any, _private: bool) -> str:
    try:
        return check_link(str(value))
    except LinkError as reason:
        raise bad_request(f"Inline keyboard button URL '{value}' is invalid: {reason}") from None


def _callback_data(value: Any, _private: bool) -> str:
    data = str(value)
    if not 1 <= len(data.encode()) <= MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def check_web_app(value: Any, owner: str) -> dict[str, str]:
    """Check a WebAppInfo; plain http is let through on loopback only, for local development."""
    url = str(value.get("url") or "") if isinstance(value, dict) else ""
    try:
        checked = check_link(url)
    except LinkError as reason:
        raise bad_request(f"{owner} Web App URL '{url}' is invalid: {reason}") from None
    if urlsplit(checked).scheme != "https" and not is_loopback(checked):
        raise bad_request(f"{owner} Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return {"url": checked}


def _web_app(value: Any, private: bool) -> dict[str, str]:
    app = check_web_app(value, "Inline keyboard button")
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    return app


def _login_url(value: Any, _private: bool) -> dict[str, Any]:
    url = str(value.get("url") or "") if isinstance(value, dict) else ""
    try:
        checked = check_link(url)
    except LinkError as reason:
        raise bad_request(f"Inline keyboard button login URL '{url}' is invalid: {reason}") from None
    if urlsplit(checked).scheme != "https":
        raise bad_request(
            f"Inline keyboard button login URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    return {**value, "url": checked}


def _copy_text(value: Any, _private: bool) -> dict[str, str]:
    text = str(value.get("text") or "") if isinstance(value, dict) else ""
    if not 1 <= len(text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _as_given(value: Any, _private: bool) -> Any:
    return value


_INLINE_READERS: dict[str, Callable[[Any, bool], Any]] = {
    "url": _url, "callback_data": _callback_data, "web_app": _web_app, "login_url": _login_url,
    "copy_text": _copy_text, "switch_inline_query": _as_given, "switch_inline_query_current_chat": _as_given,
    "switch_inline_query_chosen_chat": _as_given, "callback_game": lambda _value, _private: {},
    "pay": lambda _value, _private: True,
}  # fmt: skip


def read_reply(raw: dict[str, Any], *, private: bool) -> dict[str, Any]:
    """Check a ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply. Raises the server's 400s."""
    if "keyboard" in raw:
        rows = [
            [_reply_button(button, private=private) for button in row]
            for row in _rows(raw, "keyboard", 'Field "keyboard" must be an Array of Arrays')
        ]
        _check_size(rows)
        options = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
        keyboard: dict[str, Any] = {"keyboard": rows} | {name: True for name in options if raw.get(name)}
    elif raw.get("remove_keyboard"):
        return {"remove_keyboard": True} | ({"selective": True} if raw.get("selective") else {})
    elif raw.get("force_reply"):
        keyboard = {"force_reply": True} | ({"selective": True} if raw.get("selective") else {})
    else:
        return {}
    placeholder = str(raw.get("input_field_placeholder") or "")
    if len(placeholder) > 64:
        raise bad_request("REPLY_KEYBOARD_PLACEHOLDER_INVALID")
    return keyboard | ({"input_field_placeholder": placeholder} if placeholder else {})


def _reply_button(raw: Any, *, private: bool) -> Button:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict):
        raise bad_request("Can't parse keyboard button: KeyboardButton must be a String or an Object")
    text = str(raw.get("text") or "")
    if not text.strip():
        raise bad_request("Keyboard button text must be non-empty")
    button: Button = {"text": text} | _decoration(raw, "keyboard button")
    action = next((name for name in _REQUESTS if raw.get(name)), None)
    if action is None:
        return button
    if not private:
        raise bad_request(_REQUESTS[action])
    button[action] = check_web_app(raw[action], "Keyboard button") if action == "web_app" else raw[action]
    return button
