"""Slugs are addresses whatever the name; impossible combinations are told from possible ones."""

from itertools import product as combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalog.rules import (
    Combination,
    check_product,
    is_slug,
    makes_a_circle,
    numbered,
    signature,
    slug_of,
)


@pytest.mark.parametrize(
    ("name", "locale", "slug"),
    [
        ("Классическая футболка", "ru", "klassicheskaya-futbolka"),
        ("Щётка «Ёжик», 5 шт.", "ru", "shchyotka-yozhik-5-sht"),
        ("Сукня з м’якої вовни", "uk", "suknia-z-miakoi-vovny"),
        ("Гарнір", "uk", "harnir"),
        ("Көйлек пен сөмке", "kk", "koylek-pen-somke"),
        ("Café crème", "en", "cafe-creme"),
        ("🎁", "en", "item"),
    ],
)
def test_names_become_addresses(name, locale, slug):
    assert slug_of(name, locale) == slug


@given(st.text(), st.sampled_from(["ru", "uk", "kk", "en"]), st.integers(1, 60), st.integers(1, 5000))
def test_any_text_becomes_an_address_that_fits(text, locale, longest, number):
    longest = max(longest, 12)
    slug = slug_of(text, locale, longest)

    assert is_slug(slug)
    assert len(slug) <= longest
    again = numbered(slug, number, longest)
    assert is_slug(again)
    assert len(again) <= longest


@given(st.text(min_size=1).map(slug_of))
def test_numbered_addresses_differ(slug):
    assert len({numbered(slug, n, 120) for n in range(1, 50)}) == 49


@given(st.permutations([3, 17, 200, 4]))
def test_a_signature_does_not_care_for_order(ids):
    assert signature(ids) == "3-4-17-200"


names = st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3, unique=True)


@st.composite
def sound_products(draw):
    options = [(name, draw(names)) for name in draw(names)]
    every = [
        tuple(zip([o for o, _ in options], choice, strict=True))
        for choice in combinations(*(v for _, v in options))
    ]
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, max_size=6, unique=True))
    return options, [
        Combination(f"SKU-{n}", tuple(draw(st.permutations(attributes))))
        for n, attributes in enumerate(chosen)
    ]


@given(sound_products())
def test_a_sound_product_has_no_problems(made):
    assert check_product(*made) == []


@given(sound_products(), st.data())
def test_a_repeated_combination_is_found_in_any_order(made, data):
    options, variants = made
    twin = Combination(
        "TWIN", tuple(data.draw(st.permutations(data.draw(st.sampled_from(variants)).attributes)))
    )

    codes = [problem.code for problem in check_product(options, [*variants, twin])]

    assert codes == ["catalog.repeated-combination"]


@given(sound_products(), st.data())
def test_a_variant_lacking_a_value_is_found(made, data):
    options, variants = made
    n = data.draw(st.integers(0, len(variants) - 1))
    variants[n] = Combination(variants[n].sku, variants[n].attributes[1:])

    assert f"/variants/{n}/attributes" in [
        p.pointer for p in check_product(options, variants) if p.code == "catalog.option-missing"
    ]


@pytest.mark.parametrize(
    ("options", "variants", "code"),
    [
        ([], [], "catalog.no-variants"),
        ([], [Combination("A", ()), Combination("B", ())], "catalog.variants-without-options"),
        ([("Size", ["M"])], [Combination("A", (("Size", "L"),))], "catalog.unknown-value"),
        ([("Size", ["M"])], [Combination("A", (("Size", "M"), ("Colour", "Red")))], "catalog.unknown-option"),
        ([("Size", ["M", "L"])], [Combination("A", (("Size", "M"), ("Size", "L")))], "catalog.option-twice"),
        ([("Size", ["M"]), ("Size", ["M"])], [Combination("A", (("Size", "M"),))], "catalog.repeated-option"),
        ([("Size", ["M", "M"])], [Combination("A", (("Size", "M"),))], "catalog.repeated-value"),
        (
            [("Size", ["M", "L"])],
            [Combination("A", (("Size", "M"),)), Combination("A", (("Size", "L"),))],
            "catalog.repeated-sku",
        ),
    ],
)
def test_each_mistake_has_its_code(options, variants, code):
    assert [p.code for p in check_product(options, variants)] == [code]


@given(
    st.dictionaries(st.integers(1, 8), st.integers(1, 8) | st.none(), max_size=8),
    st.integers(1, 8),
    st.integers(1, 8) | st.none(),
)
def test_a_circle_is_found_exactly_when_walking_up_meets_the_category(parents, category, new_parent):
    above, steps = new_parent, 0
    while above is not None and above != category and steps < 20:
        above, steps = parents.get(above), steps + 1
    assert makes_a_circle(parents, category, new_parent) == (above == category)
