"""Choosing a variant option by option."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kiosk.bot.scenes.catalog.choice import choose
from kiosk.catalog.schemas import OptionView, ProductDetail, ValueView, VariantView

RED, BLUE, WHITE = 1, 2, 3
S, M, L = 11, 12, 13


def product(*variants: tuple[int, int, int]) -> ProductDetail:
    """A shirt; each variant is (colour, size, stock), ids from 101 on."""
    colours = OptionView(
        1, "Colour", tuple(ValueView(v, n) for v, n in ((RED, "Red"), (BLUE, "Blue"), (WHITE, "White")))
    )
    sizes = OptionView(2, "Size", tuple(ValueView(v, n) for v, n in ((S, "S"), (M, "M"), (L, "L"))))
    made = tuple(
        VariantView(100 + n, f"V{n}", Decimal(10), None, stock, False, (colour, size), (), None)
        for n, (colour, size, stock) in enumerate(variants, 1)
    )
    return ProductDetail(1, "shirt", "Shirt", "", None, "RUB", None, (colours, sizes), made, ())


def asked(choice) -> list[tuple[str, list[str]]]:
    return [(q.option.name, [offer.value.value for offer in q.offers]) for q in choice.questions]


def test_only_the_first_option_is_asked_at_first():
    choice = choose(product((RED, S, 1), (BLUE, M, 1)), None, 0)
    assert asked(choice) == [("Colour", ["Red", "Blue"])]
    assert choice.variant is None and not choice.by_hand


def test_after_the_colour_only_its_sizes_are_offered():
    shirt = product((RED, S, 1), (RED, L, 1), (BLUE, M, 1), (BLUE, L, 1))
    choice = choose(shirt, 101, 1)
    assert asked(choice)[1] == ("Size", ["S", "L"])
    assert choice.next.option.name == "Size"


def test_a_single_value_left_chooses_itself():
    choice = choose(product((RED, S, 1), (RED, M, 1), (BLUE, L, 1)), 103, 1)
    assert choice.variant.id == 103
    assert not choice.questions[1].is_open


def test_a_product_with_one_variant_needs_no_press():
    assert choose(product((RED, S, 1)), None, 0).variant.id == 101


def test_a_value_is_sold_out_when_all_its_variants_are():
    shirt = product((RED, S, 0), (RED, M, 0), (BLUE, S, 0), (BLUE, M, 2))
    choice = choose(shirt, None, 0)
    assert [(o.value.value, o.in_stock) for o in choice.questions[0].offers] == [
        ("Red", False),
        ("Blue", True),
    ]
    sizes = choose(shirt, 104, 1).questions[1]
    assert [(o.value.value, o.in_stock) for o in sizes.offers] == [("S", False), ("M", True)]


def test_another_colour_keeps_the_size_that_it_has_too():
    shirt = product((RED, S, 1), (RED, M, 1), (BLUE, S, 1), (BLUE, M, 1))
    blue = next(o for o in choose(shirt, 102, 2).questions[0].offers if o.value.value == "Blue")
    kept = choose(shirt, blue.variant.id, blue.depth)
    assert kept.values == (BLUE, M)


def test_another_colour_drops_a_size_that_is_sold_out_in_it():
    shirt = product((RED, S, 1), (RED, M, 1), (BLUE, S, 1), (BLUE, M, 0), (BLUE, L, 1))
    blue = next(o for o in choose(shirt, 102, 2).questions[0].offers if o.value.value == "Blue")
    after = choose(shirt, blue.variant.id, blue.depth)
    assert after.values == (BLUE,) and after.variant is None


def test_a_variant_that_is_gone_means_a_choice_from_the_beginning():
    choice = choose(product((RED, S, 1), (BLUE, M, 1)), 999, 2)
    assert choice.values == () and not choice.by_hand


combinations = st.lists(
    st.tuples(st.sampled_from((RED, BLUE, WHITE)), st.sampled_from((S, M, L)), st.integers(0, 2)),
    min_size=1,
    max_size=9,
    unique_by=lambda each: each[:2],
)


@given(combinations, st.data())
def test_whatever_is_tapped_leads_to_a_variant_that_exists_in_two_taps(variants, data):
    shirt = product(*variants)
    choice = choose(shirt, None, 0)
    taps = 0
    while choice.variant is None:
        offer = data.draw(st.sampled_from(choice.next.offers))
        choice = choose(shirt, offer.variant.id, offer.depth)
        taps += 1
        assert offer.value.id in choice.values
        assert taps <= 2
    assert choice.variant in shirt.variants
    assert sorted(choice.values) == sorted(choice.variant.values)


@given(combinations, st.data())
def test_every_offer_that_is_marked_in_stock_can_be_bought(variants, data):
    shirt = product(*variants)
    start = data.draw(st.sampled_from(shirt.variants))
    choice = choose(shirt, start.id, data.draw(st.integers(0, 2)))
    for question in choice.questions:
        for offer in question.offers:
            assert offer.in_stock == (offer.variant.stock_quantity > 0)
            assert offer.value.id in offer.variant.values
