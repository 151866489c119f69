"""Pages: a built web application, served from memory with headers that let it run its own scripts and nothing else."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.kernel.asgi import SECURITY_HEADERS

PAGE_CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    b"connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    b"object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
IMMUTABLE = b"public, max-age=31536000, immutable"
REVALIDATE = b"no-cache"
# What a browser takes; "br;q=0" is a refusal.
_ENCODINGS = re.compile(rb"\b(br|gzip)\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))")
# A script that stands in the page itself. It is ours like the rest of the page, and runs because the policy names its hash.
_INLINE = re.compile(rb"<script>(.+?)</script>", re.DOTALL)
# Vite writes the content's hash before the extension; what carries one never changes.
_HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
# The build lays compressed twins beside its texts, the best kind first: index.html, index.html.br, index.html.gz.
_TWINS = {b"br": ".br", b"gzip": ".gz"}
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    twins: tuple[tuple[bytes, bytes], ...]
    """Its compressed forms as (encoding, content)."""
    headers: tuple[tuple[bytes, bytes], ...]
    etag: bytes


def web_folder(application: str) -> Path:
    """Where a built web application lies: inside the wheel, or in a checkout's workspace."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "web" / application
    return packaged if packaged.is_dir() else package.parents[1] / "web" / "apps" / application / "dist"


class Pages:
    """An ASGI application that serves the files of one folder; addresses without a file get its `index.html`.

    The files are read once. `prefix` is the path under which the application is reached: "" or "/chat".
    """

    def __init__(self, folder: Path, prefix: str = "") -> None:
        self.prefix = prefix
        self._files = {
            path.relative_to(folder).as_posix(): _load(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix not in _TWINS.values()
        }

    @property
    def is_built(self) -> bool:
        """Whether there is anything to serve."""
        return "index.html" in self._files

    def has(self, path: str) -> bool:
        """Whether `path` is one of the files (or the application's root)."""
        name = path.removeprefix(self.prefix).lstrip("/")
        return (name or "index.html") in self._files

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = scope["path"].removeprefix(self.prefix).lstrip("/") or "index.html"
        file = self._files.get(name)
        if file is None and "." not in name.rsplit("/", 1)[-1]:
            file = self._files.get("index.html")
        if scope["method"] not in {"GET", "HEAD"}:
            await _answer(send, 405, ((b"allow", b"GET, HEAD"),), b"")
        elif file is None:
            await _answer(send, 404, ((b"content-type", b"text/plain"),), b"Nothing was found here.\n")
        else:
            await _serve(scope, send, file)


class PagesBeside:
    """Serves whole page applications under their prefixes, and everything else through `app`."""

    def __init__(self, app: ASGIApp, pages: Mapping[str, Pages]) -> None:
        self.app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        prefix = "/" + scope.get("path", "")[1:].partition("/")[0]
        pages = self._pages.get(prefix) if scope["type"] == "http" else None
        if pages is None:
            await self.app(scope, receive, send)
        elif scope["path"] == prefix:
            await RedirectResponse(f"{prefix}/", 308)(scope, receive, send)
        else:
            await pages(scope, receive, send)


async def _serve(scope: Scope, send: Send, file: _File) -> None:
    asked = {
        name: value for name, value in scope["headers"] if name in {b"if-none-match", b"accept-encoding"}
    }
    if file.etag in asked.get(b"if-none-match", b""):
        await _answer(send, 304, file.headers, b"")
        return
    content, headers = file.content, file.headers
    accepted = _ENCODINGS.findall(asked.get(b"accept-encoding", b"").lower())
    for encoding, compressed in file.twins:
        if encoding in accepted:
            content, headers = compressed, (*headers, (b"content-encoding", encoding))
            break
    await _answer(send, 200, headers, b"" if scope["method"] == "HEAD" else content, len(content))


async def _answer(
    send: Send, status: int, headers: tuple[tuple[bytes, bytes], ...], body: bytes, length: int | None = None
) -> None:
    if status != 304:
        size = len(body) if length is None else length
        headers = (*headers, (b"content-length", str(size).encode()))
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


def page_policy(page: bytes) -> bytes:
    """The policy for a page: its own scripts, of which those that stand in it are known by their hash, and nothing else."""
    digests = (base64.b64encode(hashlib.sha256(script).digest()) for script in _INLINE.findall(page))
    allowed = b"".join(b" 'sha256-%s'" % digest for digest in digests)
    return PAGE_CSP.replace(b"script-src 'self'", b"script-src 'self'" + allowed)


def _load(path: Path) -> _File:
    content = path.read_bytes()
    kind = _TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    twins = tuple(
        (encoding, twin.read_bytes())
        for encoding, suffix in _TWINS.items()
        if (twin := path.with_name(path.name + suffix)).is_file()
    )
    etag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'.encode()
    headers = {
        b"content-type": (f"{kind}; charset=utf-8" if is_text else kind).encode(),
        b"cache-control": IMMUTABLE if _HASHED.search(path.name) else REVALIDATE,
        b"etag": etag,
        b"vary": b"Accept-Encoding",
    }
    if kind == "text/html":
        headers |= SECURITY_HEADERS | {b"content-security-policy": page_policy(content)}
    return _File(content, twins, tuple(headers.items()), etag)
