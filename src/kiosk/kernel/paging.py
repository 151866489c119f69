"""Pages of lists: `page` and `size` in, `{items, total, page, size}` out."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

MAX_SIZE = 100
MAX_PAGE = 100_000

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


def offset(page: int, size: int) -> int:
    """How many items come before `page`."""
    return (page - 1) * size


def page_count(total: int, size: int) -> int:
    """How many pages `total` items fill; an empty list still has one."""
    return max(1, -(-total // size))
