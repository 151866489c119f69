"""What a handler wants said, as data: stored in its transaction, sent after the commit.

Each intent survives a trip through JSON, so that after a crash another process can say what was promised.
"""

import base64
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Self

Markup = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Intent:
    """Base of all intents. `repeatable` intents may be carried out twice without harm."""

    kind: ClassVar[str]
    repeatable: ClassVar[bool] = True

    def dump(self) -> dict[str, Any]:
        """As stored."""
        return {"kind": self.kind, **{each.name: getattr(self, each.name) for each in fields(self)}}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        """From what `dump` gave."""
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class Show(Intent):
    """Make the living screen look like this."""

    kind: ClassVar[str] = "show"
    text: str
    keyboard: Markup | None = None
    picture_id: int | None = None


@dataclass(frozen=True, slots=True)
class Toast(Intent):
    """Answer the button press with a short note, or with an `alert` that must be closed."""

    kind: ClassVar[str] = "toast"
    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Say(Intent):
    """Send a new message that stays in the history. A `prompt` goes away with the next screen."""

    kind: ClassVar[str] = "say"
    repeatable: ClassVar[bool] = False
    text: str
    markup: Markup | None = None
    picture_id: int | None = None
    prompt: bool = False


@dataclass(frozen=True, slots=True)
class DeleteInput(Intent):
    """Delete the message that the person has just sent."""

    kind: ClassVar[str] = "delete-input"


@dataclass(frozen=True, slots=True)
class EditPressed(Intent):
    """Edit the text message under which the button was pressed, which is not a screen: a card in a group."""

    kind: ClassVar[str] = "edit-pressed"
    text: str
    keyboard: Markup | None = None


@dataclass(frozen=True, slots=True)
class SendDocument(Intent):
    """Send a file made on the spot; `content` is base64."""

    kind: ClassVar[str] = "document"
    repeatable: ClassVar[bool] = False
    name: str
    content: str
    caption: str = ""

    def decoded(self) -> bytes:
        """The file's bytes."""
        return base64.b64decode(self.content)


@dataclass(frozen=True, slots=True)
class InlineCard:
    """One result of an inline query: chosen, it becomes a message with `text` and `keyboard`."""

    id: str
    title: str
    description: str
    text: str
    keyboard: Markup | None = None
    picture_id: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerInline(Intent):
    """Answer an inline query."""

    kind: ClassVar[str] = "inline"
    cards: list[InlineCard] = field(default_factory=list)
    next_offset: str = ""
    cache_seconds: int = 10
    personal: bool = True
    button_text: str | None = None
    """A button above the results that opens the bot with `button_start`."""
    button_start: str = "inline"

    def dump(self) -> dict[str, Any]:
        """As stored."""
        return {"kind": self.kind, **asdict(self)}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        """From what `dump` gave."""
        return cls(**{**stored, "cards": [InlineCard(**card) for card in stored["cards"]]})


_KINDS: dict[str, type[Intent]] = {
    intent.kind: intent for intent in (Show, Toast, Say, DeleteInput, EditPressed, SendDocument, AnswerInline)
}


def load_intent(stored: dict[str, Any]) -> Intent:
    """The intent from its stored form. KeyError for a kind that this release does not know."""
    rest = dict(stored)
    return _KINDS[rest.pop("kind")].load(rest)
