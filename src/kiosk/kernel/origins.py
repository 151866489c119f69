"""Who may talk to us from a browser: the names that we answer to, and the pages of others that we know.

Both stand before the application. What they refuse costs nothing more than a look at two headers.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = b"GET, POST, PUT, PATCH, DELETE"
HEADERS = (
    b"Authorization, Content-Type, Accept-Language, Cache-Control, Idempotency-Key, If-None-Match, X-Kiosk,"
    b" X-Request-Id"
)
EXPOSED = b"ETag, Idempotent-Replayed, Retry-After, X-Request-Id"
PREFLIGHT_SECONDS = b"600"
_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """The origin of an address as browsers write it (RFC 6454, section 6.2): `https://shop.example`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return f"{parts.scheme}://{host}" + (
        "" if port in {None, _DEFAULT_PORTS.get(parts.scheme)} else f":{port}"
    )


def is_loopback(host: str) -> bool:
    """Whether `host` is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class KnownHosts:
    """Refuses requests for a name that isn't ours, once `public_url` says which is.

    This very machine may always be asked by its own names, and probes of /health by any.
    """

    def __init__(self, app: ASGIApp, public_url: str | None) -> None:
        self.app = app
        self._name = (urlsplit(public_url).hostname or "") if public_url else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and self._name and not scope["path"].startswith("/health"):
            hosts = [value for name, value in scope["headers"] if name == b"host"]
            if len(hosts) != 1 or not self._is_ours(hosts[0].decode("latin-1")):
                from kiosk.kernel.problems import bad_request

                await bad_request(Request(scope))(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        well_formed = not any(each in host for each in "/\\@?#, ")
        return well_formed and (name == self._name or is_loopback(name))


class CrossOrigin:
    """CORS (WHATWG Fetch, 3.2): lets pages of the `allowed` origins read our answers, and nobody else's.

    Origins are compared as they are, so neither `null` nor a longer or shorter name passes. Cookies travel to the
    shop's own address only (`own`); other pages sign in with tokens.
    """

    def __init__(self, app: ASGIApp, allowed: frozenset[str], own: str | None) -> None:
        self.app = app
        self._own = own.encode() if own else None
        self._allowed = frozenset(each.encode() for each in allowed) | ({self._own} if self._own else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        asked = [value for name, value in scope["headers"] if name == b"origin"]
        origin = asked[0] if len(asked) == 1 and asked[0] in self._allowed else None
        if origin and scope["method"] == "OPTIONS" and _is_preflight(scope):
            headers = [*self._grant(origin), *_PREFLIGHT, (b"vary", b"Origin")]
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_grant(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"vary", b"Origin")]
                if origin:
                    message["headers"] += [*self._grant(origin), (b"access-control-expose-headers", EXPOSED)]
            await send(message)

        await self.app(scope, receive, send_with_grant)

    def _grant(self, origin: bytes) -> list[tuple[bytes, bytes]]:
        grant = [(b"access-control-allow-origin", origin)]
        if origin == self._own:
            grant.append((b"access-control-allow-credentials", b"true"))
        return grant


_PREFLIGHT = (
    (b"access-control-allow-methods", METHODS),
    (b"access-control-allow-headers", HEADERS),
    (b"access-control-max-age", PREFLIGHT_SECONDS),
)


def _is_preflight(scope: Scope) -> bool:
    return any(name == b"access-control-request-method" for name, _ in scope["headers"])
