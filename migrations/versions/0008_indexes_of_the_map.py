"""The map reads what was decided of many units at once.

Revision ID: 0008
Revises: 0007
"""

from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f('ix_decision_submission_id'), 'decision')
    op.create_index('ix_decision_settles', 'decision', ['submission_id', 'criterion_id'])
    op.create_index('ix_decision_outcome', 'decision', ['enrolment_id', 'outcome', 'criterion_id', 'id'])


def downgrade() -> None:
    op.drop_index('ix_decision_outcome', 'decision')
    op.drop_index('ix_decision_settles', 'decision')
    op.create_index(op.f('ix_decision_submission_id'), 'decision', ['submission_id'])
