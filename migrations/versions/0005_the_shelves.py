"""the shelves"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

KEPT = sa.text('deleted_at IS NULL')


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.create_index('ix_products_kept', 'products', ['position', 'id'], postgresql_where=KEPT)
    op.create_index('ix_products_by_name', 'products', [sa.text('lower(name)'), 'id'], postgresql_where=KEPT)
    op.create_index('ix_products_by_change', 'products', ['updated_at', 'id'], postgresql_where=KEPT)
    op.create_index('ix_products_hidden', 'products', ['id'], postgresql_where=sa.text('deleted_at IS NULL AND NOT is_active'))
    op.create_index(
        'ix_product_variants_sku_begins', 'product_variants', [sa.text('lower(sku) text_pattern_ops')], postgresql_where=sa.text('is_active')
    )
    op.create_index('ix_stock_levels_low', 'stock_levels', ['variant_id'], postgresql_where=sa.text('on_hand <= low_threshold'))


def downgrade() -> None:
    for name in ('stock_levels_low', 'product_variants_sku_begins', 'products_hidden', 'products_by_change', 'products_by_name', 'products_kept'):
        op.execute(f"DROP INDEX ix_{name}")
