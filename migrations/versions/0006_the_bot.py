"""the bot that is connected in the panel"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.create_table('bot_connection',
    sa.Column('id', sa.Integer(), server_default='1', autoincrement=False, nullable=False),
    sa.Column('token', sa.LargeBinary(), nullable=True),
    sa.Column('username', sa.String(length=64), nullable=True),
    sa.Column('staff_chat_id', sa.BigInteger(), nullable=True),
    sa.Column('staff_chat_title', sa.String(length=255), nullable=True),
    sa.Column('group_token_hash', sa.String(length=64), nullable=True),
    sa.Column('group_expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('id = 1', name=op.f('ck_bot_connection_single')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bot_connection'))
    )


def downgrade() -> None:
    op.drop_table('bot_connection')
