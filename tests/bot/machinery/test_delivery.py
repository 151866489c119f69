"""What Telegram refuses, loses or delays is a normal path."""

import io
import time

import pytest
from aiogram import Dispatcher, F, Router
from aiogram.filters import Command
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text

from kiosk.bot.callbacks import Callback, Count
from kiosk.bot.markup import MAX_CAPTION, MAX_TEXT, bold, escape, fit, link, units, visible_units
from kiosk.bot.screen import Screen
from kiosk.bot.view import View, button, keyboard
from kiosk.kernel.errors import Refusal
from kiosk.kernel.i18n import N_
from kiosk.media.service import store_picture
from kiosk.telegram_emulator.entities import parse_html
from tests.bot.chatting import text_of

NASTY = [
    "<b", "&", "&amp;", "</b>", "<script>alert(1)</script>", "[x](tg://user?id=1)", "*_`~", "🎁" * 300,
    "مرحبا بالعالم", "\u202egnp.exe", "x" * 5000, "👨‍👩‍👧‍👦" * 200, "<a href='tg://user?id=1'>x</a>",
]  # fmt: skip


class Look(Callback, prefix="tl"):
    picture: Count


class Sold(Refusal):
    code = "test.sold"
    message = N_("Nothing was found here.")


def make_dispatcher() -> Dispatcher:
    dispatcher, router = Dispatcher(disable_fsm=True), Router()

    def view(picture: int, words: str = "") -> View:
        return View(
            words or f"picture {picture}",
            keyboard(
                [
                    button("text", Look(picture=0)),
                    button("one", Look(picture=1)),
                    button("two", Look(picture=2)),
                ]
            ),
            picture or None,
        )

    @router.message(Command("start"))
    async def start(message, screen: Screen):
        screen.show(view(0))

    @router.callback_query(Look.filter())
    async def look(press, callback_data: Look, screen: Screen, unit):
        if callback_data.picture == 99:
            await unit.session.execute(text("CREATE TABLE sold (at int)"))
            raise Sold
        screen.toast("ok")
        screen.show(view(callback_data.picture))

    @router.message(Command("phone"))
    async def phone(message, screen: Screen):
        screen.show(view(0, "step 2"))
        screen.ask_contact("your phone?", "Share")

    @router.message(F.contact)
    async def contact(message, screen: Screen):
        screen.delete_input()
        screen.show(view(0, "step 3"))

    @router.message(F.text.startswith("say "))
    async def say(message, screen: Screen):
        screen.say(bold(message.text[4:]))

    @router.message()
    async def echo(message, screen: Screen):
        screen.show(view(0, bold(message.text)))

    dispatcher.include_router(router)
    return dispatcher


@pytest.fixture
async def stage(make_stage):
    return await make_stage(make_dispatcher())


@pytest.fixture
async def pictures(runtime):
    for colour in ("red", "blue"):
        content = io.BytesIO()
        Image.new("RGB", (900, 700), colour).save(content, "PNG")
        async with runtime.database.unit() as unit:
            await store_picture(unit, runtime.files, content.getvalue())
            await unit.commit()


async def test_picture_and_text_take_turns(pictures, stage):
    emma = stage.buyer()
    first = await emma.start()
    shown = await emma.press("one")
    assert shown["message_id"] == first["message_id"] and "photo" in shown and text_of(shown) == "picture 1"
    again = await emma.press("two")
    assert again["message_id"] == first["message_id"]
    assert again["photo"][-1]["file_id"] != shown["photo"][-1]["file_id"]
    plain = await emma.press("text")
    assert plain["message_id"] != first["message_id"] and "photo" not in plain
    assert [text_of(each) for each in await emma.messages()] == ["/start", "picture 0"]
    await emma.press("one")
    uploads = [c for c in await stage.calls("editMessageMedia") if "attach://" in str(c["params"])]
    assert len(uploads) == 2, "a picture is uploaded once"


async def test_same_picture_changes_its_caption_only(pictures, stage):
    emma = stage.buyer()
    await emma.start()
    await emma.press("one")
    await emma.press("one")
    assert [c["ok"] for c in await stage.calls("editMessageCaption")] == [False], "nothing was modified"


async def test_forgotten_file_id_is_uploaded_again(pictures, stage):
    emma = stage.buyer()
    await emma.start()
    await emma.press("one")
    await emma.press("two")
    await stage.fault(
        "editMessageMedia", 400, description="Bad Request: wrong file identifier/HTTP URL specified"
    )
    shown = await emma.press("one")
    assert "photo" in shown and text_of(shown) == "picture 1"


async def test_missing_picture_is_left_out(stage):
    emma = stage.buyer()
    await emma.start()
    assert text_of(await emma.press("one")) == "picture 1"


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
        "Bad Request: there is no text in the message to edit",
    ],
)
async def test_screen_that_cannot_be_edited_is_sent_anew(stage, description):
    emma = stage.buyer()
    first = await emma.start()
    await stage.fault("editMessageText", 400, description=description)
    shown = await emma.press_data(Look(picture=5).pack())
    assert text_of(shown) == "picture 5" and shown["message_id"] > first["message_id"]


async def test_screen_that_is_too_old_to_delete_stays(stage):
    emma = stage.buyer()
    await emma.start()
    await stage.fault("deleteMessage", 400, description="Bad Request: message can't be deleted for everyone")
    assert text_of(await emma.start()) == "picture 0"


async def test_late_answer_to_a_press_is_no_matter(stage):
    emma = stage.buyer()
    await emma.start()
    await stage.fault(
        "answerCallbackQuery",
        400,
        description="Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    assert text_of(await emma.press_data(Look(picture=3).pack())) == "picture 3"


@pytest.mark.sec("A20")
async def test_429_is_obeyed_to_the_second(stage):
    emma = stage.buyer()
    await emma.start()
    await stage.fault("editMessageText", 429, retry_after=1, description="Too Many Requests: retry after 1")
    started = time.monotonic()
    shown = await emma.press_data(Look(picture=3).pack())
    assert text_of(shown) == "picture 3" and 1.0 <= time.monotonic() - started < 2.5
    edits = await stage.calls("editMessageText")
    assert [each["ok"] for each in edits] == [False, True], "no call inside the pause"


async def test_lost_answer_to_an_edit_is_repeated_and_to_a_message_once(stage):
    emma = stage.buyer()
    await emma.start()
    await stage.fault("editMessageText", drop_answer=True)
    assert text_of(await emma.press_data(Look(picture=3).pack())) == "picture 3"
    await stage.fault("sendMessage", drop_answer=True)
    await emma.send("say once")
    said = [each for each in await emma.messages() if text_of(each) == "once"]
    assert 1 <= len(said) <= 2
    await stage.fault("sendMessage", drop_answer=True, times=5)
    await emma.send("say twice")
    said = [each for each in await emma.messages() if text_of(each) == "twice"]
    assert 1 <= len(said) <= 2


@pytest.mark.sec("A21")
async def test_blocked_bot_tries_once_and_comes_back(stage):
    emma = stage.buyer()
    await emma.start()
    await stage.fault("sendMessage", 403, description="Forbidden: bot was blocked by the user")
    await emma.send("hello")
    async with stage.runtime.database.read() as session:
        assert await session.scalar(text("SELECT unreachable_since IS NOT NULL FROM chats WHERE chat_id > 0"))
    assert len([c for c in await stage.calls("sendMessage") if not c["ok"]]) == 1
    await emma.send("again")
    async with stage.runtime.database.read() as session:
        assert await session.scalar(text("SELECT unreachable_since IS NULL FROM chats WHERE chat_id > 0"))


async def test_refusal_undoes_its_changes_and_is_said(stage):
    emma = stage.buyer()
    await emma.start()
    await emma.press_data(Look(picture=99).pack())
    answer = await emma.toast()
    assert answer["text"] == "Nothing was found here." and answer["show_alert"]
    async with stage.runtime.database.read() as session:
        assert await session.scalar(text("SELECT to_regclass('sold') IS NULL"))


async def test_question_for_the_phone_goes_away_with_the_next_screen(stage):
    emma = stage.buyer()
    await emma.start()
    await emma.send("/phone")
    view = await emma.view()
    assert view["reply_keyboard"] and text_of(view["messages"][-1]) == "your phone?"
    await emma.share_contact("+12015550123")
    view = await emma.view()
    assert not view["reply_keyboard"]
    assert [text_of(each) for each in view["messages"]] == ["/start", "/phone", "step 3"]


@pytest.mark.sec("A19")
async def test_nasty_texts_are_shown_literally(stage):
    emma = stage.buyer()
    await emma.start()
    for nasty in NASTY:
        try:
            shown = await emma.send(nasty[:4000])
        except AssertionError:  # Telegram itself would not take the text
            continue
        wanted = "".join(c for c in nasty if c not in "\u202e\x00")
        assert (
            text_of(shown) == wanted[: len(text_of(shown))]
            or text_of(shown)[:-1] == wanted[: len(text_of(shown)) - 1]
        )
        assert {each["type"] for each in shown.get("entities", [])} <= {"bold", "url"}


@given(st.text(max_size=300))
@example("<b")
@example("&lt;")
@example("\u202eabc")
@pytest.mark.sec("A19")
def test_escaped_text_is_read_back_literally(words):
    shown, entities = parse_html(bold(words) + link(words, "https://x.example/?a=1&b=<2>"))
    clean = "".join(c for c in words if ord(c) >= 32 or c in "\n\t\r")
    kept = clean.translate({cp: None for cp in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x7F)})
    assert shown.strip() == (kept + kept).strip()


@given(st.text(max_size=400), st.integers(2, 300))
def test_cut_text_keeps_its_limit_and_stays_well_formed(words, limit):
    markup = f"<b>{escape(words)}</b> &amp; <i>{escape(words)} <s>{escape(words)}</s></i>"
    cut = fit(markup, limit)
    assert visible_units(cut) <= limit
    parse_html(cut)


def test_limits_are_telegrams():
    assert units(fit("&amp;" * 9000, MAX_TEXT).replace("&amp;", "&")) == MAX_TEXT
    assert visible_units(fit(bold("ж" * 2000), MAX_CAPTION)) == MAX_CAPTION
