"""Refusals: every way in which the house says no, each with a stable code.

The API answers a refusal as RFC 9457 problem details, the bot says its message in the reader's language,
the worker looks at `retryable`.
"""

from typing import Any, ClassVar

from kiosk.kernel.i18n import N_, Translator


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a malfunction
    """Base of all refusals. A subclass gives `code`, `status` and an English `message` with named placeholders.

    Parameters of the message are given as keywords and are shown to people and to clients of the API:
    never a secret or somebody's personal data.
    """

    code: ClassVar[str] = "kernel.refused"
    status: ClassVar[int] = 400
    message: ClassVar[str] = N_("This can't be done.")
    retryable: ClassVar[bool] = False

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(f"{self.code} {params}" if params else self.code)

    def text(self, translate: Translator) -> str:
        """The message in the reader's language."""
        return translate(self.message, **self.params)


class NotFound(Refusal):
    """The thing does not exist, or the actor may not know that it does."""

    code = "kernel.not-found"
    status = 404
    message = N_("Nothing was found here.")


class Unauthenticated(Refusal):
    """The actor is unknown."""

    code = "identity.unauthenticated"
    status = 401
    message = N_("Please sign in first.")


class Forbidden(Refusal):
    """The actor is known but may not do this."""

    code = "identity.forbidden"
    status = 403
    message = N_("You don't have the right to do this.")


class Conflict(Refusal):
    """The thing has changed in the meantime."""

    code = "kernel.conflict"
    status = 409
    message = N_("This has changed in the meantime. Please look again.")


class Invalid(Refusal):
    """Input that is well-formed but can't be accepted. `errors` are (JSON pointer, code, English detail)."""

    code = "kernel.invalid"
    status = 422
    message = N_("Some of the data can't be accepted.")

    def __init__(self, *errors: tuple[str, str, str], **params: Any) -> None:
        super().__init__(**params)
        self.errors = errors


class Unavailable(Refusal):
    """A part of the house does not answer now; the same request may succeed in a moment."""

    code = "kernel.unavailable"
    status = 503
    message = N_("The shop is busy right now. Please try again in a moment.")
    retryable = True
