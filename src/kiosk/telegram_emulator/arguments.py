"""Parameters of Bot API methods: forgiving about their wire form, exact about their meaning.

The server takes the same value as text, as a JSON number or as JSON text, and clamps what is out of range
instead of refusing it. These field types do the same.
"""

import re
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, SkipValidation

from .errors import bad_request
from .files import Upload

_INTEGER = re.compile(r"\s*([+-]?\d+)")


def read_int(value: Any) -> int:
    """Read an integer; what is none counts as 0, as on the server."""
    if isinstance(value, str):
        match = _INTEGER.match(value)
        return int(match[1]) if match and len(match[1]) < 20 else 0
    return int(value) if isinstance(value, int | float) else 0


def _flag(value: Any) -> bool:
    return value.lower() in {"true", "yes", "1"} if isinstance(value, str) else bool(value)


def _float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Upload):
        return value.data.decode("utf-8", "replace")
    return orjson.dumps(value).decode()


def _chat(value: Any) -> int | str:
    if isinstance(value, str):
        stripped = value.strip()
        return int(stripped) if re.fullmatch(r"-?\d{1,18}", stripped) else stripped
    return value if isinstance(value, int) else ""


def _file(value: Any) -> Upload | str:
    return value if isinstance(value, Upload) else _text(value)


def decode(value: Any, refusal: str) -> Any:
    """Return the JSON value of a parameter that may be JSON text; ``refusal`` is the 400 for broken text."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise bad_request(refusal) from None


def _loose(value: Any) -> Any:
    """Decode JSON text where there is some; the method itself refuses what it cannot use."""
    if isinstance(value, str) and value[:1] in {"{", "[", '"'}:
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value


Int = Annotated[int, BeforeValidator(read_int)]
Float = Annotated[float, BeforeValidator(_float)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str, BeforeValidator(_text)]
ChatRef = Annotated[int | str, BeforeValidator(_chat)]
FileArg = Annotated[SkipValidation[Upload | str], BeforeValidator(_file)]
Json = Annotated[Any, BeforeValidator(_loose)]


class Arguments(BaseModel):
    """Base of every method's parameters; unknown ones are ignored, as the server does."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    def logged(self) -> dict[str, Any]:
        """Return what was given, typed, with files named instead of copied."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return {
            name: {"file_name": value.name, "size": len(value.data)} if isinstance(value, Upload) else value
            for name, value in given.items()
        }


class NoArguments(Arguments):
    """A method without parameters."""
