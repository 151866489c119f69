"""Publishing the texts that people agree to.

They lie in `texts/<purpose>.<version>.<locale>.md`: the first line is the title, the rest the body. Once published a
text is never changed, in the database by a trigger: a change is a new file with the next version.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from kiosk.business.service import find_business, get_business
from kiosk.customers.models import ConsentText
from kiosk.kernel.database import Unit

_FILE = re.compile(r"^(?P<purpose>[a-z-]+)\.(?P<version>\d+)\.(?P<locale>[a-z]{2})\.md$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as we ship it, with `{business}` where the business is to be named."""

    purpose: str
    version: int
    locale: str
    title: str
    body: str


@cache
def default_texts() -> tuple[Draft, ...]:
    """Every text that comes with this release."""
    drafts = []
    for file in (resources.files("kiosk.customers") / "texts").iterdir():
        named = _FILE.match(file.name)
        if named:
            title, _, body = file.read_text(encoding="utf-8").partition("\n")
            drafts.append(
                Draft(
                    named["purpose"],
                    int(named["version"]),
                    named["locale"],
                    title.removeprefix("#").strip(),
                    body.strip(),
                )
            )
    return tuple(sorted(drafts, key=lambda each: (each.purpose, each.version, each.locale)))


def digest(title: str, body: str) -> str:
    """The SHA-256 by which a text is known to be the one that somebody agreed to."""
    return hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest()


async def publish_default_texts(unit: Unit) -> int:
    """Publish the texts of this release that aren't published yet; gives how many were.

    `{business}` becomes the business's legal details where it has given them, else its name. Where the shop has
    published a text of its own, a release's text never takes its place. Raises NotFounded.
    """
    business = await get_business(unit.session)
    own = select(ConsentText.purpose).where(ConsentText.published_by.is_not(None)).distinct()
    owned = frozenset(await unit.session.scalars(own))
    published = 0
    for draft in (each for each in default_texts() if each.purpose not in owned):
        texts = business.texts_in(draft.locale)
        body = draft.body.replace("{business}", texts.get("legal") or business.name_in(draft.locale))
        added = await unit.session.scalar(
            insert(ConsentText)
            .values(
                purpose=draft.purpose,
                version=draft.version,
                locale=draft.locale,
                title=draft.title,
                body=body,
                sha256=digest(draft.title, body),
                valid_from=unit.now().date(),
            )
            .on_conflict_do_nothing()
            .returning(ConsentText.id)
        )
        published += added is not None
    return published


async def publish_if_open(unit: Unit) -> None:
    """Publish what a new release brings, unless nobody has founded the business yet."""
    if await find_business(unit.session) is not None:
        await publish_default_texts(unit)
