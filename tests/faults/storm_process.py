"""The bot's machinery as a process for the storm: the real webhook, inbox, worker and renderer, scenes of our own.

    python -m tests.faults.storm_process PORT

FAULTS_MUTANT: ack-first | no-dedupe | no-sweep - defects that the storm must find.
"""

import asyncio
import hashlib
import os
import sys
from contextlib import asynccontextmanager

import structlog
import uvicorn
from aiogram import Dispatcher, F, Router
from sqlalchemy import text
from starlette.applications import Starlette

from kiosk.app import build_runtime
from kiosk.bot.callbacks import Callback, EntityId
from kiosk.bot.messenger import close_messenger
from kiosk.bot.runtime import BotFace
from kiosk.bot.screen import Screen
from kiosk.bot.view import View, button, keyboard
from kiosk.kernel import inbox, inbox_worker
from kiosk.kernel.settings import Settings

POISON = 7_000_666
EFFECT = text(
    "INSERT INTO storm (update_id, person, kind, at) VALUES (:update, :person, :kind, clock_timestamp())"
)


class Tap(Callback, prefix="zt"):
    number: EntityId


def dispatcher():
    made, router = Dispatcher(disable_fsm=True), Router()

    async def effect(update, person, kind, unit, state, screen):
        await unit.session.execute(EFFECT, {"update": update, "person": person, "kind": kind})
        data = await state.get_data()
        chain = hashlib.sha256(f"{data.get('chain', '')}:{update}".encode()).hexdigest()[:16]
        await state.set_data({"n": data.get("n", 0) + 1, "chain": chain})
        screen.show(View(f"n={data.get('n', 0) + 1}", keyboard(button("tap", Tap(number=1)))))
        if person == POISON:
            raise RuntimeError("poison")

    @router.message(F.text)
    async def write(message, unit, state, screen: Screen):
        await effect(int(message.text), message.from_user.id, "message", unit, state, screen)

    @router.callback_query(Tap.filter())
    async def tap(press, callback_data: Tap, unit, state, screen: Screen):
        screen.toast("tapped")
        await effect(callback_data.number, press.from_user.id, "press", unit, state, screen)

    made.include_router(router)
    return made


def mutate(name):
    store = inbox.store
    if name == "ack-first":

        async def later(session, source, incoming, at):
            async def work():
                await asyncio.sleep(0.05)
                async with RUNTIME.database.read() as own:
                    FACE.worker.wake(await store(own, source, incoming, at))

            asyncio.get_running_loop().create_task(work())
            return []

        inbox.store = later
    if name == "no-dedupe":

        async def always(session, source, incoming, at):
            salted = [
                inbox.Incoming(
                    each.external_id * 1000 + int.from_bytes(os.urandom(2), "big") % 1000,
                    each.subject,
                    each.body,
                )
                for each in incoming
            ]
            return await store(session, source, salted, at)

        inbox.store = always
    if name == "no-sweep":

        async def nothing(session, source):
            return []

        inbox_worker.inbox.list_waiting_subjects = nothing


def main(port):
    global RUNTIME, FACE
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    mutate(os.environ.get("FAULTS_MUTANT"))
    RUNTIME = build_runtime(Settings(), os.environ["KIOSK_DATABASE_URL"])
    FACE = BotFace(RUNTIME, dispatcher())

    @asynccontextmanager
    async def lifespan(app):
        while True:
            try:
                await FACE.start()
                break
            except Exception:
                await asyncio.sleep(0.1)
        yield
        await FACE.stop()
        await close_messenger(RUNTIME)

    app = Starlette(routes=FACE.routes(), lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
