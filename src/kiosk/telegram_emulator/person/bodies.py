"""Bodies of the person's side API."""

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")
    bot: int | None = None


class ByPerson(Body):
    person: int


class InChat(ByPerson):
    chat: int


class AtMessage(InChat):
    message: int


class TextBody(InChat):
    text: str
    reply_to: int = 0
    thread: int = 0


class StartBody(ByPerson):
    payload: str = ""


class PressBody(AtMessage):
    data: str


class ContactBody(InChat):
    phone_number: str = ""
    user_id: int | None = None


class LocationBody(InChat):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class BlockBody(ByPerson):
    blocked: bool


class LanguageBody(ByPerson):
    language_code: str = Field(pattern=r"^[a-z]{2}(-[a-zA-Z]+)?$")


class FaultBody(Body):
    method: str = "*"
    error_code: int = 0
    description: str = ""
    retry_after: int = 0
    times: int = Field(1, ge=1)
    chat: int | None = None
    drop_answer: bool = False
    delay_ms: int = 0


class NewPerson(Body):
    id: int = Field(gt=0)
    first_name: str = Field(min_length=1)
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    phone_number: str = ""
    is_premium: bool = False
    deactivated: bool = False
