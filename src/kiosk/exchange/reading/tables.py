"""Rows of texts out of a CSV or XLSX file, whatever made it."""

import csv
import io
import itertools
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from kiosk.exchange.rules import MAX_COLUMNS, MAX_ROWS

MAX_PACKED, MAX_UNPACKED, MAX_ENTRIES = 10_000_000, 100_000_000, 1_000
_SEPARATORS = ",;\t|"
_LONGEST_CELL = 200_000
_SEEN = 65_536
"""How much of a CSV is looked at to guess its separator."""

Rows = Iterator[tuple[int, list[str]]]
"""Numbered as the spreadsheet numbers them; rows without any text are left out."""


class Refused(Exception):  # noqa: N818 - an answer, not a malfunction
    """The file can't be read; `code` says why, in the words of `kiosk.exchange.errors`."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def read_table(path: Path) -> Rows:
    """The rows of a file, the header first. Raises Refused, at the first row or in the middle."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PK\x03\x04"):
        rows = _read_xlsx(path)
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("exchange.old-excel")
    else:
        rows = _read_csv(path)
    return _limited(rows)


def _limited(rows: Rows) -> Rows:
    seen = 0
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        seen += 1
        if seen > MAX_ROWS + 1:
            raise Refused("exchange.too-many-rows", limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            raise Refused("exchange.too-many-columns", limit=MAX_COLUMNS)
        yield number, cells


def _read_csv(path: Path) -> Rows:
    encoding = _encoding_of(path)
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator_of(file)
        try:
            for number, cells in enumerate(csv.reader(file, delimiter=separator), start=1):
                if any("\0" in cell for cell in cells):
                    raise Refused("exchange.not-a-table")
                yield number, [cell.strip() for cell in cells]
        except csv.Error as error:
            raise Refused("exchange.not-a-table") from error


def _encoding_of(path: Path) -> str:
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        # Half of the bytes of Latin letters in UTF-16 are zero; they say which half comes first.
        candidates = (
            ("utf-16-le",) if content[1:200:2].count(0) > content[0:200:2].count(0) else ("utf-16-be",)
        )
    else:
        candidates = ("utf-8-sig", "cp1251")
    for encoding in candidates:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("exchange.not-a-table")


def _separator_of(file: TextIO) -> str:
    """What divides the cells: the mark that divides the first rows most evenly. Leaves `file` at its first row."""
    seen = file.read(_SEEN)
    begin = 0
    first, _, _ = seen.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        begin = len(first) + 1
        file.seek(0)
        file.readline()
        return first[4]
    file.seek(0)
    return max(_SEPARATORS, key=lambda mark: _evenness(seen[begin:], mark))


def _evenness(text: str, mark: str) -> tuple[int, int]:
    try:
        rows = list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 20))
    except csv.Error:
        return (0, 0)
    widths = [len(row) for row in rows if row]
    if not widths or widths[0] < 2:
        return (0, 0)
    return (sum(width == widths[0] for width in widths), widths[0])


def _read_xlsx(path: Path) -> Rows:
    check_archive(path)
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            # Empty rows above the first filled one are given too.
            for number, cells in enumerate(_first_sheet(book).iter_rows(), start=1):
                yield number, [_text(cell) for cell in cells]
    except CalamineError as error:
        raise Refused("exchange.not-a-table") from error


def _first_sheet(book: CalamineWorkbook) -> CalamineSheet:
    for n, about in enumerate(book.sheets_metadata):
        if about.visible is SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_index(n)
            if sheet.start is not None:
                return sheet
    raise Refused("exchange.empty")


def check_archive(path: Path) -> None:
    """Look at an XLSX before it is opened: it must be one, and must not unpack to more than anyone's table."""
    if path.stat().st_size > MAX_PACKED:
        raise Refused("exchange.too-large", limit=MAX_PACKED // 1_000_000)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("exchange.not-a-table") from error
    if len(entries) > MAX_ENTRIES or sum(each.file_size for each in entries) > MAX_UNPACKED:
        raise Refused("exchange.too-large-inside", limit=MAX_UNPACKED // 1_000_000)
    if "xl/workbook.xml" not in {each.filename for each in entries}:
        raise Refused("exchange.not-a-table")


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.strip().replace("\0", "")
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        # Excel knows 15 digits; what a sum of cells has beyond them is noise: 110.10000000000001.
        digits = f"{cell:.15g}"
        return f"{Decimal(digits):f}" if "e" in digits else digits
    return str(cell)
