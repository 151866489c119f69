"""`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the same request twice has one effect.

The key is written in the transaction of the business action itself, so a crash between them can't happen: either
both are there or neither. A refused request changed nothing and is not remembered; its key may be used again.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from psycopg.errors import UniqueViolation

from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Refusal
from kiosk.kernel.i18n import N_
from kiosk.kernel.rows import fetch

KEPT = timedelta(days=7)
MAX_KEY_LENGTH = 255


class KeyReused(Refusal):
    """The key was used for a different request."""

    code = "kernel.idempotency-key-reused"
    status = 422
    message = N_("This idempotency key was already used for a different request.")


class StillRunning(Refusal):
    """The first request with this key has not been answered yet."""

    code = "kernel.idempotency-key-in-use"
    status = 409
    message = N_("The first request with this idempotency key is still running.")
    retryable = True


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer to a request with a key. `resource_id` names what was created."""

    status: int
    body: bytes
    resource_id: int | None = None
    replayed: bool = False


def fingerprint(*parts: bytes | str) -> str:
    """What distinguishes one request from another under the same key."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode() if isinstance(part, str) else part
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


async def once(
    unit: Unit,
    *,
    scope: str,
    key: str,
    request: str,
    act: Callable[[], Awaitable[Remembered]],
) -> Remembered:
    """Answer the first request of (`scope`, `key`) by `act` and every later one with that same answer.

    `scope` names actor and operation, so that nobody reads another one's answers; `request` is a `fingerprint`.
    The caller commits. Raises KeyReused if the request differs, StillRunning while the first one runs elsewhere.
    """
    name = f"idempotency:{scope}:{key}"
    found = (await fetch(unit.session, _LOCK_AND_FIND, {"name": name, "scope": scope, "key": key}))[0]
    if not found.free:
        raise StillRunning
    if found.request is not None:
        if found.request != request:
            raise KeyReused
        return Remembered(found.status, bytes(found.body), found.resource_id, replayed=True)
    answer = await act()
    params = {
        "scope": scope,
        "key": key,
        "request": request,
        "status": answer.status,
        "body": answer.body,
        "resource_id": answer.resource_id,
        "at": unit.now(),
    }
    try:
        await fetch(unit.session, _STORE, params)
    except UniqueViolation as error:
        # The first request ended between our look and our lock; what was done here is rolled back with the refusal.
        raise StillRunning from error
    return answer


async def forget_old(unit: Unit) -> int:
    """Forget the answers that have been kept for long enough; gives how many. The caller commits."""
    return len(await fetch(unit.session, _FORGET, {"before": unit.now() - KEPT}))


_FORGET = "DELETE FROM idempotency_keys WHERE created_at < %(before)s RETURNING key"
_LOCK_AND_FIND = """
SELECT pg_try_advisory_xact_lock(hashtextextended(%(name)s, 0)) AS free, k.request, k.status, k.body, k.resource_id
FROM (SELECT) AS once LEFT JOIN idempotency_keys k ON k.scope = %(scope)s AND k.key = %(key)s
"""
_STORE = """
INSERT INTO idempotency_keys (scope, key, request, status, body, resource_id, created_at)
VALUES (%(scope)s, %(key)s, %(request)s, %(status)s, %(body)s, %(resource_id)s, %(at)s)
RETURNING created_at
"""
