"""Choosing a variant option by option: what may be chosen next, and where a choice leads. Pure functions.

A choice is written as the first `depth` options of some variant, so it fits a button whatever the number of options.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.catalog.schemas import OptionView, ProductDetail, ValueView, VariantView


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that can be tapped. Choosing it means the first `depth` options of `variant`."""

    value: ValueView
    variant: VariantView
    depth: int
    chosen: bool
    in_stock: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An option with the values that exist beside what was chosen before it."""

    option: OptionView
    offers: tuple[Offer, ...]

    @property
    def answer(self) -> ValueView | None:
        """The value that was chosen, by the person or because there is no other."""
        return next((offer.value for offer in self.offers if offer.chosen), None)

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose at all."""
        return len(self.offers) > 1


@dataclass(frozen=True, slots=True)
class Choice:
    """How far the choice has come. `variant` is set once nothing is left to choose."""

    questions: tuple[Question, ...]
    variant: VariantView | None
    by_hand: bool
    """Whether the person has chosen anything yet."""

    @property
    def next(self) -> Question | None:
        """The question that waits for an answer."""
        return next((question for question in self.questions if question.answer is None), None)

    @property
    def values(self) -> tuple[int, ...]:
        """The ids of the values chosen so far."""
        return tuple(question.answer.id for question in self.questions if question.answer)


def choose(product: ProductDetail, variant_id: int | None, depth: int) -> Choice:
    """The state of choosing after the first `depth` options of variant `variant_id`.

    An unknown variant means that nothing was chosen. An option with one value left chooses itself.
    """
    named = next((each for each in product.variants if each.id == variant_id), None)
    wanted = named.values[:depth] if named else ()
    chosen: list[int] = []
    questions: list[Question] = []
    for index, option in enumerate(product.options):
        candidates = _candidates(product, option, index, chosen)
        value = _settle(candidates, wanted[index] if index < len(wanted) else None)
        questions.append(Question(option, tuple(_offers(candidates, index, value, wanted))))
        if value is None:
            return Choice(tuple(questions), None, bool(wanted))
        chosen.append(value)
    return Choice(tuple(questions), product.variant(chosen), bool(wanted))


def _candidates(
    product: ProductDetail, option: OptionView, index: int, chosen: Sequence[int]
) -> list[tuple[ValueView, list[VariantView]]]:
    fitting = [each for each in product.variants if list(each.values[:index]) == list(chosen)]
    found = []
    for value in option.values:
        having = [each for each in fitting if len(each.values) > index and each.values[index] == value.id]
        if having:
            found.append((value, having))
    return found


def _settle(candidates: Sequence[tuple[ValueView, list[VariantView]]], wanted: int | None) -> int | None:
    if len(candidates) == 1:
        return candidates[0][0].id
    return next((value.id for value, _ in candidates if value.id == wanted), None)


def _offers(
    candidates: Sequence[tuple[ValueView, list[VariantView]]],
    index: int,
    settled: int | None,
    wanted: Sequence[int],
) -> Iterator[Offer]:
    later = tuple(wanted[index + 1 :])
    for value, variants in candidates:
        in_stock = [each for each in variants if each.stock_quantity > 0]
        # Changing the colour keeps the size where that size is there in the new colour too.
        same = [each for each in in_stock if later and each.values[index + 1 : len(wanted)] == later]
        yield Offer(
            value,
            (same or in_stock or variants)[0],
            len(wanted) if same else index + 1,
            chosen=value.id == settled,
            in_stock=bool(in_stock),
        )
