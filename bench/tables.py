"""`python -m bench.tables <task> ...`: one import or export as a process of its own, ours or the peer's.

The peer does what specs/000, section 7.2, describes: pandas and openpyxl, each row checked by a Pydantic model, then
written to the tables of products, variants and stock. It keeps no history, no search index and no way back.
"""

import asyncio
import random
import sys
from decimal import Decimal
from pathlib import Path

HEADERS = [
    "SKU", "Name", "Description", "Price", "Old price", "Stock", "Category", "Weight, g", "Shown", "Barcode", "Brand",
    "Supplier",
]  # fmt: skip
WORDS = [
    "shirt",
    "mug",
    "blue",
    "red",
    "case",
    "lamp",
    "table",
    "chair",
    "cotton",
    "classic",
    "vase",
    "rug",
    "blanket",
    "linen",
    "oak",
    "clay",
]


def make(path, count):
    """A file of so many rows and 12 columns."""
    import xlsxwriter

    dice = random.Random(7)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADERS)
    for n in range(int(count)):
        price = dice.randint(100, 90_000) / 100
        sheet.write_row(
            n + 1, 0,
            [f"SKU-{n:06}", f"{dice.choice(WORDS)} {dice.choice(WORDS)} {n}", " ".join(dice.choices(WORDS, k=10)), price,
             price + 10 if n % 3 == 0 else None, dice.randint(0, 500), f"Room {n % 20}", dice.randint(10, 5_000), "yes",
             4_600_000_000_000 + n, "Acme", "Warehouse"],
        )  # fmt: skip
    book.close()


def peer_import(url, path):
    """Read, check and write as most do."""
    import pandas as pd
    import psycopg
    from pydantic import BaseModel, Field

    class Row(BaseModel):
        sku: str = Field(max_length=64)
        name: str = Field(max_length=200)
        description: str
        price: Decimal = Field(ge=0)
        old_price: Decimal | None
        stock: int = Field(ge=0)
        category: str
        weight: int

    frame = pd.read_excel(path, engine="openpyxl")
    rows = [
        Row(
            sku=each["SKU"], name=each["Name"], description=each["Description"], price=Decimal(str(each["Price"])),
            old_price=None if pd.isna(each["Old price"]) else Decimal(str(each["Old price"])).quantize(Decimal("0.01")),
            stock=each["Stock"], category=each["Category"], weight=each["Weight, g"],
        )
        for _, each in frame.iterrows()
    ]  # fmt: skip
    with psycopg.connect(url) as connection:
        connection.execute(
            "CREATE TABLE products (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sku text UNIQUE, name text,"
            " description text, category text, weight int)"
        )
        connection.execute(
            "CREATE TABLE variants (product_id bigint PRIMARY KEY REFERENCES products, sku text UNIQUE,"
            " price numeric(12, 2), old_price numeric(12, 2), stock int)"
        )
        cursor = connection.cursor()
        cursor.executemany(
            "INSERT INTO products (sku, name, description, category, weight)"
            " VALUES (%(sku)s, %(name)s, %(description)s, %(category)s, %(weight)s)"
            " ON CONFLICT (sku) DO UPDATE SET name = excluded.name",
            [row.model_dump() for row in rows],
        )
        cursor.executemany(
            "INSERT INTO variants SELECT id, sku, %(price)s, %(old_price)s, %(stock)s FROM products WHERE sku = %(sku)s"
            " ON CONFLICT (product_id) DO UPDATE SET price = excluded.price",
            [row.model_dump() for row in rows],
        )


def peer_export(url, path):
    """A data frame and its to_excel."""
    import pandas as pd
    import psycopg

    with psycopg.connect(url) as connection:
        cursor = connection.execute(
            "SELECT p.sku, p.name, p.description, p.category, v.price, v.old_price, v.stock, p.weight, p.id"
            " FROM products p JOIN variants v ON v.product_id = p.id ORDER BY p.id"
        )
        frame = pd.DataFrame(cursor.fetchall(), columns=[each.name for each in cursor.description])
    frame.to_excel(path, index=False)


class Upload:
    """A file as a face hands it over."""

    def __init__(self, path):
        self._file = Path(path).open("rb")  # noqa: SIM115 - as long as the process lives

    async def read(self, size=-1):
        """The next bytes."""
        return self._file.read(size)


async def _import(url, path, folder):
    from kiosk.exchange.alone import do_step
    from kiosk.exchange.rules import Mode
    from kiosk.exchange.service import ask_to_apply, keep_upload, start_import
    from kiosk.exchange.service.steps import Place
    from kiosk.kernel.database import Database
    from kiosk.kernel.files import FileStore

    place = Place(Database(url, pool=2), FileStore(Path(folder)))
    stored = await keep_upload(place.files, Upload(path))
    async with place.database.unit() as unit:
        import_id = await start_import(unit, name="bench", stored=stored, actor_id=None)
        await unit.commit()
    await do_step(place, "read", import_id)
    async with place.database.unit() as unit:
        await ask_to_apply(unit, import_id, Mode.ATOMIC)
        await unit.commit()
    await do_step(place, "apply", import_id)
    rows = await place.database.direct.fetch("SELECT state, counts FROM imports ORDER BY id DESC LIMIT 1")
    assert rows[0].state == "applied", rows
    await place.database.close()


async def _export(url, path):
    from kiosk.exchange.tables import products
    from kiosk.exchange.writing import xlsx_parts
    from kiosk.kernel.database import Database
    from kiosk.kernel.i18n import translator

    database = Database(url, pool=2)
    with Path(path).open("wb") as file:  # noqa: ASYNC230 - it has nothing else to do
        async for part in xlsx_parts(*await products(database.reader, translator("en"))):
            file.write(part)
    await database.close()


def kiosk_import(url, path, folder):
    """The dry run and the real one."""
    asyncio.run(_import(url, path, folder))


def kiosk_export(url, path):
    """The catalogue as the panel downloads it."""
    asyncio.run(_export(url, path))


if __name__ == "__main__":
    globals()[sys.argv[1].replace("-", "_")](*sys.argv[2:])
