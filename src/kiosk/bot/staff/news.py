"""The words of what the staff hears, drawn when they are sent; in private in the reader's language."""

from datetime import date, datetime, time
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.analytics.queries import get_dashboard
from kiosk.analytics.schemas import Dashboard, PeriodQuery, TopProduct
from kiosk.bot.formatting import name
from kiosk.bot.markup import bold, code, escape
from kiosk.bot.notices import Desk, Params, draws
from kiosk.bot.staff.callbacks import LookAtOrder
from kiosk.bot.view import View, button, keyboard, url_button
from kiosk.bots.groups import TEST_MESSAGE
from kiosk.business.schemas import Business
from kiosk.business.service import find_business
from kiosk.catalog.queries import variants_for_sale
from kiosk.kernel.i18n import FALLBACK, N_, Translator, translator
from kiosk.kernel.money import Money
from kiosk.kernel.rows import fetch
from kiosk.orders.errors import OrderNotFound
from kiosk.orders.queries import get_for_staff
from kiosk.orders.schemas import OrderView

NEW: Final = "staff-new-order"
CANCELLED: Final = "staff-order-cancelled"
NOT_REACHED: Final = "staff-not-reached"
SUMMARY: Final = "staff-daily-summary"
LOW_STOCK: Final = "low-stock"
MOST_PRODUCTS: Final = 3

_WAITING: Final = {
    "new-orders": N_("new orders: {n}"),
    "unpaid-orders": N_("unpaid orders: {n}"),
    "late-orders": N_("late orders: {n}"),
    "failed-deliveries": N_("buyers we could not write to: {n}"),
    "low-stock": N_("goods that run low: {n}"),
}


async def news_translator(session: AsyncSession, params: Params) -> Translator:
    """Speaks the reader's language; in the group, where there is no one reader, the business's own."""
    business = await find_business(session)
    own = business.default_locale if business else FALLBACK
    if "reader" not in params:
        return translator(own)
    rows = await fetch(session, _LOCALE, {"id": params["reader"]})
    return translator((rows and rows[0].locale) or own)


@draws(NEW)
async def new_order(desk: Desk, params: Params) -> View | None:
    """An order came in."""
    return await _about_order(desk, params, N_("🛒 New order № {number}"))


@draws(CANCELLED)
async def cancelled(desk: Desk, params: Params) -> View | None:
    """The buyer cancelled."""
    return await _about_order(desk, params, N_("✖️ The buyer cancelled order № {number}"))


@draws(NOT_REACHED)
async def not_reached(desk: Desk, params: Params) -> View | None:
    """The bot can't write to the buyer."""
    told = N_("📵 Order № {number}: the buyer can’t be reached in Telegram. Please call.")
    return await _about_order(desk, params, told)


@draws(LOW_STOCK)
async def low_stock(desk: Desk, params: Params) -> View | None:
    """A variant runs low."""
    found = await variants_for_sale(desk.session, [params["variant"]])
    variant = found.get(params["variant"])
    if variant is None:
        return None
    say = await news_translator(desk.session, params)
    title = name(variant.name_in(say.locale))
    options = variant.options_in(say.locale)
    if options:
        title += f" ({name(options)})"
    if params["on_hand"] == 0:
        return View(say("⛔️ Sold out: {product}", product=title) + f"\n{code(variant.sku)}")
    left = say.plural(
        "⚠️ Only {n} left: {product}", "⚠️ Only {n} left: {product}", params["on_hand"], product=title
    )
    return View(f"{left}\n{code(variant.sku)}")


@draws(TEST_MESSAGE)
async def test_message(desk: Desk, params: Params) -> View | None:
    """Somebody looks whether the group hears."""
    say = await news_translator(desk.session, params)
    return View(escape(say("🔔 A test message from the back office. The staff’s group hears the shop.")))


@draws(SUMMARY)
async def daily_summary(desk: Desk, params: Params) -> View | None:
    """How a day went."""
    business = await find_business(desk.session)
    if business is None:
        return None
    day = date.fromisoformat(params["day"])
    say = await news_translator(desk.session, params)
    asked = PeriodQuery(**{"from": day, "to": day})
    at = datetime.combine(day, time(12), business.zone)
    told = await get_dashboard(desk.session, asked, now=desk.now, locale=say.locale)
    lines = [
        f"📊 {bold(say.date(at, business.zone))}",
        "",
        *_figures(say, business, told),
        *_best(say, business, told.top_products),
        *_waiting(say, told),
    ]
    panel = f"{(desk.public_url or '').rstrip('/')}/admin/today"
    shown = url_button(say("🖥 Open in the panel"), panel) if panel.startswith("https://") else None
    return View("\n".join(lines), keyboard(shown) if shown else None)


def _figures(say: Translator, business: Business, told: Dashboard) -> list[str]:
    sales = Money(told.now.sales, business.currency)
    if not told.now.orders:
        lines = [escape(say("No orders this day."))]
    else:
        orders = say.plural("{n} order", "{n} orders", told.now.orders)
        basket = say.money(Money(told.now.average_basket, business.currency))
        lines = [
            f"{bold(orders)} · {bold(say.money(sales))}",
            say("Average basket: {basket}", basket=basket),
        ]
    if told.now.cancelled:
        lines.append(say("Cancelled: {n}", n=told.now.cancelled))
    before = say.money(Money(told.before.sales, business.currency))
    return [*lines, say("The day before: {sales}", sales=before)]


def _best(say: Translator, business: Business, products: list[TopProduct]) -> list[str]:
    if not products:
        return []
    sold = [
        f"• {name(each.name)} × {each.quantity} · {say.money(Money(each.sales, business.currency))}"
        for each in products[:MOST_PRODUCTS]
    ]
    return ["", bold(say("Sold best")), *sold]


def _waiting(say: Translator, told: Dashboard) -> list[str]:
    left = [say(_WAITING[each.kind], n=each.count) for each in told.todo if each.count]
    return ["", bold(say("Waits for you")), *(f"• {each}" for each in left)] if left else []


async def _about_order(desk: Desk, params: Params, text: str) -> View | None:
    try:
        order: OrderView = await get_for_staff(desk.session, params["about"])
    except OrderNotFound:
        return None
    say = await news_translator(desk.session, params)
    told = f"{bold(say(text, number=order.number))}\n{escape(say.money(order.total))}"
    if "reader" in params:
        return View(told, keyboard(button(say("👤 Details"), LookAtOrder(order=order.id))))
    link = f"https://t.me/{desk.bot_username}?start=o_{order.id}"
    return View(told, keyboard(url_button(say("👤 Details"), link)) if desk.bot_username else None)


_LOCALE: Final = "SELECT locale FROM accounts WHERE id = %(id)s"
