"""What the buttons of the customers' scenes carry.

A button says what shall be true afterwards ("three of this variant"), not what to change ("one more"), so a button
that is pressed twice has one effect.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from kiosk.bot.callbacks import Callback, Count, EntityId, PageNumber

Category = Annotated[int, Field(ge=0, le=2**63 - 1)]
"""A category's id; 0 stands for the top of the catalogue, or for what was searched for."""
Nonce = Annotated[int, Field(ge=1, le=2**63 - 1)]
MAX_QUANTITY = 99


class Shelf(Callback, prefix="c"):
    """Open a page of a category; 0 is the top of the catalogue."""

    category: Category = 0
    page: PageNumber = 1


class Found(Callback, prefix="f"):
    """Open a page of what the person searched for last."""

    page: PageNumber = 1


class AskSearch(Callback, prefix="fa"):
    """Say how to search."""


class Card(Callback, prefix="p"):
    """Open a product.

    `category` and `place` say from which list it was opened (0: the search) and where it stands there, counted
    from 1; `place` 0 is unknown. Without `product` the one that stands at `place` is meant. What was chosen are
    the first `depth` options of `variant`. `picture` counts from 1; 0 is the picture that fits the choice.
    """

    category: Category
    place: Count = 0
    product: EntityId | None = None
    variant: EntityId | None = None
    depth: Count = 0
    quantity: Count = 1
    picture: Count = 0


class SoldOut(Callback, prefix="ps"):
    """Explain why this value can't be chosen: all variants with it are sold out."""

    product: EntityId
    variant: EntityId
    depth: Count


class Put(Callback, prefix="pa"):
    """Put `quantity` of a variant into the cart where `had` of it lie already."""

    category: Category
    place: Count
    variant: EntityId
    quantity: Count
    had: Count


class Counter(Callback, prefix="pc"):
    """Say which page of how many this is."""

    page: PageNumber
    pages: PageNumber


class ShowCart(Callback, prefix="k"):
    """Open a page of the cart."""

    page: PageNumber = 1


class SetLine(Callback, prefix="ks"):
    """Have `quantity` of a variant in the cart; 0 takes it out."""

    variant: EntityId
    quantity: Count
    page: PageNumber = 1


class MendCart(Callback, prefix="km"):
    """Take out what is gone, lower what is too much, accept the new prices."""


class ClearCart(Callback, prefix="kc"):
    """Empty the cart, once the person is sure."""

    sure: bool = False


class Step(StrEnum):
    """Where in the checkout a button leads."""

    begin = "b"
    refuse = "r"
    name = "n"
    phone = "p"
    address = "d"
    comment = "c"
    no_comment = "x"
    summary = "s"
    cancel = "q"


class Checkout(Callback, prefix="o"):
    """Go to a step of the checkout."""

    step: Step


class Agree(Callback, prefix="oy"):
    """Agree to the very text that was shown."""

    text: EntityId


class OfferedName(Callback, prefix="on"):
    """Take the name that Telegram knows (`remembered` False) or the one given last time."""

    remembered: bool


class OfferedPhone(Callback, prefix="op"):
    """Take the phone number given last time."""


class OfferedAddress(Callback, prefix="oa"):
    """Take an address of an earlier order."""

    address: EntityId


class Confirm(Callback, prefix="oc"):
    """Place the order. The nonce was born with the summary that shows the button."""

    nonce: Nonce


class Origin(StrEnum):
    """Where a page was opened from, so that Back leads there."""

    checkout = "o"
    privacy = "y"


class ReadConsent(Callback, prefix="t"):
    """Open a page of the text that people agree to."""

    origin: Origin
    page: PageNumber = 1


class ListOrders(Callback, prefix="l"):
    """Open a page of the person's orders."""

    page: PageNumber = 1


class ShowOrder(Callback, prefix="lo"):
    """Open one of the person's orders; `page` is where it stands in the list."""

    order: EntityId
    page: PageNumber = 1


class Repeat(Callback, prefix="lr"):
    """Put what an order held into the cart again."""

    order: EntityId


class CancelOrder(Callback, prefix="lc"):
    """Cancel an own order, once the person is sure."""

    order: EntityId
    page: PageNumber = 1
    sure: bool = False


class Languages(Callback, prefix="g"):
    """Offer the languages."""


class Language(StrEnum):
    """What can be chosen; `telegram` follows the language of Telegram."""

    ru = "ru"
    uk = "uk"
    kk = "kk"
    en = "en"
    telegram = "tg"


class SetLanguage(Callback, prefix="gs"):
    """Speak this language from now on."""

    language: Language


class ShowHelp(Callback, prefix="e"):
    """Open the help."""


class Privacy(Callback, prefix="y"):
    """Show what is held about the person."""


class ExportData(Callback, prefix="yx"):
    """Send what is held as a file."""


class Withdraw(Callback, prefix="yw"):
    """Withdraw the consent, once the person is sure."""

    sure: bool = False


class EraseMe(Callback, prefix="ye"):
    """Forget the person altogether, once they are sure."""

    sure: bool = False


class NotMe(Callback, prefix="nm"):
    """Somebody else got into the account: close everything. Only the account's own person may say so."""

    account: EntityId


class PickNumber(Callback, prefix="sn"):
    """The number that the page shows, as the person who signs in sees it; 0: it isn't them."""

    sign_in: EntityId
    number: Count


class LinkAccount(Callback, prefix="sl"):
    """Tie this Telegram account to the account that was named, or don't."""

    request: EntityId
    sure: bool


class JoinStaff(Callback, prefix="sj"):
    """Accept the invitation whose link was opened last, or don't."""

    sure: bool
