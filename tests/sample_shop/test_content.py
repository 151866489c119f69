"""The sample shop is complete, consistent and written four times, not copied four times."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest

from kiosk.sample_shop import LANGUAGES, SHOP, LocalizedText, Option, Product

# Words that two languages really share, so that an equal text is no forgotten translation.
SHARED_NAMES = {
    ("ru", "uk", "Футболка оверсайз"),
    ("ru", "uk", "Бейсболка"),
    ("ru", "uk", "Сумка-шопер"),
    ("ru", "kk", "Свитшот"),
}
SHARED_VALUES = {"Аромат", "Кедр", "Малина", "Чорна смородина", "Маленький"}


def every_text() -> Iterator[tuple[str, LocalizedText]]:
    for field in ("name", "greeting", "about", "delivery", "returns"):
        yield f"shop.{field}", getattr(SHOP, field)
    for option in SHOP.options:
        yield f"option {option.key}", option.name
        for value in option.values:
            yield f"{option.key} {value.key}", value.name
    for category in SHOP.categories:
        yield f"category {category.slug}", category.name
    for product in SHOP.products:
        yield f"{product.slug}.name", product.name
        yield f"{product.slug}.description", product.description


def long_texts() -> Iterator[tuple[str, LocalizedText]]:
    yield from (
        entry for entry in every_text() if entry[0].startswith("shop.") or entry[0].endswith(".description")
    )


def test_the_shop_is_as_large_as_promised() -> None:
    assert len(SHOP.categories) == 8
    assert len(SHOP.products) == 40
    assert sum(1 for product in SHOP.products if len(product.variants) > 1) >= 20
    assert all(len(list(SHOP.products_in(category))) == 5 for category in SHOP.categories)
    assert [category.position for category in SHOP.categories] == list(range(1, 9))
    assert SHOP.currency == "RUB"


@pytest.mark.parametrize(
    ("where", "text"), list(every_text()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_text_is_there_in_every_language(where: str, text: LocalizedText) -> None:
    for language in LANGUAGES:
        words = text.in_language(language)
        assert words == words.strip(), where
        assert words, where
        assert "  " not in words, where
    assert list(text.as_dict()) == list(LANGUAGES)


@pytest.mark.parametrize(
    ("where", "text"), list(long_texts()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_no_language_copies_another(where: str, text: LocalizedText) -> None:
    for first, second in combinations(LANGUAGES, 2):
        assert text.in_language(first) != text.in_language(second), (where, first, second)
    assert not any("а" <= letter <= "я" for letter in text.en.lower()), where
    assert not set(text.ru.lower()) & set("іїєґәғқңөұүһ"), where
    assert not set(text.uk.lower()) & set("ыэъёәғқңөұүһ"), where
    assert not set(text.kk.lower()) & set("їєґ"), where
    assert set(text.kk.lower()) & set("әғқңөұүһі"), where
    for language in ("ru", "uk", "kk"):
        assert not any("a" <= letter <= "z" for letter in text.in_language(language).lower()), (
            where,
            language,
        )


def test_names_are_translated() -> None:
    named = [*SHOP.products, *SHOP.categories, *SHOP.options]
    for thing in named:
        for first, second in combinations(LANGUAGES, 2):
            one, other = thing.name.in_language(first), thing.name.in_language(second)
            if one == other:
                assert (first, second, one) in SHARED_NAMES or one in SHARED_VALUES, (first, second, one)
        assert thing.name.en.isascii(), thing.name.en


def test_option_values_are_told_apart_in_every_language() -> None:
    for option in SHOP.options:
        for language in LANGUAGES:
            names = [value.name.in_language(language) for value in option.values]
            assert len(names) == len(set(names)), (option.key, language)
    keys = [value.key for option in SHOP.options for value in option.values]
    assert len(keys) == len(set(keys))


def test_product_names_are_told_apart_in_every_language() -> None:
    for language in LANGUAGES:
        names = [product.name.in_language(language) for product in SHOP.products]
        assert len(names) == len(set(names))


def test_descriptions_fit_a_caption() -> None:
    for product in SHOP.products:
        for text in product.description.as_dict().values():
            assert 40 <= len(text) <= 200, (product.slug, len(text))
            assert text.endswith((".", "!")), product.slug


def test_slugs_and_skus_are_unique_and_plain() -> None:
    slugs = [product.slug for product in SHOP.products] + [category.slug for category in SHOP.categories]
    skus = [variant.sku for product in SHOP.products for variant in product.variants]
    for names in (slugs, skus):
        assert len(names) == len(set(names))
        assert all(name.replace("-", "").isalnum() and name.isascii() and len(name) <= 40 for name in names)
    assert {product.category for product in SHOP.products} == {category.slug for category in SHOP.categories}


@pytest.mark.parametrize("product", SHOP.products, ids=lambda product: product.slug)
def test_variants_fit_the_options_of_their_product(product: Product) -> None:
    combinations_sold = [tuple(value.key for value in variant.values) for variant in product.variants]
    assert len(combinations_sold) == len(set(combinations_sold))
    if not product.options:
        assert combinations_sold == [()]
        return
    assert len(product.variants) > 1
    for variant in product.variants:
        assert len(variant.values) == len(product.options)
        for option, value in zip(product.options, variant.values, strict=True):
            assert value in option.values
    for option in product.options:
        assert len(product.values_of(option)) >= 2, "an option with one value is no choice"


@pytest.mark.parametrize("product", SHOP.products, ids=lambda product: product.slug)
def test_prices_stock_and_weights_make_sense(product: Product) -> None:
    for variant in product.variants:
        assert variant.price > 0
        assert variant.price == variant.price.quantize(Decimal("0.01"))
        assert variant.old_price is None or variant.old_price > variant.price
        assert variant.stock >= 0
        assert variant.low_stock >= 0
        assert variant.weight_grams >= product.weight_grams > 0


def test_the_shelves_look_lived_in() -> None:
    variants = [variant for product in SHOP.products for variant in product.variants]
    assert sum(1 for variant in variants if variant.stock == 0) >= 10
    assert sum(1 for variant in variants if 0 < variant.stock <= variant.low_stock) >= 10
    assert sum(1 for variant in variants if variant.old_price) >= 10
    assert any(variant.stock for product in SHOP.products for variant in product.variants)
    for product in SHOP.products:
        assert any(variant.stock for variant in product.variants), f"{product.slug} cannot be bought at all"
    assert any(is_sparse(product) for product in SHOP.products)


def is_sparse(product: Product) -> bool:
    possible = 1
    for option in product.options:
        possible *= len(product.values_of(option))
    return len(product.variants) < possible


def test_the_hero_of_the_demo_is_here() -> None:
    (shirt,) = (product for product in SHOP.products if product.name.en == "Classic T-Shirt")
    assert [option.key for option in shirt.options] == ["colour", "size"]
    assert is_sparse(shirt)
    by_sku = {variant.sku: variant for variant in shirt.variants}
    assert [value.name.en for value in by_sku["TS-RED-M"].values] == ["Red", "M"]
    assert by_sku["TS-RED-M"].stock > by_sku["TS-RED-M"].low_stock
    assert by_sku["TS-RED-S"].stock == 0


def test_asking_for_a_foreign_option_is_refused() -> None:
    (shirt,) = (product for product in SHOP.products if product.slug == "classic-t-shirt")
    foreign = Option("grind", shirt.name, ())
    with pytest.raises(ValueError, match="tuple"):
        shirt.values_of(foreign)
