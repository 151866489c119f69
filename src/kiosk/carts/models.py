"""The table of carts: one cart for each customer, shared by every face."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Amount, Base, Moment


class CartLine(Base):
    """So many of one variant in a customer's cart."""

    __tablename__ = "cart_lines"
    __table_args__ = (CheckConstraint("quantity BETWEEN 1 AND 999", name="quantity"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(
        ForeignKey("product_variants.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    quantity: Mapped[int]
    price_seen: Mapped[Amount]
    """The unit price that the customer saw last, to tell them when it has changed."""
    added_at: Mapped[Moment]
