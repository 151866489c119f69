"""Who the bot talks to."""

from dataclasses import dataclass

from kiosk.identity.rules import Actor
from kiosk.kernel.i18n import Translator


@dataclass(frozen=True, slots=True)
class Person:
    """The account behind `update.from_user`, and how to speak to it.

    Identity and rights come from here alone: never from callback data, a forwarded message or a contact.
    """

    account_id: int
    """The account; for people from Telegram it is their Telegram id."""
    telegram_id: int
    locale: str
    say: Translator
    roles: frozenset[str]
    first_name: str
    full_name: str
    username: str | None = None
    telegram_locale: str = "en"
    """Which of our languages fits the person's Telegram; `locale` is what they chose, or this."""
    extra: frozenset[str] = frozenset()
    """Verbs that the person may do beyond what the roles permit."""

    @property
    def actor(self) -> Actor:
        """The person as services know actors."""
        return Actor(self.account_id, self.roles, self.extra)

    def may(self, verb: str) -> bool:
        """Whether the person has the right to `verb` in a chat: never to a grave one, which wants a second factor."""
        return self.actor.may(verb)
