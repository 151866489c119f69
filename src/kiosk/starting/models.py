"""What can't be seen from the shop itself about how far its beginning is."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base


class GettingStarted(Base):
    """One row for the installation, or none. Founded, connected, filled: all that is read from where it is true."""

    __tablename__ = "getting_started"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """The owner has gone through the steps, or past them."""
    dismissed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """The list of what was skipped is no longer wanted."""
    goods_asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Sample goods are being made since then."""
    test_order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id", ondelete="SET NULL"))
    """The owner's last order to themselves."""
