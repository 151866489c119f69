"""The tables that leave the shop: their headers in the reader's language, and their rows."""

from collections.abc import AsyncIterator, Sequence
from zoneinfo import ZoneInfo

from kiosk.business.service import Business
from kiosk.customers.queries import all_customers
from kiosk.customers.staff_schemas import CustomerFilter
from kiosk.exchange import queries
from kiosk.exchange.schemas import headers_of, remark
from kiosk.exchange.writing import Cell
from kiosk.kernel.i18n import LOCALES, Translator
from kiosk.kernel.rows import Reader

Rows = AsyncIterator[Sequence[Cell]]


async def products(reader: Reader, say: Translator) -> tuple[list[str], Rows]:
    """The catalogue, a row for each variant; an import understands it."""
    options = await queries.option_names(reader)
    headers = [
        say("Product address"),
        say("SKU"),
        say("Product name"),
        say("Description"),
        say("Category"),
        say("Price"),
        say("Old price"),
        say("Stock"),
        say("Stock when exported"),
        say("Warn at stock"),
        say("Weight, g"),
        say("Shown"),
        *(f"{say(each)} ({language})" for each in ("Product name", "Description") for language in LOCALES),
        *(f"{say('Option')}: {name}" for name in options),
    ]
    yes, no = say("yes"), say("no")
    texts = ("name", "description")

    async def rows() -> Rows:
        async for row in queries.products(reader):
            yield (
                row.slug, row.sku, row.name, row.description, row.category, row.price, row.old_price, row.stock,
                row.stock, row.low_threshold, row.weight_grams, yes if row.is_active else no,
                *(row.translations.get(language, {}).get(field) for field in texts for language in LOCALES),
                *(row.options.get(name) for name in options),
            )  # fmt: skip

    return headers, rows()


async def orders(
    reader: Reader, say: Translator, which: queries.WhichOrders, zone: ZoneInfo
) -> tuple[list[str], Rows]:
    """Orders, a row for each line; what belongs to the whole order stands in its first line."""
    headers = [
        say("Order"),
        say("Placed"),
        say("Status"),
        say("Buyer"),
        say("Phone"),
        say("Address"),
        say("Comment"),
        say("Tracking number"),
        say("Channel"),
        say("SKU"),
        say("Product name"),
        say("Options"),
        say("Quantity"),
        say("Price"),
        say("Sum"),
        say("Order total"),
        say("Currency"),
        say("Paid"),
        say("Paid in full"),
    ]
    yes, no = say("yes"), say("no")

    async def rows() -> Rows:
        async for row in queries.order_lines(reader, which, zone):
            yield (
                row.number, row.created_at.astimezone(zone), row.status, row.customer_name, row.customer_phone,
                row.shipping_address, row.comment, row.tracking_number, row.channel, row.sku, row.product_name,
                row.options, row.quantity, row.price_at_purchase, row.line_sum,
                row.total_amount if row.first else None, row.currency,
                row.paid_amount if row.first else None, (yes if row.is_paid else no) if row.first else None,
            )  # fmt: skip

    return headers, rows()


async def customers(
    reader: Reader, say: Translator, which: CustomerFilter, business: Business
) -> tuple[list[str], Rows]:
    """Customers as the list has them, with nothing masked."""
    zone = ZoneInfo(business.time_zone)
    headers = [
        say("Customer number"),
        say("Name"),
        say("Username"),
        say("Phone"),
        say("Orders"),
        say("Spent"),
        say("Currency"),
        say("Last order"),
        say("Customer since"),
        say("Tags"),
        say("Blocked"),
    ]
    yes, no = say("yes"), say("no")
    found = all_customers(reader, text=which.text, tag=which.tag, blocked=which.blocked)

    async def rows() -> Rows:
        async for each in found:
            yield (
                str(each.id), each.name, each.username, each.phone, each.order_count, each.total_spent,
                business.currency, each.last_order_at and each.last_order_at.astimezone(zone),
                each.created_at.astimezone(zone), ", ".join(each.tags), yes if each.blocked else no,
            )  # fmt: skip

    return headers, rows()


async def corrected(reader: Reader, say: Translator, import_id: int) -> tuple[list[str], Rows]:
    """A table as it was brought, with a last column that says what is wrong with each row."""
    about = await queries.get_import(reader, import_id)
    headers = [header for header, _ in about.columns]
    names = headers_of(about.columns)

    async def rows() -> Rows:
        async for row in queries.all_rows(reader, import_id):
            told = [
                _with_column(say(remark(code), **params), names.get(field))
                for code, field, params in (*row.problems, *row.found)
            ]
            blank = [None] * (len(headers) - len(row.cells))
            yield (*row.cells[: len(headers)], *blank, " ".join(told))

    return [*headers, say("What is wrong")], rows()


def _with_column(text: str, header: str | None) -> str:
    return f"{header}: {text}" if header else text
