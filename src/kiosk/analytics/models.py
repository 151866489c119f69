"""Tables of the daily figures. They can be made anew from the orders at any time, and are every night."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Moment


class SalesDay(Base):
    """The orders that were placed on one of the business's days, by the status that they are in now."""

    __tablename__ = "sales_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    status: Mapped[str] = mapped_column(String(12), primary_key=True)
    orders: Mapped[int]
    amount: Mapped[Decimal] = mapped_column(Numeric(16, 2))
    items: Mapped[int]
    """Units in these orders."""


class VariantDay(Base):
    """What was sold of a variant in the orders of a day; without cancelled and refunded ones."""

    __tablename__ = "variant_days"
    __table_args__ = (Index("ix_variant_days_variant_id", "variant_id", "day"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    variant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int]
    amount: Mapped[Decimal] = mapped_column(Numeric(16, 2))


class SalesCalendar(Base):
    """By which time zone the days were cut; in another one they are other days."""

    __tablename__ = "sales_calendar"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, server_default="1")
    time_zone: Mapped[str] = mapped_column(String(40))
    rebuilt_at: Mapped[Moment]
