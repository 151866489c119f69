"""A small HTTP/1.1 client and server on bare streams: fast, and honest about what became of a request."""

import asyncio
import contextlib
import json
from dataclasses import dataclass


class Unknown(Exception):
    """The connection failed: the request may or may not have had its effect."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


async def read_message(reader):
    """The first line, the headers and the body of a request or an answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, separator, value = line.partition(":")
        if separator:
            headers[name.strip().lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return first, headers, body


class Client:
    """One keep-alive connection that is opened anew when it breaks."""

    def __init__(self, port, timeout=10.0):
        self.port = port
        self.timeout = timeout
        self._streams = None

    async def request(self, method, path, *, headers=None, body=None):
        """The answer; Unknown if there was none."""
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(content)}"]
        if content:
            lines.append("Content-Type: application/json")
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        message = "\r\n".join(lines).encode() + b"\r\n\r\n" + content
        try:
            async with asyncio.timeout(self.timeout):
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self.port)
                reader, writer = self._streams
                writer.write(message)
                await writer.drain()
                first, received, body_ = await read_message(reader)
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError, ValueError) as error:
            self.close()
            raise Unknown(type(error).__name__) from error
        if received.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split()[1]), received, body_)

    def close(self):
        if self._streams:
            self._streams[1].close()
            self._streams = None


async def serve(port, handle):
    """A server on 127.0.0.1; `handle(method, path, headers, body)` gives (status, headers, body) or None to hang up."""

    async def talk(reader, writer):
        with contextlib.suppress(OSError, EOFError, ValueError, asyncio.CancelledError):
            while True:
                first, headers, body = await read_message(reader)
                method, path, _ = first.split(" ", 2)
                answer = await handle(method, path, headers, body)
                if answer is None:
                    break
                status, extra, content = answer
                lines = [
                    f"HTTP/1.1 {status} OK",
                    f"Content-Length: {len(content)}",
                    "Content-Type: application/json",
                ]
                lines += [f"{name}: {value}" for name, value in extra.items()]
                writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
                await writer.drain()
        writer.close()

    return await asyncio.start_server(talk, "127.0.0.1", port)
