"""The texts that people agree to, as the staff reads and publishes them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kiosk.kernel.schemas import Input, Output, Text

Locale = Literal["ru", "uk", "kk", "en"]


class ConsentWords(Input):
    """A text in one language."""

    title: Annotated[str, Text(200)]
    body: Annotated[str, Text(12_000)]


class ConsentDraft(Input):
    """The next version of a text. `based_on` is the version that its author has seen as the present one."""

    based_on: Annotated[int, Field(ge=1, strict=True)]
    texts: Annotated[dict[Locale, ConsentWords], Field(min_length=1)]


class ConsentWordsOut(Output):
    """A published text in one language, and the SHA-256 of its title, an empty line and its body."""

    title: str
    body: str
    sha256: str


class ConsentVersion(Output):
    """A published version, which nobody changes any more."""

    version: int
    valid_from: date
    is_own: bool
    """The shop published it; others came with a release."""
    agreed: int
    """So many people have ever agreed to it."""
    in_force: int
    """So many people's last word is yes to this version."""
    texts: dict[str, ConsentWordsOut]


class ConsentPurpose(Output):
    """What people are asked for, with all versions of its text, the present one first."""

    purpose: str
    versions: list[ConsentVersion]


class ConsentTexts(Output):
    """All texts that people agree to."""

    items: list[ConsentPurpose]
