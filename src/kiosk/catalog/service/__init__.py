"""What the staff does with the catalogue. Every change makes the answers that it concerns stale."""

from kiosk.catalog.service.categories import create_category, delete_category, update_category
from kiosk.catalog.service.products import create_product, delete_product, update_product

__all__ = [
    "create_category",
    "create_product",
    "delete_category",
    "delete_product",
    "update_category",
    "update_product",
]
