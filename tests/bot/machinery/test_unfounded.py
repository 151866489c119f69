"""A bot that runs before anybody has founded the shop."""

from html import unescape

import pytest

from kiosk.telegram_emulator import AIGERIM, EMMA, IVAN, OLENA


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (IVAN, "Магазин ещё не открыт."),
        (OLENA, "Магазин ще не відкрито."),
        (AIGERIM, "Дүкен әлі ашылған жоқ."),
        (EMMA, "The shop isn't open yet."),
    ],
)
async def test_start_says_politely_that_there_is_no_shop_yet(stage, person, words):
    for act in (stage.post("start", person=person), stage.post("text", person=person, chat=person, text="?")):
        await act
        await stage.settle()
    said = [unescape(call["params"]["text"]) for call in await stage.calls("sendMessage")]
    assert len(said) == 2 and all(words in text for text in said), said
