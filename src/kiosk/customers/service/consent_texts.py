"""Publishing the shop's own texts of consents, and reading all of them with who agreed to which."""

from itertools import groupby
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.business.service import get_business
from kiosk.customers.consent_schemas import (
    ConsentDraft,
    ConsentPurpose,
    ConsentTexts,
    ConsentVersion,
    ConsentWords,
    ConsentWordsOut,
)
from kiosk.customers.errors import (
    ConsentTextIncomplete,
    ConsentTextNotFound,
    ConsentTextSame,
    ConsentTextSuperseded,
)
from kiosk.customers.models import ConsentText
from kiosk.customers.publication import digest
from kiosk.kernel.database import Unit
from kiosk.kernel.i18n import LOCALES
from kiosk.kernel.rows import Row, fetch


async def list_consent_texts(session: AsyncSession) -> ConsentTexts:
    """Every text that was ever published, by purpose, and how many people agreed to each version."""
    agreed = {(row.purpose, row.version): row for row in await fetch(session, _AGREED)}
    texts = list(await session.scalars(select(ConsentText).order_by(*_ORDER)))
    purposes = []
    for purpose, of_purpose in groupby(texts, lambda text: text.purpose):
        versions = [
            _version(list(words), agreed.get((purpose, version)))
            for version, words in groupby(of_purpose, lambda text: text.version)
        ]
        purposes.append(ConsentPurpose(purpose=purpose, versions=versions))
    return ConsentTexts(items=purposes)


def _version(words: list[ConsentText], agreed: Row | None) -> ConsentVersion:
    by_locale = {each.locale: each for each in words}
    return ConsentVersion(
        version=words[0].version,
        valid_from=words[0].valid_from,
        is_own=words[0].published_by is not None,
        agreed=agreed.agreed if agreed else 0,
        in_force=agreed.in_force if agreed else 0,
        texts={
            locale: ConsentWordsOut.model_validate(by_locale[locale])
            for locale in LOCALES
            if locale in by_locale
        },
    )


async def publish_consent_text(unit: Unit, purpose: str, draft: ConsentDraft, author_id: int) -> int:
    """Publish the next version of a text; gives its number. From then on everybody is asked anew.

    Raises ConsentTextNotFound for an unknown purpose, ConsentTextSuperseded if the draft wasn't made from the present
    version, ConsentTextIncomplete if a language that the shop speaks is missing, ConsentTextSame if nothing changed.
    """
    await fetch(unit.session, _LOCK, {"purpose": purpose})
    current = await unit.session.scalar(
        select(func.max(ConsentText.version)).where(ConsentText.purpose == purpose)
    )
    if current is None:
        raise ConsentTextNotFound
    if current != draft.based_on:
        raise ConsentTextSuperseded
    await _check(unit, purpose, current, draft)
    unit.session.add_all(
        ConsentText(
            purpose=purpose,
            version=current + 1,
            locale=locale,
            title=words.title,
            body=words.body,
            sha256=digest(words.title, words.body),
            valid_from=unit.now().date(),
            published_by=author_id,
        )
        for locale, words in draft.texts.items()
    )
    await unit.session.flush()
    languages: list[str] = [*draft.texts]
    unit.audit("consent-text.published", f"consent:{purpose}", version=current + 1, languages=languages)
    return current + 1


async def _check(unit: Unit, purpose: str, current: int, draft: ConsentDraft) -> None:
    spoken = (await get_business(unit.session)).locales
    missing = [locale for locale in spoken if locale not in draft.texts]
    if missing:
        raise ConsentTextIncomplete(languages=", ".join(missing))
    before = await unit.session.scalars(
        select(ConsentText).where(ConsentText.purpose == purpose, ConsentText.version == current)
    )
    if {each.locale: ConsentWords(title=each.title, body=each.body) for each in before} == draft.texts:
        raise ConsentTextSame


_ORDER: Final = (ConsentText.purpose, ConsentText.version.desc(), ConsentText.id)
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('kiosk.consent-text:' || %(purpose)s, 0))"
_AGREED: Final = """
SELECT t.purpose, t.version, count(DISTINCT e.account_id)::int AS agreed,
    count(*) FILTER (WHERE e.id = latest.id)::int AS in_force
FROM consent_events e JOIN consent_texts t ON t.id = e.text_id
JOIN (
    SELECT e.account_id, t.purpose, max(e.id) AS id FROM consent_events e JOIN consent_texts t ON t.id = e.text_id
    GROUP BY e.account_id, t.purpose
) AS latest ON latest.account_id = e.account_id AND latest.purpose = t.purpose
WHERE e.action = 'given'
GROUP BY t.purpose, t.version
"""
