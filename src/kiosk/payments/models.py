"""The ledger's table."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Amount, Base, Id


class Payment(Base):
    """Money that changed hands for an order, in the order's currency. Rows are never changed or deleted.

    Nothing in it is anybody's data but the ids, so it stays when a buyer is forgotten: it belongs to the books.
    """

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("method IN ('cash','card','transfer','other')", name="method"),
        CheckConstraint("amount <> 0", name="amount"),
    )

    id: Mapped[Id]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="RESTRICT"), index=True)
    amount: Mapped[Amount]
    """Above zero: taken from the buyer. Below: given back, or the correction of an entry that was a slip."""
    method: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    """None: nobody of the staff; a provider of payments told us."""
    undoes: Mapped[int | None] = mapped_column(ForeignKey("payments.id"), unique=True)
    """The entry that was a slip and that this one takes back."""
    happened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
