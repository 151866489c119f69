"""Search forgives: word forms, beginnings, typing errors, other layouts, letters that people type for each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from kiosk.catalog.inputs import CategoryInput, ProductUpdate
from kiosk.catalog.layouts import other_layouts
from kiosk.catalog.queries import page_of_products
from kiosk.catalog.service import create_category, delete_product, update_category, update_product
from tests.catalog.goods import plain, shirt


def named(sku, en, ru, uk, kk, **fields):
    return plain(ru, sku, translations={"en": {"name": en}, "uk": {"name": uk}, "kk": {"name": kk}}, **fields)


@pytest.fixture
async def stocked(shop, add):
    """A shelf of things; gives their ids by SKU."""
    async with shop.unit() as unit:
        tea = await create_category(
            unit,
            CategoryInput.model_validate({"name": "Чай и кофе", "translations": {"en": {"name": "Tea"}}}),
        )
        await unit.commit()
    goods = [
        named("TEE", "Classic T-Shirt", "Классическая футболка", "Класична футболка", "Классикалық футболка"),
        named("DRESS", "Linen dress", "Льняное платье", "Лляна сукня", "Зығыр көйлек"),
        named("SHOES", "Running shoes", "Кроссовки для бега", "Кросівки для бігу", "Жүгіруге арналған кроссовка"),
        named("MUG-12/A", "Clay mug", "Глиняная кружка", "Глиняний кухоль", "Қыш кесе"),
        named("CANDLE", "Soy candle", "Соевая свеча", "Соєва свічка", "Түңғиық соя шамы",
              description="Горит сорок часов. Подарите к чаю, кружке или футболке."),
        named("1E20B", "Filament 1e9053b0", "Нить 1e9053b0", "Нитка", "Жіп"),
        named("PUER", "Puer", "Пуэр", "Пуер", "Пуэр", category_id=tea),
        named("HEDGEHOG", "Toy hedgehog", "Игрушечный ёжик", "Іграшковий їжачок", "Ойыншық кірпі"),
    ]  # fmt: skip
    await add(shirt(name="Polo", translations={"ru": {"name": "Поло"}}))
    return {fields["variants"][0]["sku"]: await add(fields) for fields in goods}


@pytest.fixture
def find(shop, stocked):
    by_id = {product_id: sku for sku, product_id in stocked.items()}

    async def search(question, **fields):
        async with shop.read() as session:
            page = await page_of_products(session, locale="ru", search=question, **fields)
        assert page.total >= len(page.items)
        return [by_id.get(card.id, "POLO") for card in page.items]

    return search


FOUND_FIRST = [
    ("футболка", "TEE"),
    ("футболки", "TEE"),  # Russian forms
    ("классических футболок", "TEE"),
    ("dresses", "DRESS"),  # English forms
    ("льняного платья", "DRESS"),
    ("сукня", "DRESS"),  # other languages
    ("көйлек", "DRESS"),
    ("койлек", "DRESS"),  # on a Russian keyboard
    ("тунгиык", "CANDLE"),  # four letters at once: more than slips of the finger
    ("фут", "TEE"),  # a beginning
    ("льняное пла", "DRESS"),
    ("красовки", "SHOES"),  # typing errors
    ("фудболка", "TEE"),
    ("футбалка", "TEE"),
    ("фубтолка", "TEE"),
    ("кружкка", "MUG-12/A"),
    ("hedgehgo", "HEDGEHOG"),
    ("клоссическая футболка", "TEE"),
    ("aenjkrf", "TEE"),  # another layout
    ("Rhe;rf", "MUG-12/A"),
    ("gkfnmt", "DRESS"),
    ("ceryz", "DRESS"),  # сукня
    ("ps5sh", "DRESS"),  # зығыр
    ("r-qktr", "DRESS"),  # көйлек
    ("вкуыы", "DRESS"),  # dress
    ("aenjkrb", "TEE"),
    ("aelbjkrf", "TEE"),  # футболка with an error, on another layout
    ("ежик", "HEDGEHOG"),  # е for ё
    ("їжачок", "HEDGEHOG"),
    ("кросівки", "SHOES"),
    ("mug-12/a", "MUG-12/A"),  # SKU
    ("1e20b", "1E20B"),  # what looks like a number with something after it
    ("1e9053b0", "1E20B"),
    ("MUG 12", "MUG-12/A"),
    ("чай", "PUER"),  # the category's name
    ("красный", "POLO"),  # an option's value
    ("кружка для чая", "CANDLE"),  # words in a description; "для" says nothing
    ("платье розовое", "DRESS"),  # one word of two
    ("бегемот", None),
    ("!!!", None),
    ("' & | ! :* <-> \\", None),
    ("для", "SHOES"),
    ("э", None),
    ("😀", None),
    ("футболка " * 20, "TEE"),
]


async def test_search_forgives(find):
    found = {question: await find(question) for question, _ in FOUND_FIRST}

    assert {question: skus[0] if skus else None for question, skus in found.items()} == dict(FOUND_FIRST)


async def test_a_name_weighs_more_than_a_description(find):
    assert await find("кружка") == ["MUG-12/A", "CANDLE"]
    assert await find("футболка") == ["TEE", "CANDLE"]


async def test_what_is_found_exactly_is_not_mended(find):
    assert await find("свеча") == ["CANDLE"]


async def test_search_is_paged_and_keeps_to_a_category(shop, find, stocked):
    assert await find("чай", size=1) == ["PUER"]
    assert await find("чай", size=1, page=2) == ["CANDLE"]
    assert await find("чай", category_id=1) == ["PUER"]
    assert await find("футболка", category_id=1) == []


async def test_search_follows_changes(shop, find, stocked):
    async with shop.unit() as unit:
        await update_product(unit, stocked["CANDLE"], ProductUpdate.model_validate(plain("Лампа", "CANDLE")))
        await update_category(unit, 1, CategoryInput(name="Напитки"))
        await delete_product(unit, stocked["TEE"])
        await unit.commit()

    assert await find("лампа") == ["CANDLE"]
    assert await find("напиток") == ["PUER"]
    for gone in ("свеча", "чай", "футболка"):
        assert await find(gone) == []
    async with shop.read() as session:
        words = set(await session.scalars(text("SELECT word FROM search_words")))
        indexed = set(await session.scalars(text("SELECT product_id FROM product_search")))
    assert "лампа" in words
    assert not words & {"свеча", "футболка", "чай"}
    assert stocked["TEE"] not in indexed


async def test_hidden_products_are_not_found(shop, find, stocked):
    hidden = plain("Классическая футболка", "TEE", is_active=False)
    async with shop.unit() as unit:
        await update_product(unit, stocked["TEE"], ProductUpdate.model_validate(hidden))
        await unit.commit()

    assert await find("футболка") == ["CANDLE"]
    assert await find("фудболка") == []  # errors are mended to the words of names only


@given(st.text(max_size=30))
def test_other_layouts_never_give_the_same_text(question):
    others = other_layouts(question)

    assert question.lower() not in others
    assert len(set(others)) == len(others) <= 3
