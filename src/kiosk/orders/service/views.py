"""Selections of the orders' list that somebody keeps for themselves."""

from typing import Any, Final

import orjson
from psycopg.errors import UniqueViolation

from kiosk.kernel.database import Unit
from kiosk.kernel.rows import Row, fetch
from kiosk.orders.errors import TooManyViews, ViewExists, ViewNotFound

MOST_VIEWS = 30


async def keep_view(unit: Unit, account_id: int, name: str, query: dict[str, Any]) -> Row:
    """Keep a selection under a name; gives its row. Raises ViewExists, TooManyViews."""
    params = {
        "account_id": account_id,
        "name": name,
        "query": orjson.dumps(query).decode(),
        "most": MOST_VIEWS,
        "at": unit.now(),
    }
    try:
        rows = await fetch(unit.session, _KEEP, params)
    except UniqueViolation as error:
        raise ViewExists from error
    if not rows:
        raise TooManyViews(most=MOST_VIEWS)
    return rows[0]


async def change_view(unit: Unit, account_id: int, view_id: int, name: str, query: dict[str, Any]) -> Row:
    """Give a kept selection another name or content. Raises ViewNotFound (also for another's), ViewExists."""
    params = {
        "id": view_id,
        "account_id": account_id,
        "name": name,
        "query": orjson.dumps(query).decode(),
    }
    try:
        rows = await fetch(unit.session, _CHANGE, params)
    except UniqueViolation as error:
        raise ViewExists from error
    if not rows:
        raise ViewNotFound
    return rows[0]


async def forget_view(unit: Unit, account_id: int, view_id: int) -> None:
    """Forget a kept selection. Raises ViewNotFound, also for another's."""
    if not await fetch(unit.session, _FORGET, {"id": view_id, "account_id": account_id}):
        raise ViewNotFound


_KEEP: Final = """
INSERT INTO order_views (account_id, name, query, created_at)
SELECT %(account_id)s, %(name)s, %(query)s::jsonb, %(at)s
WHERE (SELECT count(*) FROM order_views WHERE account_id = %(account_id)s) < %(most)s
RETURNING id, name, query, created_at
"""
_CHANGE: Final = """
UPDATE order_views SET name = %(name)s, query = %(query)s::jsonb
WHERE id = %(id)s AND account_id = %(account_id)s RETURNING id, name, query, created_at
"""
_FORGET: Final = "DELETE FROM order_views WHERE id = %(id)s AND account_id = %(account_id)s RETURNING id"
