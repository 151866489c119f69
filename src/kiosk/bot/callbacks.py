"""What buttons carry: typed, ids only, at most 64 bytes, with a version.

Anybody may send anything as callback data, so a handler authorises by who pressed, never by what the data say.
When the meaning of a class changes, raise its `version`: buttons of the old keyboards then match no handler, are
answered "the screen was refreshed", and the home screen is drawn.
"""

from enum import Enum
from typing import Annotated, Any, ClassVar, get_args

from aiogram.filters.callback_data import CallbackData
from pydantic import ConfigDict, Field

EntityId = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The id of a row."""
PageNumber = Annotated[int, Field(ge=1, le=100_000)]
Position = Annotated[int, Field(ge=0, le=1_000)]
"""An index, counted from 0."""
Count = Annotated[int, Field(ge=0, le=9_999)]

REGISTERED: dict[str, type["Callback"]] = {}


class Callback(CallbackData, prefix="-"):
    """Base of all callback data: `class OpenProduct(Callback, prefix="p"): product_id: EntityId`.

    Fields are the bounded integers above, `bool`, a `Literal` of short strings or a `StrEnum`; free text and
    unbounded numbers are refused when the class is defined.
    """

    model_config = ConfigDict(frozen=True)
    version: ClassVar[int]

    def __init_subclass__(cls, *, prefix: str, version: int = 1, **kwargs: Any) -> None:
        cls.version = version
        super().__init_subclass__(prefix=f"{prefix}{version}", **kwargs)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name, field in cls.model_fields.items():
            if not _is_bounded(field.annotation, field.metadata):
                raise TypeError(f"{cls.__name__}.{name}: a button carries only bounded values")
        if REGISTERED.setdefault(cls.__prefix__, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"two classes of callback data are called {cls.__prefix__!r}")


def _is_bounded(annotation: Any, metadata: list[Any]) -> bool:
    if annotation is int:
        limits = [limit for each in metadata for limit in (each, *getattr(each, "metadata", ()))]
        return any(hasattr(limit, "le") for limit in limits)
    if annotation is bool or annotation is type(None):
        return True
    if isinstance(annotation, type):
        return issubclass(annotation, Enum)
    parts = get_args(annotation)
    if parts and all(isinstance(part, str | int) for part in parts):  # a Literal
        return True
    return bool(parts) and all(
        _is_bounded(get_args(part)[0], list(get_args(part)[1:]))
        if hasattr(part, "__metadata__")
        else _is_bounded(part, [])
        for part in parts
    )


class GoHome(Callback, prefix="h"):
    """Draw the home screen."""


class Nothing(Callback, prefix="n"):
    """A button that only shows something (a page counter); pressing it is answered and changes nothing."""
