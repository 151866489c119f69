"""Service keys: another program's way in. It acts for customers whom it names, and sees nothing of the staff's."""

from kiosk.identity.errors import UnknownKey
from kiosk.identity.models import ApiKey
from kiosk.identity.rules import SERVICE, Actor
from kiosk.kernel.database import Database, Unit
from kiosk.kernel.secrets import digest, new_token

_PREFIX = "kiosk_"
_SHOWN = 12


async def create_api_key(unit: Unit, name: str) -> tuple[ApiKey, str]:
    """A new key and its plain text, which is shown once and stored nowhere."""
    plain = _PREFIX + new_token()
    key = ApiKey(
        name=name.strip()[:100] or "unnamed",
        prefix=plain[:_SHOWN],
        key_hash=digest(plain),
        created_at=unit.now(),
    )
    unit.session.add(key)
    await unit.session.flush()
    return key, plain


async def revoke_api_key(unit: Unit, key_id: int) -> None:
    """Refuse the key from now on; one that is refused already stays so. Raises UnknownKey."""
    key = await unit.session.get(ApiKey, key_id, with_for_update=True)
    if key is None:
        raise UnknownKey
    key.revoked_at = key.revoked_at or unit.now()
    await unit.session.flush()


async def find_service(database: Database, plain: str) -> Actor | None:
    """The service behind a key; None if the key is unknown or revoked."""
    if not plain.startswith(_PREFIX):
        return None
    rows = await database.reader.fetch(_FIND, {"hash": digest(plain)})
    return Actor(account_id=None, roles=frozenset({SERVICE}), key_id=rows[0].id) if rows else None


_FIND = "SELECT id FROM api_keys WHERE key_hash = %(hash)s AND revoked_at IS NULL"
