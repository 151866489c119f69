"""Tables of the catalogue.

A variant is made of option values. The keys see to it that an impossible combination cannot be stored: a variant
takes at most one value of each option, only of options that its product has, and only values that belong to the
option; `signature` makes two variants of one product that mean the same collide.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.kernel.database import Amount, Base, Id, Moment, Translations


class Category(Base):
    """A shelf of the shop; shelves may stand in shelves."""

    __tablename__ = "categories"
    __table_args__ = (CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    id: Mapped[Id]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    translations: Mapped[Translations]
    """{"kk": {"name": ...}}; what is missing falls back to `name`."""
    position: Mapped[int] = mapped_column(server_default="0")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    is_active: Mapped[bool] = mapped_column(server_default="true")


class Product(Base):
    """What the shop shows; people buy one of its variants. It is hidden or deleted, but never lost to an order."""

    __tablename__ = "products"
    __table_args__ = (
        Index(
            "ix_products_shown",
            "category_id",
            "position",
            "id",
            postgresql_where=text("is_active AND deleted_at IS NULL"),
        ),
        Index(
            "ix_products_listed",
            "position",
            "id",
            postgresql_where=text("is_active AND deleted_at IS NULL"),
        ),
        # The staff's lists: everything that isn't deleted, in each of the orders that they offer.
        Index("ix_products_kept", "position", "id", postgresql_where=text("deleted_at IS NULL")),
        Index("ix_products_by_name", text("lower(name)"), "id", postgresql_where=text("deleted_at IS NULL")),
        Index("ix_products_by_change", "updated_at", "id", postgresql_where=text("deleted_at IS NULL")),
        Index("ix_products_hidden", "id", postgresql_where=text("deleted_at IS NULL AND NOT is_active")),
    )

    id: Mapped[Id]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    slug: Mapped[str] = mapped_column(String(160), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, server_default="")
    translations: Mapped[Translations]
    """{"kk": {"name": ..., "description": ...}}"""
    weight_grams: Mapped[int | None]
    position: Mapped[int] = mapped_column(server_default="0")
    is_active: Mapped[bool] = mapped_column(server_default="true")
    version: Mapped[int] = mapped_column(server_default="1")
    deleted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class ProductPicture(Base):
    """A picture of a product; with an option value it is the picture of that colour."""

    __tablename__ = "product_pictures"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    option_value_id: Mapped[int | None] = mapped_column(ForeignKey("option_values.id", ondelete="SET NULL"))


class OptionType(Base):
    """A way in which variants differ: size, colour."""

    __tablename__ = "option_types"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    translations: Mapped[Translations]


class OptionValue(Base):
    """One value of an option: M, blue."""

    __tablename__ = "option_values"
    __table_args__ = (UniqueConstraint("option_type_id", "value"), UniqueConstraint("id", "option_type_id"))

    id: Mapped[Id]
    option_type_id: Mapped[int] = mapped_column(ForeignKey("option_types.id"))
    value: Mapped[str] = mapped_column(String(60))
    translations: Mapped[Translations]
    """{"kk": {"value": ...}}"""
    position: Mapped[int] = mapped_column(server_default="0")


class ProductOption(Base):
    """An option that a product's variants differ by, and its place among them."""

    __tablename__ = "product_options"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    option_type_id: Mapped[int] = mapped_column(ForeignKey("option_types.id"), primary_key=True)
    position: Mapped[int] = mapped_column(server_default="0")


class ProductVariant(Base):
    """What can be bought: one combination of option values with its own SKU and price.

    How much there is of it is `inventory`'s knowledge.
    """

    __tablename__ = "product_variants"
    __table_args__ = (
        UniqueConstraint("product_id", "signature"),
        UniqueConstraint("id", "product_id"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("old_price > price", name="old_price_above_price"),
        CheckConstraint("is_active = (signature IS NOT NULL)", name="retired_without_signature"),
        Index(
            "ix_product_variants_sku_begins",
            text("lower(sku) text_pattern_ops"),
            postgresql_where=text("is_active"),
        ),
    )

    id: Mapped[Id]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    sku: Mapped[str] = mapped_column(String(64), unique=True)
    price: Mapped[Amount]
    old_price: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    signature: Mapped[str | None] = mapped_column(String(200))
    """Its option values' ids in ascending order, "3-17"; "" for a product without options; NULL once retired."""
    position: Mapped[int] = mapped_column(server_default="0")
    is_active: Mapped[bool] = mapped_column(server_default="true")
    """False once it was taken out of the product; orders still name it."""


class VariantValue(Base):
    """That a variant has an option value."""

    __tablename__ = "variant_values"
    __table_args__ = (
        ForeignKeyConstraint(
            ["variant_id", "product_id"],
            ["product_variants.id", "product_variants.product_id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["option_value_id", "option_type_id"], ["option_values.id", "option_values.option_type_id"]
        ),
        ForeignKeyConstraint(
            ["product_id", "option_type_id"],
            ["product_options.product_id", "product_options.option_type_id"],
        ),
    )

    variant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    option_type_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    option_value_id: Mapped[int] = mapped_column(BigInteger)
    product_id: Mapped[int] = mapped_column(BigInteger)


class ProductSearch(Base):
    """What a product is found by: the words of all its languages, as they are and in their stems."""

    __tablename__ = "product_search"
    __table_args__ = (Index("ix_product_search_document", "document", postgresql_using="gin"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[str] = mapped_column(TSVECTOR)
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Those of its words that typing errors may be mended to."""


class SearchWord(Base):
    """A word that occurs in the catalogue. `keys` are what remains of its beginning when letters are left out:
    two words that differ by a typing error have a key in common.
    """

    __tablename__ = "search_words"
    __table_args__ = (Index("ix_search_words_keys", "keys", postgresql_using="gin"),)

    word: Mapped[str] = mapped_column(String(80), primary_key=True)
    keys: Mapped[list[str]] = mapped_column(ARRAY(Text))
