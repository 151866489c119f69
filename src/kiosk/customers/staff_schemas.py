"""Customers as the staff's API shows and changes them. What is personal is masked."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field

from kiosk.customers.queries import Sorting
from kiosk.customers.rules import masked_name, masked_phone, masked_username
from kiosk.customers.schemas import Card, CardHead
from kiosk.kernel.paging import CountedPage, PageNumber, PageSize
from kiosk.kernel.schemas import Input, Output, Text

MOST_TAGS = 20


class CustomerFilter(Input):
    """Which customers."""

    text: Annotated[str, Text(100)] | None = None
    tag: Annotated[str, Text(40)] | None = None
    blocked: bool | None = None


class CustomerQuery(CustomerFilter):
    """A page of a selection of customers."""

    sort: Sorting = "recent"
    page: PageNumber = 1
    size: PageSize = 20


class CustomerBrief(Output):
    """A customer in the list."""

    id: int
    name: str
    """Masked: "Ann L."."""
    username: str | None
    phone: str | None
    order_count: int
    """Neither cancelled nor refunded."""
    total_spent: Decimal
    currency: str
    last_order_at: datetime | None
    created_at: datetime
    tags: list[str]
    blocked: bool

    @classmethod
    def of(cls, head: CardHead, currency: str) -> Self:
        """As the list shows it."""
        return cls(
            id=head.id,
            name=masked_name(head.name),
            username=masked_username(head.username) if head.username else None,
            phone=masked_phone(head.phone) if head.phone else None,
            order_count=head.order_count,
            total_spent=head.total_spent,
            currency=currency,
            last_order_at=head.last_order_at,
            created_at=head.created_at,
            tags=head.tags,
            blocked=head.blocked,
        )


class CustomerPage(CountedPage[CustomerBrief]):
    """A page of customers."""


class ConsentOut(Output):
    """That a consent was given or withdrawn."""

    purpose: str
    title: str
    version: int
    action: str
    channel: str
    at: datetime


class CustomerNoteOut(Output):
    """What somebody of the staff noted for the others."""

    id: int
    text: str
    author_id: int
    author_name: str | None
    created_at: datetime
    is_mine: bool


class LookOut(Output):
    """That somebody had the personal data shown."""

    at: datetime
    by_id: int
    by_name: str | None
    reason: str


class BlockOut(Output):
    """Since when nothing is sold to the customer, by whose decision and why."""

    at: datetime
    by_name: str | None
    reason: str


class CustomerOut(CustomerBrief):
    """A customer's card. Their orders are `GET /api/v1/admin/orders/?customer_id=`."""

    locale: str | None
    has_chat: bool
    block: BlockOut | None
    address_count: int
    consents: list[ConsentOut]
    notes: list[CustomerNoteOut]
    looks: list[LookOut]
    """The last ten."""

    @classmethod
    def of_card(cls, card: Card, currency: str, reader_id: int | None) -> Self:
        """As `reader_id` sees it."""
        blocked = card.blocked_at and BlockOut(
            at=card.blocked_at, by_name=card.blocked_by_name, reason=card.block_reason
        )
        return cls(
            **CustomerBrief.of(card.head, currency).model_dump(),
            locale=card.locale,
            has_chat=card.has_chat,
            block=blocked or None,
            address_count=card.address_count,
            consents=[ConsentOut.model_validate(each) for each in card.consents],
            notes=[
                CustomerNoteOut(
                    id=each.id,
                    text=each.text,
                    author_id=each.author_id,
                    author_name=each.author_name,
                    created_at=each.created_at,
                    is_mine=each.author_id == reader_id,
                )
                for each in card.notes
            ],
            looks=[LookOut.model_validate(each) for each in card.looks],
        )


class PersonalDataOut(Output):
    """What was masked. That it was asked for is recorded."""

    name: str
    username: str | None
    telegram_id: int | None
    phone: str | None
    contact_name: str | None
    addresses: list[str]


class TagCount(Output):
    """How many customers carry a tag."""

    tag: str
    count: int


class TagCounts(Output):
    """The tags in use, the commonest first."""

    items: list[TagCount]


class RevealIn(Input):
    """Why somebody looks, if they want to say."""

    reason: Annotated[str, Text(300, shortest=0)] = ""


class TagsIn(Input):
    """All the tags that the customer shall carry."""

    tags: Annotated[list[Annotated[str, Text(40)]], Field(max_length=MOST_TAGS)]


class CustomerNoteIn(Input):
    """A note for the others of the staff."""

    text: Annotated[str, Text(1000)]


class BlockIn(Input):
    """Why nothing is sold to the customer any more; only the staff sees it."""

    reason: Annotated[str, Text(300, shortest=0)] = ""
