"""what was paid for orders, noted by hand"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

_UNPAID = "status NOT IN ('cancelled', 'refunded') AND paid_amount < total_amount"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.add_column('business', sa.Column('payments_since', sa.DateTime(timezone=True), nullable=True))
    # Of the orders so far nobody knows what was paid, so only later ones count.
    op.execute("UPDATE business SET payments_since = now()")
    op.add_column('orders', sa.Column('paid_amount', sa.Numeric(12, 2), server_default='0', nullable=False))
    op.create_check_constraint(op.f('ck_orders_paid_not_negative'), 'orders', 'paid_amount >= 0')
    op.create_index('ix_orders_unpaid', 'orders', ['created_at'], unique=False, postgresql_where=sa.text(_UNPAID))
    op.create_table('payments',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('order_id', sa.BigInteger(), nullable=False),
    sa.Column('amount', sa.Numeric(12, 2), nullable=False),
    sa.Column('method', sa.String(length=12), nullable=False),
    sa.Column('actor_id', sa.BigInteger(), nullable=True),
    sa.Column('undoes', sa.BigInteger(), nullable=True),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("method IN ('cash','card','transfer','other')", name=op.f('ck_payments_method')),
    sa.CheckConstraint('amount <> 0', name=op.f('ck_payments_amount')),
    sa.ForeignKeyConstraint(['order_id'], ['orders.id'], name=op.f('fk_payments_order_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['undoes'], ['payments.id'], name=op.f('fk_payments_undoes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payments')),
    sa.UniqueConstraint('undoes', name=op.f('uq_payments_undoes'))
    )
    op.create_index(op.f('ix_payments_order_id'), 'payments', ['order_id'], unique=False)


def downgrade() -> None:
    op.drop_table('payments')
    op.drop_index('ix_orders_unpaid', table_name='orders')
    op.drop_constraint(op.f('ck_orders_paid_not_negative'), 'orders', type_='check')
    op.drop_column('orders', 'paid_amount')
    op.drop_column('business', 'payments_since')
