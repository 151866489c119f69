"""What cells mean: amounts, quantities, weights, yes and no; and texts that spreadsheets would take for formulas."""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_UPLOAD = 50_000_000
MAX_QUANTITY = 1_000_000
MAX_WEIGHT_GRAMS = 10_000_000
MAX_PRICE = Decimal(10**8)
LONGEST = {"name": 200, "description": 10_000, "sku": 64, "option": 60, "category": 120}
UNCOUNTED_STOCK = 100
"""What a new variant gets whose shop sells it without counting; ours counts everything."""


class State(StrEnum):
    """Where an import is."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """What becomes of a file with wrong rows: nothing at all, or its good rows."""

    ATOMIC = "atomic"
    GOOD_ROWS = "good-rows"


# OWASP's list, with the full-width forms that Excel folds into the plain ones.
_TRIGGERS = "=+\\-@\t\r\n\0＝＋－＠"
_TRIGGERED = re.compile(f"^'*[{_TRIGGERS}]")
_QUOTED = re.compile(f"^'+[{_TRIGGERS}]")


def neutralise(text: str) -> str:
    """`text` so that a spreadsheet that opens the CSV shows it instead of running it."""
    return "'" + text if _TRIGGERED.match(text) else text


def restore(text: str) -> str:
    """The text that was neutralised."""
    return text[1:] if text.startswith("'") and _QUOTED.match(text) else text


def fold(text: str) -> str:
    """A header or a name as it is compared: without case, accents of typing, punctuation and spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return re.sub(r"[\W_]+", " ", plain).strip()


_NOT_PART_OF_A_NUMBER = re.compile(r"[^\d.,+\-−()]")
_DOTS = re.compile(r"[.,]")
_PLAIN_NUMBER = re.compile(r"[0-9]{1,8}(?:\.[0-9]+)?")


def read_amount(text: str) -> Decimal | None:
    """An amount as people write it: "1 290,50 ₽", "$1,290.50", "12.5"; None if it is none.

    The last separator is the decimal one, unless it repeats or exactly three digits follow another kind of it.
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return Decimal(text)  # most cells of most tables
    if re.search(r"\d[eE][+-]?\d", text):
        return None
    digits = _NOT_PART_OF_A_NUMBER.sub("", re.sub(r"[.,]+$", "", _without_currency(text)))
    if not digits or not digits[-1].isdigit():
        return None
    marks = _DOTS.findall(digits)
    if len(set(marks)) == 2:
        decimal = marks[-1]
        digits = digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif len(marks) > 1 or (marks == [","] and re.search(r"^[1-9]\d{0,2},\d{3}$", digits)):
        digits = digits.replace(marks[0], "")
    else:
        digits = digits.replace(",", ".")
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < MAX_PRICE else None


def _without_currency(text: str) -> str:
    # "руб." and "kr." end in a point that belongs to the word.
    return re.sub(r"[^\W\d_]+\.?", "", text)


def read_quantity(text: str) -> int | None:
    """A whole number of units from 0 to a million; None for anything else."""
    amount = read_amount(text)
    if amount is None or amount != amount.to_integral_value() or not 0 <= amount <= MAX_QUANTITY:
        return None
    return int(amount)


_GRAMS = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "lbs": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}


def read_weight(text: str, unit: str) -> int | None:
    """A weight in whole grams, given in `unit` (g, kg, lbs, oz); None if it is none."""
    number = "0" + text.strip() if text.strip().startswith((".", ",")) else text
    amount = read_amount(number)
    if amount is None or amount < 0:
        return None
    grams = int((amount * _GRAMS[unit]).to_integral_value())
    return grams if grams <= MAX_WEIGHT_GRAMS else None


_YES = frozenset({"1", "yes", "y", "true", "on", "да", "так", "иә", "ия", "истина", "✓", "+"})
_NO = frozenset({"0", "-1", "no", "n", "false", "off", "нет", "ні", "жоқ", "жок", "ложь", "-", "—"})


def read_flag(text: str) -> bool | None:
    """Yes or no in four languages; None for anything else."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def is_sku(text: str) -> bool:
    """Whether the catalogue takes `text` for an SKU."""
    return 0 < len(text) <= LONGEST["sku"] and not re.search(r"[\x00-\x20~]", text)


def expanded(
    sku: str, options: Mapping[str, str], open_options: Mapping[str, Sequence[str]]
) -> list[tuple[str, dict[str, str]]]:
    """A row that stands for any value of some options, as a variant for each of them: (SKU, values)."""
    found = [(sku, dict(options))]
    for name, offered in open_options.items():
        found = [
            (f"{own}-{_SKU_BREAK.sub('-', value.lower()).strip('-')}", {**values, name: value})
            for own, values in found
            for value in offered
        ]
    return found


_SKU_BREAK = re.compile(r"[^\w.]+")


def split_path(text: str, separator: str = ">") -> tuple[str, ...]:
    """A category's way from the top: "Clothing > Hoodies"."""
    return tuple(part for part in (each.strip() for each in text.split(separator)) if part)


def plain_text(markup: str) -> str:
    """A description without its HTML; paragraphs and breaks become new lines."""
    text = markup.replace("\\n", "\n")
    if "<" in text:
        text = re.sub(r"(?i)<\s*(br|/p|/li|/div|/h\d)\b[^>]*>", "\n", text)
        text = re.sub(r"<[^<>]*>", "", text)
    text = html.unescape(text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()


_SHEET = re.compile(
    r"^https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]{20,100})(?:[/?#]|$)"
)
_TAB = re.compile(r"[?#&]gid=(\d{1,10})")


def sheet_of(link: str) -> tuple[str, int | None] | None:
    """A Google Sheet's id and the id of the tab that the link shows; None for any other link."""
    found = _SHEET.match(link.strip())
    if not found:
        return None
    tab = _TAB.search(link)
    return found.group(1), int(tab.group(1)) if tab else None
