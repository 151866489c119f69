"""What a name and an address may look like, how they are masked, and how people ask for them. Pure."""

import re
import unicodedata
from dataclasses import dataclass

NAME_LENGTHS = (2, 100)
ADDRESS_LENGTHS = (5, 500)

# Characters that turn text around or hide in it: nobody types them, and they make one text look like another.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")


def clean_name(text: str) -> str | None:
    """A person's name on one line, tidied; None if it can't be one (too short, too long, or without a letter)."""
    name = _tidied(text).replace("\n", " ").strip()
    return name if _fits(name, NAME_LENGTHS) and any(map(str.isalpha, name)) else None


def clean_address(text: str) -> str | None:
    """An address, tidied, its lines kept; None if it can't be one."""
    lines = (line.strip() for line in _tidied(text).splitlines())
    address = "\n".join(line for line in lines if line)
    return address if _fits(address, ADDRESS_LENGTHS) and any(map(str.isalnum, address)) else None


def clean_note(text: str, longest: int = 500) -> str:
    """A free remark, tidied and cut to `longest` characters."""
    return _tidied(text).strip()[:longest].rstrip()


def masked_name(name: str) -> str:
    """A name that tells acquaintances apart and names nobody: "Ann Lee" -> "Ann L.", "Ann" -> "A•••"."""
    first, *others = name.split()[:3] or [""]
    if not others:
        return f"{first[:1]}•••"
    return " ".join((first[:20], *(f"{other[:1]}." for other in others)))


def masked_phone(phone: str) -> str:
    """A phone number's last two digits: "•••• 23"."""
    return f"•••• {phone[-2:]}"


def masked_username(username: str) -> str:
    """A username's beginning: "@an•••"."""
    return f"@{username[:2]}•••"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed to find an order or a customer: a `number` and the end of a phone number, or words."""

    number: int | None = None
    phone_end: str | None = None
    words: str | None = None


_NUMBERS_ONLY = re.compile(r"^[\d\s+()#№.-]+$")
_SHORTEST_END, _COMMON_END = 4, 9


def read_question(text: str) -> Question:
    """What `text` asks for.

    Of a whole phone number its last nine digits count: before them stand the country's code or the 8 or 0 that is
    dialled at home.
    """
    digits = re.sub(r"\D", "", text)
    if not digits or not _NUMBERS_ONLY.match(text):
        return Question(words=text)
    return Question(
        number=int(digits) if len(digits) < 19 else None,
        phone_end=digits[-_COMMON_END:] if len(digits) >= _SHORTEST_END else None,
    )


def _tidied(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INVISIBLE.sub("", text)
    # Cc: control, Cs: half a character, Co and Cn: characters without a meaning. Line feeds stay for now.
    text = "".join(
        char if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"} else " "
        for char in text
    )
    return _SPACES.sub(" ", text)


def _fits(text: str, lengths: tuple[int, int]) -> bool:
    return lengths[0] <= len(text) <= lengths[1]
