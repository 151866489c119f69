"""Passwords that are guessed first are refused, however they are written (B05)."""

import random

import pytest

from kiosk.identity.common_passwords import _REGIONAL, _listed, is_common
from kiosk.identity.errors import WeakPassword
from kiosk.identity.rules import MAX_PASSWORD, MIN_PASSWORD, password_weakness
from kiosk.identity.service.accounts import new_password_hash

pytestmark = pytest.mark.sec("B05")


def variations(word, dice):
    yield word
    yield word.upper()
    yield word.capitalize()
    yield word.swapcase()
    yield "".join(dice.choice((each.upper(), each.lower())) for each in word)


async def test_b05_every_listed_password_is_refused_in_any_case():
    dice = random.Random(5)
    listed = sorted(_listed())
    assert len(listed) >= 30_000
    for word in listed:
        for each in variations(word, dice):
            assert password_weakness(each) is not None or await is_common(each), each


async def test_b05_digits_and_marks_around_a_listed_one_don_t_help():
    dice = random.Random(6)
    for word in dice.sample(sorted(_listed()), 500):
        if sum(each.isalpha() for each in word) < 4:
            continue
        missing = max(4, MIN_PASSWORD - len(word))
        padded = word + "".join(dice.choice("0123456789!.-") for _ in range(missing))
        assert password_weakness(padded) is not None or await is_common(padded), padded


@pytest.mark.parametrize(
    "password",
    [
        "P@ssw0rd2024!",
        "Qwerty123456!",
        "iloveyoumonkey",
        "DragonDragonDragon",
        "!!!!Liverpool1892",
        "йцукенгшщзхъ",
        "Пароль2025пароль",
        "nastya19092005",
        "qazaqstan2024!",
        "shevchenkotaras",
        "adminadmin-12",
        "spartakmoskva",
    ],
)
async def test_b05_what_our_region_types_is_refused_when_chosen(password):
    with pytest.raises(WeakPassword):
        await new_password_hash(password)


async def test_what_nobody_has_listed_may_be_chosen():
    for password in (
        "correct horse battery staple",
        "чай с мятой и мёдом",
        "a quiet harbour at noon",
        "chamomile and honey tea",
        "xK9$vQ2!mT7#",
        "Zr4tBw8LqNc1",
        "тоҡтау бел жаңбыр",
    ):
        assert await new_password_hash(password)


async def test_names_of_whoever_chooses_are_refused():
    for password in ("marina-kovalenko", "Marina2024Marina", "kovalenko12345"):
        with pytest.raises(WeakPassword):
            await new_password_hash(password, "marina", "Marina Kovalenko", "m.k@example.com")
    with pytest.raises(WeakPassword):
        await new_password_hash("apricot-yard-24", "Apricot Yard")
    with pytest.raises(WeakPassword):
        await new_password_hash("tulip.garden99", "tulip.garden@example.com")


async def test_the_longest_password_is_judged_at_once():
    import time

    await is_common("x")
    begun = time.perf_counter()
    await is_common("ab" * (MAX_PASSWORD // 2))
    assert time.perf_counter() - begun < 0.05
    assert len(_REGIONAL.split()) > 100
