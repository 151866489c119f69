"""All tables, gathered for the migrations and the tests."""

from kiosk.analytics import models as analytics
from kiosk.bots import models as bots
from kiosk.business import models as business
from kiosk.carts import models as carts
from kiosk.catalog import models as catalog
from kiosk.customers import models as customers
from kiosk.exchange import models as exchange
from kiosk.identity import models as identity
from kiosk.inventory import models as inventory
from kiosk.kernel import tables as kernel
from kiosk.kernel.database import Base
from kiosk.media import models as media
from kiosk.notifications import models as notifications
from kiosk.orders import models as orders
from kiosk.payments import models as payments
from kiosk.privacy import models as privacy
from kiosk.sign_in import models as sign_in
from kiosk.starting import models as starting

metadata = Base.metadata

__all__ = [
    "analytics",
    "bots",
    "business",
    "carts",
    "catalog",
    "customers",
    "exchange",
    "identity",
    "inventory",
    "kernel",
    "media",
    "metadata",
    "notifications",
    "orders",
    "payments",
    "privacy",
    "sign_in",
    "starting",
]
