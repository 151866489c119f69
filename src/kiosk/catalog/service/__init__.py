"""What the staff does with the catalogue. Every change makes the answers that it concerns stale."""

from kiosk.catalog.service.bulk import change_products, delete_product, delete_products
from kiosk.catalog.service.categories import create_category, delete_category, update_category
from kiosk.catalog.service.products import create_product, update_product
from kiosk.catalog.service.quick import arrange_categories, change_variant, duplicate_product

__all__ = [
    "arrange_categories",
    "change_products",
    "change_variant",
    "create_category",
    "create_product",
    "delete_category",
    "delete_product",
    "delete_products",
    "duplicate_product",
    "update_category",
    "update_product",
]
