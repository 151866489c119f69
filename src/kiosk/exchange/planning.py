"""What a product's rows come to: the product as it shall be, or what is wrong with them. Pure.

A dry run and the real run decide here alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kiosk.catalog.intake import KnownProduct, KnownVariant, ProductIntake, Translations, VariantIntake
from kiosk.catalog.rules import MAX_OPTIONS, MAX_VALUES, MAX_VARIANTS, Combination, check_product
from kiosk.exchange.rules import expanded, is_sku

_SHARED = ("name", "description", "category", "weight", "active")
"""What all rows of one product say alike, beside its texts in other languages."""
_NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Row:
    """A staged row."""

    line: int
    data: dict[str, Any]
    problems: list[Any]
    repeats: int | None = None
    """The earlier row with the same SKU."""

    @property
    def is_variant(self) -> bool:
        """Whether the row is something that can be bought."""
        return "kind" not in self.data


@dataclass(slots=True)
class Plan:
    """What rows come to. `wrong` holds, by row, what is wrong beside what the reader found: (code, field, params)."""

    product: ProductIntake | None = None
    wrong: dict[int, list[tuple[str, str, dict[str, Any]]]] = field(default_factory=dict)
    outcomes: dict[int, str] = field(default_factory=dict)


def make_plan(
    rows: Sequence[Row],
    known: KnownProduct | None,
    categories: Mapping[tuple[str, ...], int],
    owners: Mapping[str, int],
) -> Plan:
    """Put a product together from its sound rows. Rows that don't go together are marked wrong and left out.

    `categories` gives the ids of their categories' paths, `owners` the products that have their SKUs now.
    """
    plan = Plan()
    for row in rows:
        if row.data.get("kind") == "skipped":
            plan.outcomes[row.line] = "skipped"
        elif row.problems:
            plan.outcomes[row.line] = "wrong"
    sound = [row for row in rows if row.line not in plan.outcomes]
    while sound:
        draft = _Draft(sound, known, categories, owners)
        if not draft.wrong:
            plan.product = draft.product()
            for row in sound:
                plan.outcomes[row.line] = draft.outcome(row, plan.product)
            break
        for line, problems in draft.wrong.items():
            plan.wrong.setdefault(line, []).extend(problems)
            plan.outcomes[line] = "wrong"
        sound = [row for row in sound if row.line not in draft.wrong]
    return plan


class _Draft:
    """One attempt to put the rows together."""

    def __init__(
        self,
        rows: Sequence[Row],
        known: KnownProduct | None,
        categories: Mapping[tuple[str, ...], int],
        owners: Mapping[str, int],
    ) -> None:
        self.wrong: dict[int, list[tuple[str, str, dict[str, Any]]]] = {}
        self._rows = rows
        self._known = known
        self._categories = categories
        self._owners = owners
        self._by_sku: dict[str, KnownVariant] = {v.sku: v for v in known.variants} if known else {}
        self._shared = {name: self._agree(name, [row.data.get(name) for row in rows]) for name in _SHARED}
        texts = [row.data.get("texts", _NOTHING) for row in rows]
        translated = dict.fromkeys(name for each in texts for name in each)
        self._texts = {name: self._agree(name, [each.get(name) for each in texts]) for name in translated}
        self._options = known.options if known else self._option_names()
        self._lines: list[int] = []
        self._variants: list[VariantIntake] = []
        for row in rows:
            if row.is_variant:
                self._add_variants(row)
        if not self.wrong:
            self._check_whole()

    def add(self, line: int, code: str, name: str, **params: Any) -> None:
        """Note what is wrong with a row."""
        self.wrong.setdefault(line, []).append((code, name, params))

    def product(self) -> ProductIntake:
        """The product as the rows want it."""
        known, shared = self._known, self._shared
        path = shared["category"]
        return ProductIntake(
            name=shared["name"] or (known.name if known else ""),
            description=self._or_known("description", shared["description"] or "", ""),
            category_id=self._or_known("category", self._categories[tuple(path)] if path else None, None),
            weight_grams=self._or_known("weight", shared["weight"], None),
            is_active=(known.is_active if known else True) if shared["active"] is None else shared["active"],
            translations=_translated(known.translations if known else _NOTHING, self._texts),
            options=self._options,
            variants=self._variants,
            known=known,
        )

    def outcome(self, row: Row, product: ProductIntake) -> str:
        """What becomes of a row of `product`."""
        own = [v for v, line in zip(self._variants, self._lines, strict=True) if line == row.line]
        if any(v.known is None for v in own) or self._known is None:
            return "new"
        first = row.line == self._rows[0].line
        changed = any(v.changes_price or v.changes_stock or v.changes_threshold for v in own)
        return "changed" if changed or (first and product.changes_itself) else "same"

    def _or_known(self, name: str, given: Any, otherwise: Any) -> Any:
        """A column that the file has says what shall be, even if it is empty; one that it lacks says nothing."""
        if any(name in row.data for row in self._rows):
            return given
        column = {"category": "category_id", "weight": "weight_grams"}.get(name, name)
        return getattr(self._known, column) if self._known else otherwise

    def _agree(self, name: str, said: Sequence[Any]) -> Any:
        first: int | None = None
        for n, each in enumerate(said):
            if each is None:
                continue
            if first is None:
                first = n
            elif each != said[first]:
                self.add(self._rows[n].line, "exchange.row.differs", name, row=self._rows[first].line)
        return None if first is None else said[first]

    def _option_names(self) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for row in self._rows:
            names.update(dict.fromkeys({**row.data.get("options", {}), **row.data.get("any", {})}))
        return tuple(names)

    def _add_variants(self, row: Row) -> None:
        sku = row.data["sku"]
        if row.repeats is not None:
            self.add(row.line, "exchange.row.repeated-sku", "sku", row=row.repeats)
            return
        for own_sku, values in expanded(sku, row.data.get("options", {}), row.data.get("any", {})):
            known = self._by_sku.get(own_sku)
            if known is None and own_sku in self._owners:
                self.add(row.line, "exchange.row.other-product", "sku")
                return
            if known is None and not is_sku(own_sku):
                self.add(row.line, "exchange.row.sku-form", "sku", value=own_sku[:80])
                return
            chosen = self._values(row, values, known)
            if chosen is not None:
                self._variants.append(self._variant(row, own_sku, chosen, known))
                self._lines.append(row.line)

    def _values(self, row: Row, given: dict[str, str], known: KnownVariant | None) -> tuple[str, ...] | None:
        """The variant's values in the order of the product's options."""
        if known is not None:
            if given and any(given.get(n, v) != v for n, v in zip(self._options, known.values, strict=True)):
                self.add(row.line, "exchange.row.other-values", "options", value=", ".join(known.values))
                return None
            return known.values
        missing = [name for name in self._options if name not in given]
        unknown = [name for name in given if name not in self._options]
        if missing:
            self.add(row.line, "exchange.row.option-missing", missing[0], value=missing[0])
        elif unknown:
            self.add(row.line, "exchange.row.option-unknown", unknown[0], value=unknown[0])
        else:
            return tuple(given[name] for name in self._options)
        return None

    def _variant(
        self, row: Row, sku: str, values: tuple[str, ...], known: KnownVariant | None
    ) -> VariantIntake:
        data = row.data
        price = data.get("price")
        if price is None and known is None:
            self.add(row.line, "exchange.row.no-price", "price")
        now = Decimal(price) if price is not None else (known.price if known else Decimal(0))
        old = data.get("old_price")
        before = Decimal(old) if old is not None else None
        if "old_price" not in data and known is not None:
            before = known.old_price
        if before is not None and before <= now:
            self.add(row.line, "catalog.old-price", "old_price")
        stock = _stock(data, known)
        return VariantIntake(sku, now, before, stock, data.get("low_threshold"), values, known)

    def _check_whole(self) -> None:
        """The catalogue's own rules, for the product with all its variants."""
        first = self._rows[0].line
        if self._known is None and not self._shared["name"]:
            self.add(first, "exchange.row.no-name", "name")
        touched = {v.known.id for v in self._variants if v.known}
        others = [v for v in self._known.variants if v.id not in touched] if self._known else []
        combined: list[VariantIntake | KnownVariant] = [*self._variants, *others]
        if not combined:
            self.add(first, "exchange.row.no-variations", "sku")
        elif self._known is None or any(v.known is None for v in self._variants):
            self._check_combinations(combined)

    def _check_combinations(self, combined: Sequence[VariantIntake | KnownVariant]) -> None:
        # A row that brings one variant too many is named; a whole that is too large is named by its first row.
        names = self._options
        if not names and len(combined) == 1:
            return  # most rows of most tables
        values = [tuple(dict.fromkeys(v.values[n] for v in combined)) for n in range(len(names))]
        for limit, count, code in (
            (MAX_OPTIONS, len(names), "exchange.row.too-many-options"),
            (MAX_VALUES, max(map(len, values), default=0), "exchange.row.too-many-values"),
            (MAX_VARIANTS, len(combined), "exchange.row.too-many-variants"),
        ):
            if count > limit:
                for row in self._rows:
                    self.add(row.line, code, "options", limit=limit)
                return
        given = [Combination(v.sku, tuple(zip(names, v.values, strict=True))) for v in combined]
        for problem in check_product(list(zip(names, values, strict=True)), given):
            _, _, tail = problem.pointer.partition("/variants/")
            n = int(tail.partition("/")[0]) if tail else 0
            # What is without options and comes second is what makes it wrong.
            if problem.code == "catalog.variants-without-options":
                n = 1 if len(self._lines) > 1 else 0
            self.add(self._lines[min(n, len(self._lines) - 1)], problem.code, "options")


def _stock(data: dict[str, Any], known: KnownVariant | None) -> int | None:
    stock: int | None = data.get("stock")
    if known is None:
        return stock if stock is not None else data.get("stock_if_new", 0)
    # What was exported and came back as it was is no count: units may have been sold in between.
    return None if stock == data.get("stock_base", -1) else stock


def _translated(before: Mapping[str, dict[str, str]], said: Mapping[str, str | None]) -> Translations:
    """The translations after columns ("name:uk") have said theirs; an empty one takes the text away."""
    after = {language: dict(texts) for language, texts in before.items()}
    for column, text in said.items():
        field_, _, language = column.partition(":")
        if (after.get(language, _NOTHING).get(field_) or None) == text:
            continue
        if text is not None:
            after.setdefault(language, {})[field_] = text
        else:
            del after[language][field_]
            if not after[language]:
                del after[language]
    return after
