"""Passwords that are guessed first (B05): the 30,000 most used ones, as zxcvbn lists them (MIT), and our region's own.

Few of them have twelve characters. So a password is also refused when nothing of it is its own: a listed word with
digits and marks around it, two listed words in a row, or one of them again and again.
"""

import asyncio
import re
import sys
from functools import lru_cache
from importlib import import_module

# What people here type that the lists, made of English-speaking breaches, don't know: words, names, keyboard walks,
# in Latin letters and in their own.
_REGIONAL = """
    parol privet lubov lyubov lublu lyublyu solnce solnyshko zvezda zvezdochka kotik kotenok zaika rodina rossiya
    russia moskva moscow piter spartak zenit dinamo cska lokomotiv krasotka princessa angel nastya natasha anastasia
    marina maksim maxim dima dimon vladimir aleksandr alexandr sergey andrey andrei nikita ivanov petrov samsung
    shakhtar dynamo kyiv kiev ukraina ukraine slava kohannya sonechko serdenko mriya lviv odesa odessa kharkiv
    zhinka bogdan olena oksana taras shevchenko kazakhstan qazaqstan kazahstan almaty astana nursultan shymkent
    jaqsy zhaksy menin aigerim aizhan dias daniyar nurlan zhanibek alikhan kairat kaspi halyk
    пароль привет любовь люблю солнце солнышко звезда котик зайка родина россия москва спартак зенит настя наташа
    марина максим дима владимир александр сергей андрей кохання сонечко серце мрія україна київ львів слава
    қазақстан алматы астана махаббат айгерім нұрлан
    йцукен йцукенг йцукенгш йцукенгшщз фыва фывапролд ячсмить qazwsx qazwsxedc zaqxsw wsxedc qwertyuiop asdfghjkl
    zxcvbnm qweasd qweasdzxc qwerasdf poiuytrewq lkjhgfdsa mnbvcxz adminadmin kiosk magazin telegram shop welcome
"""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_READ_AS = str.maketrans("013457@$", "oieastas")
_SHORTEST = 3
_LONGEST = 128


async def is_common(password: str) -> bool:
    """Whether `password`, in whatever case, is one that is guessed first. The list is read once, in a thread."""
    listed = await asyncio.to_thread(_listed)
    lowered = password[:_LONGEST].casefold()
    spelt_out = _EDGES.sub("", lowered).translate(_READ_AS)  # p@ssw0rd123! is password
    return any(_is_common(each, listed) for each in {lowered, spelt_out})


def _is_common(text: str, listed: frozenset[str]) -> bool:
    if text in listed or _is_repeated(text, listed):
        return True
    core = _EDGES.sub("", text)
    halves = ((core[:at], core[at:]) for at in range(_SHORTEST, len(core) - _SHORTEST + 1))
    return (
        not core  # digits and marks alone
        or core in listed
        or _is_repeated(core, listed)
        or any(first in listed and second in listed for first, second in halves)
    )


def _is_repeated(text: str, listed: frozenset[str]) -> bool:
    lengths = (size for size in range(_SHORTEST, len(text) // 2 + 1) if len(text) % size == 0)
    return any(text[:size] in listed and text[:size] * (len(text) // size) == text for size in lengths)


@lru_cache(1)
def _listed() -> frozenset[str]:
    name = "zxcvbn.frequency_lists"
    listed = import_module(name).FREQUENCY_LISTS["passwords"]
    del sys.modules[name]  # names, films and Wikipedia's words need not stay in memory
    words = {each.casefold() for each in listed} | {*_REGIONAL.split()}
    cores = {_EDGES.sub("", each) for each in words}
    return frozenset(words | {each for each in cores if len(each) > _SHORTEST})
