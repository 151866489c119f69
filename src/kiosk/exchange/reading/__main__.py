"""Read one file: the question as JSON on stdin, a line for each row on stdout as PostgreSQL's COPY takes it, the
summary as JSON on stderr.

It runs with little memory and time and knows neither the database nor any secret, so a file that is made to hurt
hurts nobody else. Exit code 3: the file is refused, and the summary says why.
"""

import itertools
import resource
import sys
from pathlib import Path
from typing import Any

import orjson

from kiosk.exchange.headers import is_woocommerce, match
from kiosk.exchange.reading.rows import ReadRow, RowReader
from kiosk.exchange.reading.tables import Refused, Rows, read_table
from kiosk.exchange.reading.woocommerce import WooRows

MEMORY_BYTES, SECONDS = 512 * 2**20, 120
REFUSED = 3


def main() -> int:
    """Answer the one question."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    question = orjson.loads(sys.stdin.buffer.read())
    try:
        summary = _read(question)
    except Refused as refusal:
        return _end({"refused": refusal.code, "params": refusal.params}, REFUSED)
    except MemoryError:
        return _end({"refused": "exchange.too-large-inside", "params": {"limit": 100}}, REFUSED)
    return _end(summary, 0)


def _read(question: dict[str, Any]) -> dict[str, Any]:
    path = Path(question["path"])
    rows = read_table(path)
    first = next(rows, None)
    if first is None:
        raise Refused("exchange.empty")
    headers = first[1]
    meanings = match(headers, question["remembered"])
    if "sku" not in meanings:
        # The person may say which column it is.
        raise Refused("exchange.no-sku-column", columns=list(zip(headers, meanings, strict=True)))
    reader = RowReader(meanings, question["digits"])
    if is_woocommerce(headers):
        export = WooRows(meanings, reader)
        export.look(_body(path))
        read = export.rows(rows)
    else:
        read = (reader.read(line, cells) for line, cells in rows)
    count = 0
    for row in read:
        _write(row)
        count += 1
    if not count:
        raise Refused("exchange.empty")
    return {"columns": list(zip(headers, meanings, strict=True)), "rows": count}


def _body(path: Path) -> Rows:
    return itertools.islice(read_table(path), 1, None)


def _write(row: ReadRow) -> None:
    # JSON has no bare tabs and line ends, and no SKU has; the backslash is the only letter that COPY would take for
    # its own.
    sku = row.sku
    said = map(orjson.dumps, (row.cells, row.data, row.problems, row.notices))
    fields = [b"%d" % row.line, *said, " ".join(row.grouping.split()).encode(), (sku or "").encode()]
    line = b"\t".join(fields).replace(b"\\", b"\\\\")
    sys.stdout.buffer.write(line + (b"\n" if sku else b"\\N\n"))


def _end(summary: dict[str, Any], code: int) -> int:
    sys.stdout.flush()
    sys.stderr.buffer.write(orjson.dumps(summary))
    return code


if __name__ == "__main__":
    sys.exit(main())
