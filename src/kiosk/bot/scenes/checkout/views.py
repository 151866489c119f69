"""The steps of a checkout. The whole price stands on every one of them."""

from aiogram.types import InlineKeyboardButton

from kiosk.bot.callbacks import Callback
from kiosk.bot.formatting import label, name, one_line, pages_of, prose
from kiosk.bot.markup import bold, escape
from kiosk.bot.scenes.callbacks import (
    Agree,
    Checkout,
    Confirm,
    OfferedAddress,
    OfferedName,
    OfferedPhone,
    Origin,
    Privacy,
    ReadConsent,
    ShowCart,
    ShowOrder,
    Step,
)
from kiosk.bot.scenes.checkout.draft import Draft
from kiosk.bot.scenes.parts import back_button, home_button, item, pager
from kiosk.bot.view import View, button, keyboard
from kiosk.business.schemas import Business
from kiosk.carts.schemas import CartView
from kiosk.checkout.schemas import PlacedOrder
from kiosk.customers.contact_details import shown_phone
from kiosk.customers.models import ConsentText
from kiosk.customers.schemas import Address
from kiosk.kernel.i18n import Translator

_LISTED = 12
"""So many lines of the cart are named in a summary; the rest is counted."""
_OFFERED_ADDRESSES = 4
_PAGE_OF_TEXT = 3000


def consent(say: Translator, contents: CartView, business: Business, text_id: int) -> View:
    """Asks for the consent, before any question; what everything costs comes first."""
    delivery = business.texts_in(say.locale).get("delivery", "")
    return View(
        "\n\n".join(
            part
            for part in (
                bold(say("Checkout")) + "\n" + _to_pay(say, contents),
                prose(delivery, 600),
                say(
                    "To deliver the order we need your name, phone number and address. We keep and use them for"
                    " your orders only, as the consent says. You can take it back at any time under “My data”."
                ),
            )
            if part
        ),
        keyboard(
            button(say("I agree"), Agree(text=text_id), style="success"),
            button(say("📄 Read the text"), ReadConsent(origin=Origin.checkout)),
            button(say("I don’t agree"), Checkout(step=Step.refuse)),
            [back_button(say, ShowCart()), home_button(say)],
        ),
    )


def consent_text(say: Translator, text: ConsentText, origin: Origin, page: int) -> View:
    """A page of the text that people agree to."""
    pages = pages_of(text.body, _PAGE_OF_TEXT)
    page = min(page, len(pages))
    back: Callback = Privacy() if origin is Origin.privacy else Checkout(step=Step.begin)
    agree = button(say("I agree"), Agree(text=text.id), style="success")
    return View(
        f"{bold(text.title)}\n{say('Version {n}', n=text.version)}\n\n{escape(pages[page - 1])}",
        keyboard(
            pager(page, len(pages), lambda number: ReadConsent(origin=origin, page=number)),
            agree if origin is Origin.checkout else None,
            [back_button(say, back), home_button(say)],
        ),
    )


def ask_name(
    say: Translator, contents: CartView, offered: str, known: str, back: Callback, error: str = ""
) -> View:
    """Asks for the name; `offered` is Telegram's, `known` the one given last time."""
    return View(
        _question(
            say,
            contents,
            1,
            error,
            say("What is your name?"),
            say("Write the name of who receives the order."),
        ),
        keyboard(
            button(label(known), OfferedName(remembered=True)) if known else None,
            button(label(offered), OfferedName(remembered=False)) if offered and offered != known else None,
            _form_foot(say, back),
        ),
    )


def ask_phone(say: Translator, contents: CartView, known: str, back: Callback, error: str = "") -> View:
    """Asks for the phone number; the one-tap button stands under the input field."""
    return View(
        _question(
            say,
            contents,
            2,
            error,
            say("Your phone number?"),
            say("The courier calls it. Write it here, or send it with the button below."),
        ),
        keyboard(
            button(shown_phone(known), OfferedPhone()) if known else None,
            _form_foot(say, back),
        ),
    )


def ask_address(
    say: Translator, contents: CartView, known: list[Address], back: Callback, error: str = ""
) -> View:
    """Asks for the address."""
    hint = say("City, street, house and flat in one message.")
    if known:
        hint = say("Choose an earlier address, or write another one: city, street, house and flat.")
    return View(
        _question(say, contents, 3, error, say("Where shall we deliver?"), hint),
        keyboard(
            *(
                button(label("📍 " + one_line(address.text)), OfferedAddress(address=address.id))
                for address in known[:_OFFERED_ADDRESSES]
            ),
            _form_foot(say, back),
        ),
    )


def summary(say: Translator, contents: CartView, draft: Draft, note: str = "") -> View:
    """Everything at a glance, and the one press that places the order."""
    head = bold(say("Check your order"))
    if draft.remembered:
        head += "\n" + say("Filled in as last time.")
    person = [
        f"👤 {name(draft.name)}",
        f"📞 {escape(shown_phone(draft.phone))}",
        f"📍 {prose(draft.address, 500)}",
    ]
    if draft.comment:
        person.append(f"💬 {prose(draft.comment, 500)}")
    else:
        person.append("<i>" + say("A comment on the order? Just write it here.") + "</i>")
    total = say("Total: {total}", total=bold(say.money(contents.total)))
    parts = [note, head, items(say, contents), total, "\n".join(person)]
    return View(
        "\n\n".join(part for part in parts if part),
        keyboard(
            button(
                say("Confirm order · {total}", total=say.money(contents.total)),
                Confirm(nonce=draft.nonce),
                style="success",
            ),
            [
                button(say("✏️ Name"), Checkout(step=Step.name)),
                button(say("✏️ Phone"), Checkout(step=Step.phone)),
            ],
            [
                button(say("✏️ Address"), Checkout(step=Step.address)),
                button(say("✏️ Comment"), Checkout(step=Step.comment)),
            ],
            _form_foot(say, ShowCart()),
        ),
    )


def ask_comment(say: Translator, draft: Draft) -> View:
    """Asks for the comment, which may stay empty."""
    return View(
        bold(say("A comment on the order"))
        + "\n"
        + say("For the courier or the shop: the floor, the entry code, a good time.")
        + (f"\n\n💬 {prose(draft.comment, 500)}" if draft.comment else ""),
        keyboard(
            button(say("Remove the comment"), Checkout(step=Step.no_comment)) if draft.comment else None,
            _form_foot(say, Checkout(step=Step.summary)),
        ),
    )


def placed(say: Translator, order: PlacedOrder) -> View:
    """The message that stays: it is done, this is its number, this comes next."""
    return View(
        "\n\n".join(
            (
                "🎉 " + bold(say("Order № {number} is placed", number=order.number)),
                _items(
                    say,
                    [
                        item(
                            say,
                            line.names.get(say.locale, {}).get("name", line.product_name),
                            line.names.get(say.locale, {}).get("options", line.options),
                            line.quantity,
                            line.price,
                        )
                        for line in order.lines
                    ],
                ),
                say("Total: {total}", total=bold(say.money(order.total))),
                say("We have passed it on to the shop and will tell you here about every change."),
            )
        ),
        keyboard(
            button(
                say("📦 Order № {number}", number=order.number), ShowOrder(order=order.id), style="primary"
            )
        ),
    )


def items(say: Translator, contents: CartView) -> str:
    """The lines of the cart as a summary names them."""
    return _items(
        say, [item(say, line.name, line.options, line.quantity, line.price) for line in contents.lines]
    )


def _items(say: Translator, named: list[str]) -> str:
    more = len(named) - _LISTED
    rest = [say.plural("and {n} more product", "and {n} more products", more)] if more > 0 else []
    return "\n".join([*named[:_LISTED], *rest])


def _to_pay(say: Translator, contents: CartView) -> str:
    count = say.plural("{n} item", "{n} items", contents.count)
    return say("To pay: {total} ({count})", total=bold(say.money(contents.total)), count=count)


def _question(say: Translator, contents: CartView, step: int, error: str, question: str, hint: str) -> str:
    head = say("Step {n} of 3 · {total}", n=step, total=say.money(contents.total))
    parts = [f"<i>{head}</i>", f"⚠️ {escape(error)}" if error else "", f"{bold(question)}\n{hint}"]
    return "\n\n".join(part for part in parts if part)


def _form_foot(say: Translator, back: Callback) -> list[InlineKeyboardButton]:
    return [back_button(say, back), button(say("Cancel"), Checkout(step=Step.cancel))]
