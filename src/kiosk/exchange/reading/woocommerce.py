"""WooCommerce's product export: products and their variations as rows of one table.

https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema says what its columns mean.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kiosk.exchange.reading.rows import ReadRow, RowReader
from kiosk.exchange.rules import UNCOUNTED_STOCK, plain_text

_OF_THE_PRODUCT = ("name", "description", "texts", "category", "active", "weight")


class WooRows:
    """Reads the rows of an export. Parents may come after their variations, so all rows are seen twice."""

    def __init__(self, meanings: Sequence[str | None], reader: RowReader) -> None:
        self._at = {meaning: n for n, meaning in enumerate(meanings) if meaning}
        self._attributes = sorted(
            meaning.rpartition(":")[2] for meaning in self._at if meaning.startswith("woo:name:")
        )
        self._reader = reader
        self._parents: dict[str, tuple[ReadRow, dict[str, list[str]]]] = {}

    def look(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """Get to know the products that have variations."""
        for line, cells in rows:
            if self._cell(cells, "woo:type").startswith("variable"):
                known = self._read(line, cells), self._values(cells)
                self._parents[self._cell(cells, "sku")] = known
                self._parents[f"id:{self._cell(cells, 'woo:id')}"] = known

    def rows(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[ReadRow]:
        """What the rows say."""
        for line, cells in rows:
            kind = self._cell(cells, "woo:type").split(",")[0].strip().lower()
            row = self._read(line, cells)
            if kind == "variable":
                self._product(row, cells)
            elif kind == "variation":
                self._variation(row, cells)
            elif kind == "simple":
                self._simple(row, cells)
            else:
                row.data, row.problems, row.notices = {"kind": "skipped"}, [], []
                row.note("exchange.row.kind-left-out", "type", value=kind)
            yield row

    def _read(self, line: int, cells: list[str]) -> ReadRow:
        row = self._reader.read(line, cells)
        data = row.data
        described = data.get("description") or self._cell(cells, "woo:short")
        data["description"] = plain_text(described)[:10_000] if described else None
        # Published is 1, a draft -1; what its catalogue hides isn't shown by ours.
        if self._cell(cells, "woo:visibility").lower() == "hidden":
            data["active"] = False
        return row

    def _simple(self, row: ReadRow, cells: list[str]) -> None:
        self._count(row, cells)
        said = [f"{name}: {', '.join(values)}" for name, values in self._values(cells).items() if values]
        if said:
            row.note("exchange.row.attributes-left-out", "options", value="; ".join(said)[:200])

    def _product(self, row: ReadRow, cells: list[str]) -> None:
        row.grouping = f"w:{self._cell(cells, 'sku') or 'id:' + self._cell(cells, 'woo:id')}"
        row.data = {"kind": "product", **{k: row.data[k] for k in _OF_THE_PRODUCT if k in row.data}}
        # Its own SKU and price are never sold.
        row.problems = [each for each in row.problems if each[1].partition(":")[0] in _OF_THE_PRODUCT]

    def _variation(self, row: ReadRow, cells: list[str]) -> None:
        parent = self._cell(cells, "woo:parent")
        known = self._parents.get(parent)
        if known is None:
            row.wrong("exchange.row.unknown-parent", "parent", value=parent[:80])
            return
        product, offered = known
        row.grouping = f"w:{self._cell(product.cells, 'sku') or 'id:' + self._cell(product.cells, 'woo:id')}"
        for name in _OF_THE_PRODUCT:
            row.data.pop(name, None)
        row.notices = [each for each in row.notices if each[0] == "exchange.row.pictures-left-out"]
        options: dict[str, Any] = {}
        open_options: dict[str, list[str]] = {}
        for name, values in self._values(cells).items():
            if values:
                options[name] = ", ".join(values)
            elif offered.get(name):
                open_options[name] = offered[name]
        row.data["options"] = options
        if open_options:
            row.data["any"] = open_options
            row.note("exchange.row.any-value", "options", value=", ".join(open_options))
        self._count(row, cells)

    def _count(self, row: ReadRow, cells: list[str]) -> None:
        if row.data.get("stock") is not None or "stock" not in row.data:
            return
        sells = self._cell(cells, "woo:in-stock") not in {"0", "no", "outofstock"}
        row.data["stock_if_new"] = UNCOUNTED_STOCK if sells else 0
        if sells:
            row.note("exchange.row.uncounted", "stock", value=UNCOUNTED_STOCK)

    def _values(self, cells: list[str]) -> dict[str, list[str]]:
        values = {}
        for number in self._attributes:
            name = self._cell(cells, f"woo:name:{number}")
            if name:
                given = self._cell(cells, f"woo:value:{number}")
                values[name] = [each.strip() for each in given.split(",") if each.strip()]
        return values

    def _cell(self, cells: list[str], meaning: str) -> str:
        n = self._at.get(meaning)
        return cells[n] if n is not None and n < len(cells) else ""
