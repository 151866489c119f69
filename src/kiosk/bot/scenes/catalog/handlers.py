"""Sections, lists, product cards, and the way of a product into the cart."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject

from kiosk.bot.person import Person
from kiosk.bot.scenes.callbacks import Card, Counter, Put, Shelf, SoldOut
from kiosk.bot.scenes.catalog import lists, views
from kiosk.bot.scenes.catalog.choice import choose
from kiosk.bot.scenes.parts import Basket
from kiosk.bot.scenes.reading import SEARCH, cart_of, shop_for
from kiosk.bot.screen import Screen
from kiosk.carts.schemas import CartView
from kiosk.carts.service import add
from kiosk.catalog.errors import ProductNotFound
from kiosk.catalog.queries import (
    find_category,
    get_product,
    list_categories,
    page_of_products,
    variants_for_sale,
)
from kiosk.catalog.schemas import ProductCard
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal
from kiosk.kernel.paging import Page, page_count


async def show_shelf(unit: Unit, person: Person, screen: Screen, at: Shelf) -> None:
    """Draw the top of the catalogue, or a page of a section; a section that is gone leads to the top."""
    categories = await list_categories(unit.session, person.locale)
    category = find_category(categories, at.category) if at.category else None
    if category is None:
        shop = await shop_for(unit, person)
        screen.show(
            lists.shelves(
                person.say, [node for node in categories if node.product_count], shop.basket, shop.banner_id
            )
        )
        return
    products = await _page(unit, person, category.id, None, at.page)
    shop = await shop_for(unit, person)
    screen.show(lists.shelf(person.say, category, products, shop.basket, shop.banner_id))


async def show_card(unit: Unit, person: Person, screen: Screen, state: FSMContext, at: Card) -> None:
    """Draw a product's card. Where the product is gone, say so and show its list."""
    try:
        shown, cart = await _look(unit, person, state, at)
    except ProductNotFound as refusal:
        screen.alert(refusal.text(person.say))
        await show_shelf(unit, person, screen, Shelf(category=at.category))
        return
    variant = shown.choice.variant
    if variant is not None and variant.stock_quantity and at.quantity > variant.stock_quantity - shown.had:
        screen.toast(person.say.plural("Only {n} left", "Only {n} left", variant.stock_quantity))
    screen.show(views.card(person.say, shown, Basket(cart.count, cart.total)))


async def _look(unit: Unit, person: Person, state: FSMContext, at: Card) -> tuple[views.Shown, CartView]:
    of = 0
    if at.place and not at.depth:
        listed = await _at_place(unit, person, state, at)
        of = listed.total
        if at.product is None:
            if not listed.items:
                raise ProductNotFound
            at = at.model_copy(update={"product": listed.items[0].id, "place": min(at.place, of)})
    if at.product is None:
        raise ProductNotFound
    product = await get_product(unit.session, at.product, person.locale)
    cart = await cart_of(unit, person)
    chosen = choose(product, at.variant, at.depth).variant
    had = next((line.quantity for line in cart.lines if chosen and line.variant_id == chosen.id), 0)
    return views.Shown(product, at, of, had), cart


async def _at_place(unit: Unit, person: Person, state: FSMContext, at: Card) -> Page[ProductCard]:
    search = None if at.category else (await state.get_data()).get(SEARCH)
    listed = await page_of_products(
        unit.session,
        locale=person.locale,
        category_id=at.category or None,
        search=search,
        page=at.place,
        size=1,
    )
    if not listed.items and listed.total:  # the list has become shorter since the button was drawn
        return await _at_place(unit, person, state, at.model_copy(update={"place": listed.total}))
    return listed


async def _page(
    unit: Unit, person: Person, category_id: int | None, search: str | None, number: int
) -> Page[ProductCard]:
    products = await page_of_products(
        unit.session,
        locale=person.locale,
        category_id=category_id,
        search=search,
        page=number,
        size=lists.PAGE_SIZE,
    )
    last = page_count(products.total, lists.PAGE_SIZE)
    return await _page(unit, person, category_id, search, last) if number > last else products


async def open_catalogue(_: TelegramObject, unit: Unit, person: Person, screen: Screen) -> None:
    """/catalog"""
    await show_shelf(unit, person, screen, Shelf())


async def open_shelf(
    _: TelegramObject, callback_data: Shelf, unit: Unit, person: Person, screen: Screen
) -> None:
    """A section or a page of it."""
    await show_shelf(unit, person, screen, callback_data)


async def open_card(
    _: TelegramObject, callback_data: Card, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """A product, a choice, another quantity, another picture."""
    await show_card(unit, person, screen, state, callback_data)


async def explain_sold_out(
    _: TelegramObject, callback_data: SoldOut, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """Why a value can't be chosen. If it has come back meanwhile, it is chosen."""
    product = await get_product(unit.session, callback_data.product, person.locale)
    variant = next((each for each in product.variants if each.id == callback_data.variant), None)
    if variant is None or variant.stock_quantity:
        at = Card(
            category=product.category_id or 0,
            product=product.id,
            variant=callback_data.variant,
            depth=callback_data.depth,
        )
        await show_card(unit, person, screen, state, at)
        return
    screen.alert(views.why_sold_out(person.say, product, variant, callback_data.depth))


async def put(
    _: TelegramObject, callback_data: Put, unit: Unit, person: Person, screen: Screen, state: FSMContext
) -> None:
    """Put a variant into the cart. The same button pressed twice puts it there once."""
    variant = (await variants_for_sale(unit.session, [callback_data.variant])).get(callback_data.variant)
    if variant is None:
        raise ProductNotFound
    at = Card(
        category=callback_data.category,
        place=callback_data.place,
        product=variant.product_id,
        variant=variant.id,
        depth=99,
    )
    quantity = callback_data.quantity
    lies = _quantity(await cart_of(unit, person), variant.id)
    if lies != callback_data.had + quantity:
        try:
            await add(unit, person.account_id, variant.id, quantity)
        except Refusal as refusal:
            screen.alert(refusal.text(person.say))
            await show_card(unit, person, screen, state, at)
            return
    shown, cart = await _look(unit, person, state, at)
    screen.toast(person.say("Added · {n}", n=quantity))
    screen.show(views.added(person.say, shown, Basket(cart.count, cart.total), quantity))


def _quantity(cart: CartView, variant_id: int) -> int:
    return next((line.quantity for line in cart.lines if line.variant_id == variant_id), 0)


async def count(_: TelegramObject, callback_data: Counter, person: Person, screen: Screen) -> None:
    """Which of how many this is."""
    screen.toast(person.say("{n} of {of}", n=callback_data.page, of=callback_data.pages))


async def products_found(unit: Unit, person: Person, search: str, number: int) -> Page[ProductCard]:
    """A page of what a search finds."""
    return await _page(unit, person, None, search, number)


def router() -> Router:
    """The scene's handlers."""
    made = Router(name="catalog")
    made.message.register(open_catalogue, Command("catalog", "catalogue"))
    made.callback_query.register(open_shelf, Shelf.filter())
    made.callback_query.register(open_card, Card.filter())
    made.callback_query.register(explain_sold_out, SoldOut.filter())
    made.callback_query.register(put, Put.filter())
    made.callback_query.register(count, Counter.filter())
    return made
