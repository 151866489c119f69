"""The order's card in the staff chat. It names nobody: a group is no place for personal data."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Final

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from kiosk.bot.formatting import name
from kiosk.bot.markup import bold, escape
from kiosk.bot.staff.callbacks import LookAtOrder, MoveOrder
from kiosk.bot.staff.payments import payment_button, payment_lines
from kiosk.bot.view import Style, View, button, keyboard, url_button
from kiosk.kernel.i18n import N_, Translator
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderEventView, OrderLineView, OrderView

MOST_LINES: Final = 25

STATES: Final[Mapping[Status, str]] = {
    Status.PENDING: N_("🆕 New"),
    Status.CONFIRMED: N_("✅ Confirmed"),
    Status.PROCESSING: N_("🎁 Being packed"),
    Status.SHIPPED: N_("🚚 Shipped"),
    Status.DELIVERED: N_("📦 Delivered"),
    Status.CANCELLED: N_("✖️ Cancelled"),
    Status.REFUNDED: N_("💳 Refunded"),
}
DEEDS: Final[Mapping[Status, tuple[str, Style | None]]] = {
    Status.CONFIRMED: (N_("Confirm"), "success"),
    Status.PROCESSING: (N_("Pack"), None),
    Status.SHIPPED: (N_("Ship"), "primary"),
    Status.DELIVERED: (N_("Mark as delivered"), "success"),
    Status.CANCELLED: (N_("Cancel the order"), "danger"),
    Status.REFUNDED: (N_("Mark as refunded"), "danger"),
}
_SURE: Final[Mapping[Status, str]] = {
    Status.CANCELLED: N_("Yes, cancel the order"),
    Status.REFUNDED: N_("Yes, the money was returned"),
}
FINAL: Final = (Status.CANCELLED, Status.REFUNDED)
"""What can't be undone is asked twice."""


def order_card(
    say: Translator, order: OrderView, zone: tzinfo | None, bot: str, public_url: str | None
) -> View:
    """Number, lines, total, what is due, state and history; buttons for what can be done now."""
    return View(card_text(say, order, zone), _card_keyboard(say, order, bot, public_url))


def card_text(say: Translator, order: OrderView, zone: tzinfo | None) -> str:
    """The card's words."""
    lines = [
        bold(say("Order № {number}", number=order.number)) + " · " + escape(say(STATES[order.status])),
        "",
        *order_lines(say, order),
        "",
        say("Total: {total}", total=bold(say.money(order.total))),
        *payment_lines(say, order),
        "",
        *history(say, order, zone),
    ]
    return "\n".join(lines)


def sure_keyboard(say: Translator, order_id: int, to: Status) -> View:
    """Ask again before something that can't be undone; only the keyboard counts."""
    return View(
        "",
        keyboard(
            button(say(_SURE[to]), MoveOrder(order=order_id, to=to, sure=True), style="danger"),
            button(say("No, go back"), LookAtOrder(order=order_id)),
        ),
    )


def deed_buttons(say: Translator, order: OrderView) -> list[InlineKeyboardButton]:
    """What can be done with the order now."""
    made = []
    for status in order.next_statuses("staff"):
        deed, style = DEEDS[status]
        made.append(button(say(deed), MoveOrder(order=order.id, to=status), style=style))
    return made


def order_lines(say: Translator, order: OrderView) -> list[str]:
    """What was ordered, a line each."""
    shown = [_line(say, line) for line in order.lines[:MOST_LINES]]
    more = len(order.lines) - MOST_LINES
    if more > 0:
        shown.append(say.plural("… and {n} more line", "… and {n} more lines", more))
    return shown


def _line(say: Translator, line: OrderLineView) -> str:
    options = f" ({name(line.options, 60)})" if line.options else ""
    return f"• {name(line.name, 80)}{options} × {line.quantity} · {say.money(line.total)}"


def history(say: Translator, order: OrderView, zone: tzinfo | None) -> list[str]:
    """Who did what and when; the buyer is "the buyer"."""
    return [
        f"{escape(say(STATES[event.new_status]))} · {who(say, order, event)}"
        f" · {say.moment(event.happened_at, zone or UTC)}"
        for event in order.events
    ]


def who(say: Translator, order: OrderView, event: OrderEventView) -> str:
    """Who caused an event, as HTML."""
    if event.actor_id == order.user_id:
        return escape(say("the buyer"))
    if event.actor_name:
        return name(event.actor_name, 60)
    return escape(say("the API") if event.old_status is None else say("the system"))


def _card_keyboard(
    say: Translator, order: OrderView, bot: str, public_url: str | None
) -> InlineKeyboardMarkup:
    deeds = deed_buttons(say, order)
    links = []
    if bot:
        links = [
            url_button(say("👤 Details"), f"https://t.me/{bot}?start=o_{order.id}"),
            url_button(say("💬 Write to the buyer"), f"https://t.me/{bot}?start=w_{order.id}"),
        ]
    tracking = None
    if bot and order.status is Status.SHIPPED and not order.tracking_number:
        tracking = url_button(say("🔎 Add the tracking number"), f"https://t.me/{bot}?start=t_{order.id}")
    panel = None
    if (public_url or "").startswith("https://"):
        panel = url_button(
            say("🖥 Open in the panel"), f"{(public_url or '').rstrip('/')}/admin/orders/{order.id}"
        )
    return keyboard(deeds[:2], deeds[2:], payment_button(say, order), tracking, links, panel)
