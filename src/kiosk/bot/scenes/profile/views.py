"""Language, help and what the shop knows about the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.bot.callbacks import GoHome
from kiosk.bot.formatting import prose
from kiosk.bot.markup import bold, escape
from kiosk.bot.scenes.callbacks import (
    EraseMe,
    ExportData,
    Language,
    ListOrders,
    Origin,
    Privacy,
    ReadConsent,
    SetLanguage,
    Shelf,
    Withdraw,
)
from kiosk.bot.scenes.parts import Basket, cart_line, foot, illustrated
from kiosk.bot.view import View, button, grid, keyboard
from kiosk.business.schemas import Business
from kiosk.customers.contact_details import shown_phone
from kiosk.customers.schemas import Address, Contact
from kiosk.kernel.i18n import Translator

OWN_NAMES = {
    Language.ru: "Русский",
    Language.uk: "Українська",
    Language.kk: "Қазақша",
    Language.en: "English",
}
"""Each language in itself, so that everybody finds theirs."""
_SHOWN_ADDRESSES = 5


@dataclass(frozen=True, slots=True)
class Held:
    """What is held about a person."""

    contact: Contact
    addresses: Sequence[Address]
    orders: int
    agreed_at: datetime | None
    """When the consent that holds now was given."""
    agreed_version: int | None


def languages(say: Translator, chosen: str | None, business: Business, basket: Basket) -> View:
    """The choice of a language that the shop offers; without a `chosen` one the bot follows Telegram."""
    made = [
        button(("✓ " if language.value == say.locale else "") + own, SetLanguage(language=language))
        for language, own in OWN_NAMES.items()
        if language.value in business.locales
    ]
    follow = say("As in Telegram")
    return View(
        bold(say("Language")) + "\n" + say("Which language shall we speak?"),
        keyboard(
            *grid(made, 2),
            button(("✓ " if chosen is None else "") + follow, SetLanguage(language=Language.telegram)),
            cart_line(say, basket),
            foot(say, GoHome()),
        ),
        business.banner_id,
    )


def help_page(say: Translator, business: Business, basket: Basket) -> View:
    """How buying works here."""
    texts = business.texts_in(say.locale)
    how = say(
        "Open the catalogue or type what you are looking for, choose the variant, put it into the cart and press"
        " Checkout. We ask for a name, a phone number and an address once, and remember them for the next time."
    )
    sections = [
        (say("How to order"), how),
        (say("Delivery"), texts.get("delivery", "")),
        (say("Returns"), texts.get("returns", "")),
        (
            say("Questions"),
            texts.get("contact")
            or say(
                "The order’s page under “My orders” shows how far it is, and lets you cancel it until it is packed. If anything is unclear, the shop writes to you here."
            ),
        ),
        (say("About us"), texts.get("about", "")),
    ]
    return View(
        "\n\n".join(f"{bold(title)}\n{prose(text, 800)}" for title, text in sections if text),
        keyboard(
            [button(say("🛍 Catalogue"), Shelf()), button(say("📦 My orders"), ListOrders())],
            cart_line(say, basket),
            foot(say, GoHome()),
        ),
    )


def privacy(say: Translator, held: Held, business: Business, basket: Basket) -> View:
    """What is held, and what can be done about it."""
    lines = [
        _row(say("Name"), held.contact.name or say("not kept")),
        _row(say("Phone"), shown_phone(held.contact.phone) if held.contact.phone else say("not kept")),
        *_addresses(say, held.addresses),
        _row(say("Orders"), str(held.orders)),
        _row(say("Consent"), _consent(say, held, business.zone)),
    ]
    return illustrated(
        bold(say("My data"))
        + "\n"
        + say("This is what the shop knows about you.")
        + "\n\n"
        + "\n".join(lines),
        keyboard(
            button(say("⬇️ Export everything"), ExportData()),
            button(say("📄 Text of the consent"), ReadConsent(origin=Origin.privacy)),
            button(say("Withdraw the consent"), Withdraw()) if held.agreed_at else None,
            button(say("Erase everything about me"), EraseMe()),
            cart_line(say, basket),
            foot(say, GoHome()),
        ),
        business.banner_id,
    )


def confirm_withdrawal(say: Translator, picture_id: int | None) -> View:
    """What withdrawing means, before it is done."""
    return illustrated(
        bold(say("Withdraw the consent?"))
        + "\n"
        + say(
            "We will at once forget the name, the phone number and the addresses that we keep for your next orders."
            " Orders you have already placed stay: the law has the shop keep them for its accounts."
            " To order again, you will be asked for the consent again."
        ),
        keyboard(
            button(say("Yes, withdraw and forget"), Withdraw(sure=True), style="danger"), foot(say, Privacy())
        ),
        picture_id,
    )


def confirm_erasure(say: Translator, picture_id: int | None) -> View:
    """What being forgotten means, before it is done."""
    return illustrated(
        bold(say("Erase everything about you?"))
        + "\n"
        + say(
            "We will erase your name, phone number, addresses, cart, messages and all else that the shop keeps about"
            " you. Orders keep the name, the phone number and the address they were placed with for as long as the"
            " law has the shop keep its books; then these are erased too. This can't be undone."
        ),
        keyboard(
            button(say("Yes, erase everything"), EraseMe(sure=True), style="danger"), foot(say, Privacy())
        ),
        picture_id,
    )


def _row(title: str, value: str) -> str:
    return f"{escape(title)}: {bold(value)}"


def _addresses(say: Translator, addresses: Sequence[Address]) -> list[str]:
    if not addresses:
        return [_row(say("Addresses"), say("not kept"))]
    shown = [f"· {prose(address.text, 120)}" for address in addresses[:_SHOWN_ADDRESSES]]
    more = len(addresses) - _SHOWN_ADDRESSES
    if more > 0:
        shown.append("· " + say.plural("and {n} more", "and {n} more", more))
    return [escape(say("Addresses")) + ":", *shown]


def _consent(say: Translator, held: Held, zone: ZoneInfo) -> str:
    if held.agreed_at is None:
        return say("not given")
    return say("given {when}, version {n}", when=say.date(held.agreed_at, zone), n=held.agreed_version)
