"""Asking another server for JSON, when its address comes from outside the code.

One way out, with limits: https only, the address looked up once, judged, and then connected to as it was judged (so
that a name can't change its mind in between), no redirects, no proxies, five seconds, 256 KB.
"""

import asyncio
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import httpx2
import orjson

from kiosk.kernel.origins import is_loopback

SECONDS, MOST_BYTES = 5.0, 262_144


class FetchFailed(Exception):  # noqa: N818 - a finding; callers refuse in their own words
    """No usable answer was to be had; the text says why, for the log, without what the other side said."""


async def fetch_json(
    url: str,
    *,
    form: dict[str, str] | None = None,
    credentials: tuple[str, str] | None = None,
    may_be_here: bool = False,
) -> dict[str, Any]:
    """The JSON object at `url`; with a `form` it is posted. Raises FetchFailed.

    `may_be_here` lets this very machine be asked, also without TLS: for a provider that an operator runs beside us.
    """
    try:
        async with asyncio.timeout(SECONDS):
            return await _fetch(url, form, credentials, may_be_here)
    except (TimeoutError, OSError, httpx2.HTTPError, ValueError) as error:
        raise FetchFailed(type(error).__name__) from error


async def _fetch(
    url: str, form: dict[str, str] | None, credentials: tuple[str, str] | None, may_be_here: bool
) -> dict[str, Any]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    here = may_be_here and is_loopback(host)
    if (
        parts.username is not None
        or not host
        or (parts.scheme != "https" and not (here and parts.scheme == "http"))
    ):
        raise FetchFailed("not an https address")
    address = await _judged(host, parts.port or 443, here=here)
    literal = f"[{address}]" if ":" in address else address
    place = parts._replace(netloc=literal + (f":{parts.port}" if parts.port else ""), fragment="").geturl()
    # The proxy settings of the environment would connect to wherever the name leads there.
    async with (
        httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=SECONDS) as http,
        http.stream(
            "POST" if form is not None else "GET",
            place,
            data=form,
            auth=credentials,
            headers={"Host": parts.netloc, "Accept": "application/json"},
            extensions={"sni_hostname": host},
        ) as answer,
    ):
        if answer.status_code != httpx2.codes.OK:
            raise FetchFailed(f"answered {answer.status_code}")
        body = bytearray()
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise FetchFailed("answered too much")
    found = orjson.loads(bytes(body))
    if not isinstance(found, dict):
        raise FetchFailed("answered no object")
    return found


async def _judged(host: str, port: int, *, here: bool) -> str:
    """One address of `host`; none of them may lie inside somebody's network. Raises FetchFailed, OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    for address in addresses:
        plain = getattr(address, "ipv4_mapped", None) or address
        if not (plain.is_loopback if here else plain.is_global and not plain.is_multicast):
            raise FetchFailed("its address is not public")
    if not addresses:
        raise FetchFailed("has no address")
    return str(addresses[0])
