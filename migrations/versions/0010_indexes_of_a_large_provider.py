"""A large provider: its units are counted by what they may be chosen by, and found by assessor.

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f('ix_enrolment_provider_id'), 'enrolment')
    op.create_index('ix_enrolment_choices', 'enrolment', ['provider_id', 'cohort', 'assessment_language', 'standard_id', 'practitioner_id'])
    op.drop_index(op.f('ix_enrolment_assessor_id'), 'enrolment')
    op.create_index('ix_enrolment_assessor', 'enrolment', ['assessor_id', 'provider_id'])
    op.create_index('ix_role_holding_site', 'role_holding', ['provider_id', 'role', 'ended_at', 'site', 'person_id'])
    op.drop_index('ix_mapping_unit', 'mapping')
    op.create_index('ix_mapping_unit', 'mapping', ['enrolment_id', 'criterion_id', 'created_at'])
    op.drop_index('ix_decision_outcome', 'decision')
    op.create_index('ix_decision_outcome', 'decision', ['enrolment_id', 'outcome', 'criterion_id', 'decided_at', 'id'])


def downgrade() -> None:
    op.drop_index('ix_decision_outcome', 'decision')
    op.create_index('ix_decision_outcome', 'decision', ['enrolment_id', 'outcome', 'criterion_id', 'id'])
    op.drop_index('ix_mapping_unit', 'mapping')
    op.create_index('ix_mapping_unit', 'mapping', ['enrolment_id', 'criterion_id'])
    op.drop_index('ix_role_holding_site', 'role_holding')
    op.drop_index('ix_enrolment_assessor', 'enrolment')
    op.create_index(op.f('ix_enrolment_assessor_id'), 'enrolment', ['assessor_id'])
    op.drop_index('ix_enrolment_choices', 'enrolment')
    op.create_index(op.f('ix_enrolment_provider_id'), 'enrolment', ['provider_id'])
