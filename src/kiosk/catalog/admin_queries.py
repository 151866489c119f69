"""A product as the staff edits it."""

from typing import Final

from kiosk.catalog.errors import ProductNotFound
from kiosk.catalog.outputs import (
    AdminOptionOut,
    AdminPictureOut,
    AdminProductOut,
    AdminValueOut,
    AdminVariantOut,
    AttributeOut,
)
from kiosk.kernel.rows import Source, fetch
from kiosk.media.rules import picture_urls

_PRODUCT: Final = """
SELECT p.id, p.version, p.slug, p.name, p.description, p.translations, p.category_id, p.weight_grams, p.position,
       p.is_active, p.created_at, p.updated_at,
    (
        SELECT json_agg(json_build_array(ot.name, ot.translations, (
            SELECT json_agg(json_build_array(ov.value, ov.translations) ORDER BY ov.position, ov.id)
            FROM option_values ov
            WHERE ov.option_type_id = ot.id AND ov.id IN (
                SELECT vv.option_value_id FROM variant_values vv JOIN product_variants v ON v.id = vv.variant_id
                WHERE v.product_id = p.id AND v.is_active)
        )) ORDER BY po.position, ot.id)
        FROM product_options po JOIN option_types ot ON ot.id = po.option_type_id
        WHERE po.product_id = p.id
    ) AS options,
    (
        SELECT json_agg(json_build_array(
            v.id, v.sku, v.price::text, v.old_price::text, COALESCE(s.on_hand, 0), COALESCE(s.low_threshold, 0),
            (
                SELECT json_agg(json_build_array(ot.name, ov.value) ORDER BY po.position, ot.id)
                FROM variant_values vv
                JOIN product_options po USING (product_id, option_type_id)
                JOIN option_types ot ON ot.id = vv.option_type_id
                JOIN option_values ov ON ov.id = vv.option_value_id
                WHERE vv.variant_id = v.id
            )) ORDER BY v.position, v.id)
        FROM product_variants v LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE v.product_id = p.id AND v.is_active
    ) AS variants,
    (
        SELECT json_agg(json_build_array(pic.id, pic.sha256, ot.name, ov.value) ORDER BY pp.position)
        FROM product_pictures pp
        JOIN pictures pic ON pic.id = pp.picture_id
        LEFT JOIN option_values ov ON ov.id = pp.option_value_id
        LEFT JOIN option_types ot ON ot.id = ov.option_type_id
        WHERE pp.product_id = p.id
    ) AS pictures
FROM products p
WHERE p.id = %(id)s::bigint AND p.deleted_at IS NULL
"""


async def get_product_for_staff(session: Source, product_id: int) -> AdminProductOut:
    """A product in all languages, hidden or not. Raises ProductNotFound."""
    rows = await fetch(session, _PRODUCT, {"id": product_id})
    if not rows:
        raise ProductNotFound
    row = rows[0]
    return AdminProductOut(
        **{name: getattr(row, name) for name in _PLAIN},
        options=[
            AdminOptionOut(
                name=name,
                translations=translations,
                values=[AdminValueOut(value=value, translations=known) for value, known in values or ()],
            )
            for name, translations, values in row.options or ()
        ],
        variants=[
            AdminVariantOut(
                id=id_,
                sku=sku,
                price=price,
                old_price=old_price,
                stock_quantity=on_hand,
                low_stock_threshold=threshold,
                attributes=[AttributeOut(type=option, value=value) for option, value in attributes or ()],
            )
            for id_, sku, price, old_price, on_hand, threshold, attributes in row.variants or ()
        ],
        pictures=[
            AdminPictureOut(
                id=id_,
                **picture_urls(sha256),
                attribute=AttributeOut(type=option, value=value) if option is not None else None,
            )
            for id_, sha256, option, value in row.pictures or ()
        ],
    )


_PLAIN: Final = (
    "id",
    "version",
    "slug",
    "name",
    "description",
    "translations",
    "category_id",
    "weight_grams",
    "position",
    "is_active",
    "created_at",
    "updated_at",
)
