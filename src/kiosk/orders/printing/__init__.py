"""Papers that go with an order: what is packed, and what is to be paid. Set by Typst with the fonts that it brings.

What people wrote travels as data and is never read as markup, so nobody's name can draw, load or leave out anything.
"""

import asyncio
from importlib import resources
from typing import Any, Final, Literal

import orjson
import typst

from kiosk.business.schemas import Business
from kiosk.customers.contact_details import shown_phone
from kiosk.kernel.i18n import Translator, translator
from kiosk.orders.schemas import OrderView

Paper = Literal["packing-slip", "invoice"]
_BOX: Final = "☐"


async def print_order(paper: Paper, order: OrderView, business: Business, locale: str) -> bytes:
    """The paper as PDF, A4, in the language of `locale`; the order's lines are named as they were read."""
    data = _packing_slip if paper == "packing-slip" else _invoice
    return await asyncio.to_thread(_set, data(translator(locale), order, business))


def _set(data: dict[str, Any], form: Literal["pdf", "png"] = "pdf") -> bytes:
    made = typst.compile(
        (resources.files(__package__) / "paper.typ").read_bytes(),
        format=form,
        ignore_system_fonts=True,
        sys_inputs={"data": orjson.dumps(data).decode()},
    )
    assert isinstance(made, bytes)
    return made


def _packing_slip(say: Translator, order: OrderView, business: Business) -> dict[str, Any]:
    units = sum(line.quantity for line in order.lines)
    return _common(say, order, business) | {
        "title": say("Packing slip № {number}", number=order.number),
        "priced": False,
        "columns": ["", say("SKU"), say("Product"), say("Quantity")],
        "lines": [[_BOX, line.sku, line.full_name, str(line.quantity)] for line in order.lines],
        "sum": say.plural("{n} unit to pack", "{n} units to pack", units),
        "signature": say("Packed by"),
        "legal": "",
    }


def _invoice(say: Translator, order: OrderView, business: Business) -> dict[str, Any]:
    return _common(say, order, business) | {
        "title": say("Invoice № {number}", number=order.number),
        "priced": True,
        "columns": [say("SKU"), say("Product"), say("Quantity"), say("Price"), say("Sum")],
        "lines": [
            [line.sku, line.full_name, str(line.quantity), say.money(line.price), say.money(line.total)]
            for line in order.lines
        ],
        "sum": say("Total: {total}", total=say.money(order.total)),
        "signature": "",
        "legal": business.texts_in(say.locale).get("legal", ""),
    }


def _common(say: Translator, order: OrderView, business: Business) -> dict[str, Any]:
    fields = {
        say("Buyer"): order.customer_name,
        say("Phone"): shown_phone(order.customer_phone),
        say("Address"): order.shipping_address,
        say("Comment"): order.comment,
        say("Tracking"): order.tracking_number or "",
    }
    return {
        "lang": say.locale,
        "shop": business.name_in(say.locale),
        "ordered": say("Ordered on {day}", day=say.date(order.created_at, business.zone)),
        "seller": say("Seller"),
        "fields": [{"name": name, "value": value} for name, value in fields.items()],
    }
