"""A shop whose owner brings tables."""

import csv
import io

import pytest
import xlsxwriter

from kiosk.business.service import found_business
from kiosk.kernel.database import driver_url
from kiosk.kernel.worker import build_worker_app
from tests.shop import sql
from tests.staff import client_of, signed_in


def as_csv(rows, *, encoding="utf-8-sig", separator=";"):
    """A CSV of these rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows):
    """An XLSX of these rows."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    return content.getvalue()


class Office:
    """The owner at the API, and a worker who does what waits."""

    def __init__(self, runtime, http, headers):
        self.runtime, self.http, self.headers = runtime, http, headers

    async def work(self):
        """Run all jobs that wait."""
        app = build_worker_app(driver_url(self.runtime.database.url))
        async with app.open_async():
            await app.run_worker_async(
                wait=False,
                install_signal_handlers=False,
                listen_notify=False,
                delete_jobs="successful",
                additional_context={"runtime": self.runtime},
            )

    async def ask(self, method, path, **options):
        headers = {**self.headers, **options.pop("headers", {})}
        return await self.http.request(method, f"/api/v1/admin/{path}", headers=headers, **options)

    async def bring(self, content, name="products.csv"):
        """Upload a table and have it read; gives the import."""
        answer = await self.ask("POST", "imports/", files={"file": (name, content)})
        assert answer.status_code == 202, answer.text
        await self.work()
        return await self.look(answer.json()["id"])

    async def look(self, import_id, language="en"):
        return (await self.ask("GET", f"imports/{import_id}", headers={"Accept-Language": language})).json()

    async def remarks(self, import_id, language="en"):
        """{row: [codes of what is wrong]}, and the rows themselves."""
        answer = await self.ask(
            "GET", f"imports/{import_id}/rows", headers={"Accept-Language": language}, params={"size": 100}
        )
        items = answer.json()["items"]
        return {
            each["row"]: [p["code"] for p in each["problems"]] for each in items if each["problems"]
        }, items

    async def apply(self, import_id, mode="atomic"):
        answer = await self.ask("POST", f"imports/{import_id}/apply", json={"mode": mode})
        assert answer.status_code == 202, answer.text
        await self.work()
        return await self.look(import_id)

    async def take_in(self, content, mode="atomic", name="products.csv"):
        """Bring a table and apply it."""
        brought = await self.bring(content, name)
        assert brought["state"] == "read", brought
        applied = await self.apply(brought["id"], mode)
        assert applied["state"] == "applied", applied
        return applied

    async def undo(self, import_id):
        answer = await self.ask("POST", f"imports/{import_id}/undo")
        assert answer.status_code == 202, answer.text
        await self.work()
        return await self.look(import_id)

    async def sql(self, statement, **params):
        return await sql(self.runtime.database, statement, **params)

    async def catalogue(self):
        """Everything for sale as people would compare it: a row for each variant."""
        return [tuple(row) for row in await self.sql(CATALOGUE)]


CATALOGUE = """
SELECT v.sku, p.name, p.description, c.name AS category, v.price, v.old_price, l.on_hand, p.weight_grams,
    p.is_active, p.translations, l.low_threshold, COALESCE((SELECT string_agg(t.name || '=' || o.value, ',' ORDER BY t.name) FROM variant_values vv
        JOIN option_values o ON o.id = vv.option_value_id JOIN option_types t ON t.id = vv.option_type_id
        WHERE vv.variant_id = v.id), '') AS options
FROM product_variants v JOIN products p ON p.id = v.product_id AND p.deleted_at IS NULL
JOIN stock_levels l ON l.variant_id = v.id LEFT JOIN categories c ON c.id = p.category_id
WHERE v.is_active ORDER BY v.sku
"""


@pytest.fixture
async def office(runtime):
    async with runtime.database.unit() as unit:
        await found_business(
            unit,
            name="Лавка",
            currency="RUB",
            country="RU",
            default_locale="ru",
            time_zone="Europe/Moscow",
        )
        await unit.commit()
    async with client_of(runtime) as http:
        yield Office(runtime, http, await signed_in(runtime, http))
