"""import and export"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.create_table('imports',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('state', sa.String(length=12), server_default='waiting', nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('stored', sa.String(length=80), nullable=True),
    sa.Column('sheet_id', sa.String(length=100), nullable=True),
    sa.Column('tab_id', sa.BigInteger(), nullable=True),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('mode', sa.String(length=12), nullable=True),
    sa.Column('columns', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
    sa.Column('counts', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('done', sa.Integer(), server_default='0', nullable=False),
    sa.Column('total', sa.Integer(), server_default='0', nullable=False),
    sa.Column('refusal', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('categories', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
    sa.Column('stock_cause', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("mode IN ('atomic','good-rows')", name=op.f('ck_imports_mode')),
    sa.CheckConstraint("state IN ('waiting','reading','read','applying','applied','undoing','undone','refused','cancelled')", name=op.f('ck_imports_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports'))
    )
    op.create_table('import_rows',
    sa.Column('import_id', sa.BigInteger(), nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('cells', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('data', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('problems', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('notices', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('sku', sa.Text(), nullable=True),
    sa.Column('grouping', sa.Text(), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=True),
    sa.Column('first_line', sa.Integer(), server_default='0', nullable=False),
    sa.Column('repeats', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(length=8), nullable=True),
    sa.Column('found', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_import_rows_import_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('import_id', 'line', name=op.f('pk_import_rows'))
    )
    op.create_index('ix_import_rows_order', 'import_rows', ['import_id', 'first_line', 'line'], unique=False)
    op.create_index('ix_import_rows_sku', 'import_rows', ['import_id', 'sku'], unique=False)
    op.create_table('import_changes',
    sa.Column('import_id', sa.BigInteger(), nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('change', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_import_changes_import_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('import_id', 'product_id', name=op.f('pk_import_changes'))
    )
    op.create_table('import_columns',
    sa.Column('header', sa.Text(), nullable=False),
    sa.Column('meaning', sa.String(length=80), nullable=False),
    sa.PrimaryKeyConstraint('header', name=op.f('pk_import_columns'))
    )
    op.create_table('sheet_exports',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('state', sa.String(length=12), server_default='waiting', nullable=False),
    sa.Column('sheet_id', sa.String(length=100), nullable=False),
    sa.Column('tab', sa.String(length=100), nullable=False),
    sa.Column('question', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('locale', sa.String(length=5), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=True),
    sa.Column('refusal', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('waiting','written','refused')", name=op.f('ck_sheet_exports_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_exports'))
    )


def downgrade() -> None:
    op.drop_table('sheet_exports')
    op.drop_table('import_columns')
    op.drop_table('import_changes')
    op.drop_table('import_rows')
    op.drop_table('imports')
