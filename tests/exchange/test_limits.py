"""Uploads that are too large, and bombs that come over HTTP: refused, and the server goes on."""

import resource
import time

import pytest

from tests.exchange.conftest import as_csv
from tests.exchange.test_reading import bomb

HEAD = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
)
TYPE = {"Content-Type": "multipart/form-data; boundary=x"}


def largest():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.sec("D02")
@pytest.mark.parametrize("says", [True, False])
async def test_half_a_gigabyte_is_refused_without_being_taken_in(office, says):
    sent = 0

    async def body():
        nonlocal sent
        yield HEAD
        for _ in range(500):
            sent += 1
            yield b"x" * 1_000_000

    before = largest()
    length = {"Content-Length": str(500_000_000)} if says else {}
    answer = await office.ask("POST", "imports/", content=body(), headers={**TYPE, **length})
    assert (answer.status_code, answer.json()["code"]) == (413, "kernel.too-large")
    assert sent <= (1 if says else 52)
    assert largest() - before < 100
    assert await office.sql("SELECT id FROM imports") == []
    assert not list((office.runtime.settings.data_dir / "imports").glob("*"))


@pytest.mark.sec("D02")
async def test_other_paths_keep_the_houses_limit(office):
    answer = await office.ask(
        "POST", "imports/sheets/", content=b"x" * 1_100_000, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413


@pytest.mark.sec("D02")
async def test_a_bomb_is_refused_and_the_shop_goes_on(office):
    begun = time.monotonic()
    brought = await office.bring(bomb(), "bomb.xlsx")
    assert (brought["state"], brought["refusal"]["code"]) == ("refused", "exchange.too-large-inside")
    assert time.monotonic() - begun < 100
    await office.take_in(as_csv([["SKU", "Name", "Price"], ["A", "Cup", "5"]]))
    assert [row[0] for row in await office.catalogue()] == ["A"]


@pytest.mark.sec("D05")
@pytest.mark.parametrize(
    "name", ["../../../evil.csv", "a\\..\\b.csv", "x" * 4_000 + ".csv", "a%00b.csv", "\u202egpj.csv"]
)
async def test_a_files_name_leads_nowhere(office, name):
    brought = await office.bring(as_csv([["SKU", "Name", "Price"], ["A", "Cup", "5"]]), name)
    assert (brought["state"], len(brought["name"]) <= 200) == ("read", True)
    folder = office.runtime.settings.data_dir / "imports"
    kept = [each for each in office.runtime.settings.data_dir.rglob("*.csv")]
    assert [each.is_relative_to(folder) and len(each.stem) == 64 for each in kept] == [True]


async def test_an_empty_file_and_no_file(office):
    answer = await office.ask("POST", "imports/", files={"file": ("a.csv", b"")})
    assert (answer.status_code, answer.json()["code"]) == (422, "exchange.empty")
    assert (await office.ask("POST", "imports/", data={"a": "b"})).status_code == 422


async def test_tables_are_forgotten_after_a_month(office, clock):
    from datetime import timedelta

    from kiosk.exchange.reactions import forget_tables

    done = await office.take_in(as_csv([["SKU", "Name", "Price"], ["A", "Cup", "5"]]))
    folder = office.runtime.settings.data_dir / "imports"
    clock.advance(timedelta(days=29))
    await forget_tables(office.runtime)
    assert len([each for each in folder.rglob("*") if each.is_file()]) == 1
    clock.advance(timedelta(days=2))
    await forget_tables(office.runtime)
    assert not [each for each in folder.rglob("*") if each.is_file()]
    assert await office.sql("SELECT line FROM import_rows") == []
    async with office.runtime.database.unit() as unit:
        from kiosk.exchange.errors import NotNow
        from kiosk.exchange.service import ask_to_undo

        with pytest.raises(NotNow):
            await ask_to_undo(unit, done["id"])
