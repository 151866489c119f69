"""Tables of pictures."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Base, Id, Moment


class Picture(Base):
    """A picture. Its files are `<sha256>.jpg` (at most 1280 px, for Telegram), `-960.webp` and `-320.webp`.

    A large one also has `-source.jpg`, from which it is cropped anew; nobody is served that.
    """

    __tablename__ = "pictures"

    id: Mapped[Id]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    original_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    """What it was cut out of."""
    crop: Mapped[dict[str, float] | None] = mapped_column(JSONB)
    """The part of the original that it shows, as `rules.Box`."""
    created_at: Mapped[Moment]


class TelegramFile(Base):
    """The file_id under which a bot has a picture already at Telegram's."""

    __tablename__ = "telegram_files"

    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    file_id: Mapped[str] = mapped_column(String(200))
