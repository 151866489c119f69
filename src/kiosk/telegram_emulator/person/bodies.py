"""Bodies of the person's side API."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    """Base of all bodies; ``bot`` defaults to the only bot."""

    model_config = ConfigDict(extra="forbid")
    bot: int | None = None


class ByPerson(Body):
    """Somebody does something."""

    person: int


class InChat(ByPerson):
    """Somebody does something in a chat."""

    chat: int


class AtMessage(InChat):
    """Somebody does something with a message."""

    message: int


class TextBody(InChat):
    """A text, perhaps in reply to a message or in a topic."""

    text: str
    reply_to: int = 0
    thread: int = 0


class StartBody(ByPerson):
    """The start button, with a deep link's payload."""

    payload: str = ""


class StartGroupBody(InChat):
    """The group that is chosen for a bot's ``?startgroup=`` link."""

    payload: str = ""


class PressBody(AtMessage):
    """A pressed inline button."""

    data: str


class ContactBody(InChat):
    """A shared contact, one's own by default."""

    phone_number: str = ""
    user_id: int | None = None


class LocationBody(InChat):
    """A shared place."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class BlockBody(ByPerson):
    """Block or unblock the bot."""

    blocked: bool


class LanguageBody(ByPerson):
    """The language of the person's app."""

    language_code: str = Field(pattern=r"^[a-z]{2}(-[a-zA-Z]+)?$")


class FaultBody(Body):
    """A fault for the next calls."""

    method: str = "*"
    error_code: int = 0
    description: str = ""
    retry_after: int = 0
    times: int = Field(1, ge=1)
    chat: int | None = None
    drop_answer: bool = False
    delay_ms: int = 0


class NewPerson(Body):
    """Another person."""

    id: int = Field(gt=0)
    first_name: str = Field(min_length=1)
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    phone_number: str = ""
    is_premium: bool = False
    deactivated: bool = False


class NewGroup(ByPerson):
    """Another group."""

    title: str = Field(min_length=1, max_length=128)
    type: Literal["group", "supergroup", "channel"] = "supergroup"
    member_ids: list[int] = []
    is_forum: bool = False


class MemberBody(InChat):
    """What somebody becomes in a group."""

    user_id: int
    status: str


class InlineBody(InChat):
    """An inline query."""

    query: str
    offset: str = ""


class ChooseBody(InChat):
    """A chosen inline result."""

    query_id: str
    result_id: str


class PayBody(InChat):
    """A payment, of a message's invoice or of a link's."""

    message: int = 0
    invoice_link: str = ""
    order_info: dict[str, Any] = {}
    shipping_option_id: str = ""
    tip: int = Field(0, ge=0)


class ReactBody(AtMessage):
    """A reaction; no emoji takes it away."""

    emoji: str = ""


class LaunchBody(InChat):
    """A Mini App to open, and from which button."""

    url: str
    source: Literal["inline", "menu", "keyboard"] = "inline"


class WebAppDataBody(InChat):
    """What a Mini App gives to ``sendData``."""

    data: str
    button_text: str = ""


class JoinBody(ByPerson):
    """An invite link that somebody follows."""

    invite_link: str
