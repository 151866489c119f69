"""Options and their values: shared by all products, made when a product first names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from kiosk.catalog.inputs import OptionInput
from kiosk.catalog.models import OptionType, OptionValue, ProductOption
from kiosk.kernel.database import Unit


@dataclass(frozen=True, slots=True)
class KnownOption:
    """An option's id, and the ids of its values by what they are called."""

    id: int
    values: dict[str, int]


async def ensure_options(
    unit: Unit, options: Sequence[OptionInput]
) -> tuple[dict[str, KnownOption], set[int]]:
    """The options by name, made or completed as needed.

    Also gives the ids of the products that had one whose translations have changed.
    """
    if not options:
        return {}, set()
    session = unit.session
    by_name = {option.name: option for option in options}
    # Sorted, so that two products that name the same options wait for each other in one order.
    names = sorted(by_name)
    await session.execute(
        insert(OptionType).on_conflict_do_nothing(index_elements=["name"]), [{"name": name} for name in names]
    )
    rows = (await session.execute(select(OptionType).where(OptionType.name.in_(names)))).scalars().all()
    ids = {row.name: row.id for row in rows}
    changed = await _translate(
        session,
        OptionType,
        {row.id: (row.translations, _texts(by_name[row.name].translations)) for row in rows},
    )
    known = {}
    for name in names:
        values, values_changed = await _ensure_values(session, ids[name], by_name[name])
        known[name] = KnownOption(ids[name], values)
        if values_changed:
            changed.add(ids[name])
    using = select(ProductOption.product_id).where(ProductOption.option_type_id.in_(changed)).distinct()
    return known, set(await session.scalars(using)) if changed else set()


async def _ensure_values(
    session: AsyncSession, option_id: int, option: OptionInput
) -> tuple[dict[str, int], bool]:
    given = {each.value: each for each in option.value_inputs()}
    own = select(OptionValue).where(OptionValue.option_type_id == option_id)
    missing = [v for v in given if v not in {row.value for row in await session.scalars(own)}]
    if missing:
        last = await session.scalar(
            select(func.coalesce(func.max(OptionValue.position), 0)).where(
                OptionValue.option_type_id == option_id
            )
        )
        await session.execute(
            insert(OptionValue).on_conflict_do_nothing(index_elements=["option_type_id", "value"]),
            [
                {"option_type_id": option_id, "value": value, "position": (last or 0) + n}
                for n, value in enumerate(missing, start=1)
            ],
        )
    rows = (await session.scalars(own.where(OptionValue.value.in_(given)))).all()
    changed = await _translate(
        session,
        OptionValue,
        {row.id: (row.translations, _texts(given[row.value].translations)) for row in rows},
    )
    return {row.value: row.id for row in rows}, bool(changed)


async def _translate(
    session: AsyncSession,
    table: type[OptionType | OptionValue],
    texts: dict[int, tuple[dict[str, Any], dict[str, Any]]],
) -> set[int]:
    """Complete the known translations by the given ones; gives the ids of the rows that this changed."""
    completed = {id_: _completed(known, given) for id_, (known, given) in texts.items()}
    changed = {id_: full for id_, full in completed.items() if full != texts[id_][0]}
    for id_ in sorted(changed):
        await session.execute(update(table).where(table.id == id_).values(translations=changed[id_]))
    return set(changed)


def _completed(known: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {locale: text for locale, text in {**known, **given}.items() if text is not None}


def _texts(translations: dict[Any, Any]) -> dict[str, Any]:
    return {locale: each and each.model_dump() for locale, each in translations.items()}
