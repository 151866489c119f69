"""Bot libraries that we did not write, over real HTTP: aiogram, python-telegram-bot, pyTelegramBotAPI."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiogram
import pytest
import telebot
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telebot import apihelper
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from kiosk.telegram_emulator import DEMO_TOKEN, IVAN, OLENA, FloodLimits

from .conftest import Emulator, make, picture, served


@contextlib.asynccontextmanager
async def online(**options: Any) -> AsyncIterator[tuple[Emulator, str]]:
    emulator = make(**options)
    async with served(emulator.app) as address:
        yield emulator, address


@contextlib.asynccontextmanager
async def aiogram_bot(address: str) -> AsyncIterator[aiogram.Bot]:
    bot = aiogram.Bot(DEMO_TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(address)))
    try:
        yield bot
    finally:
        await bot.session.close()


async def until(what: Any) -> Any:
    async with asyncio.timeout(5):
        while not (found := what()):
            await asyncio.sleep(0.01)
    return found


async def last_message(emulator: Emulator) -> Any:
    return (await emulator.look(f"people/{IVAN}/chats/{IVAN}"))["messages"][-1]


async def test_aiogram_sells_a_shirt() -> None:
    async with online() as (emulator, address), aiogram_bot(address) as bot:
        dispatcher = aiogram.Dispatcher()

        @dispatcher.message(aiogram.filters.CommandStart(deep_link=True))
        async def start(message: aiogram.types.Message, command: Any) -> None:
            button = InlineKeyboardButton(text="Купить", callback_data="buy")
            await message.answer_photo(
                BufferedInputFile(picture(), "shirt.png"), caption=f"<b>Футболка</b> {command.args}",
                parse_mode="HTML", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
            )  # fmt: skip

        @dispatcher.callback_query()
        async def buy(query: aiogram.types.CallbackQuery) -> None:
            await query.answer("Готово", show_alert=True)
            await query.message.edit_caption(caption="Куплено")

        polling = asyncio.ensure_future(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        await emulator.sim("start", person=IVAN, payload="p_42")
        await until(lambda: emulator.world.calls.after(0, "sendPhoto"))
        shown = await last_message(emulator)
        assert (shown["caption"], shown["caption_entities"][0]["type"]) == ("Футболка p_42", "bold")
        await emulator.sim("press", person=IVAN, chat=IVAN, message=shown["message_id"], data="buy")
        await until(lambda: emulator.world.calls.after(0, "editMessageCaption"))
        assert (await last_message(emulator))["caption"] == "Куплено"
        await dispatcher.stop_polling()
        await polling


async def test_aiogram_understands_refusals() -> None:
    async with online(flood=FloodLimits(chat_burst=2)) as (emulator, address), aiogram_bot(address) as bot:
        with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
            await bot.send_message(OLENA, "x")
        await emulator.sim("start", person=IVAN)
        sent = await bot.send_message(IVAN, "x")
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await bot.edit_message_text("x", chat_id=IVAN, message_id=sent.message_id)
        await bot.send_message(IVAN, "y")
        with pytest.raises(TelegramRetryAfter) as flood:
            await bot.send_message(IVAN, "z")
        assert flood.value.retry_after == 1
        older = asyncio.ensure_future(bot.get_updates(timeout=5, offset=-1))
        await asyncio.sleep(0.1)
        older = asyncio.ensure_future(bot.get_updates(timeout=5, offset=10**12))
        await asyncio.sleep(0.1)
        newer = asyncio.ensure_future(bot.get_updates(timeout=1, offset=10**12 + 1))
        with pytest.raises(TelegramConflictError, match="other getUpdates"):
            await older
        await newer


async def test_aiogram_media() -> None:
    async with online() as (emulator, address), aiogram_bot(address) as bot:
        await emulator.sim("start", person=IVAN)
        text = await bot.send_message(IVAN, "soon a picture")
        shown = await bot.edit_message_media(
            InputMediaPhoto(media=BufferedInputFile(picture(1500, 900), "a.png"), caption="c"),
            chat_id=IVAN, message_id=text.message_id,
        )  # fmt: skip
        assert [(size.width, size.height) for size in shown.photo] == [
            (90, 54),
            (320, 192),
            (800, 480),
            (1280, 768),
            (1500, 900),
        ]
        album = await bot.send_media_group(IVAN, [
            InputMediaPhoto(media=shown.photo[-1].file_id),
            InputMediaPhoto(media=BufferedInputFile(picture(), "b.png")),
        ])  # fmt: skip
        assert album[0].media_group_id == album[1].media_group_id
        assert album[0].photo[-1].file_id == shown.photo[-1].file_id
        downloaded = await bot.download(shown.photo[0].file_id)
        assert downloaded.read(3) == b"\xff\xd8\xff"


async def test_dropped_answers_and_delays_look_like_a_bad_network() -> None:
    async with online() as (emulator, address), aiogram_bot(address) as bot:
        await emulator.sim("start", person=IVAN)
        await emulator.sim("faults", method="sendMessage", drop_answer=True, times=1)
        with pytest.raises(aiogram.exceptions.TelegramNetworkError):
            await bot.send_message(IVAN, "arrives, but nobody says so")
        assert (await last_message(emulator))["text"] == "arrives, but nobody says so"
        await emulator.sim(
            "faults", method="sendMessage", error_code=500, description="Internal Server Error"
        )
        with pytest.raises(aiogram.exceptions.TelegramServerError):
            await bot.send_message(IVAN, "never arrives")
        await bot.send_message(IVAN, "fine again")


async def test_python_telegram_bot_runs_an_application() -> None:
    async with online() as (emulator, address):
        application = (
            Application.builder()
            .token(DEMO_TOKEN)
            .base_url(f"{address}/bot")
            .base_file_url(f"{address}/file/bot")
            .build()
        )

        async def start(update: telegram.Update, _context: Any) -> None:
            button = telegram.InlineKeyboardButton("Так", callback_data="yes")
            await update.message.reply_photo(
                picture(), caption="hi", reply_markup=telegram.InlineKeyboardMarkup([[button]])
            )

        async def pressed(update: telegram.Update, _context: Any) -> None:
            await update.callback_query.answer("ok")
            await update.callback_query.edit_message_caption("done")

        async def photo(update: telegram.Update, _context: Any) -> None:
            file = await update.message.photo[-1].get_file()
            data = await file.download_as_bytearray()
            await update.message.reply_text(f"{len(data)} bytes")

        application.add_handler(CommandHandler("start", start))
        application.add_handler(CallbackQueryHandler(pressed))
        application.add_handler(MessageHandler(filters.PHOTO, photo))
        async with application:
            await application.start()
            await application.updater.start_polling(timeout=2)
            await emulator.sim("start", person=IVAN)
            await until(lambda: emulator.world.calls.after(0, "sendPhoto"))
            shown = await last_message(emulator)
            await emulator.sim("press", person=IVAN, chat=IVAN, message=shown["message_id"], data="yes")
            await until(lambda: emulator.world.calls.after(0, "editMessageCaption"))
            assert (await last_message(emulator))["caption"] == "done"
            await emulator.http.post(
                "/sim/photo", data={"person": IVAN, "chat": IVAN}, files={"file": picture()}
            )
            await until(lambda: emulator.world.calls.after(0, "sendMessage"))
            assert (await last_message(emulator))["text"].endswith("bytes")
            await application.bot.set_my_commands([telegram.BotCommand("start", "Begin")])
            with pytest.raises(telegram.error.Forbidden):
                await application.bot.send_message(OLENA, "x")
            await application.updater.stop()
            await application.stop()


async def test_pytelegrambotapi_calls_by_query_string(monkeypatch: pytest.MonkeyPatch) -> None:
    async with online() as (emulator, address):
        monkeypatch.setattr(apihelper, "API_URL", f"{address}/bot{{0}}/{{1}}")
        monkeypatch.setattr(apihelper, "FILE_URL", f"{address}/file/bot{{0}}/{{1}}")
        await emulator.sim("start", person=IVAN)

        def work() -> Any:
            bot = telebot.TeleBot(DEMO_TOKEN, threaded=False)
            markup = telebot.types.InlineKeyboardMarkup(
                [[telebot.types.InlineKeyboardButton("x", callback_data="y")]]
            )
            got = bot.get_updates(timeout=1)
            sent = bot.send_message(IVAN, "<b>Привет</b>", parse_mode="HTML", reply_markup=markup)
            photo = bot.send_photo(IVAN, picture(), caption="c")
            bot.edit_message_text("да", IVAN, sent.message_id)
            price = telebot.types.LabeledPrice("Stars", 5)
            bill = bot.send_invoice(IVAN, "T", "D", "p", "", "XTR", [price])
            data = bot.download_file(bot.get_file(photo.photo[0].file_id).file_path)
            with pytest.raises(telebot.apihelper.ApiTelegramException) as refusal:
                bot.send_message(OLENA, "x")
            return got, sent, bill, data, refusal.value

        got, sent, bill, data, refusal = await asyncio.to_thread(work)
        assert got[0].message.text == "/start"
        assert (sent.text, sent.entities[0].type) == ("Привет", "bold")
        assert (bill.invoice.currency, bill.invoice.total_amount) == ("XTR", 5)
        assert data[:2] == b"\xff\xd8"
        assert (refusal.error_code, refusal.description) == (
            403, "Forbidden: bot can't initiate conversation with a user",
        )  # fmt: skip


async def test_aiogram_webhook_answer() -> None:
    """A whole round by webhook: update in, edited screen out."""
    from aiohttp import web
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler

    from .conftest import free_port

    async with online() as (emulator, address), aiogram_bot(address) as bot:
        dispatcher = aiogram.Dispatcher()

        @dispatcher.message()
        async def echo(message: aiogram.types.Message) -> Any:
            return message.answer(message.text or "")

        app = web.Application()
        SimpleRequestHandler(dispatcher, bot, secret_token="s", handle_in_background=False).register(
            app, "/hook"
        )
        runner = web.AppRunner(app)
        await runner.setup()
        port = free_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s")
        await emulator.sim("text", person=IVAN, chat=IVAN, text="echo me")
        await until(lambda: emulator.world.calls.after(0, "sendMessage"))
        assert (await last_message(emulator))["text"] == "echo me"
        await bot.delete_webhook()
        await runner.cleanup()
