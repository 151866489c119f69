"""Categories by their way from the top, made when the first product is to stand in them."""

from collections.abc import Collection

from sqlalchemy import select

from kiosk.catalog.inputs import CategoryInput
from kiosk.catalog.models import Category
from kiosk.catalog.service import create_category
from kiosk.exchange.rules import fold
from kiosk.kernel.database import Unit

Path = tuple[str, ...]


class Categories:
    """The shop's categories during one pass. Those that are only wanted have numbers below zero."""

    def __init__(self, unit: Unit, *, dry: bool) -> None:
        self._unit = unit
        self._dry = dry
        self._known: dict[tuple[int | None, str], int] | None = None
        self._wanted: dict[int, tuple[int | None, str]] = {}
        self._made: dict[int, int] = {}
        self.made_ids: list[int] = []

    @property
    def made(self) -> int:
        """How many were made, or would be."""
        return len(self.made_ids)

    async def find(self, paths: Collection[Path]) -> dict[Path, int]:
        """The ids of categories by their paths; numbers below zero for those that the shop doesn't have."""
        return {path: await self._one(path) for path in sorted(paths)}

    async def _one(self, path: Path) -> int:
        known = await self._load()
        parent: int | None = None
        for name in path:
            key = (parent, fold(name))
            if key not in known:
                known[key] = -1 - len(self._wanted)
                self._wanted[known[key]] = parent, name
            parent = known[key]
        assert parent is not None  # a path has a step
        return parent

    async def make(self, number: int) -> int:
        """The id of a category that was only wanted, made now with those above it; its number in a dry run."""
        if number >= 0:
            return number
        if number not in self._made:
            parent, name = self._wanted[number]
            above = None if parent is None else await self.make(parent)
            made = number
            if not self._dry:
                made = await create_category(self._unit, CategoryInput(name=name, parent_id=above))
            self._made[number] = made
            self.made_ids.append(made)
        return self._made[number]

    async def _load(self) -> dict[tuple[int | None, str], int]:
        if self._known is None:
            rows = await self._unit.session.execute(
                select(Category.id, Category.parent_id, Category.name, Category.translations).order_by(
                    Category.id.desc()
                )
            )
            self._known = {}
            for row in rows:
                for name in (*(each.get("name", "") for each in row.translations.values()), row.name):
                    if name:
                        self._known[row.parent_id, fold(name)] = row.id
        return self._known
