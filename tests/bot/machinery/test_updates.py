"""Updates are handled once, in order, and their answers are said."""

import asyncio

import pytest
from aiogram import Dispatcher, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from sqlalchemy import text

from kiosk.bot.callbacks import Callback, Count, GoHome
from kiosk.bot.markup import bold, escape
from kiosk.bot.person import Person
from kiosk.bot.screen import Screen
from kiosk.bot.view import View, button, keyboard
from kiosk.kernel.database import Unit
from tests.bot.chatting import labels, text_of


class Plus(Callback, prefix="t+"):
    to: Count


def counter(value: int) -> View:
    return View(f"count {value}", keyboard(button("plus", Plus(to=value + 1))))


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher(disable_fsm=True)
    router = Router()

    @router.message(Command("start"))
    async def start(message, screen: Screen, person: Person):
        screen.show(counter(0))

    @router.callback_query(Plus.filter())
    async def plus(press: CallbackQuery, callback_data: Plus, unit: Unit, screen: Screen, state: FSMContext):
        data = await state.get_data()
        await state.set_data({"pressed": data.get("pressed", 0) + 1})
        await unit.session.execute(text("CREATE TABLE IF NOT EXISTS presses (at int)"))
        await unit.session.execute(text("INSERT INTO presses VALUES (1)"))
        screen.toast("counted")
        screen.show(counter(callback_data.to))

    @router.message(F.text.startswith("say "))
    async def say(message, screen: Screen):
        screen.say(bold(message.text[4:]))

    @router.message(F.text.startswith("form "))
    async def form(message, screen: Screen):
        screen.delete_input()
        screen.show(View(escape(message.text[5:]), keyboard(button("home", GoHome()))))

    dispatcher.include_router(router)
    return dispatcher


@pytest.fixture
async def stage(make_stage):
    return await make_stage(make_dispatcher())


async def test_press_edits_the_screen_in_place_and_is_answered(stage):
    emma = stage.buyer()
    first = await emma.start()
    second = await emma.press("plus")
    assert text_of(second) == "count 1"
    assert second["message_id"] == first["message_id"]
    assert (await emma.toast())["text"] == "counted"


async def test_command_moves_the_screen_to_the_bottom(stage):
    emma = stage.buyer()
    first = await emma.start()
    second = await emma.start()
    assert second["message_id"] > first["message_id"]
    assert first["message_id"] not in [each["message_id"] for each in await emma.messages()]


async def test_deleted_input_leaves_the_screen_in_place(stage):
    emma = stage.buyer()
    first = await emma.start()
    second = await emma.send("form done")
    assert text_of(second) == "done" and second["message_id"] == first["message_id"]
    assert [text_of(each) for each in await emma.messages()] == ["/start", "done"]


async def test_message_that_stays_leaves_the_screen_behind(stage):
    emma = stage.buyer()
    first = await emma.start()
    await emma.send("say hello")
    second = await emma.send("form done")
    assert second["message_id"] > first["message_id"]
    assert [text_of(each) for each in await emma.messages()] == ["/start", "say hello", "hello", "done"]


async def test_screen_that_the_person_deleted_is_sent_anew(stage):
    emma = stage.buyer()
    first = await emma.start()
    await stage.post("delete", person=504, chat=504, message=first["message_id"])
    second = await emma.press_data(Plus(to=7).pack(), first["message_id"])
    assert text_of(second) == "count 7" and second["message_id"] != first["message_id"]


async def test_conversation_is_kept(stage):
    emma = stage.buyer()
    await emma.start()
    for _ in range(3):
        await emma.press("plus")
    async with stage.runtime.database.read() as session:
        assert await session.scalar(text("SELECT data->>'pressed' FROM conversations")) == "3"
        assert await session.scalar(text("SELECT count(*) FROM presses")) == 3
        left = (await session.execute(text("SELECT DISTINCT state, body::text, answers FROM inbox"))).all()
    assert left == [("done", "{}", None)]
