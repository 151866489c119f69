"""Which links the server accepts in texts and buttons."""

import re
from urllib.parse import parse_qs, urlsplit

_HOST = re.compile(
    r"^(?:[^\s/@:?#]+\.)+[^\s/@:?#.\d][^\s/@:?#.]+$|^\d{1,3}(?:\.\d{1,3}){3}$|^\[[0-9a-f:.]+\]$",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?=//)", re.IGNORECASE)
_LOOPBACK = re.compile(r"^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$", re.IGNORECASE)


class LinkError(ValueError):
    """The link cannot be used; the text is the server's reason."""


def linked_user(url: str) -> int | None:
    """Return the user of a ``tg://user?id=N`` link, or None."""
    if not url.lower().startswith("tg://user?"):
        return None
    value = parse_qs(url.partition("?")[2]).get("id", [""])[0]
    return int(value) if value.isdecimal() and int(value) > 0 else None


def is_loopback(url: str) -> bool:
    """Tell whether the link leads to this very machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return bool(_LOOPBACK.match(f"[{host}]" if ":" in host else host))


def check_link(url: str) -> str:
    """Return the link as the server stores it; raise LinkError with the server's reason."""
    url = url.strip()
    if not url:
        raise LinkError("URL must be non-empty")
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in {"tg", "ton", "tonsite"}:
        return url
    if scheme and scheme[1].lower() not in {"http", "https"}:
        raise LinkError("Unsupported URL protocol")
    full = url if scheme else f"http://{url}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise LinkError("Wrong HTTP URL") from None
    if ":" in host:
        host = f"[{host}]"
    if not (_HOST.match(host) or _LOOPBACK.match(host)) or re.search(r"\s", url):
        raise LinkError("Wrong HTTP URL")
    return full if parts.path or parts.query or parts.fragment else f"{full}/"
