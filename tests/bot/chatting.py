"""People who chat with the bot through the emulator, as tests play them."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import aiohttp

from kiosk.bot.runtime import BotFace
from kiosk.kernel.runtime import Runtime
from kiosk.telegram_emulator import World

Message = dict[str, Any]
PATIENCE = 5.0


class Stage:
    """One bot, one emulator, and the time that they need."""

    def __init__(self, url: str, http: aiohttp.ClientSession, world: World | None = None) -> None:
        self.url = url
        self.http = http
        self.world = world
        self.face: BotFace | None = None
        self.runtime: Runtime | None = None

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Do something on the person's side."""
        async with self.http.post(f"{self.url}/sim/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        """Look at something on the person's side."""
        async with self.http.get(f"{self.url}/sim/{path}", params=query) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def fault(self, method: str, error_code: int = 0, **more: Any) -> None:
        """Have the next calls of `method` go wrong."""
        await self.post("faults", method=method, error_code=error_code, **more)

    async def calls(self, method: str = "", after: int = 0) -> list[dict[str, Any]]:
        """What the bot said to the Bot API."""
        found = (await self.get("calls", after=after, **({"method": method} if method else {})))["calls"]
        return [call for call in found if call["method"] != "getUpdates"]

    async def settle(self) -> None:
        """Wait until the bot has fetched and handled everything."""
        assert self.face is not None and self.world is not None
        async with asyncio.timeout(PATIENCE):
            while any(queue.pending for queue in self.world.queues.values()):
                await asyncio.sleep(0.001)
            await self.face.worker.idle()

    def buyer(self, person: int = 504, chat: int | None = None) -> "Buyer":
        """A person in the private chat with the bot, or in a group."""
        return Buyer(self, person, chat or person)


class Buyer:
    """A person in one chat. Everything that is done waits until the bot has answered."""

    def __init__(self, stage: Stage, person: int, chat: int) -> None:
        self.stage = stage
        self.person = person
        self.chat = chat
        self.seen_events = 0

    async def start(self, payload: str = "") -> Message:
        """Press Start, perhaps by a deep link; gives the screen."""
        await self.stage.post("start", person=self.person, payload=payload)
        return await self._settled()

    async def send(self, text: str) -> Message:
        """Type a text; gives the screen."""
        await self.stage.post("text", person=self.person, chat=self.chat, text=text)
        return await self._settled()

    async def share_contact(self, phone: str = "", user_id: int | None = None) -> Message:
        """Share a phone number; gives the screen."""
        await self.stage.post(
            "contact", person=self.person, chat=self.chat, phone_number=phone, user_id=user_id
        )
        return await self._settled()

    async def press(self, label: str, message: Message | None = None) -> Message:
        """Press the button whose text contains `label`, on the newest message that has it; gives the screen."""
        found, button = await self.find_button(label, message)
        assert "callback_data" in button, f"{label!r} sends nothing: {button}"
        return await self.press_data(button["callback_data"], found["message_id"])

    async def press_data(self, data: str, message_id: int | None = None) -> Message:
        """Press a button with any data; gives the screen."""
        if message_id is None:
            message_id = (await self.screen())["message_id"]
        await self.stage.post("press", person=self.person, chat=self.chat, message=message_id, data=data)
        return await self._settled()

    async def find_button(self, label: str, message: Message | None = None) -> tuple[Message, dict[str, Any]]:
        """The newest message with a button whose text contains `label`, and the button."""
        for each in [message] if message else reversed(await self.messages()):
            for button in buttons(each):
                if label in button["text"]:
                    return each, button
        shown = [labels(each) for each in await self.messages()]
        raise AssertionError(f"no button {label!r} among {shown}")

    async def messages(self) -> list[Message]:
        """The whole chat, oldest first."""
        return (await self.stage.get(f"people/{self.person}/chats/{self.chat}", limit=100))["messages"]

    async def view(self) -> dict[str, Any]:
        """The chat as the person's app has it: messages, reply_keyboard, commands."""
        return await self.stage.get(f"people/{self.person}/chats/{self.chat}", limit=100)

    async def screen(self) -> Message:
        """The newest message of the bot that has inline buttons, else its newest message."""
        said = [each for each in await self.messages() if each["from"]["id"] != self.person]
        assert said, "the bot has said nothing"
        return next((each for each in reversed(said) if buttons(each)), said[-1])

    async def toast(self) -> dict[str, Any]:
        """How the bot answered the last press: {text, show_alert}."""
        answers = await self.stage.calls("answerCallbackQuery")
        return answers[-1]["params"] if answers else {}

    async def wait_for(
        self, what: str | Callable[[list[Message]], Any], seconds: float = PATIENCE
    ) -> Message:
        """Wait until a text appears in the chat (or `what` accepts its messages); gives the message."""
        async with asyncio.timeout(seconds):
            while True:
                shown = await self.messages()
                if callable(what):
                    if found := what(shown):
                        return found
                else:
                    for each in reversed(shown):
                        if what in text_of(each):
                            return each
                await asyncio.sleep(0.01)

    async def _settled(self) -> Message:
        await self.stage.settle()
        return await self.screen()


def text_of(message: Message) -> str:
    """The text or the caption."""
    return message.get("text") or message.get("caption") or ""


def buttons(message: Message) -> list[dict[str, Any]]:
    """The inline buttons, row by row."""
    return [each for row in message.get("reply_markup", {}).get("inline_keyboard", []) for each in row]


def labels(message: Message) -> list[str]:
    """The texts of the inline buttons."""
    return [each["text"] for each in buttons(message)]


def plain(text: str) -> str:
    """`text` with its no-break spaces made ordinary."""
    return re.sub(r"[\u00a0\u202f]", " ", text)
