"""Puts the sample shop into an empty database, or its goods into an empty catalogue."""

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing import get_context

from sqlalchemy import text

from kiosk.business.service import found_business, get_business
from kiosk.catalog.inputs import (
    AttributeInput,
    CategoryInput,
    NameTranslation,
    OptionInput,
    PictureInput,
    ProductInput,
    ProductTranslation,
    ValueInput,
    ValueTranslation,
    VariantInput,
)
from kiosk.catalog.service import create_category, create_product
from kiosk.customers.publication import publish_default_texts
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal
from kiosk.kernel.files import FileStore
from kiosk.kernel.i18n import N_
from kiosk.media.service import StoredPicture, keep_files, record_picture
from kiosk.sample_shop.content import SHOP
from kiosk.sample_shop.content_model import (
    LANGUAGES,
    Category,
    Language,
    LocalizedText,
    Option,
    Product,
    Variant,
)
from kiosk.sample_shop.pictures import PictureSpec, banner, category_picture, pictures_of, render
from kiosk.sample_shop.prices import price_in

HOME: Language = "ru"
"""The sample shop's own language."""
COUNTRY = "RU"
TIME_ZONE = "Europe/Moscow"
_PAINTERS = 2


class ShopNotEmpty(Refusal):
    """There is a business already."""

    code = "sample-shop.not-empty"
    status = 409
    message = N_("This shop is set up already; the sample shop goes into an empty one only.")


async def load_sample_shop(unit: Unit, files: FileStore) -> None:
    """Found the sample business and fill its shelves. The caller commits.

    The pictures are drawn and stored first, before the unit's first statement, so that no transaction waits for it.
    Raises ShopNotEmpty if there is a business or a product already.
    """
    stored = await _draw_all(files)
    if await unit.session.scalar(_OCCUPIED):
        raise ShopNotEmpty
    ids = {spec: await record_picture(unit, picture) for spec, picture in stored.items()}
    await found_business(
        unit,
        name=SHOP.name.in_language(HOME),
        currency=SHOP.currency,
        country=COUNTRY,
        default_locale=HOME,
        time_zone=TIME_ZONE,
        texts={language: _texts_in(language) for language in SHOP.name.as_dict()},
        banner_id=ids[banner()],
    )
    await publish_default_texts(unit)
    await _Shelves(HOME, SHOP.currency, ids).fill(unit)


async def add_sample_goods(unit: Unit, files: FileStore) -> bool:
    """Fill an empty catalogue with the sample goods, in the shop's language and currency; False if it isn't empty.

    The caller commits. The pictures are drawn first, before the unit's first statement. Raises NotFounded.
    """
    stored = await _draw_all(files)
    await unit.session.execute(_ONE_AFTER_THE_OTHER)
    if await unit.session.scalar(_STOCKED):
        return False
    business = await get_business(unit.session)
    ids = {spec: await record_picture(unit, picture) for spec, picture in stored.items()}
    home = next(language for language in LANGUAGES if language == business.default_locale)
    await _Shelves(home, business.currency, ids).fill(unit)
    return True


_OCCUPIED = text("SELECT EXISTS (SELECT FROM business) OR EXISTS (SELECT FROM products)")
_STOCKED = text("SELECT EXISTS (SELECT FROM products WHERE deleted_at IS NULL)")
_ONE_AFTER_THE_OTHER = text("SELECT pg_advisory_xact_lock(hashtextextended('sample-goods', 0))")


@dataclass(frozen=True, slots=True)
class _Shelves:
    home: Language
    """The shop's own language; the others are translations of it."""
    currency: str
    pictures: Mapping[PictureSpec, int]
    """Ids of the pictures, which are stored already."""

    async def fill(self, unit: Unit) -> None:
        for category in SHOP.categories:
            category_id = await create_category(unit, self._category(category))
            for product in SHOP.products_in(category):
                await create_product(unit, self._product(product, category_id))

    def _category(self, category: Category) -> CategoryInput:
        return CategoryInput(
            name=self._said(category.name),
            translations={k: NameTranslation(name=v) for k, v in self._abroad(category.name)},
            slug=category.slug,
            position=category.position,
            picture_id=self.pictures[category_picture(category)],
        )

    def _product(self, product: Product, category_id: int) -> ProductInput:
        names, descriptions = dict(self._abroad(product.name)), dict(self._abroad(product.description))
        return ProductInput(
            name=self._said(product.name),
            description=self._said(product.description),
            translations={
                language: ProductTranslation(name=names[language], description=descriptions[language])
                for language in names
            },
            slug=product.slug,
            category_id=category_id,
            weight_grams=product.weight_grams,
            options=[self._option(option) for option in product.options],
            variants=[self._variant(product, variant) for variant in product.variants],
            pictures=self._pictures(product),
        )

    def _option(self, option: Option) -> OptionInput:
        # All values at once, so that those of every product stand in reading order.
        return OptionInput(
            name=self._said(option.name),
            translations={k: NameTranslation(name=v) for k, v in self._abroad(option.name)},
            values=[
                ValueInput(
                    value=self._said(value.name),
                    translations={k: ValueTranslation(value=v) for k, v in self._abroad(value.name)},
                )
                for value in option.values
            ],
        )

    def _variant(self, product: Product, variant: Variant) -> VariantInput:
        price, old_price = price_in(self.currency, variant.price), self._old_price(variant)
        return VariantInput(
            sku=variant.sku,
            price=price,
            old_price=old_price if old_price and old_price > price else None,
            stock_quantity=variant.stock,
            low_stock_threshold=variant.low_stock,
            attributes=[
                AttributeInput(type=self._said(option.name), value=self._said(value.name))
                for option, value in zip(product.options, variant.values, strict=True)
            ],
        )

    def _old_price(self, variant: Variant) -> Decimal | None:
        return None if variant.old_price is None else price_in(self.currency, variant.old_price)

    def _pictures(self, product: Product) -> list[PictureInput]:
        option_of = {value.key: option for option in product.options for value in option.values}
        inputs = []
        for spec in pictures_of(product):
            attribute = None
            if spec.value is not None:
                option = option_of[spec.value]
                value = next(each for each in option.values if each.key == spec.value)
                attribute = AttributeInput(type=self._said(option.name), value=self._said(value.name))
            inputs.append(PictureInput(id=self.pictures[spec], attribute=attribute))
        return inputs

    def _said(self, localized: LocalizedText) -> str:
        return localized.in_language(self.home)

    def _abroad(self, localized: LocalizedText) -> Iterable[tuple[Language, str]]:
        return ((language, said) for language, said in localized.as_dict().items() if language != self.home)


def _texts_in(language: Language) -> dict[str, str]:
    texts = {
        "name": SHOP.name,
        "greeting": SHOP.greeting,
        "about": SHOP.about,
        "delivery": SHOP.delivery,
        "returns": SHOP.returns,
    }
    return {key: localized.in_language(language) for key, localized in texts.items()}


async def _draw_all(files: FileStore) -> dict[PictureSpec, StoredPicture]:
    specs = [banner(), *map(category_picture, SHOP.categories)]
    specs += [spec for product in SHOP.products for spec in pictures_of(product)]
    loop = asyncio.get_running_loop()
    # Drawing is pure computing for half a minute. In processes of its own it uses every core, leaves the loop
    # free and gives its memory back.
    with ProcessPoolExecutor(_PAINTERS, get_context("spawn")) as painters:

        async def draw(spec: PictureSpec) -> tuple[PictureSpec, StoredPicture]:
            return spec, await keep_files(files, await loop.run_in_executor(painters, render, spec))

        return dict(await asyncio.gather(*map(draw, dict.fromkeys(specs))))
