"""Two web processes, one of which dies between the commit and the answer whenever a request asks for it.

    python -m tests.faults.dying MORTAL_PORT STEADY_PORT

A parent holds the ports and forks the next mortal one at once, as a supervisor would start it, only sooner.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys

from kiosk import processes
from kiosk.kernel.settings import Settings
from kiosk.rooms import load_reactions, routers

LAST_WORD = b"x-die-before-you-answer"


def die_when_asked():
    create = processes.create_app

    def create_mortal(*args, **options):
        app = create(*args, **options)

        async def mortal(scope, receive, send):
            async def send_or_die(message):
                if message["type"] == "http.response.start" and LAST_WORD in dict(scope["headers"]):
                    os.kill(os.getpid(), signal.SIGKILL)
                await send(message)

            await app(scope, receive, send_or_die)

        return mortal

    processes.create_app = create_mortal


def serve(bound):
    asyncio.run(processes.serve(Settings(), {"api"}, bound, asyncio.Event()))


def main(mortal, steady):
    load_reactions()
    routers()
    ports = [socket.create_server(("127.0.0.1", port), backlog=64) for port in (mortal, steady)]
    children = {0: 0, 1: fork(ports[1])}
    signal.signal(signal.SIGTERM, lambda *_: end(children.values()))
    die_when_asked()
    while True:
        children[0] = fork(ports[0])
        os.waitpid(children[0], 0)


def fork(bound):
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        serve(bound)
    return child


def end(children):
    for child in filter(None, children):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
