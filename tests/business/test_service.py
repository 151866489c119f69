import pytest

from kiosk.business.errors import AlreadyFounded, NotFounded
from kiosk.business.service import Business, find_business, found_business, get_business

FACTS = {
    "name": "Kiosk",
    "currency": "KZT",
    "country": "KZ",
    "default_locale": "kk",
    "time_zone": "Asia/Almaty",
}


async def test_a_business_is_founded_once(database):
    async with database.unit() as unit:
        with pytest.raises(NotFounded):
            await get_business(unit.session)
        assert await find_business(unit.session) is None
        founded = await found_business(unit, **FACTS, texts={"kk": {"greeting": "Сәлем"}})
        with pytest.raises(AlreadyFounded):
            await found_business(unit, **FACTS)
        await unit.commit()
    async with database.read() as session:
        assert await get_business(session) == founded
    assert str(founded.zone) == "Asia/Almaty"


@pytest.mark.parametrize(
    "wrong",
    [
        {"currency": "kzt"},
        {"currency": "KZTT"},
        {"country": "Kazakhstan"},
        {"default_locale": "de"},
        {"time_zone": "Almaty"},
        {"time_zone": "../etc/passwd"},
    ],
)
async def test_nonsense_is_refused(database, wrong):
    async with database.unit() as unit:
        with pytest.raises(ValueError):
            await found_business(unit, **{**FACTS, **wrong})


def test_texts_fall_back_to_the_default_language_and_then_to_any():
    business = Business(
        **FACTS,
        texts={
            "en": {"about": "We sell.", "returns": "14 days"},
            "kk": {"about": "Біз сатамыз.", "name": "Дүңгіршек"},
            "ru": {"about": "Мы продаём.", "greeting": ""},
        },
    )
    assert business.texts_in("ru") == {"name": "Дүңгіршек", "about": "Мы продаём.", "returns": "14 days"}
    assert business.name_in("kk") == "Дүңгіршек"
    assert business.name_in("ru") == "Kiosk"
