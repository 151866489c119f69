"""The SQL of the catalogue's reads: one statement, one round trip each.

A text in the reader's language is the translation into it, else the one into the business's default language,
else the base text.
"""

# ruff: noqa: S608 - every statement is put together from constants of this module

from typing import Final, LiteralString

SHOWN: Final = "p.is_active AND p.deleted_at IS NULL"

_NAME: Final = (
    "COALESCE({0}.translations -> %(locale)s::text ->> 'name',"
    " {0}.translations -> b.default_locale ->> 'name', {0}.name)"
)
_VALUE: Final = (
    "COALESCE(ov.translations -> %(locale)s::text ->> 'value',"
    " ov.translations -> b.default_locale ->> 'value', ov.value)"
)
_DESCRIPTION: Final = (
    "COALESCE(p.translations -> %(locale)s::text ->> 'description',"
    " p.translations -> b.default_locale ->> 'description', p.description)"
)

CATEGORIES: Final = f"""
SELECT c.id, c.parent_id, c.slug, {_NAME.format("c")} AS name, c.picture_id, pic.sha256, c.position,
       COALESCE(held.n, 0) AS products
FROM categories c
LEFT JOIN business b ON true
LEFT JOIN pictures pic ON pic.id = c.picture_id
LEFT JOIN (
    SELECT p.category_id, count(*) AS n FROM products p WHERE {SHOWN} GROUP BY p.category_id
) held ON held.category_id = c.id
WHERE c.is_active
ORDER BY c.position, c.id
"""

# A category and all that stand in it, as far as they are shown.
_SHELVES: Final = """
shelves AS (
    SELECT id FROM categories WHERE id = %(category)s::bigint AND is_active
    UNION
    SELECT c.id FROM categories c JOIN shelves s ON c.parent_id = s.id WHERE c.is_active
)"""

_CARDS: Final = f"""
SELECT total.n AS total, card.*
FROM total
LEFT JOIN (
    SELECT p.id, p.slug, {_NAME.format("p")} AS name, {_DESCRIPTION} AS description, p.category_id,
           v.price_from, v.price_to, v.cheapest[2] AS old_price, b.currency, v.in_stock,
           pic.id AS picture_id, pic.sha256 AS picture_sha256, v.variant_count, v.has_options, p.rank, p.ord
    FROM slice p
    CROSS JOIN business b
    CROSS JOIN LATERAL (
        SELECT min(price) AS price_from, max(price) AS price_to, count(*) AS variant_count,
               min(ARRAY[price, old_price]) AS cheapest,
               bool_or(s.on_hand > 0) IS TRUE AS in_stock, bool_or(signature <> '') AS has_options
        FROM product_variants LEFT JOIN stock_levels s ON s.variant_id = id
        WHERE product_id = p.id AND is_active
    ) v
    LEFT JOIN LATERAL (
        SELECT pictures.id, sha256
        FROM product_pictures JOIN pictures ON pictures.id = picture_id
        WHERE product_id = p.id ORDER BY position LIMIT 1
    ) pic ON true
) card ON true
ORDER BY card.rank DESC, card.ord, card.id
"""


def _page(condition: LiteralString, *, before: LiteralString = "") -> LiteralString:
    return f"""
WITH RECURSIVE {before}
total AS (SELECT count(*) AS n FROM products p WHERE {SHOWN}{condition}),
slice AS (
    SELECT p.*, 0 AS rank, p.position AS ord
    FROM products p WHERE {SHOWN}{condition}
    ORDER BY p.position, p.id LIMIT %(size)s::int OFFSET %(skip)s::int
)
{_CARDS}"""


# Of what a vague question finds, so many are counted and compared: nobody leafs through more, and reading all of
# them would take longer than the rest of the search.
_COMPARED: Final = "2000"


def _search(
    question: LiteralString, condition: LiteralString = "", *, before: LiteralString = ""
) -> LiteralString:
    return f"""
WITH RECURSIVE {before}
asked AS MATERIALIZED (SELECT {question} AS question),
found AS MATERIALIZED (
    SELECT d.product_id, ts_rank(d.document, asked.question) AS rank
    FROM asked, product_search d WHERE d.document @@ asked.question{condition} LIMIT {_COMPARED}
),
total AS (SELECT count(*) AS n FROM found),
best AS (SELECT * FROM found ORDER BY rank DESC, product_id LIMIT %(size)s::int OFFSET %(skip)s::int),
slice AS (SELECT p.*, best.rank, 0 AS ord FROM best JOIN products p ON p.id = best.product_id)
{_CARDS}"""


_IN_SHELVES: Final = " AND p.category_id IN (SELECT id FROM shelves)"
_FOUND_IN_SHELVES: Final = (
    " AND d.product_id IN (SELECT id FROM products WHERE category_id IN (SELECT id FROM shelves))"
)
_AS_ASKED: Final = "kiosk_question(kiosk_words(%(search)s::text))"
_AS_MEANT: Final = "kiosk_forgiving_question(%(search)s::text, %(retyped)s::text[])"

PAGE: Final = _page("")
PAGE_OF_CATEGORY: Final = _page(_IN_SHELVES, before=_SHELVES + ",")
SEARCH: Final = _search(_AS_ASKED)
SEARCH_IN_CATEGORY: Final = _search(_AS_ASKED, _FOUND_IN_SHELVES, before=_SHELVES + ",")
FORGIVING_SEARCH: Final = _search(_AS_MEANT)
FORGIVING_SEARCH_IN_CATEGORY: Final = _search(_AS_MEANT, _FOUND_IN_SHELVES, before=_SHELVES + ",")

PRODUCT: Final = f"""
SELECT p.id, p.slug, {_NAME.format("p")} AS name, {_DESCRIPTION} AS description, p.category_id,
       b.currency, p.weight_grams,
    (
        SELECT json_agg(json_build_array(ot.id, {_NAME.format("ot")}, (
            SELECT json_agg(json_build_array(ov.id, {_VALUE}) ORDER BY ov.position, ov.id)
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
            ARRAY(SELECT option_value_id FROM variant_values WHERE variant_id = v.id)
        ) ORDER BY v.position, v.id)
        FROM product_variants v LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE v.product_id = p.id AND v.is_active
    ) AS variants,
    (
        SELECT json_agg(json_build_array(pic.id, pp.option_value_id, pic.sha256) ORDER BY pp.position)
        FROM product_pictures pp JOIN pictures pic ON pic.id = pp.picture_id
        WHERE pp.product_id = p.id
    ) AS pictures
FROM products p CROSS JOIN business b
WHERE p.id = %(id)s::bigint AND {SHOWN}
"""

VARIANTS: Final = f"""
SELECT v.id, v.product_id, p.category_id, v.sku, v.price, v.old_price, b.currency, b.default_locale,
       COALESCE(s.on_hand, 0) AS on_hand, COALESCE(s.low_threshold, 0) AS low_threshold,
       v.is_active AND {SHOWN} AS sellable, p.name, p.translations,
    (
        SELECT json_agg(json_build_array(ov.value, ov.translations) ORDER BY po.position, po.option_type_id)
        FROM variant_values vv
        JOIN product_options po USING (product_id, option_type_id)
        JOIN option_values ov ON ov.id = vv.option_value_id
        WHERE vv.variant_id = v.id
    ) AS values,
    (
        SELECT pp.picture_id
        FROM product_pictures pp
        LEFT JOIN variant_values vv ON vv.variant_id = v.id AND vv.option_value_id = pp.option_value_id
        WHERE pp.product_id = p.id
        ORDER BY CASE WHEN vv.variant_id IS NOT NULL THEN 0 WHEN pp.option_value_id IS NULL THEN 1 ELSE 2 END,
                 pp.position
        LIMIT 1
    ) AS picture_id
FROM product_variants v
JOIN products p ON p.id = v.product_id
LEFT JOIN stock_levels s ON s.variant_id = v.id
CROSS JOIN business b
WHERE v.id = ANY(%(ids)s::bigint[])
"""
