"""The evidence that a plan was put forward as may be deleted, and the plan stays.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

NAME = 'fk_plan_evidence_id_evidence'


def upgrade() -> None:
    with op.batch_alter_table('plan') as batch_op:
        batch_op.drop_constraint(NAME, type_='foreignkey')


def downgrade() -> None:
    # A plan whose evidence is gone keeps no name of it.
    op.get_bind().execute(
        sa.text(
            'UPDATE plan SET evidence_id = NULL WHERE evidence_id NOT IN (SELECT id FROM evidence)'
        )
    )
    with op.batch_alter_table('plan') as batch_op:
        batch_op.create_foreign_key(NAME, 'evidence', ['evidence_id'], ['id'])
