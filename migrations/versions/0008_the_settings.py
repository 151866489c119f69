"""who hears of what; the languages that buyers are spoken to in; texts of the shop's own; how far the log was checked"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.create_table('shop_notifications',
    sa.Column('id', sa.Integer(), server_default='1', autoincrement=False, nullable=False),
    sa.Column('events', sa.ARRAY(sa.String(length=24)), nullable=False),
    sa.Column('summary_hour', sa.Integer(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_shop_notifications_single')),
    sa.CheckConstraint('summary_hour BETWEEN 0 AND 23', name=op.f('ck_shop_notifications_hour')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_notifications'))
    )
    op.create_table('staff_notifications',
    sa.Column('account_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('events', sa.ARRAY(sa.String(length=24)), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_staff_notifications_account_id_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_staff_notifications'))
    )
    op.create_table('audit_check',
    sa.Column('id', sa.Integer(), server_default='1', autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('breaks', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_audit_check_single')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_check'))
    )
    op.add_column('business', sa.Column('locales', sa.ARRAY(sa.String(length=5)), server_default=sa.text("'{ru,uk,kk,en}'"), nullable=False))
    op.add_column('consent_texts', sa.Column('published_by', sa.BigInteger(), nullable=True))
    op.add_column('chats', sa.Column('title', sa.String(length=255), nullable=True))


def downgrade() -> None:
    op.drop_column('chats', 'title')
    op.drop_column('consent_texts', 'published_by')
    op.drop_column('business', 'locales')
    for name in ('audit_check', 'staff_notifications', 'shop_notifications'):
        op.drop_table(name)
