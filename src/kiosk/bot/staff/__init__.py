"""The staff's side of the bot: cards in the staff chat, details and deeds in private.

Rights come from the roles of whoever pressed or wrote. The group's card carries no personal data.
"""

from aiogram import Router


def router() -> Router:
    """Fresh routers of the staff's side."""
    # Late: the cards are drawn by the notices, which import this package.
    from kiosk.bot.staff import group, private

    made = Router(name="staff")
    made.include_routers(group.router(), private.router())
    return made
