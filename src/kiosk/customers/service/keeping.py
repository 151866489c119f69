"""What customers let us know and keep, and for how long they let us."""

from typing import Literal

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.customers import statements
from kiosk.customers.errors import ConsentTextNotFound
from kiosk.customers.models import ConsentText
from kiosk.customers.schemas import Address, Contact
from kiosk.facts import ConsentWithdrawn
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import FALLBACK
from kiosk.kernel.rows import fetch

ORDER_DATA = "order-data"
"""The purpose: to keep a name, a phone number and addresses, so that they needn't be typed for the next order."""

REMEMBERED_ADDRESSES = 10

Channel = Literal["bot", "api", "panel", "mini-app"]


async def find_current_text(session: AsyncSession, purpose: str, locale: str) -> ConsentText:
    """The version of a consent's text that holds now, for a reader of `locale`.

    A language that it wasn't published in gets the fallback. Raises ConsentTextNotFound if it was never published.
    """
    found = await session.scalar(
        select(ConsentText)
        .where(ConsentText.purpose == purpose)
        .order_by(
            ConsentText.version.desc(),
            (ConsentText.locale == locale).desc(),
            (ConsentText.locale == FALLBACK).desc(),
            ConsentText.id,
        )
        .limit(1)
    )
    if found is None:
        raise ConsentTextNotFound
    return found


async def give_consent(
    unit: Unit, account_id: int, text_id: int, channel: Channel, message_id: int | None = None
) -> None:
    """Record that a person agreed to the very text that they saw. Raises ConsentTextNotFound.

    `message_id` is the Telegram message under which they pressed the button. Agreeing twice is recorded once.
    """
    params = {
        "account_id": account_id,
        "text_id": text_id,
        "channel": channel,
        "message_id": message_id,
        "at": unit.now(),
    }
    rows = await fetch(unit.session, statements.GIVE, params)
    if not rows[0].known:
        raise ConsentTextNotFound


async def withdraw_consent(unit: Unit, account_id: int, purpose: str, channel: Channel) -> bool:
    """Record that a person takes a consent back, and forget at once what was kept under it.

    Gives False, and records nothing, if there is none to take back.
    """
    # An order that is being placed holds a share of this row, so it is either seen here or sees the withdrawal.
    await unit.session.execute(statements.LOCK_ACCOUNT, {"id": account_id})
    params = {"account_id": account_id, "purpose": purpose, "channel": channel, "at": unit.now()}
    withdrawn = bool(await fetch(unit.session, statements.WITHDRAW, params))
    if purpose == ORDER_DATA:
        await forget_contact(unit, account_id)
    if withdrawn:
        unit.publish(ConsentWithdrawn(account_id=account_id, purpose=purpose))
    return withdrawn


async def has_consent(session: AsyncSession, account_id: int, purpose: str) -> bool:
    """Whether the person's latest word on `purpose` is yes, to the version that holds now."""
    rows = await fetch(session, statements.HAS, {"account_id": account_id, "purpose": purpose})
    return bool(rows[0].given)


async def remember_contact(unit: Unit, account_id: int, name: str, phone: str) -> bool:
    """Keep a name and a phone number (E.164) for the next order; without a consent nothing is kept."""
    params = {"account_id": account_id, "purpose": ORDER_DATA, "name": name, "phone": phone}
    return bool(await fetch(unit.session, statements.REMEMBER_CONTACT, params))


async def remember_address(unit: Unit, account_id: int, address: str) -> bool:
    """Keep an address for the next order, the ten last used ones; without a consent nothing is kept."""
    params = {"account_id": account_id, "purpose": ORDER_DATA, "address": address, "at": unit.now()}
    kept = bool(await fetch(unit.session, statements.REMEMBER_ADDRESS, params))
    if kept:
        await _drop_old_addresses(unit, account_id)
    return kept


async def remember_delivery(unit: Unit, account_id: int, *, name: str, phone: str, address: str) -> bool:
    """Keep all that an order was given, as `remember_contact` and `remember_address` do, in one statement."""
    params = {
        "account_id": account_id,
        "purpose": ORDER_DATA,
        "name": name,
        "phone": phone,
        "address": address,
        "at": unit.now(),
    }
    row = (await fetch(unit.session, statements.REMEMBER_DELIVERY, params))[0]
    if row.given and row.addresses >= REMEMBERED_ADDRESSES:
        await _drop_old_addresses(unit, account_id)
    return bool(row.given)


async def _drop_old_addresses(unit: Unit, account_id: int) -> None:
    await unit.session.execute(
        statements.DROP_OLD_ADDRESSES, {"account_id": account_id, "most": REMEMBERED_ADDRESSES}
    )


async def forget_contact(unit: Unit, account_id: int) -> None:
    """Erase the kept name, phone number and addresses. Orders keep theirs: the sale has to be accounted for."""
    await unit.session.execute(text("DELETE FROM customers WHERE account_id = :id"), {"id": account_id})
    await unit.session.execute(text("DELETE FROM addresses WHERE account_id = :id"), {"id": account_id})


async def get_contact(session: AsyncSession, account_id: int) -> Contact:
    """What is kept to fill in the next order; empty fields for somebody new."""
    row = (await session.execute(statements.CONTACT, {"id": account_id})).one_or_none()
    return Contact(row.contact_name, row.phone_number) if row else Contact(None, None)


async def list_addresses(session: AsyncSession, account_id: int) -> list[Address]:
    """The kept addresses, the last used one first."""
    rows = await session.execute(statements.ADDRESSES, {"id": account_id})
    return [Address(row.id, row.text, row.last_used_at) for row in rows]
