"""Sites, cohorts, allocations, competence, clocks, notifications, joint sessions, text of files.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

import assess.db

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('file_text',
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('is_cut', sa.Boolean(), nullable=False),
    sa.Column('trouble', sa.String(), nullable=False),
    sa.Column('taken_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_file_text'))
    )
    op.create_table('cohort',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_cohort_ends_after_start')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cohort_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort')),
    sa.UniqueConstraint('provider_id', 'name', name=op.f('uq_cohort_provider_id_name'))
    )
    op.create_table('mail_choice',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('frequency', sa.Enum('at once', 'daily', 'weekly', 'never', name='frequency', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mail_choice_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_choice')),
    sa.UniqueConstraint('person_id', 'kind', name=op.f('uq_mail_choice_person_id_kind'))
    )
    op.create_table('notification',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('read_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('mailed_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_notification_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_notification_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification'))
    )
    op.create_index('ix_notification_person', 'notification', ['person_id', 'provider_id', 'created_at'], unique=False)
    op.create_index('ix_notification_unmailed', 'notification', ['mailed_at', 'person_id'], unique=False)
    op.create_table('site',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_site_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site')),
    sa.UniqueConstraint('provider_id', 'name', name=op.f('uq_site_provider_id_name'))
    )
    op.create_table('competence',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('standard_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_competence_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_competence_provider_id_provider')),
    sa.ForeignKeyConstraint(['standard_id'], ['standard.id'], name=op.f('fk_competence_standard_id_standard')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_competence')),
    sa.UniqueConstraint('provider_id', 'person_id', 'standard_id', name=op.f('uq_competence_provider_id_person_id_standard_id'))
    )
    op.create_index(op.f('ix_competence_person_id'), 'competence', ['person_id'], unique=False)
    op.create_table('allocation',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Enum('practitioner', 'assessor', 'iqa', 'manager', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('allocated_by_id', sa.Uuid(), nullable=True),
    sa.Column('allocated_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['allocated_by_id'], ['person.id'], name=op.f('fk_allocation_allocated_by_id_person')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_allocation_enrolment_id_enrolment')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_allocation_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_allocation_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_allocation'))
    )
    op.create_index(op.f('ix_allocation_enrolment_id'), 'allocation', ['enrolment_id'], unique=False)
    op.create_table('clock',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('waits_for', sa.Enum('practitioner', 'assessor', 'iqa', 'manager', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('started_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('stopped_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_clock_enrolment_id_enrolment')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_clock_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_clock_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clock')),
    sa.UniqueConstraint('stage', 'subject_id', name=op.f('uq_clock_stage_subject_id'))
    )
    op.create_index('ix_clock_person', 'clock', ['person_id', 'stopped_at'], unique=False)
    op.create_index('ix_clock_provider', 'clock', ['provider_id', 'stopped_at'], unique=False)
    op.create_index('ix_clock_unit', 'clock', ['enrolment_id', 'stopped_at'], unique=False)
    op.create_table('joint_session',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('planned_by_id', sa.Uuid(), nullable=False),
    sa.Column('starts_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_joint_session_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['planned_by_id'], ['person.id'], name=op.f('fk_joint_session_planned_by_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_joint_session_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_session'))
    )
    op.create_table('joint_session_unit',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('joint_session_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_joint_session_unit_enrolment_id_enrolment')),
    sa.ForeignKeyConstraint(['joint_session_id'], ['joint_session.id'], name=op.f('fk_joint_session_unit_joint_session_id_joint_session')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_joint_session_unit_provider_id_provider')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_joint_session_unit_request_id_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_session_unit')),
    sa.UniqueConstraint('joint_session_id', 'enrolment_id', name=op.f('uq_joint_session_unit_joint_session_id_enrolment_id'))
    )
    op.create_index(op.f('ix_joint_session_unit_enrolment_id'), 'joint_session_unit', ['enrolment_id'], unique=False)
    op.add_column('enrolment', sa.Column('certificate_claimed_on', sa.Date(), nullable=True))
    op.add_column('provider', sa.Column('turnaround_days', sa.Integer(), nullable=True))
    op.add_column('provider', sa.Column('appeal_days', sa.Integer(), nullable=True))
    op.add_column('provider', sa.Column('retention_months', sa.Integer(), nullable=True))
    op.add_column('provider', sa.Column('release_needs_iqa', sa.Boolean(), nullable=True))
    op.add_column('provider', sa.Column('second_factor_required', sa.Boolean(), nullable=True))
    op.add_column('role_holding', sa.Column('judges_in', sa.JSON(none_as_null=True), nullable=True))
    op.add_column('role_holding', sa.Column('capacity', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('role_holding', 'capacity')
    op.drop_column('role_holding', 'judges_in')
    op.drop_column('provider', 'second_factor_required')
    op.drop_column('provider', 'release_needs_iqa')
    op.drop_column('provider', 'retention_months')
    op.drop_column('provider', 'appeal_days')
    op.drop_column('provider', 'turnaround_days')
    op.drop_column('enrolment', 'certificate_claimed_on')
    op.drop_index(op.f('ix_joint_session_unit_enrolment_id'), 'joint_session_unit')
    op.drop_table('joint_session_unit')
    op.drop_table('joint_session')
    op.drop_index('ix_clock_unit', 'clock')
    op.drop_index('ix_clock_provider', 'clock')
    op.drop_index('ix_clock_person', 'clock')
    op.drop_table('clock')
    op.drop_index(op.f('ix_allocation_enrolment_id'), 'allocation')
    op.drop_table('allocation')
    op.drop_index(op.f('ix_competence_person_id'), 'competence')
    op.drop_table('competence')
    op.drop_table('site')
    op.drop_index('ix_notification_unmailed', 'notification')
    op.drop_index('ix_notification_person', 'notification')
    op.drop_table('notification')
    op.drop_table('mail_choice')
    op.drop_table('cohort')
    op.drop_table('file_text')
