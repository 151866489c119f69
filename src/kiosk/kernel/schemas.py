"""Bases of what goes in and comes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import GroupedMetadata
from pydantic import BaseModel, ConfigDict, Field, StringConstraints


@dataclass(frozen=True, slots=True)
class Text(GroupedMetadata):
    """`Annotated[str, Text(120)]`: a trimmed text of `shortest` to `longest` characters, all of which can be stored."""

    longest: int
    shortest: int = 1

    def __iter__(self) -> Iterator[object]:
        """The constraints, as Pydantic takes them."""
        yield StringConstraints(strip_whitespace=True, min_length=self.shortest, max_length=self.longest)
        yield Field(pattern=r"^[^\x00]*$")


DbId = Annotated[int, Field(ge=1, le=2**63 - 1, strict=True)]
"""An id in a body."""


class Input(BaseModel):
    """What people send. Unknown fields are refused; numbers are numbers and texts are texts."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Output(BaseModel):
    """What we answer, written for its audience. Decimals become strings: "19.99"."""

    model_config = ConfigDict(frozen=True, from_attributes=True)
