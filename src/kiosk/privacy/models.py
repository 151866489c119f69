"""Who asked to be forgotten, and what was forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class Erasure(Base):
    """That a person's data was to be erased, and the record of it: numbers and names of parts, never what was in them."""

    __tablename__ = "erasures"
    __table_args__ = (
        Index("uq_erasures_waiting", "account_id", unique=True, postgresql_where=text("finished_at IS NULL")),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigInteger, index=True)
    channel: Mapped[str] = mapped_column(String(12))
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    """Who of the staff entered it; None: the person, or a restored backup that had forgotten it."""
    asked_at: Mapped[Moment]
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    forgotten: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    """{part: how many rows}."""
