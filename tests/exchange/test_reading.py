"""Tables as they come: encodings, separators, spreadsheets; and files that were made to hurt."""

import io
import json
import subprocess
import sys
import time
import zipfile

import pytest

from tests.exchange.conftest import as_csv, as_xlsx

ROWS = [["Артикул", "Название", "Цена", "Остаток"], ["К-1", "Кружка «Ёлка»", "590,50", "12"]]


def read(path, **question):
    """What the reader says of a file: (exit code, rows, summary, its largest memory in MB)."""
    question = {"path": str(path), "remembered": {}, "digits": 2, **question}
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk.exchange.reading"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, said = process.communicate(json.dumps(question).encode())
    rows = [copied(line) for line in out.decode().split("\n")[:-1]]
    try:
        summary = json.loads(said.splitlines()[-1])
    except (ValueError, IndexError):
        summary = None
    return process.returncode, rows, summary


def copied(line):
    """A row as COPY takes it: line, cells, data, problems, notices, grouping, SKU."""
    number, *said, grouping, sku = line.replace("\\\\", "\\").split("\t")
    return [int(number), *map(json.loads, said), grouping, sku]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_csv_is_read(tmp_path, encoding, separator):
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(ROWS, encoding=encoding, separator=separator))
    code, rows, summary = read(path)
    assert code == 0, summary
    assert rows[0][2] == {"sku": "К-1", "name": "Кружка «Ёлка»", "price": "590.50", "stock": 12}
    assert summary["columns"] == [
        ["Артикул", "sku"],
        ["Название", "name"],
        ["Цена", "price"],
        ["Остаток", "stock"],
    ]


def test_a_line_that_names_the_separator_is_obeyed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=|\r\nSKU|Name, full\r\nA|x, y\r\n")
    assert read(path)[1][0][2] == {"sku": "A"}


def test_xlsx_numbers_are_exact_and_codes_stay_codes(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        as_xlsx(
            [["SKU", "Name", "Price", "Stock", "Shown"], [4600000000017, "Mug", 19.99, 5, True], ["007", "T", 100.1 + 10, 0, False]]
        )
    )  # fmt: skip
    _, rows, _ = read(path)
    assert rows[0][2] == {"sku": "4600000000017", "name": "Mug", "price": "19.99", "stock": 5, "active": True}
    assert rows[1][2] == {"sku": "007", "name": "T", "price": "110.10", "stock": 0, "active": False}


def test_rows_are_numbered_as_the_spreadsheet_numbers_them(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_xlsx([[], [], ["SKU", "Price"], ["A", 1], [], ["B", "x"]]))
    _, rows, _ = read(path)
    assert [(row[0], row[6]) for row in rows] == [(4, "A"), (6, "B")]
    csv_path = tmp_path / "a.csv"
    csv_path.write_bytes(b"SKU;Price\r\nA;1\r\n\r\nB;x\r\n")
    assert [(row[0], row[6]) for row in read(csv_path)[1]] == [(2, "A"), (4, "B")]


def test_rows_may_be_ragged(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"SKU,Name,Price\nA\nB,Mug\nC,Tee,5,more,and more\n")
    code, rows, _ = read(path)
    assert code == 0
    assert [row[2].get("name") for row in rows] == [None, "Mug", "Tee"]


def bomb(size=300_000_000, name="xl/worksheets/sheet1.xml"):
    content = io.BytesIO(as_xlsx([["SKU"], ["A"]]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as entry:
            for _ in range(size // 1_000_000):
                entry.write(b" " * 1_000_000)
    return content.getvalue()


def lying_bomb():
    """Its catalogue says that it unpacks to almost nothing."""
    content = bytearray(bomb(600_000_000, "xl/sharedStrings.xml"))
    size = (600_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def with_sheet(xml):
    source = zipfile.ZipFile(io.BytesIO(as_xlsx([["SKU"], ["A"]])))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for entry in source.infolist():
            archive.writestr(
                entry, xml if entry.filename == "xl/worksheets/sheet1.xml" else source.read(entry)
            )
    return content.getvalue()


def many_entries():
    content = io.BytesIO(as_xlsx([["SKU"], ["A"]]))
    with zipfile.ZipFile(content, "a") as archive:
        for n in range(1_001):
            archive.writestr(f"xl/{n}", "")
    return content.getvalue()


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
FAR = SHEET.format(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>SKU</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
)


@pytest.mark.sec("D02")
@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (bomb, {"exchange.too-large-inside"}),
        (lying_bomb, {"exchange.not-a-table", "exchange.too-large-inside", None}),
        (many_entries, {"exchange.too-large-inside"}),
        (lambda: with_sheet(FAR), {"exchange.too-large-inside", "exchange.too-many-rows", None}),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {"exchange.old-excel"}),
        (lambda: b"%PDF-1.7\n\x00\x01\x02\xff\xfe" * 50, {"exchange.not-a-table", "exchange.no-sku-column"}),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, {"exchange.not-a-table"}),
        (lambda: b"PK\x03\x04 nothing", {"exchange.not-a-table"}),
        (lambda: b"SKU\n", {"exchange.empty"}),
        (lambda: b"\n\n", {"exchange.empty"}),
        (lambda: b"Name,Price\nA,1\n", {"exchange.no-sku-column"}),
        (lambda: b"SKU\n" + b"A\n" * 100_001, {"exchange.too-many-rows"}),
        (lambda: ("SKU," + "x," * 300 + "\nA\n").encode(), {"exchange.too-many-columns"}),
        (lambda: b'SKU\n"' + b"x" * 300_000, {"exchange.not-a-table"}),
    ],
)
def test_files_that_hurt_are_refused(tmp_path, content, codes):
    path = tmp_path / "file"
    path.write_bytes(content())
    begun = time.monotonic()
    code, _, summary = read(path)
    # None: it ran out of its memory or time, and the parent says that the file is too large inside.
    assert (summary or {}).get("refused") in codes, (code, summary)
    assert code != 0
    assert time.monotonic() - begun < 60


@pytest.mark.sec("D03")
def test_entities_are_neither_fetched_nor_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for doctype in (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>',
        f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}<!ENTITY e "&l9;">]>',
    ):
        path = tmp_path / "a.xlsx"
        path.write_bytes(
            with_sheet(
                "<?xml version='1.0'?>"
                + doctype
                + SHEET.format(
                    '<row r="1"><c r="A1" t="inlineStr"><is><t>SKU</t></is></c></row>'
                    '<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row>'
                )
            )
        )
        begun = time.monotonic()
        _, rows, _ = read(path)
        assert "SECRET" not in json.dumps(rows)
        assert len(json.dumps(rows)) < 1_000
        assert time.monotonic() - begun < 20
