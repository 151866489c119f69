"""cropped pictures"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = '0010'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    op.add_column('pictures', sa.Column('original_id', sa.BigInteger(), nullable=True))
    op.add_column('pictures', sa.Column('crop', JSONB(), nullable=True))
    op.create_foreign_key(
        op.f('fk_pictures_original_id_pictures'), 'pictures', 'pictures', ['original_id'], ['id'], ondelete='SET NULL'
    )


def downgrade() -> None:
    op.drop_column('pictures', 'crop')
    op.drop_column('pictures', 'original_id')
