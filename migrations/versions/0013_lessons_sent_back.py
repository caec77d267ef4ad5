"""Lessons: what was sent back is kept, and a lesson follows its cohort's name.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

import assess.db

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('lesson') as batch_op:
        batch_op.add_column(sa.Column('cohort_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('reason_language', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_at', assess.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('earlier', sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_foreign_key(op.f('fk_lesson_cohort_id_cohort'), 'cohort', ['cohort_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('lesson') as batch_op:
        batch_op.drop_constraint(op.f('fk_lesson_cohort_id_cohort'), type_='foreignkey')
        batch_op.drop_column('earlier')
        batch_op.drop_column('withdrawn_at')
        batch_op.drop_column('reason_language')
        batch_op.drop_column('cohort_id')
