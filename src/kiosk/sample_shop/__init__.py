"""A believable shop to try Kiosk with: its texts in four languages, its goods and their pictures.

Pure data and pure functions; nothing here knows the database.
"""

from kiosk.sample_shop.content import SHOP
from kiosk.sample_shop.content_model import (
    LANGUAGES,
    Category,
    Language,
    LocalizedText,
    Option,
    OptionValue,
    Product,
    Shop,
    Variant,
)
from kiosk.sample_shop.pictures import PictureSpec, banner, category_picture, pictures_of, render

__all__ = [
    "LANGUAGES",
    "SHOP",
    "Category",
    "Language",
    "LocalizedText",
    "Option",
    "OptionValue",
    "PictureSpec",
    "Product",
    "Shop",
    "Variant",
    "banner",
    "category_picture",
    "pictures_of",
    "render",
]
