"""Which methods are played, and by which function."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from .arguments import Arguments
from .files import Upload
from .records import Bot
from .world import World


@dataclass(slots=True)
class Call:
    """One call of the Bot API: who calls, in which world, with which uploaded files."""

    world: World
    bot: Bot
    files: Mapping[str, Upload]


@dataclass(frozen=True, slots=True)
class Noted:
    """A result that carries a ``description``, as setWebhook's does."""

    result: Any
    description: str


@dataclass(frozen=True, slots=True)
class Played:
    """A method that the emulator plays."""

    name: str
    model: type[Arguments]
    run: Callable[[Call, Any], Any | Awaitable[Any]]
    is_async: bool


METHODS: dict[str, Played] = {}
Handler = TypeVar("Handler", bound=Callable[..., Any])


def plays(name: str) -> Callable[[Handler], Handler]:
    """Register a function as the Bot API method ``name``; its second parameter's type lists the parameters."""

    def register(function: Handler) -> Handler:
        hints = get_type_hints(function)
        _, argument = inspect.signature(function).parameters
        METHODS[name.lower()] = Played(name, hints[argument], function, inspect.iscoroutinefunction(function))
        return function

    return register
