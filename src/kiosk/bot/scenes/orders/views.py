"""The person's orders: the list, one order with how far it is, and what can still be done."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from kiosk.bot.callbacks import GoHome
from kiosk.bot.formatting import label, name, prose
from kiosk.bot.markup import bold, code, escape
from kiosk.bot.scenes.callbacks import CancelOrder, ListOrders, Repeat, Shelf, ShowOrder
from kiosk.bot.scenes.parts import Basket, cart_line, foot, illustrated, item, pager
from kiosk.bot.view import View, button, copy_button, keyboard
from kiosk.business.schemas import Business
from kiosk.customers.contact_details import shown_phone
from kiosk.kernel.i18n import N_, Translator
from kiosk.kernel.paging import Page, page_count
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderLineView, OrderView

PAGE_SIZE = 6
_LISTED = 20
STATUS_WORDS: dict[Status, str] = {
    Status.PENDING: N_("Placed"),
    Status.CONFIRMED: N_("Confirmed"),
    Status.PROCESSING: N_("Being packed"),
    Status.SHIPPED: N_("On its way"),
    Status.DELIVERED: N_("Delivered"),
    Status.CANCELLED: N_("Cancelled"),
    Status.REFUNDED: N_("Refunded"),
}
_WAY = (Status.PENDING, Status.CONFIRMED, Status.PROCESSING, Status.SHIPPED, Status.DELIVERED)


def orders(say: Translator, page: Page[OrderView], business: Business, basket: Basket) -> View:
    """A page of the person's orders."""
    if not page.total:
        return View(
            bold(say("My orders")) + "\n" + say("There are none yet. Your first one will stand here."),
            keyboard(
                button(say("🛍 Catalogue"), Shelf(), style="primary"),
                cart_line(say, basket),
                foot(say, GoHome()),
            ),
            business.banner_id,
        )
    lines = [_line(say, order, business.zone) for order in page.items]
    return illustrated(
        "\n\n".join([bold(say("My orders")), *lines]),
        keyboard(
            *(
                button(
                    label(
                        say(
                            "№ {number} · {status}",
                            number=order.number,
                            status=say(STATUS_WORDS[order.status]),
                        )
                    ),
                    ShowOrder(order=order.id, page=page.page),
                )
                for order in page.items
            ),
            pager(page.page, page_count(page.total, page.size), lambda number: ListOrders(page=number)),
            cart_line(say, basket),
            foot(say, GoHome()),
        ),
        business.banner_id,
    )


def _line(say: Translator, order: OrderView, zone: ZoneInfo) -> str:
    head = say("Order № {number} of {date}", number=order.number, date=say.date(order.created_at, zone))
    status = say(STATUS_WORDS[order.status])
    return f"{bold(head)}\n{escape(status)} · {say.money(order.total)}"


def order(
    say: Translator, shown: OrderView, page: int, zone: ZoneInfo, basket: Basket, picture_id: int | None
) -> View:
    """One order: how far it is, what it holds, where it goes."""
    head = say("Order № {number} of {date}", number=shown.number, date=say.date(shown.created_at, zone))
    tracking = shown.tracking_number
    parts = [
        bold(head),
        _steps(say, shown, zone),
        say("Tracking number: {number}", number=code(tracking)) if tracking else "",
        _items(say, shown.lines),
        say("Total: {total}", total=bold(say.money(shown.total))),
        _recipient(shown),
    ]
    return illustrated(
        "\n\n".join(part for part in parts if part),
        keyboard(
            copy_button(say("📋 Copy the tracking number"), tracking) if tracking else None,
            button(say("🔁 Order again"), Repeat(order=shown.id)),
            button(say("Cancel the order"), CancelOrder(order=shown.id, page=page))
            if shown.can_cancel
            else None,
            cart_line(say, basket),
            foot(say, ListOrders(page=page)),
        ),
        picture_id,
    )


def confirm_cancelling(say: Translator, shown: OrderView, page: int, picture_id: int | None) -> View:
    """Asks before the order is cancelled."""
    return View(
        bold(say("Cancel order № {number}?", number=shown.number))
        + "\n"
        + say("The shop will be told at once. This can’t be undone, but you can order the same again."),
        keyboard(
            button(
                say("Yes, cancel the order"),
                CancelOrder(order=shown.id, page=page, sure=True),
                style="danger",
            ),
            foot(say, ShowOrder(order=shown.id, page=page)),
        ),
        picture_id,
    )


def repeated(say: Translator, added: int, missing: Sequence[str], fewer: Sequence[str]) -> str:
    """What came back into the cart, and what could not: HTML for the cart's note."""
    lines = []
    if added:
        lines.append(say.plural("✅ {n} item added again.", "✅ {n} items added again.", added))
    if fewer:
        lines.append(say("Fewer than last time: {products}.", products=", ".join(map(name, fewer))))
    if missing:
        lines.append(say("Not in stock now: {products}.", products=", ".join(map(name, missing))))
    return "\n".join(lines)


def _steps(say: Translator, shown: OrderView, zone: ZoneInfo) -> str:
    lines = [
        f"● {escape(say(STATUS_WORDS[event.new_status]))}, {say.moment(event.happened_at, zone)}"
        for event in shown.events
    ]
    if lines:
        lines[-1] = f"<b>{lines[-1]}</b>"
    passed = {event.new_status for event in shown.events}
    here = _WAY.index(shown.status) if shown.status in _WAY else len(_WAY)
    lines += [f"○ {escape(say(STATUS_WORDS[status]))}" for status in _WAY[here + 1 :] if status not in passed]
    return "\n".join(lines)


def _items(say: Translator, lines: Sequence[OrderLineView]) -> str:
    shown = [item(say, line.name, line.options, line.quantity, line.price) for line in lines[:_LISTED]]
    more = len(lines) - _LISTED
    if more > 0:
        shown.append(say.plural("and {n} more product", "and {n} more products", more))
    return "\n".join(shown)


def _recipient(shown: OrderView) -> str:
    lines = [
        f"👤 {name(shown.customer_name)}",
        f"📞 {escape(shown_phone(shown.customer_phone))}",
        f"📍 {prose(shown.shipping_address, 500)}",
    ]
    if shown.comment:
        lines.append(f"💬 {prose(shown.comment, 500)}")
    return "\n".join(lines)
