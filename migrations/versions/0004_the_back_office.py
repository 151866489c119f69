"""the back office"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

SQL = Path(__file__).parents[1] / "sql"
CAUSES = "'initial','order','cancellation','adjustment','import'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    extend_orders()
    create_order_papers()
    create_customer_cards()
    create_daily_figures()
    op.get_bind().connection.driver_connection.execute((SQL / "back_office.sql").read_bytes())


def extend_orders() -> None:
    op.add_column('orders', sa.Column('status_since', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False))
    op.execute(
        "UPDATE orders SET status_since = COALESCE("
        "(SELECT max(happened_at) FROM order_events e WHERE e.order_id = orders.id), created_at)"
    )
    op.create_index('ix_orders_status_since', 'orders', ['status', 'status_since'])
    op.create_index('ix_orders_total_amount', 'orders', ['total_amount', 'id'])
    op.drop_index('ix_order_items_variant_id', 'order_items')
    op.create_index('ix_order_items_variant_id', 'order_items', ['variant_id', 'order_id'])
    op.add_column('order_events', sa.Column('undoes', sa.BigInteger(), nullable=True))
    op.add_column('order_events', sa.Column('undoable_until', sa.DateTime(timezone=True), nullable=True))
    op.create_unique_constraint('uq_order_events_undoes', 'order_events', ['undoes'])
    op.create_foreign_key('fk_order_events_undoes', 'order_events', 'order_events', ['undoes'], ['id'])
    op.drop_constraint('ck_stock_movements_cause', 'stock_movements')
    op.execute(
        "ALTER TABLE stock_movements ADD CONSTRAINT ck_stock_movements_cause"
        f" CHECK (cause IN ({CAUSES},'reinstatement','recancellation'))"
    )


def create_order_papers() -> None:
    for table, length in (('order_notes', 1000), ('order_messages', 3000)):
        op.create_table(table,
        sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column('order_id', sa.BigInteger(), nullable=False),
        sa.Column('author_id', sa.BigInteger(), nullable=False),
        sa.Column('text', sa.String(length=length), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=f'fk_{table}_order_id', ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=f'pk_{table}')
        )
        op.create_index(f'ix_{table}_order_id', table, ['order_id'])
    op.create_table('order_views',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('query', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name='fk_order_views_account_id', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name='pk_order_views'),
    sa.UniqueConstraint('account_id', 'name', name='uq_order_views_account_id_name')
    )


def create_customer_cards() -> None:
    op.create_table('customer_cards',
    sa.Column('account_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('order_count', sa.Integer(), server_default='0', nullable=False),
    sa.Column('total_spent', sa.Numeric(precision=14, scale=2), server_default='0', nullable=False),
    sa.Column('last_order_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tags', sa.ARRAY(sa.String(length=40)), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('blocked_by', sa.BigInteger(), nullable=True),
    sa.Column('block_reason', sa.String(length=300), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name='fk_customer_cards_account_id', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', name='pk_customer_cards')
    )
    op.create_index('ix_customer_cards_recent', 'customer_cards', [sa.text('last_order_at DESC NULLS LAST'), sa.text('account_id DESC')])
    op.create_index('ix_customer_cards_spent', 'customer_cards', [sa.text('total_spent DESC'), sa.text('account_id DESC')])
    op.create_index('ix_customer_cards_newest', 'customer_cards', [sa.text('opened_at DESC'), sa.text('account_id DESC')])
    op.create_index('ix_customer_cards_tags', 'customer_cards', ['tags'], postgresql_using='gin')
    op.create_index('ix_customer_cards_blocked', 'customer_cards', ['account_id'], postgresql_where=sa.text('blocked_at IS NOT NULL'))
    op.create_table('customer_notes',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('author_id', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name='fk_customer_notes_account_id', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name='pk_customer_notes')
    )
    op.create_index('ix_customer_notes_account_id', 'customer_notes', ['account_id'])
    op.create_table('personal_data_looks',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('viewer_id', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.String(length=300), server_default='', nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name='pk_personal_data_looks')
    )
    op.create_index('ix_personal_data_looks_account_id', 'personal_data_looks', ['account_id'])
    op.create_index('ix_personal_data_looks_viewer_id', 'personal_data_looks', ['viewer_id'])


def create_daily_figures() -> None:
    op.create_table('sales_days',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('orders', sa.Integer(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=16, scale=2), nullable=False),
    sa.Column('items', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', 'currency', 'status', name='pk_sales_days')
    )
    op.create_table('variant_days',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('variant_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('product_id', sa.BigInteger(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=16, scale=2), nullable=False),
    sa.PrimaryKeyConstraint('day', 'currency', 'variant_id', name='pk_variant_days')
    )
    op.create_index('ix_variant_days_variant_id', 'variant_days', ['variant_id', 'day'])
    op.create_table('sales_calendar',
    sa.Column('id', sa.Integer(), server_default='1', autoincrement=False, nullable=False),
    sa.Column('time_zone', sa.String(length=40), nullable=False),
    sa.Column('rebuilt_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('id = 1', name='ck_sales_calendar_single'),
    sa.PrimaryKeyConstraint('id', name='pk_sales_calendar')
    )


def downgrade() -> None:
    raise RuntimeError("what the back office noted would be lost")
