"""find words that PostgreSQL's parser takes for a number and something after it, such as the SKU 1E20B"""

from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

# Questions name words as they are written, so the document has to hold those that the parser takes apart, too.
_WHOLE = """ || COALESCE((
        SELECT string_agg(quote_literal(word) || '\\:1', ' ') FROM unnest(string_to_array(content, ' ')) AS word
        WHERE word ~ '^[0-9]+e[0-9]+[[:alpha:]]'), '')::tsvector"""
_DOCUMENT = """
CREATE OR REPLACE FUNCTION kiosk_document(content text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
    setweight(to_tsvector('pg_catalog.russian', content) || to_tsvector('pg_catalog.simple', content){whole}, weight)
"""
_INDEX = "SELECT kiosk_index_products(ARRAY(SELECT id FROM products))"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.execute(_DOCUMENT.format(whole=_WHOLE))
    op.execute(_INDEX)


def downgrade() -> None:
    op.execute(_DOCUMENT.format(whole=""))
    op.execute(_INDEX)
