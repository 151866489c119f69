"""How customers' matters say no."""

from kiosk.kernel.errors import Conflict, NotFound, Refusal
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


class ConsentTextSuperseded(Conflict):
    """The draft was made from a version that isn't the present one any more."""

    code = "customers.consent-text-superseded"
    message = N_("Somebody has published another version meanwhile. Please read it first.")


class ConsentTextSame(Conflict):
    """The draft says what the present version says; everybody would be asked anew for nothing."""

    code = "customers.consent-text-same"
    message = N_("Nothing in this text has changed, so there is nothing to publish.")


class ConsentTextIncomplete(Refusal):
    """A language that the shop speaks is missing."""

    code = "customers.consent-text-incomplete"
    status = 422
    message = N_("The text is needed in every language that the shop speaks; missing: {languages}.")

    def __init__(self, *, languages: str) -> None:
        super().__init__(languages=languages)


class CustomerNotFound(NotFound):
    """There is no such customer."""

    code = "customers.not-found"
    message = N_("This customer can't be found.")


class CustomerNoteNotFound(NotFound):
    """There is no such note, or somebody else wrote it."""

    code = "customers.note-not-found"
    message = N_("This note can't be found.")


class CustomerBlocked(Refusal):
    """The shop sells nothing to this customer."""

    code = "customers.blocked"
    status = 403
    message = N_("We are sorry, we can't take an order from you right now. Please write to the shop.")


class IsStaff(Conflict):
    """Somebody of the staff can't be blocked as a customer; their role can be taken away."""

    code = "customers.is-staff"
    message = N_("This is a member of the staff. Take the role away instead.")
