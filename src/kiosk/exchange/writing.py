"""Tables out of rows: CSV as it comes, XLSX through a file that never grows in memory. No cell is ever a formula."""

import asyncio
import contextlib
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from kiosk.exchange.rules import neutralise

Cell = str | int | Decimal | bool | datetime | None
_AT_ONCE = 500
_PART = 262_144
_LONGEST_CELL = 32_767
"""Of Excel."""


async def csv_parts(headers: Sequence[str], rows: AsyncIterator[Sequence[Cell]]) -> AsyncIterator[bytes]:
    """A CSV as Excel opens it by a double click: UTF-8 with its mark, semicolons, texts that look like formulas
    neutralised.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([_text(each) for each in headers])
    async for part in _parts(rows):
        writer.writerows([[_text(cell) for cell in row] for row in part])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    if buffer.tell():
        yield buffer.getvalue().encode()


async def xlsx_parts(headers: Sequence[str], rows: AsyncIterator[Sequence[Cell]]) -> AsyncIterator[bytes]:
    """An XLSX whose texts are texts and whose amounts are numbers."""
    with tempfile.TemporaryDirectory(prefix="kiosk-export-") as folder:
        path = Path(folder) / "table.xlsx"
        table = _Xlsx(path, headers)
        try:
            async for part in _parts(rows):
                await asyncio.to_thread(table.write, part)
        finally:
            await asyncio.to_thread(table.close)
        with await asyncio.to_thread(path.open, "rb") as file:
            while content := await asyncio.to_thread(file.read, _PART):
                yield content


async def _parts(rows: AsyncIterator[Sequence[Cell]]) -> AsyncIterator[list[Sequence[Cell]]]:
    part: list[Sequence[Cell]] = []
    async for row in rows:
        part.append(row)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return neutralise(cell)
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


class _Xlsx:
    def __init__(self, path: Path, headers: Sequence[str]) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(path.parent)})
        self._sheet: Any = self._book.add_worksheet()
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._row = 0
        bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        for column, header in enumerate(headers):
            self._sheet.write_string(0, column, header, bold)

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            self._row += 1
            for column, cell in enumerate(row):
                if cell is not None and cell != "":
                    self._write(column, cell)

    def _write(self, column: int, cell: str | int | Decimal | datetime) -> None:
        if isinstance(cell, str):
            self._sheet.write_string(self._row, column, cell[:_LONGEST_CELL])
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(self._row, column, cell.replace(tzinfo=None), self._moment)
        else:
            self._sheet.write_number(self._row, column, cell)

    def close(self) -> None:
        with contextlib.suppress(xlsxwriter.exceptions.FileCreateError):
            self._book.close()
