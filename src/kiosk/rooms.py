"""Which rooms the house has: the routers of the API and the modules whose reactions, jobs and schedules run.

A new domain is known here and nowhere else.
"""

from importlib import import_module

from fastapi import APIRouter

ROUTERS: tuple[str, ...] = (
    "kiosk.identity.router",
    "kiosk.business.router",
    "kiosk.sign_in.router",
    "kiosk.doctor.router",
    "kiosk.bots.router",
    "kiosk.bot.router",
    "kiosk.notifications.router",
    "kiosk.starting.router",
    "kiosk.catalog.router",
    "kiosk.media.router",
    "kiosk.carts.router",
    # Its /customers/export would be taken for a customer's number.
    "kiosk.exchange.router",
    "kiosk.customers.router",
    "kiosk.privacy.router",
    "kiosk.orders.router",
    "kiosk.checkout.router",
    "kiosk.analytics.router",
)
REACTIONS: tuple[str, ...] = (
    "kiosk.kernel.backup",
    "kiosk.identity.reactions",
    "kiosk.sign_in.reactions",
    "kiosk.inventory.reactions",
    "kiosk.orders.reactions",
    "kiosk.analytics.reactions",
    "kiosk.exchange.reactions",
    "kiosk.privacy.reactions",
    "kiosk.bot.reactions",
    "kiosk.bot.scenes.alerts.reactions",
    "kiosk.bot.staff.reactions",
    "kiosk.starting.reactions",
)


def routers() -> list[APIRouter]:
    """The routers of all domains."""
    return [import_module(name).router for name in ROUTERS]


def load_reactions() -> None:
    """Import every module that registers reactions, jobs or schedules."""
    for name in REACTIONS:
        import_module(name)
