"""Why a unit was given to somebody else is said in a language.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('allocation', sa.Column('reason_language', sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column('allocation', 'reason_language')
