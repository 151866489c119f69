"""How identity says no."""

import math

from kiosk.kernel.errors import Conflict, Refusal
from kiosk.kernel.i18n import N_


class WrongCredentials(Refusal):
    """The login is unknown or the password is wrong; which of the two is not said."""

    code = "identity.wrong-credentials"
    status = 401
    message = N_("The login or the password is wrong.")


class TooManyAttempts(Refusal):
    """Too many sign-ins were tried for this account or from this address."""

    code = "identity.too-many-attempts"
    status = 429
    message = N_("Too many attempts. Please wait {minutes} min and try again.")
    retryable = True

    def __init__(self, *, minutes: int = 0, seconds: int = 0) -> None:
        self.retry_after = minutes * 60 + seconds
        super().__init__(minutes=minutes + math.ceil(seconds / 60))


class SignedOut(Refusal):
    """The refresh token is missing, spent, expired or revoked."""

    code = "identity.signed-out"
    status = 401
    message = N_("You have been signed out. Please sign in again.")


class ForeignOrigin(Refusal):
    """A page of another site made the browser send this."""

    code = "identity.foreign-origin"
    status = 403
    message = N_("This request came from another site.")


class LoginTaken(Conflict):
    """Another account has this login."""

    code = "identity.login-taken"
    message = N_("This login is taken.")


class WeakPassword(Refusal):
    """The password would be guessed; `reason` is too-short, too-long, too-simple or too-common."""

    code = "identity.weak-password"
    status = 422
    message = N_("Choose a password of 12 to 128 characters that is hard to guess.")


class UnknownAccount(Refusal):
    """There is no such account."""

    code = "identity.unknown-account"
    status = 404
    message = N_("There is no such account.")


class SecondFactorRequired(Refusal):
    """The account may do this, but this session hasn't shown a second factor (or the account has none yet)."""

    code = "identity.second-factor-required"
    status = 403
    message = N_("Please confirm with your second factor first.")


class StepUpRequired(Refusal):
    """A grave act needs a second factor that was shown within the last five minutes."""

    code = "identity.step-up-required"
    status = 403
    message = N_("Please confirm once more with your second factor.")


class FreshSignInRequired(Refusal):
    """The first second factor is added within half an hour after a sign-in, and this one is older."""

    code = "identity.fresh-sign-in-required"
    status = 403
    message = N_("Please sign in again first: it has been a while.")


class WrongCode(Refusal):
    """The one-time code is wrong or was used before, or the recovery code is."""

    code = "identity.wrong-code"
    status = 401
    message = N_("This code is wrong or has been used already.")


class NoSecondFactor(Refusal):
    """The account has no authenticator application, or its enrolment was never begun or took too long."""

    code = "identity.no-second-factor"
    status = 404
    message = N_("No authenticator app is set up here.")


class SecondFactorObligatory(Conflict):
    """Whoever opens the house or touches money keeps at least one second factor."""

    code = "identity.second-factor-obligatory"
    message = N_("Your role needs a second factor. Add another one before you remove this one.")


class EntryLinkSpent(Refusal):
    """The one-time link was used, has expired or never existed; which of these is not said."""

    code = "identity.link-spent"
    status = 410
    message = N_("This link has been used or has expired. Please ask for a new one.")


class UnknownSession(Refusal):
    """There is no such session among the account's own."""

    code = "identity.unknown-session"
    status = 404
    message = N_("There is no such session.")


class Inactive(Refusal):
    """The password is right, but the account is switched off."""

    code = "identity.inactive"
    status = 403
    message = N_("This account is switched off.")


class AboveYourRank(Refusal):
    """The role, the right or the person stands above whoever asks."""

    code = "identity.above-your-rank"
    status = 403
    message = N_("This is above your own role.")


class LastOwner(Conflict):
    """Somebody must always be able to open the door."""

    code = "identity.last-owner"
    message = N_("This is the last owner. Name another owner first.")


class InvitationSpent(Refusal):
    """The invitation was accepted, withdrawn, has expired or never existed; which of these is not said."""

    code = "identity.invitation-spent"
    status = 410
    message = N_("This invitation has been used or has expired. Please ask for a new one.")


class UnknownInvitation(Refusal):
    """There is no such open invitation."""

    code = "identity.unknown-invitation"
    status = 404
    message = N_("There is no such invitation.")


class UnknownRequest(Refusal):
    """Nobody has asked for a role under this number."""

    code = "identity.unknown-request"
    status = 404
    message = N_("There is no such request.")


class AlreadyDecided(Conflict):
    """Somebody has answered the request already."""

    code = "identity.already-decided"
    message = N_("This request has been answered already.")


class UnknownKey(Refusal):
    """There is no such key."""

    code = "identity.unknown-key"
    status = 404
    message = N_("There is no such key.")


class WrongPassword(Refusal):
    """The current password, which must be known to change it, is wrong."""

    code = "identity.wrong-password"
    status = 403
    message = N_("The current password is wrong.")


class WayNotOffered(Refusal):
    """The law of the shop's market doesn't let people sign in this way."""

    code = "identity.way-not-offered"
    status = 403
    message = N_("This way of signing in is not offered here.")
