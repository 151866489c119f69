"""What a member of the staff sees in private."""

from datetime import tzinfo

from kiosk.bot.callbacks import GoHome
from kiosk.bot.formatting import name, prose
from kiosk.bot.markup import bold, code, escape
from kiosk.bot.staff.callbacks import LookAtOrder, MoveOrder, ShipOrder, WriteToBuyer
from kiosk.bot.staff.card import STATES, deed_buttons, history, order_lines, sure_keyboard
from kiosk.bot.staff.payments import payment_button, payment_lines
from kiosk.bot.view import View, button, copy_button, keyboard
from kiosk.kernel.i18n import Translator
from kiosk.orders.rules import Status
from kiosk.orders.schemas import OrderView

MAX_ADDRESS = 500


def order(say: Translator, shown: OrderView, zone: tzinfo | None) -> View:
    """The whole order, with its buyer's name, phone and address."""
    lines = [
        f"{bold(say('Order № {number}', number=shown.number))} · {escape(say(STATES[shown.status]))}",
        "",
        f"👤 {name(shown.customer_name)}",
        f"📞 {code(shown.customer_phone)}",
        f"📍 {prose(shown.shipping_address, MAX_ADDRESS)}",
    ]
    if shown.comment:
        lines.append(f"💬 {prose(shown.comment, MAX_ADDRESS)}")
    if shown.tracking_number:
        lines.append(f"🔎 {code(shown.tracking_number)}")
    lines += ["", *order_lines(say, shown), "", say("Total: {total}", total=bold(say.money(shown.total)))]
    lines += [*payment_lines(say, shown), "", *history(say, shown, zone)]
    deeds = deed_buttons(say, shown)
    tracking = None
    if shown.status is Status.SHIPPED:
        words = (
            say("🔎 Change the tracking number")
            if shown.tracking_number
            else say("🔎 Add the tracking number")
        )
        tracking = button(words, ShipOrder(order=shown.id))
    return View(
        "\n".join(lines),
        keyboard(
            deeds[:2],
            deeds[2:],
            payment_button(say, shown),
            tracking,
            [
                copy_button(say("📋 Phone"), shown.customer_phone),
                copy_button(say("📋 Address"), shown.shipping_address),
            ],
            button(say("💬 Write to the buyer"), WriteToBuyer(order=shown.id)),
            button(say("🏠 To the shop"), GoHome()),
        ),
    )


def ask_sure(say: Translator, shown: OrderView, to: Status) -> View:
    """Ask again before something that can't be undone."""
    title = say("Order № {number}", number=shown.number)
    asked = say("This can’t be undone. Go on?")
    return View(f"{bold(title)}\n\n{escape(asked)}", sure_keyboard(say, shown.id, to).keyboard)


def ask_tracking(say: Translator, shown: OrderView) -> View:
    """Ask for the tracking number, which may be left out."""
    title = bold(say("Order № {number}", number=shown.number))
    skip = None
    if Status.SHIPPED in shown.next_statuses("staff"):
        skip = button(
            say("Ship without a number"),
            MoveOrder(order=shown.id, to=Status.SHIPPED, sure=True),
            style="primary",
        )
    text = say("Send the tracking number as a message. The buyer will get it.")
    return View(
        f"{title}\n\n{escape(text)}",
        keyboard(skip, button(say("‹ To the order"), LookAtOrder(order=shown.id))),
    )


def ask_words(say: Translator, shown: OrderView) -> View:
    """Ask what to write to the buyer."""
    title = bold(say("Order № {number}", number=shown.number))
    text = say("Write your message. The buyer gets it from the shop’s bot, without your name.")
    return View(
        f"{title}\n\n{escape(text)}", keyboard(button(say("‹ To the order"), LookAtOrder(order=shown.id)))
    )


def words_sent(say: Translator, number: int) -> str:
    """What was written is on its way."""
    return escape(say("✉️ Sent to the buyer of order № {number}.", number=number))
