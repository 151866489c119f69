"""Pages of lists: `page` and `size` in, `{items, total, page, size}` out."""

from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

MAX_SIZE = 100
MAX_PAGE = 100_000
MOST_COUNTED = 10_000
"""Nobody leafs further, and counting a hundred thousand rows is dearer than showing twenty."""

Item = TypeVar("Item")

PageNumber = Annotated[int, Field(ge=1, le=MAX_PAGE, description="Counted from 1")]
PageSize = Annotated[int, Field(ge=1, le=MAX_SIZE, description="At most 100")]


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    model_config = ConfigDict(frozen=True)

    items: list[Item]
    total: int
    page: int
    size: int


class CountedPage(Page[Item], Generic[Item]):
    """A page of a long list. `total` stops at 10,000; `is_total_exact` says whether it did."""

    is_total_exact: bool


@dataclass(frozen=True, slots=True)
class Counted(Generic[Item]):
    """What is shown of a selection, and how many there are, counted up to `MOST_COUNTED`."""

    items: list[Item]
    total: int
    is_exact: bool


def offset(page: int, size: int) -> int:
    """How many items come before `page`."""
    return (page - 1) * size


def page_count(total: int, size: int) -> int:
    """How many pages `total` items fill; an empty list still has one."""
    return max(1, -(-total // size))
