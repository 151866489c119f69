"""how far the beginning is"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.create_table('getting_started',
    sa.Column('id', sa.Integer(), server_default='1', autoincrement=False, nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('goods_asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('test_order_id', sa.BigInteger(), nullable=True),
    sa.CheckConstraint('id = 1', name=op.f('ck_getting_started_single')),
    sa.ForeignKeyConstraint(['test_order_id'], ['orders.id'],
                            name=op.f('fk_getting_started_test_order_id_orders'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_getting_started'))
    )
    # Who has a shop already has begun long ago.
    op.execute("""
        INSERT INTO getting_started (finished_at, dismissed_at) SELECT now(), now() FROM business
    """)


def downgrade() -> None:
    op.drop_table('getting_started')
