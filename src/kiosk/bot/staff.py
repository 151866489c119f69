"""The staff's side of the bot."""

from aiogram import Router


def router() -> Router:
    """The staff's handlers."""
    return Router(name="staff")
