"""What the handlers of several scenes read."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.bot.person import Person
from kiosk.bot.scenes.parts import Basket
from kiosk.business.service import get_business
from kiosk.carts.queries import count_items, get_cart
from kiosk.carts.schemas import CartView
from kiosk.catalog.queries import list_categories
from kiosk.catalog.schemas import CategoryNode
from kiosk.kernel.database import Unit

SEARCH = "search"
"""Where the conversation's data keep what was searched for last."""
DRAFT = "checkout"
"""Where they keep a checkout that was begun."""


@dataclass(frozen=True, slots=True)
class Shop:
    """What nearly every screen needs: the cart line and the shop's banner."""

    basket: Basket
    banner_id: int | None


async def basket_of(unit: Unit, person: Person) -> Basket:
    """The person's cart as the cart line shows it."""
    return Basket(*await count_items(unit.session, person.account_id))


async def cart_of(unit: Unit, person: Person) -> CartView:
    """The person's whole cart."""
    return await get_cart(unit.session, person.account_id, person.locale)


async def shop_for(unit: Unit, person: Person) -> Shop:
    """The cart line and the banner."""
    business = await get_business(unit.session)
    return Shop(await basket_of(unit, person), business.banner_id)


async def sections(session: AsyncSession, person: Person) -> list[CategoryNode]:
    """The catalogue's top sections that hold anything."""
    return [node for node in await list_categories(session, person.locale) if node.product_count]
