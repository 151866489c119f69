"""How being forgotten is refused."""

from kiosk.kernel.errors import Conflict, NotFound
from kiosk.kernel.i18n import N_


class NobodyToErase(NotFound):
    """There is no such account."""

    code = "privacy.nobody-to-erase"


class StaffStays(Conflict):
    """Whoever works here leaves first: what they did is in the shop's books under their account."""

    code = "privacy.staff-stays"
    message = N_("Somebody who works here can't be erased. Take their roles away first.")
