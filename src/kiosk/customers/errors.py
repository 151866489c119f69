"""How customers' matters say no."""

from kiosk.kernel.errors import NotFound, Refusal
from kiosk.kernel.i18n import N_


class InvalidPhone(Refusal):
    """Not a phone number that anybody could have."""

    code = "customers.invalid-phone"
    status = 422
    message = N_(
        "This doesn't look like a phone number. Please send it with the country code, like {example}."
    )

    def __init__(self, *, example: str) -> None:
        super().__init__(example=example)


class InvalidName(Refusal):
    """Not a name: too short, too long or without a letter."""

    code = "customers.invalid-name"
    status = 422
    message = N_("Please give a name of 2 to 100 characters.")


class InvalidAddress(Refusal):
    """Not an address: too short or too long."""

    code = "customers.invalid-address"
    status = 422
    message = N_("Please give the full address in 5 to 500 characters.")


class ConsentTextNotFound(NotFound):
    """There is no such consent text."""

    code = "customers.consent-text-not-found"
    message = N_("This text can't be found.")
