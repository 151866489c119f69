"""What each row of a table says about a product, and what is wrong with it as far as the row alone can tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kiosk.exchange.rules import (
    LONGEST,
    expanded,
    fold,
    is_sku,
    read_amount,
    read_flag,
    read_quantity,
    read_weight,
    restore,
    split_path,
)

Problem = tuple[str, str, dict[str, Any]]
"""A stable code, the field that it is about, and the parameters of its text."""


@dataclass(slots=True)
class ReadRow:
    """A row as it was read. `data` has a key for each field that the file has a column for; None is a blank cell."""

    line: int
    cells: list[str]
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    grouping: str = ""
    """Rows that are variants of one product have the same."""

    @property
    def sku(self) -> str | None:
        """The SKU by which the shop knows the row again, if it has a sound one."""
        sku: str | None = self.data.get("sku")
        return expanded(sku, {}, self.data["any"])[0][0] if sku and "any" in self.data else sku

    def wrong(self, code: str, name: str, **params: Any) -> None:
        """Note what is wrong."""
        self.problems.append((code, name, params))

    def note(self, code: str, name: str, **params: Any) -> None:
        """Note what the person should know although nothing is wrong."""
        self.notices.append((code, name, params))


class RowReader:
    """Reads rows whose columns mean `meanings`, in a shop whose currency has so many `digits` after the point."""

    def __init__(self, meanings: Sequence[str | None], digits: int) -> None:
        parts = [(n, *(meaning or "ignore").partition(":")) for n, meaning in enumerate(meanings)]
        self._columns = [(n, name, detail) for n, name, _, detail in parts if name not in {"ignore", "woo"}]
        self._smallest = Decimal(1).scaleb(-digits)
        self._readers: dict[str, Callable[[ReadRow, str, str], Any]] = {
            "sku": self._sku,
            "handle": self._short,
            "name": self._short,
            "description": self._short,
            "price": self._amount,
            "old_price": self._amount,
            "sale_price": self._amount,
            "stock": self._quantity,
            "stock_base": self._quantity,
            "low_threshold": self._quantity,
            "category": self._category,
            "active": self._flag,
            "pictures": self._pictures,
        }

    def read(self, line: int, cells: list[str]) -> ReadRow:
        """One row."""
        row = ReadRow(line, cells)
        options: dict[str, str] = {}
        texts: dict[str, str | None] = {}
        for n, name, detail in self._columns:
            text = restore(cells[n]) if n < len(cells) else ""
            if name == "option":
                if text:
                    options[detail] = text
                    _check_length(row, text, "option", detail)
            elif name == "weight":
                row.data["weight"] = self._weight(row, text, detail)
            elif detail:
                texts[f"{name}:{detail}"] = text or None
                _check_length(row, text, name, f"{name}:{detail}")
            else:
                row.data[name] = self._readers[name](row, text, name)
        if options:
            row.data["options"] = options
        if texts:
            row.data["texts"] = texts
        self._settle_prices(row)
        row.grouping = _grouping(row)
        return row

    def _settle_prices(self, row: ReadRow) -> None:
        """A sale price below the price is what is asked now, and the price what was asked before."""
        sale = row.data.pop("sale_price", None)
        price = row.data.get("price")
        if sale is None:
            return
        if price is None or Decimal(sale) < Decimal(price):
            row.data["price"], row.data["old_price"] = sale, price

    def _sku(self, row: ReadRow, text: str, name: str) -> str | None:
        if not text:
            row.wrong("exchange.row.no-sku", name)
        elif not is_sku(text):
            row.wrong("exchange.row.sku-form", name, value=text[:80])
        else:
            return text
        return None

    def _short(self, row: ReadRow, text: str, name: str) -> str | None:
        _check_length(row, text, name, name)
        return text or None

    def _amount(self, row: ReadRow, text: str, name: str) -> str | None:
        if not text:
            return None
        amount = read_amount(text)
        if amount is None or amount < 0:
            row.wrong("exchange.row.amount-form", name, value=text[:80])
        else:
            exact = amount.quantize(self._smallest)
            if amount == exact:
                return f"{exact:f}"
            row.wrong("catalog.amount", name)
        return None

    def _quantity(self, row: ReadRow, text: str, name: str) -> int | None:
        if not text:
            return None
        quantity = read_quantity(text)
        if quantity is None:
            row.wrong("exchange.row.quantity-form", name, value=text[:80])
        return quantity

    def _weight(self, row: ReadRow, text: str, unit: str) -> int | None:
        if not text:
            return None
        grams = read_weight(text, unit)
        if grams is None:
            row.wrong("exchange.row.weight-form", "weight", value=text[:80])
        return grams

    def _flag(self, row: ReadRow, text: str, name: str) -> bool | None:
        if not text:
            return None
        flag = read_flag(text)
        if flag is None:
            row.wrong("exchange.row.flag-form", name, value=text[:80])
        return flag

    def _category(self, row: ReadRow, text: str, name: str) -> list[str] | None:
        paths = [path for path in (split_path(each) for each in text.split(",")) if path]
        if not paths:
            return None
        if len(paths) > 1:
            row.note("exchange.row.first-category", name, value=" > ".join(paths[0]))
        for part in paths[0]:
            _check_length(row, part, "category", name)
        return list(paths[0])

    def _pictures(self, row: ReadRow, text: str, name: str) -> None:
        if text and not text.startswith("/media/"):
            row.note("exchange.row.pictures-left-out", name)


def _check_length(row: ReadRow, text: str, kind: str, name: str) -> None:
    longest = LONGEST.get(kind)
    if longest is not None and len(text) > longest:
        row.wrong("exchange.row.too-long", name, limit=longest)


def _grouping(row: ReadRow) -> str:
    data = row.data
    if data.get("handle"):
        return f"h:{data['handle']}"
    if data.get("options") and data.get("name"):
        return f"n:{fold(data['name'])}"
    return f"s:{data.get('sku') or row.line}"
