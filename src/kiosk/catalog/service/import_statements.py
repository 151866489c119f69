"""The SQL by which many products are read and saved at once. New rows are copied; what is looked for or changed is
passed as arrays, one for each column.

Single rows are looked up by subqueries and ids are named twice, so that every plan goes by index, even one that was
made while the tables were empty.
"""

from typing import Final

LOCK: Final = (
    "SELECT id FROM products WHERE id = ANY(%(ids)s::bigint[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE"
)
PRODUCTS: Final = """
SELECT p.id, p.slug, p.name, p.description, p.category_id, p.weight_grams, p.is_active, p.translations, p.version,
    ARRAY(SELECT t.name FROM product_options o JOIN option_types t ON t.id = o.option_type_id
          WHERE o.product_id = p.id ORDER BY o.position, t.id) AS options
FROM products p WHERE p.id = ANY(%(ids)s::bigint[]) AND p.deleted_at IS NULL
"""
VARIANTS: Final = """
SELECT v.id, v.product_id, v.sku, v.price, v.old_price,
    COALESCE((SELECT on_hand FROM stock_levels WHERE variant_id = v.id), 0) AS on_hand,
    COALESCE((SELECT low_threshold FROM stock_levels WHERE variant_id = v.id), 0) AS low_threshold,
    ARRAY(SELECT (SELECT value FROM option_values WHERE id = vv.option_value_id) FROM variant_values vv
          WHERE vv.variant_id = v.id
          ORDER BY (SELECT position FROM product_options o
                    WHERE o.product_id = vv.product_id AND o.option_type_id = vv.option_type_id),
              vv.option_type_id) AS values
FROM product_variants v WHERE v.product_id = ANY(%(ids)s::bigint[]) AND v.is_active
ORDER BY v.product_id, v.position, v.id
"""
OWNERS: Final = """
SELECT v.sku, v.product_id FROM product_variants v
WHERE v.sku = ANY(%(skus)s::text[]) AND v.is_active
    AND (SELECT p.deleted_at IS NULL FROM products p WHERE p.id = v.product_id)
"""
DRAW_IDS: Final = """
SELECT nextval(sequence) AS id
FROM (SELECT pg_get_serial_sequence(%(table)s::text, 'id')::regclass AS sequence OFFSET 0) AS of, generate_series(1, %(count)s::int)
"""
TAKEN_SLUGS: Final = "SELECT slug FROM products WHERE slug = ANY(%(slugs)s::text[])"
# No slug has a "~", and every letter of a slug comes before it.
SLUGS_LIKE: Final = "SELECT slug FROM products WHERE slug >= %(stem)s::text AND slug < %(stem)s::text || '~'"

LAST_POSITION: Final = "SELECT COALESCE(max(position), 0) AS position FROM products"
COPY_PRODUCTS: Final = """
COPY products (id, slug, position, created_at, updated_at, name, description, category_id, weight_grams, is_active,
    translations) FROM STDIN
"""
# What imports of earlier versions changed had no translations; theirs stay.
UPDATE_PRODUCTS: Final = """
UPDATE products p SET name = new.name, description = new.description, category_id = new.category_id,
    weight_grams = new.weight_grams, is_active = new.is_active,
    translations = COALESCE(new.translations::jsonb, p.translations), version = p.version + 1, updated_at = %(at)s
FROM unnest(%(ids)s::bigint[], %(name)s::text[], %(description)s::text[], %(category_id)s::bigint[],
            %(weight_grams)s::int[], %(is_active)s::boolean[], %(translations)s::text[])
    AS new(id, name, description, category_id, weight_grams, is_active, translations)
WHERE p.id = new.id AND p.id = ANY(%(ids)s::bigint[]) RETURNING p.id
"""
COPY_OPTIONS: Final = "COPY product_options (product_id, option_type_id, position) FROM STDIN"
# "~" can't be in an SKU that people enter, so what a retired variant is called from now on is free.
FREE_SKUS: Final = """
UPDATE product_variants v SET sku = left(v.sku, 40) || '~' || v.id
WHERE v.sku = ANY(%(skus)s::text[])
    AND (NOT v.is_active OR (SELECT p.deleted_at IS NOT NULL FROM products p WHERE p.id = v.product_id))
RETURNING v.id
"""
COPY_VARIANTS: Final = """
COPY product_variants (id, product_id, sku, price, old_price, signature, position) FROM STDIN
"""
COPY_VALUES: Final = (
    "COPY variant_values (variant_id, option_type_id, option_value_id, product_id) FROM STDIN"
)
SET_PRICES: Final = """
UPDATE product_variants v SET price = new.price, old_price = new.old_price
FROM unnest(%(ids)s::bigint[], %(prices)s::numeric[], %(old_prices)s::numeric[]) AS new(id, price, old_price)
WHERE v.id = new.id AND v.id = ANY(%(ids)s::bigint[]) RETURNING v.id
"""

UNCHANGED: Final = """
SELECT p.id FROM products p
JOIN unnest(%(ids)s::bigint[], %(versions)s::int[]) AS known(id, version) ON known.id = p.id
WHERE p.deleted_at IS NULL AND p.version = known.version AND p.id = ANY(%(ids)s::bigint[])
ORDER BY p.id FOR UPDATE OF p
"""
DELETE_PRODUCTS: Final = """
UPDATE products SET deleted_at = %(at)s, updated_at = %(at)s, version = version + 1
WHERE id = ANY(%(ids)s::bigint[]) RETURNING id
"""
RETIRE_VARIANTS: Final = """
UPDATE product_variants SET is_active = false, signature = NULL WHERE id = ANY(%(ids)s::bigint[]) RETURNING id
"""
