"""Bases of what goes in and comes out."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


def Text(longest: int, *, shortest: int = 1) -> type[str]:  # noqa: N802 - reads as a type
    """A trimmed text of `shortest` to `longest` characters without control characters that no one can store."""
    return Annotated[  # type: ignore[return-value]
        str,
        StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest),
        Field(pattern=r"^[^\x00]*$"),
    ]


DbId = Annotated[int, Field(ge=1, le=2**63 - 1, strict=True)]
"""An id in a body."""


class Input(BaseModel):
    """What people send. Unknown fields are refused; numbers are numbers and texts are texts."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Output(BaseModel):
    """What we answer, written for its audience. Decimals become strings: "19.99"."""

    model_config = ConfigDict(frozen=True, from_attributes=True)
