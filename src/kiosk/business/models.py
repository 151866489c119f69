"""The company's one row."""

from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, DateTime, String, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Translations


class BusinessRow(Base):
    """The business that runs on this installation."""

    __tablename__ = "business"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("most_waiting_orders > 0 AND most_daily_orders > 0", name="most_orders"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    name: Mapped[str] = mapped_column(String(120))
    texts: Mapped[Translations]
    """Per language: `name`, `greeting`, `about`, `delivery`, `returns`, `legal`; all optional."""
    currency: Mapped[str] = mapped_column(String(3))
    country: Mapped[str] = mapped_column(String(2))
    """ISO 3166: the region for phone numbers typed without a country code."""
    market: Mapped[str] = mapped_column(String(2), server_default="")
    """RU, UA or KZ: whose law decides which ways of signing in are offered; "" follows the country."""
    default_locale: Mapped[str] = mapped_column(String(5))
    locales: Mapped[list[str]] = mapped_column(ARRAY(String(5)), server_default=text("'{ru,uk,kk,en}'"))
    """What the bot speaks with buyers, the default language among them."""
    time_zone: Mapped[str] = mapped_column(String(40))
    banner_id: Mapped[int | None]
    most_waiting_orders: Mapped[int] = mapped_column(server_default="5")
    """So many orders of one customer may wait to be confirmed: each of them holds its stock."""
    most_daily_orders: Mapped[int] = mapped_column(server_default="20")
    """So many orders one customer may place within 24 hours."""
    payments_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Since then the shop notes who has paid; None: it doesn't."""
