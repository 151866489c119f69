"""Every word on every screen comes from the reader's catalogue or from the shop's own texts in that language.

The translator and the shop's texts are wrapped in marks here; a letter that stands outside all marks was written
into the code. All that the bot has said is taken from the emulator's journal, and Telegram's limits are checked on it.
"""

import html
import json
import re

import pytest

from kiosk.bot.scenes.callbacks import EraseMe
from kiosk.bot.scenes.profile.views import OWN_NAMES
from kiosk.kernel.i18n import Translator
from tests.bot.chatting import buttons
from tests.bot.scenes.conftest import SPEAKERS, set_price, set_stock, sql
from tests.bot.scenes.steps import put

BEGIN, END = "\ue000", "\ue001"
ADDRESS = "Арбат, дом 1, квартира 5"
PHONE = "+7 916 123-45-67"
SENT = ("send", "edit", "answer")
LASTING = re.compile(r"gs1|yx1|oc1|kc1:1|yw1:1|lc1:\d+:\d+:1|ks1:\d+:0:")
"""What the walk does not press, since it would change what the walk sees: another language, an emptied cart."""


class Marked:
    """Wraps what translators say, and notes what they had no translation for."""

    def __init__(self, monkeypatch) -> None:
        self.missing: set[str] = set()
        say, plural = Translator.__call__, Translator.plural
        money, date, moment = Translator.money, Translator.date, Translator.moment

        def marked_say(this, message, /, **params):
            if message not in this._translations._catalog:
                self.missing.add(message)
            return BEGIN + say(this, message, **params) + END

        def marked_plural(this, one, many, n, /, **params):
            if (one, 0) not in this._translations._catalog:
                self.missing.add(one)
            return BEGIN + plural(this, one, many, n, **params) + END

        monkeypatch.setattr(Translator, "__call__", marked_say)
        monkeypatch.setattr(Translator, "plural", marked_plural)
        for name, plain in (("money", money), ("date", date), ("moment", moment)):
            monkeypatch.setattr(
                Translator, name, lambda this, *given, plain=plain: BEGIN + plain(this, *given) + END
            )


async def mark_shop(runtime, locale: str) -> None:
    """Mark the shop's texts in `locale`; those of other languages stay bare and would be noticed."""
    for table, keys in (
        ("products", ("name", "description")),
        ("categories", ("name",)),
        ("option_types", ("name",)),
        ("option_values", ("value",)),
        ("business", ("name", "greeting", "about", "delivery", "returns")),
    ):
        column = "texts" if table == "business" else "translations"
        for key in keys:
            await sql(
                runtime,
                f"UPDATE {table} SET {column} = jsonb_set({column}, ARRAY[:locale, :key],"
                f" to_jsonb(:begin || ({column} -> :locale ->> :key) || :end))",
                locale=locale, key=key, begin=BEGIN, end=END,
            )  # fmt: skip
    await sql(
        runtime, "ALTER TABLE consent_texts DISABLE TRIGGER USER"
    )  # its rows are never changed, but here
    await sql(
        runtime,
        "UPDATE consent_texts SET title = :begin || title || :end, body = :begin || replace(body, E'\\n\\n',"
        " :end || E'\\n\\n' || :begin) || :end WHERE locale = :locale",
        begin=BEGIN, end=END, locale=locale,
    )  # fmt: skip


def bare_letters(text: str) -> str:
    """The letters that stand outside all marks."""
    depth, bare = 0, []
    for letter in text:
        depth += (letter == BEGIN) - (letter == END)
        if depth <= 0 and letter.isalpha():
            bare.append(letter)
    return "".join(bare)


def plain_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", markup))


def loaded(value):
    return json.loads(value) if isinstance(value, str) else value


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


async def everything_said(stage) -> list[tuple[str, str, list[dict]]]:
    """(method, text, buttons) of all that the bot has said to people."""
    said = []
    for call in await stage.calls():
        params = call["params"]
        if not call["method"].startswith(SENT) or int(params.get("chat_id", 1)) < 0:
            continue
        media = loaded(params.get("media") or "{}")
        text = params.get("text") or params.get("caption") or (media.get("caption") if media else "") or ""
        markup = loaded(params.get("reply_markup") or "{}")
        rows = markup.get("inline_keyboard", []) + markup.get("keyboard", [])
        said.append((call["method"], text, [each for row in rows for each in row]))
    return said


async def walk(buyer, limit: int) -> list[tuple[str, dict]]:
    """Press every button that can be reached from /start, each kind of press on a few things; gives the screens."""
    screens = [("h1", await buyer.start())]
    waiting, seen, kinds = [], {"h1"}, {}
    while screens:
        for each in buttons(screens[-1][1]):
            data = each.get("callback_data")
            if not data or data in seen or LASTING.match(data):
                continue
            kind = data.split(":")[0]
            if kinds.setdefault(kind, 0) < 12:
                kinds[kind] += 1
                seen.add(data)
                waiting.append(data)
        if not waiting or len(screens) >= limit:
            return screens
        data = waiting.pop(0)
        screens.append((data, await buyer.press_data(data)))
    return screens


async def tap(buyer, prefix: str):
    """Press the first button of the newest screen whose data begin so."""
    data = next(
        (each["callback_data"] for each in buttons(await buyer.screen())
         if each.get("callback_data", "").startswith(prefix)), None,
    )  # fmt: skip
    assert data, f"no {prefix} among {[each.get('callback_data') for each in buttons(await buyer.screen())]}"
    return await buyer.press_data(data)


async def live_through_everything(buyer, shop) -> None:
    """A whole life as a buyer, with everything that can go wrong."""
    await buyer.start()
    await buyer.send("zzzzqqqq")
    for sku, quantity in (("TS-RED-M", 4), ("HD-GREY-M", 2), ("TS-BLUE-M", 1), ("TS-WHITE-M", 1)):
        await put(shop, buyer.person, sku, quantity)
    await set_stock(shop, "TS-RED-M", 2)
    await set_stock(shop, "HD-GREY-M", 0)
    await set_price(shop, "TS-WHITE-M", "1790.00")
    for step in ("/cart", "o1:b"):
        await (buyer.send(step) if step.startswith("/") else buyer.press_data(step))
    await buyer.send("/cart")
    await tap(buyer, "km1")
    await tap(buyer, "kc1")
    await buyer.send("/cart")
    await tap(buyer, "o1:b")
    await tap(buyer, "o1:r")
    await tap(buyer, "o1:b")
    await tap(buyer, "t1")
    await tap(buyer, "oy1")
    for answer in ("1", "Ann"):
        await buyer.send(answer)
    await buyer.send("12")
    await buyer.share_contact("79161234567", user_id=999)
    await buyer.share_contact("79161234567")
    for answer in ("x", ADDRESS, "note"):
        await buyer.send(answer)
    await tap(buyer, "o1:c")
    await tap(buyer, "o1:x")
    await set_price(shop, "TS-WHITE-M", "1890.00")
    await tap(buyer, "oc1")
    confirm = next(
        each["callback_data"] for each in buttons(await buyer.screen()) if each["callback_data"][:3] == "oc1"
    )
    await buyer.press_data(confirm)
    await buyer.press_data(confirm)
    await buyer.send("/orders")
    for step in ("lo1", "lr1"):
        await tap(buyer, step)
    await tap(buyer, "o1:b")
    await tap(buyer, "o1:d")
    await tap(buyer, "o1:q")
    await buyer.send("/orders")
    await tap(buyer, "lo1")
    await tap(buyer, "lc1")
    await tap(buyer, "lc1")
    for step in ("yx1", "yw1", "yw1"):
        await buyer.send("/privacy") if step == "yx1" else None
        await tap(buyer, step)


@pytest.mark.parametrize("locale", SPEAKERS)
async def test_no_word_is_foreign_and_no_limit_is_broken(stage, shop, market, monkeypatch, locale):
    marked = Marked(monkeypatch)
    await mark_shop(shop, locale)
    buyer = stage.buyer(SPEAKERS[locale])
    await live_through_everything(buyer, shop)
    await put(shop, buyer.person, "TS-BLACK-M", 2)
    screens = await walk(buyer, 110)
    assert len(screens) > 40
    own = (*OWN_NAMES.values(), ADDRESS, PHONE, "Ann", "Ivan", "zzzzqqqq", "note", "Aigerim", "Emma")
    people = await stage.get("world")
    me = next(each for each in people["people"] if each["id"] == buyer.person)
    own = (*own, me["first_name"], me.get("last_name") or "", me.get("username") or "")
    for method, text, keys in await everything_said(stage):
        shown = plain_of(text)
        assert units(shown) <= (1024 if "caption" in method.lower() or "Photo" in method else 4096)
        assert len(keys) <= 100
        for words in (shown, *(each["text"] for each in keys)):
            rest = words
            for known in own:
                rest = rest.replace(known, "") if known else rest
            assert not bare_letters(rest), f"{method}: {words!r}"
        for each in keys:
            assert len(each.get("callback_data", "").encode()) <= 64
            assert units(each["text"]) <= 64
    assert not marked.missing


def level(data: str, parents: dict[int, int | None]) -> int:
    """How deep below the home screen the screen is that this press opens."""
    kind, *rest = data.split(":")
    if kind == "h1":
        return 0
    if kind == "c1":
        at, depth = int(rest[0]), 1
        while at:
            at, depth = parents[at] or 0, depth + 1
        return depth
    if kind in {"p1", "lo1"}:
        return 99
    return {"lc1": 3, "kc1": 2, "yw1": 2, "ye1": 2, "t1": 2}.get(kind, 1)


ERASED = EraseMe(sure=True).pack()
"""Who is forgotten is led home: there is nothing of theirs to go back to."""


async def test_back_stands_in_the_same_corner_and_leads_exactly_one_level_up(stage, shop, market):
    buyer = stage.buyer(504)
    await buyer.start()
    await put(shop, 504, "TS-BLACK-M", 2)
    rows = await sql(shop, "SELECT id, parent_id FROM categories")
    parents = {row.id: row.parent_id for row in rows}
    checked = 0
    for data, screen in await walk(buyer, 90):
        kind = data.split(":")[0]
        if kind in {"h1", "o1", "on1", "oy1", "pa1", "ps1", "pc1", "ks1", "km1"} or data == ERASED:
            continue
        keyboard = screen["reply_markup"]["inline_keyboard"]
        back = keyboard[-1][0]
        assert back["text"] == "‹ Back", (data, keyboard[-1])
        if kind == "p1":  # from a product back to the section it was opened from
            category = data.split(":")[1]
            beginning = f"c1:{category}:" if category != "0" else "c1:"
            assert back["callback_data"].startswith(beginning), (data, back)
        elif kind == "lo1":
            assert back["callback_data"].startswith("l1:")
        else:
            assert level(back["callback_data"], parents) == level(data, parents) - 1, (data, back)
        home = level(back["callback_data"], parents) == 0
        assert [each["text"] for each in keyboard[-1]] == (["‹ Back"] if home else ["‹ Back", "🏠 Menu"])
        checked += 1
    assert checked > 20
