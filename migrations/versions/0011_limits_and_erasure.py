"""how many orders one customer may place; who asked to be forgotten"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.add_column('business', sa.Column('most_waiting_orders', sa.Integer(), server_default='5', nullable=False))
    op.add_column('business', sa.Column('most_daily_orders', sa.Integer(), server_default='20', nullable=False))
    op.create_check_constraint(
        op.f('ck_business_most_orders'), 'business', 'most_waiting_orders > 0 AND most_daily_orders > 0'
    )
    op.create_table('erasures',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('channel', sa.String(length=12), nullable=False),
    sa.Column('asked_by', sa.BigInteger(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('forgotten', JSONB(), server_default=sa.text("'{}'"), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasures'))
    )
    op.create_index(op.f('ix_erasures_account_id'), 'erasures', ['account_id'], unique=False)
    op.create_index('uq_erasures_waiting', 'erasures', ['account_id'], unique=True,
                    postgresql_where=sa.text('finished_at IS NULL'))


def downgrade() -> None:
    op.drop_table('erasures')
    op.drop_constraint(op.f('ck_business_most_orders'), 'business', type_='check')
    op.drop_column('business', 'most_daily_orders')
    op.drop_column('business', 'most_waiting_orders')
