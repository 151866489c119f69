"""Who wants to hear of what. Without a row the usual holds (`rules`)."""

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base


class ShopNotifications(Base):
    """What the staff's group hears, and at which hour the day is summed up. One row, or none."""

    __tablename__ = "shop_notifications"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("summary_hour BETWEEN 0 AND 23", name="hour"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    events: Mapped[list[str]] = mapped_column(ARRAY(String(24)))
    summary_hour: Mapped[int]
    """In the business's time zone."""


class StaffNotifications(Base):
    """What a member of the staff hears in their own chat with the bot."""

    __tablename__ = "staff_notifications"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    events: Mapped[list[str]] = mapped_column(ARRAY(String(24)))
