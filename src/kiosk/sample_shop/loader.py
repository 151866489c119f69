"""Puts the sample shop into an empty database."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from sqlalchemy import text

from kiosk.business.service import found_business
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
from kiosk.sample_shop.content_model import Language, LocalizedText, Option, Product
from kiosk.sample_shop.pictures import PictureSpec, banner, category_picture, pictures_of, render

HOME: Language = "ru"
"""The shop's own language; the others are translations of it."""
COUNTRY = "RU"
TIME_ZONE = "Europe/Moscow"
_PAINTERS = 2


class ShopNotEmpty(Refusal):
    """There is a business already."""

    code = "sample-shop.not-empty"
    status = 409
    message = N_("This shop is set up already; the sample shop goes into an empty one only.")


@dataclass(frozen=True, slots=True)
class _Gallery:
    ids: dict[PictureSpec, int]

    def of(self, product: Product) -> list[PictureInput]:
        option_of = {value.key: option for option in product.options for value in option.values}
        inputs = []
        for spec in pictures_of(product):
            attribute = None
            if spec.value is not None:
                option = option_of[spec.value]
                value = next(each for each in option.values if each.key == spec.value)
                attribute = AttributeInput(type=_home(option.name), value=_home(value.name))
            inputs.append(PictureInput(id=self.ids[spec], attribute=attribute))
        return inputs


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
        name=_home(SHOP.name),
        currency=SHOP.currency,
        country=COUNTRY,
        default_locale=HOME,
        time_zone=TIME_ZONE,
        texts={language: _texts_in(language) for language in SHOP.name.as_dict()},
        banner_id=ids[banner()],
    )
    await publish_default_texts(unit)
    await _fill_shelves(unit, _Gallery(ids))


_OCCUPIED = text("SELECT EXISTS (SELECT FROM business) OR EXISTS (SELECT FROM products)")


async def _fill_shelves(unit: Unit, gallery: _Gallery) -> None:
    for category in SHOP.categories:
        category_id = await create_category(
            unit,
            CategoryInput(
                name=_home(category.name),
                translations={k: NameTranslation(name=v) for k, v in _abroad(category.name)},
                slug=category.slug,
                position=category.position,
                picture_id=gallery.ids[category_picture(category)],
            ),
        )
        for product in SHOP.products_in(category):
            await create_product(unit, _product_input(product, category_id, gallery))


def _product_input(product: Product, category_id: int, gallery: _Gallery) -> ProductInput:
    names, descriptions = dict(_abroad(product.name)), dict(_abroad(product.description))
    return ProductInput(
        name=_home(product.name),
        description=_home(product.description),
        translations={
            language: ProductTranslation(name=names[language], description=descriptions[language])
            for language in names
        },
        slug=product.slug,
        category_id=category_id,
        weight_grams=product.weight_grams,
        options=[_option_input(option) for option in product.options],
        variants=[
            VariantInput(
                sku=variant.sku,
                price=variant.price,
                old_price=variant.old_price,
                stock_quantity=variant.stock,
                low_stock_threshold=variant.low_stock,
                attributes=[
                    AttributeInput(type=_home(option.name), value=_home(value.name))
                    for option, value in zip(product.options, variant.values, strict=True)
                ],
            )
            for variant in product.variants
        ],
        pictures=gallery.of(product),
    )


def _option_input(option: Option) -> OptionInput:
    # All values at once, so that those of every product stand in reading order.
    return OptionInput(
        name=_home(option.name),
        translations={k: NameTranslation(name=v) for k, v in _abroad(option.name)},
        values=[
            ValueInput(
                value=_home(value.name),
                translations={k: ValueTranslation(value=v) for k, v in _abroad(value.name)},
            )
            for value in option.values
        ],
    )


def _home(localized: LocalizedText) -> str:
    return localized.in_language(HOME)


def _abroad(localized: LocalizedText) -> Iterable[tuple[Language, str]]:
    return ((language, said) for language, said in localized.as_dict().items() if language != HOME)


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
