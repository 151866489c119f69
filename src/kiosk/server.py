"""Running the house in a process: one event loop, one web server, an orderly end."""

import asyncio
import contextlib
import ctypes
import gc
import signal
import socket
import struct
import sys
from collections.abc import Awaitable, Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 20
LEAVE_SECONDS, LET_IN_SECONDS, HEAR_OUT_SECONDS = 1, 0.1, 3
"""How long, at most, clients who are here get to leave; those who wait at the door, to come in; and these, to speak."""

_SO_ATTACH_FILTER = 26
"""From <asm-generic/socket.h>; Python's socket has no name for it."""


class Server(uvicorn.Server):
    """A web server that leaves signals to `run`, because there is more to end than the server."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Don't."""
        yield


def build_server(app: ASGIApp, *, trusted_proxies: str, grace: int = GRACE_SECONDS) -> Server:
    """A server for `app`; it is told what to listen on by `serve(sockets=[...])`."""
    return Server(
        uvicorn.Config(
            app,
            http="httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=True,
            forwarded_allow_ips=trusted_proxies,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=grace,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; connections wait in it until the server is ready. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.create_server((host, port), family=family, backlog=2048)
    bound.setblocking(False)
    return bound


def run(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run `main` until it ends. SIGINT and SIGTERM set the event that it was given; a second one cancels it."""
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_run(main))


async def _run(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(main(stop))

    def end() -> None:
        if stop.is_set():
            task.cancel()
        stop.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, end)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _new_loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.SelectorEventLoop()
    import uvloop

    return uvloop.new_event_loop()


async def serve_until(
    stop: asyncio.Event,
    server: Server,
    bound: socket.socket,
    *,
    stays_open: Callable[[], bool] = lambda: False,
) -> None:
    """Serve until `stop` is set; then take no more requests and finish those that run.

    If `bound` `stays_open`, new connections wait in it for the next server; else they are refused.
    """
    # What was imported and built by now lives as long as the process. Left to the collector, its three hundred
    # thousand objects would be walked again and again, a tenth of a second each time, in the middle of requests.
    gc.collect()
    gc.freeze()

    async def end() -> None:
        await stop.wait()
        has_newcomers = await _say_goodbye(server)
        if not stays_open():
            # Whoever stands in the queue of a socket that is closed is thrown out, with what they have said. So it
            # hears no more knocks, and those who stand there are let in; who knocks now is refused at the next try.
            _hear_no_knocks(bound)
            await asyncio.sleep(LET_IN_SECONDS)
            bound.close()
        for each in server.servers:
            each.close()
        await _until(lambda: not has_newcomers(), HEAR_OUT_SECONDS)
        server.should_exit = True

    ender = asyncio.create_task(end(), name="server-ender")
    try:
        await server.serve(sockets=[bound.dup()])  # the server closes what it is given
    finally:
        ender.cancel()
        stop.set()


async def _say_goodbye(server: Server) -> Callable[[], bool]:
    """Have every answer end its connection, and wait for those who are here to have theirs.

    A kept connection that we close may just be bringing a request, which is lost then. Gives a function that tells
    whether somebody is here who has come since.
    """
    goodbye = (b"connection", b"close")
    server.config.encoded_headers.append(goodbye)
    server.server_state.default_headers.append(goodbye)
    here = server.server_state.connections.copy()
    await _until(lambda: here.isdisjoint(server.server_state.connections), LEAVE_SECONDS)
    return lambda: not server.server_state.connections <= here


async def _until(is_so: Callable[[], bool], seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not is_so():  # noqa: ASYNC110 - the server has no event for it
                await asyncio.sleep(LET_IN_SECONDS / 4)


def _hear_no_knocks(bound: socket.socket) -> None:
    """Have the kernel drop what newcomers send to a listening socket; elsewhere than on Linux, keep the queue short."""
    if sys.platform != "linux":
        bound.listen(0)
        return
    drop_all = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
    program = struct.pack("HP", 1, ctypes.addressof(drop_all))
    bound.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
