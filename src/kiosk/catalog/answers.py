"""The storefront's answers as bytes. They go past Pydantic, which would take longer than reading the rows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import orjson

from kiosk.catalog.schemas import CategoryNode, ProductCard, ProductDetail
from kiosk.kernel.rows import Row
from kiosk.media.rules import picture_urls


def page_answer(cards: Sequence[ProductCard | Row], total: int, page: int, size: int) -> bytes:
    """`ProductPage` of `outputs`."""
    return orjson.dumps(
        {"items": [_card(card) for card in cards], "total": total, "page": page, "size": size}
    )


def product_answer(product: ProductDetail) -> bytes:
    """`ProductOut` of `outputs`."""
    prices = [variant.price for variant in product.variants]
    return orjson.dumps(
        {
            "id": product.id,
            "slug": product.slug,
            "name": product.name,
            "description": product.description,
            "category_id": product.category_id,
            "currency": product.currency,
            "price_from": str(min(prices)),
            "price_to": str(max(prices)),
            "in_stock": product.in_stock,
            "weight_grams": product.weight_grams,
            "options": [
                {
                    "id": option.id,
                    "name": option.name,
                    "values": [value.value for value in option.values],
                    "value_ids": [value.id for value in option.values],
                }
                for option in product.options
            ],
            "variants": [
                {
                    "id": variant.id,
                    "sku": variant.sku,
                    "price": str(variant.price),
                    "old_price": _amount(variant.old_price),
                    "stock_quantity": variant.stock_quantity,
                    "attributes": [{"type": each.type, "value": each.value} for each in variant.attributes],
                    "value_ids": variant.values,
                    "picture_id": variant.picture_id,
                }
                for variant in product.variants
            ],
            "pictures": [
                {"id": each.id, **picture_urls(each.sha256), "option_value_id": each.option_value_id}
                for each in product.pictures
            ],
        }
    )


def categories_answer(nodes: Sequence[CategoryNode]) -> bytes:
    """`CategoryTree` of `outputs`."""
    return orjson.dumps({"items": [_category(node) for node in nodes]})


def _card(card: ProductCard | Row) -> dict[str, Any]:
    return {
        "id": card.id,
        "slug": card.slug,
        "name": card.name,
        "description": card.description,
        "category_id": card.category_id,
        "price_from": str(card.price_from),
        "price_to": str(card.price_to),
        "old_price": _amount(card.old_price),
        "currency": card.currency,
        "in_stock": card.in_stock,
        "has_options": card.has_options,
        "variant_count": card.variant_count,
        "picture": _picture(card.picture_id, card.picture_sha256),
    }


def _category(node: CategoryNode) -> dict[str, Any]:
    return {
        "id": node.id,
        "parent_id": node.parent_id,
        "slug": node.slug,
        "name": node.name,
        "position": node.position,
        "product_count": node.product_count,
        "picture": _picture(node.picture_id, node.picture_sha256),
        "children": [_category(child) for child in node.children],
    }


def _picture(picture_id: int | None, sha256: str | None) -> dict[str, Any] | None:
    return {"id": picture_id, **picture_urls(sha256)} if sha256 is not None else None


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
