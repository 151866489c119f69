"""What holds for every product, whoever enters it. Pure functions; the database's own guards lie below them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MAX_OPTIONS = 5
MAX_VALUES = 100
MAX_VARIANTS = 200

_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")

_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіқңөұүғәһ", "abvgdeziyklmnoprstufyeiqnouugah", strict=True)) | {
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}
# Ukrainian letters that look Russian but sound otherwise, after the resolution of 2010 (no. 55).
_UKRAINIAN = _CYRILLIC | {"г": "h", "ґ": "g", "и": "y", "й": "i", "є": "ie", "ї": "i", "ю": "iu", "я": "ia"}
_APOSTROPHES = "'’ʼ`"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an input: where (a JSON pointer) and what (a stable code)."""

    pointer: str
    code: str


@dataclass(frozen=True, slots=True)
class Combination:
    """A variant as far as the rules care: its SKU and which value it has of which option."""

    sku: str
    attributes: tuple[tuple[str, str], ...]


def slug_of(text: str, locale: str = "ru", longest: int = 120) -> str:
    """`text` as a part of an address: Latin letters, digits and hyphens; "item" if nothing of it can be kept.

    Cyrillic is transliterated, Ukrainian by its own rules.
    """
    table = _UKRAINIAN if locale == "uk" else _UKRAINIAN | _CYRILLIC
    lowered = "".join(ch for ch in text.lower() if ch not in _APOSTROPHES)
    latin = "".join(table.get(ch, ch) for ch in lowered)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:longest].strip("-") or "item"


def numbered(slug: str, number: int, longest: int) -> str:
    """The `number`-th address of those who would all be called `slug`: mug, mug-2, mug-3."""
    if number == 1:
        return slug[:longest]
    suffix = f"-{number}"
    return slug[: longest - len(suffix)].rstrip("-") + suffix


def is_slug(text: str) -> bool:
    """Whether `text` can stand in an address as it is."""
    return _SLUG.match(text) is not None


def signature(value_ids: Iterable[int]) -> str:
    """What a combination of option values means, whatever order it was entered in."""
    return "-".join(str(each) for each in sorted(value_ids))


def check_product(
    options: Sequence[tuple[str, Sequence[str]]], variants: Sequence[Combination]
) -> list[Problem]:
    """What is wrong with a product's options and variants; nothing for a sound product.

    Each variant has exactly one value of each option, no two variants have the same values or the same SKU, and
    a product without options has one variant.
    """
    problems = _check_options(options)
    if not variants:
        problems.append(Problem("/variants", "catalog.no-variants"))
    if not options and len(variants) > 1:
        problems.append(Problem("/variants", "catalog.variants-without-options"))
    known = {name: frozenset(values) for name, values in options}
    seen_skus: set[str] = set()
    seen_combinations: set[frozenset[tuple[str, str]]] = set()
    for n, variant in enumerate(variants):
        if variant.sku in seen_skus:
            problems.append(Problem(f"/variants/{n}/sku", "catalog.repeated-sku"))
        seen_skus.add(variant.sku)
        wrong = _check_attributes(known, variant.attributes, f"/variants/{n}/attributes")
        problems += wrong
        combination = frozenset(variant.attributes)
        if not wrong and options and combination in seen_combinations:
            problems.append(Problem(f"/variants/{n}/attributes", "catalog.repeated-combination"))
        seen_combinations.add(combination)
    return problems


def _check_options(options: Sequence[tuple[str, Sequence[str]]]) -> list[Problem]:
    problems = []
    names = [name for name, _ in options]
    for n, (name, values) in enumerate(options):
        if name in names[:n]:
            problems.append(Problem(f"/options/{n}/name", "catalog.repeated-option"))
        if not values:
            problems.append(Problem(f"/options/{n}/values", "catalog.option-without-values"))
        if len(set(values)) < len(values):
            problems.append(Problem(f"/options/{n}/values", "catalog.repeated-value"))
    return problems


def _check_attributes(
    known: Mapping[str, frozenset[str]], attributes: Sequence[tuple[str, str]], pointer: str
) -> list[Problem]:
    problems = []
    given = [option for option, _ in attributes]
    for n, (option, value) in enumerate(attributes):
        if option not in known:
            problems.append(Problem(f"{pointer}/{n}/type", "catalog.unknown-option"))
        elif value not in known[option]:
            problems.append(Problem(f"{pointer}/{n}/value", "catalog.unknown-value"))
        if option in given[:n]:
            problems.append(Problem(f"{pointer}/{n}/type", "catalog.option-twice"))
    if any(option not in given for option in known):
        problems.append(Problem(pointer, "catalog.option-missing"))
    return problems


def makes_a_circle(parents: Mapping[int, int | None], category_id: int, new_parent: int | None) -> bool:
    """Whether a category would stand inside itself if it stood in `new_parent`."""
    above = new_parent
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == category_id:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
