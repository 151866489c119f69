"""A shop whose people sign in through its bot: browsers over HTTP, Telegram through the emulator."""

import re
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx2
import pytest
from sqlalchemy import text

from kiosk.app import create_app
from kiosk.telegram_emulator import AIGERIM, EMMA, MARINA, OLENA
from tests.bot.chatting import buttons
from tests.shop import open_shop

WAY = "/api/v1/auth/telegram"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Browser:
    """A browser with its cookies, at an address."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self.http = http
        self.begun: dict = {}

    async def begin(self) -> dict:
        """Ask for a code; gives what the page shows."""
        answer = await self.http.post(f"{WAY}/init")
        assert answer.status_code == 200, answer.text
        self.begun = answer.json()
        return self.begun

    @property
    def payload(self) -> str:
        """What the link says to the bot."""
        return self.begun["deep_link"].partition("?start=")[2]

    async def ask(self, code: str | None = None) -> httpx2.Response:
        """Ask how far it is."""
        return await self.http.get(f"{WAY}/status/{code or self.begun['auth_code']}")

    async def status(self) -> str:
        """How far it is, in a word."""
        return (await self.ask()).json()["status"]


@pytest.fixture
async def stage(database, make_stage, clock):
    """The bot of a shop that people have known for a while, speaking English with them."""
    await open_shop(database)
    clock.advance(timedelta(hours=2))
    stage = await make_stage(public_url="https://shop.example")
    for person in (AIGERIM, OLENA, EMMA, MARINA):
        await stage.post("language", person=person, language_code="en")
    return stage


@pytest.fixture
async def open_browser(stage):
    """Open browsers: `open_browser(address=..., agent=...)`."""
    async with AsyncExitStack() as stack:
        app = create_app(stage.runtime)

        async def open_one(address: str = "203.0.113.7", agent: str = FIREFOX) -> Browser:
            transport = httpx2.ASGITransport(app, client=(address, 1))
            http = httpx2.AsyncClient(
                transport=transport,
                base_url="https://shop.example",
                headers={"User-Agent": agent, "Origin": "https://shop.example", "X-Kiosk": "1"},
            )
            return Browser(await stack.enter_async_context(http))

        yield open_one


@pytest.fixture
async def browser(open_browser) -> Browser:
    """One browser."""
    return await open_browser()


def answers(screen) -> dict[int, str]:
    """The numbers that the bot offers, and what each button sends."""
    return {
        int(each["text"]): each["callback_data"]
        for each in buttons(screen)
        if re.fullmatch(r"\d\d", each["text"])
    }


async def sql_do(stage, statement: str) -> None:
    """Change something behind everybody's back."""
    async with stage.runtime.database.unit() as unit:
        await unit.session.execute(text(statement))
        await unit.commit()
