"""The card of a product: its picture, its price, the choice of a variant, and the way into the cart."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from kiosk.bot.callbacks import Callback
from kiosk.bot.formatting import label, name, prose
from kiosk.bot.markup import MAX_CAPTION, visible_units
from kiosk.bot.scenes.callbacks import MAX_QUANTITY, Card, Counter, Found, Put, Shelf, ShowCart, SoldOut
from kiosk.bot.scenes.catalog.choice import Choice, Offer, Question, choose
from kiosk.bot.scenes.catalog.lists import PAGE_SIZE
from kiosk.bot.scenes.parts import Basket, Buttons, cart_line, foot, home_button
from kiosk.bot.view import View, button, grid, keyboard, share_button
from kiosk.catalog.schemas import ProductDetail, VariantView
from kiosk.kernel.i18n import Translator
from kiosk.kernel.money import Money

_STOCK_HINT = 5
"""From here downwards people are told how few are left."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A product as it is shown: what was chosen, where it stands, what of it lies in the cart."""

    product: ProductDetail
    at: Card
    of: int
    """How many products the list has that it was opened from."""
    had: int = 0
    """How many of the chosen variant lie in the cart already."""

    @property
    def choice(self) -> Choice:
        """What has been chosen so far."""
        return choose(self.product, self.at.variant, self.at.depth)

    @property
    def pictures(self) -> list[int]:
        """The ids of all pictures."""
        return [picture.id for picture in self.product.pictures]

    @property
    def picture(self) -> int | None:
        """The picture to show: the one that was asked for, else the one of the chosen colour, else the first."""
        if 0 < self.at.picture <= len(self.pictures):
            return self.pictures[self.at.picture - 1]
        chosen = self.choice.values
        fitting = (picture.id for picture in self.product.pictures if picture.option_value_id in chosen)
        return next(fitting, self.pictures[0] if self.pictures else None)


def back_to_list(at: Card, product: ProductDetail) -> Callback:
    """The page of the list on which the product stands."""
    page = max(1, -(-at.place // PAGE_SIZE))
    if at.category == 0 and at.place:
        return Found(page=page)
    return Shelf(category=at.category or product.category_id or 0, page=page)


def card(say: Translator, shown: Shown, basket: Basket) -> View:
    """The product's card."""
    choice = shown.choice
    return View(
        _caption(say, shown, choice),
        keyboard(
            *_question_rows(say, shown, choice),
            *_buying_rows(say, shown, choice.variant),
            _walk(shown) if not choice.by_hand else None,
            _extras(say, shown) if not (choice.by_hand and choice.variant) else None,
            cart_line(say, basket),
            foot(say, back_to_list(shown.at, shown.product)),
        ),
        shown.picture,
    )


def added(say: Translator, shown: Shown, basket: Basket, quantity: int) -> View:
    """What is shown after a variant went into the cart; `shown.had` counts it already."""
    variant = shown.choice.variant
    options = ", ".join(attribute.value for attribute in variant.attributes) if variant else ""
    what = f"<b>{name(shown.product.name)}</b>" + (f" ({name(options)})" if options else "")
    lines = [say("✅ Added to the cart: {n} pcs", n=quantity), what]
    if shown.had > quantity:
        lines.append(say("{n} of these altogether.", n=shown.had))
    another = shown.at.model_copy(update={"variant": None, "depth": 0, "quantity": 1, "picture": 0})
    return View(
        "\n".join(lines),
        keyboard(
            button(
                say("🛒 Open the cart · {total}", total=say.money(basket.total)),
                ShowCart(),
                style="primary",
            ),
            button(say("Another variant of this product"), another) if shown.product.options else None,
            [
                button(say("‹ Keep shopping"), back_to_list(shown.at, shown.product)),
                home_button(say),
            ],
        ),
        shown.picture,
    )


def why_sold_out(say: Translator, product: ProductDetail, variant: VariantView, depth: int) -> str:
    """Why a value can't be chosen, and what can be had instead: plain text for an alert."""
    chosen = choose(product, variant.id, depth)
    question = chosen.questions[min(depth, len(chosen.questions)) - 1]
    there = [offer.value.value for offer in question.offers if offer.in_stock]
    what = ", ".join(attribute.value for attribute in variant.attributes[:depth])
    if not there:
        return say("{what} is sold out.", what=what)
    return say("{what} is sold out. In stock: {there}.", what=what, there=", ".join(there))


def _caption(say: Translator, shown: Shown, choice: Choice) -> str:
    head = f"<b>{name(shown.product.name)}</b>\n{_price(say, shown.product, choice)}"
    tail = "\n".join([*_chosen_lines(say, choice), *_stock_lines(say, shown, choice)])
    room = MAX_CAPTION - visible_units(head + tail) - 8
    parts = [head, prose(shown.product.description, max(40, room)), tail]
    return "\n\n".join(part for part in parts if part)


def _price(say: Translator, product: ProductDetail, choice: Choice) -> str:
    fitting = [each for each in product.variants if each.values[: len(choice.values)] == choice.values]
    fitting = fitting or list(product.variants)
    low, high = min(each.price for each in fitting), max(each.price for each in fitting)
    if low != high:
        prices = (say.money(Money(low, product.currency)), say.money(Money(high, product.currency)))
        return "<b>" + say("{low} – {high}", low=prices[0], high=prices[1]) + "</b>"
    old = max((each.old_price for each in fitting if each.old_price), default=None)
    struck = f"  <s>{say.money(Money(old, product.currency))}</s>" if old else ""
    return f"<b>{say.money(Money(low, product.currency))}</b>{struck}"


def _chosen_lines(say: Translator, choice: Choice) -> list[str]:
    lines = []
    for question in choice.questions:
        value = f"<b>{name(question.answer.value)}</b>" if question.answer else say("choose below")
        lines.append(f"{name(question.option.name)}: {value}")
    return lines


def _stock_lines(say: Translator, shown: Shown, choice: Choice) -> list[str]:
    lines = []
    if not shown.product.in_stock:
        lines.append(say("Sold out for now."))
    elif choice.variant is not None:
        stock = choice.variant.stock_quantity
        if stock == 0:
            lines.append(say("Sold out for now."))
        elif stock <= _STOCK_HINT or choice.variant.low:
            lines.append(say.plural("Only {n} left", "Only {n} left", stock))
    if shown.had:
        lines.append(say("In your cart: {n}", n=shown.had))
    return lines


def _question_rows(say: Translator, shown: Shown, choice: Choice) -> list[Buttons]:
    rows: list[Buttons] = []
    for question in choice.questions:
        if question.is_open:
            made = [_offer_button(say, shown, offer) for offer in question.offers]
            rows += grid(made, _columns(question))
    return rows


def _columns(question: Question) -> int:
    longest = max(len(offer.value.value) + (2 if offer.in_stock else 6) for offer in question.offers)
    fitting = 5 if longest <= 5 else 4 if longest <= 7 else 3 if longest <= 11 else 2 if longest <= 19 else 1
    count = len(question.offers)
    rows = -(-count // fitting)
    return -(-count // rows)  # four values in rows of three look lost; two and two don't


def _offer_button(say: Translator, shown: Shown, offer: Offer) -> InlineKeyboardButton:
    if not offer.in_stock and not offer.chosen:
        text = say("{value} · out", value=label(offer.value.value, limit=24))
        return button(text, SoldOut(product=shown.product.id, variant=offer.variant.id, depth=offer.depth))
    text = ("✓ " if offer.chosen else "") + label(offer.value.value, limit=30)
    to = _moved(shown.at, product=shown.product.id, variant=offer.variant.id, depth=offer.depth, quantity=1)
    return button(text, to)


def _buying_rows(say: Translator, shown: Shown, variant: VariantView | None) -> list[Buttons]:
    if variant is None or not variant.stock_quantity:
        return []
    free = min(variant.stock_quantity, MAX_QUANTITY) - shown.had
    if free <= 0:
        return [[button(say("All we have is in your cart"), ShowCart())]]
    quantity = max(1, min(shown.at.quantity, free))
    at = _moved(shown.at, product=shown.product.id)
    total = say.money(Money(variant.price, shown.product.currency) * quantity)
    put = Put(category=at.category, place=at.place, variant=variant.id, quantity=quantity, had=shown.had)
    rows: list[Buttons] = []
    if free > 1:
        rows.append(
            [
                button("−", _moved(at, quantity=max(1, quantity - 1))),
                button(say("{n} pcs", n=quantity), _moved(at, quantity=quantity)),
                button("+", _moved(at, quantity=quantity + 1)),
            ]
        )
    rows.append([button(say("Add to cart · {total}", total=total), put, style="success")])
    return rows


def _walk(shown: Shown) -> Buttons | None:
    place, of = shown.at.place, shown.of
    if not place or of < 2:
        return None
    before, after = (place - 2) % of + 1, place % of + 1
    return [
        button("◀", Card(category=shown.at.category, place=before)),
        button(f"{place}/{of}", Counter(page=place, pages=of)),
        button("▶", Card(category=shown.at.category, place=after)),
    ]


def _extras(say: Translator, shown: Shown) -> Buttons:
    row: Buttons = []
    if len(shown.pictures) > 1 and shown.picture is not None:
        here = shown.pictures.index(shown.picture) + 1
        following = here % len(shown.pictures) + 1
        to = _moved(shown.at, product=shown.product.id, picture=following)
        row.append(button(say("🖼 Photo {n} of {of}", n=here, of=len(shown.pictures)), to))
    row.append(share_button(say("↗ Share"), f"p_{shown.product.id}"))
    return row


def _moved(at: Card, **changes: int) -> Card:
    # What is chosen anew shows its own picture, whatever picture was looked at before.
    picture = {"picture": 0} if "variant" in changes else {}
    return at.model_copy(update={**picture, **changes})
