"""The cart: what lies in it, what has changed since, and how to mend it with one tap."""

from kiosk.bot.callbacks import GoHome
from kiosk.bot.formatting import name
from kiosk.bot.markup import bold
from kiosk.bot.scenes.callbacks import (
    MAX_QUANTITY,
    Card,
    Checkout,
    ClearCart,
    MendCart,
    SetLine,
    Shelf,
    ShowCart,
    Step,
)
from kiosk.bot.scenes.parts import Buttons, amount, foot, illustrated, pager
from kiosk.bot.view import View, button, keyboard
from kiosk.carts.schemas import CartLineView, CartView
from kiosk.kernel.i18n import Translator
from kiosk.kernel.paging import offset, page_count

PAGE_SIZE = 6


def cart(
    say: Translator, contents: CartView, page: int = 1, note: str = "", banner_id: int | None = None
) -> View:
    """A page of the cart; `note` (HTML) says what has just happened to it."""
    if not contents.lines:
        return _empty(say, note, banner_id)
    pages = page_count(len(contents.lines), PAGE_SIZE)
    page = min(page, pages)
    first = offset(page, PAGE_SIZE)
    lines = list(enumerate(contents.lines, 1))[first : first + PAGE_SIZE]
    parts = [note, bold(say("Cart")), *(_line(say, number, line) for number, line in lines)]
    parts.append(say("Total: {total}", total=bold(say.money(contents.total))))
    return illustrated(
        "\n\n".join(part for part in parts if part),
        keyboard(
            *(_controls(say, number, line, page) for number, line in lines),
            pager(page, pages, lambda number: ShowCart(page=number)),
            *_main_buttons(say, contents),
            [button(say("🛍 Catalogue"), Shelf()), button(say("Clear cart"), ClearCart())],
            foot(say, GoHome()),
        ),
        next((line.picture_id for _, line in lines if line.picture_id), banner_id),
    )


def confirm_clearing(say: Translator, contents: CartView, banner_id: int | None) -> View:
    """Asks before everything goes."""
    return View(
        say("Take everything out of the cart?")
        + "\n"
        + say("{n} · {total}", n=contents.count, total=bold(say.money(contents.total))),
        keyboard(
            button(say("Yes, clear the cart"), ClearCart(sure=True), style="danger"), foot(say, ShowCart())
        ),
        next((line.picture_id for line in contents.lines if line.picture_id), banner_id),
    )


def _empty(say: Translator, note: str, banner_id: int | None) -> View:
    text = bold(say("The cart is empty")) + "\n" + say("Look into the catalogue, or just type what you need.")
    return View(
        f"{note}\n\n{text}" if note else text,
        keyboard(button(say("🛍 Catalogue"), Shelf(), style="primary"), foot(say, GoHome())),
        banner_id,
    )


def _line(say: Translator, number: int, line: CartLineView) -> str:
    title = f"{number}. <b>{name(line.name)}</b>" + (f" ({name(line.options)})" if line.options else "")
    problem = problem_text(say, line)
    if line.problem in {"sold-out", "gone"}:
        return f"{title}\n⚠️ {problem}"
    return f"{title}\n{amount(say, line.quantity, line.price)}" + (f"\n⚠️ {problem}" if problem else "")


def problem_text(say: Translator, line: CartLineView) -> str:
    """What is wrong with a line since the person put it into the cart; "" if nothing is."""
    match line.problem:
        case "price-changed":
            return say(
                "The price has changed: it was {old}, now it is {new}.",
                old=say.money(line.price_seen),
                new=say.money(line.price),
            )
        case "sold-out":
            return say("Sold out meanwhile.")
        case "too-few":
            return say.plural("Only {n} left.", "Only {n} left.", line.available)
        case "gone":
            return say("No longer sold here.")
    return ""


def _controls(say: Translator, number: int, line: CartLineView, page: int) -> Buttons:
    remove = SetLine(variant=line.variant_id, quantity=0, page=page)
    if line.problem in {"sold-out", "gone"}:
        return [button(say("№ {n}: remove", n=number), remove)]
    if line.problem == "too-few":
        take = SetLine(variant=line.variant_id, quantity=line.available, page=page)
        return [
            button(say("№ {n}: take {left}", n=number, left=line.available), take),
            button(say("Remove"), remove),
        ]
    most = min(line.available, MAX_QUANTITY)
    fewer = SetLine(variant=line.variant_id, quantity=line.quantity - 1, page=page)
    more = SetLine(variant=line.variant_id, quantity=min(line.quantity + 1, most + 1), page=page)
    opened = Card(category=0, product=line.product_id)
    return [
        button("−", fewer),
        button(say("№ {n} × {quantity}", n=number, quantity=line.quantity), opened),
        button("+", more),
        button("✕", remove),
    ]


def _main_buttons(say: Translator, contents: CartView) -> Buttons:
    if not contents.ready:
        return [button(say("Put the cart in order"), MendCart(), style="primary")]
    text = say("Checkout · {total}", total=say.money(contents.total))
    made = [button(text, Checkout(step=Step.begin), style="success")]
    if any(line.problem for line in contents.lines):
        made.insert(0, button(say("All right, I take the new prices"), MendCart()))
    return made
