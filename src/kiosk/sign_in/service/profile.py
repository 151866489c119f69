"""What people say about themselves."""

from sqlalchemy import update

from kiosk.business.service import find_business
from kiosk.identity.models import Account
from kiosk.identity.rules import joined_name
from kiosk.kernel.database import Unit
from kiosk.kernel.errors import Invalid
from kiosk.kernel.i18n import N_
from kiosk.kernel.phones import parse_phone
from kiosk.media.rules import is_picture_url
from kiosk.sign_in.account_schemas import ChangeProfile

_NO_PHONE = N_("This doesn't look like a phone number.")
_FOREIGN_PICTURE = N_("Only a picture that was uploaded here can be an avatar.")


async def change_profile(unit: Unit, account_id: int, wanted: ChangeProfile) -> None:
    """Change what `wanted` names. A name given here wins over the one that Telegram says. Raises Invalid."""
    changes = wanted.model_dump(exclude_unset=True)
    if changes.get("avatar") and not is_picture_url(changes["avatar"]):
        raise Invalid(("/avatar", "avatar.foreign", _FOREIGN_PICTURE))
    if "phone" in changes:
        typed = changes.pop("phone")
        changes["phone_number"] = typed and await normal_phone(unit, typed)
    account = await unit.session.get_one(Account, account_id)
    if "first_name" in changes or "last_name" in changes:
        first = changes.get("first_name") or account.first_name or account.full_name
        changes["first_name"] = first
        changes["full_name"] = joined_name(first, changes.get("last_name", account.last_name))
    if changes:
        await unit.session.execute(
            update(Account).where(Account.id == account_id).values(**changes, updated_at=unit.now())
        )


async def normal_phone(unit: Unit, typed: str) -> str:
    """A phone number in E.164; without a country code it is one of the business's country. Raises Invalid."""
    business = await find_business(unit.session)
    number = parse_phone(typed, business.country if business else "")
    if number is None:
        raise Invalid(("/phone", "phone.invalid", _NO_PHONE))
    return number
