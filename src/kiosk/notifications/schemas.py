"""What is chosen, and by whom it is heard."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from kiosk.kernel.schemas import Input, Output

Event = Literal["new-order", "order-cancelled", "low-stock", "failed-delivery", "daily-summary"]
Hour = Annotated[int, Field(ge=0, le=23, strict=True)]
Events = Annotated[list[Event], Field(max_length=5)]


@dataclass(frozen=True, slots=True)
class Listener:
    """A member of the staff who wants to hear of something, and the chat in which they do."""

    account_id: int
    chat_id: int


class ShopNotificationsIn(Input):
    """What the staff's group is to hear, and at which hour (of the business's time zone) the day is summed up."""

    events: Events
    summary_hour: Hour


class ShopNotificationsOut(Output):
    """What the staff's group hears, and at which hour of the business's time zone the day is summed up."""

    events: list[Event]
    summary_hour: int


class OwnNotificationsIn(Input):
    """What the person wants to hear in their own chat with the bot."""

    events: Events


class OwnNotificationsOut(Output):
    """What the person hears in their own chat with the bot."""

    events: list[Event]
    offered: list[Event]
    """What their rights let them hear of."""
    summary_hour: int
    has_telegram: bool
    """Without a Telegram account there is no chat to hear it in."""
