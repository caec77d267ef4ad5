"""CPD, written plans, shared learning; reflections that stand on their own; drafts in one table.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

import assess.db

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

OLD_FORMS = ('files', 'address', 'text', 'pointer')
OLD_PLACES = ('whole', 'page', 'paragraph', 'time')


def _forms(*values: str) -> sa.Enum:
    return sa.Enum(*values, name='evidence_form', native_enum=False, create_constraint=True, length=32)


def _places(*values: str) -> sa.Enum:
    return sa.Enum(*values, name='locator_kind', native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table('cpd_declaration_request',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('asked_by_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('asked_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_cpd_declaration_request_ends_after_start')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_cpd_declaration_request_asked_by_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_declaration_request_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_declaration_request'))
    )
    op.create_index('ix_cpd_declaration_request_provider_id', 'cpd_declaration_request', ['provider_id'])
    op.create_table('cpd_feed',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_feed_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_feed_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_feed')),
    sa.UniqueConstraint('person_id', 'provider_id', name=op.f('uq_cpd_feed_person_id_provider_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_cpd_feed_token_hash'))
    )
    op.create_table('cpd_membership',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('pack', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('target_hundredths', sa.Integer(), nullable=True),
    sa.Column('target_unit', sa.Enum('hours', 'credits', name='cpd_unit', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_cpd_membership_ends_after_start')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_membership_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_membership_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_membership'))
    )
    op.create_index('ix_cpd_membership_owner', 'cpd_membership', ['person_id', 'provider_id'])
    op.create_table('cpd_release',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('released_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_cpd_release_ends_after_start')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_release_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_release_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_release'))
    )
    op.create_index('ix_cpd_release_provider_id', 'cpd_release', ['provider_id'])
    op.create_table('draft',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('tab_id', sa.Uuid(), nullable=False),
    sa.Column('started_from', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_draft_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_draft_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('person_id', 'provider_id', 'place', 'tab_id', name=op.f('uq_draft_person_id_provider_id_place_tab_id'))
    )
    op.create_index('ix_draft_saved', 'draft', ['person_id', 'provider_id', 'saved_at'])
    op.create_table('learning_entry',
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('key', sa.String(), nullable=True),
    sa.Column('kind', sa.Enum('course', 'workshop', 'article', 'event', name='entry_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title_en', sa.String(), nullable=False),
    sa.Column('title_cy', sa.String(), nullable=False),
    sa.Column('summary_en', sa.String(), nullable=False),
    sa.Column('summary_cy', sa.String(), nullable=False),
    sa.Column('caveat_en', sa.String(), nullable=False),
    sa.Column('caveat_cy', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('given_by', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('retired_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['provider.id'], name=op.f('fk_learning_entry_owner_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_entry')),
    sa.UniqueConstraint('owner_id', 'key', name=op.f('uq_learning_entry_owner_id_key'))
    )
    op.create_index('ix_learning_entry_owner_id', 'learning_entry', ['owner_id'])
    op.create_table('lesson',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('audience', sa.Enum('cohort', 'provider', 'everyone', name='audience', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('cohort', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('published', 'waiting', 'returned', 'withdrawn', name='lesson_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('published_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reviewed_by_id', sa.Uuid(), nullable=True),
    sa.Column('reviewed_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_lesson_author_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_lesson_provider_id_provider')),
    sa.ForeignKeyConstraint(['reviewed_by_id'], ['person.id'], name=op.f('fk_lesson_reviewed_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson'))
    )
    op.create_index('ix_lesson_author_id', 'lesson', ['author_id'])
    op.create_index('ix_lesson_everyone', 'lesson', ['audience', 'state'])
    op.create_index('ix_lesson_provider', 'lesson', ['provider_id', 'state'])
    op.create_table('plan_template',
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('imported_by_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('retired_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['imported_by_id'], ['person.id'], name=op.f('fk_plan_template_imported_by_id_person')),
    sa.ForeignKeyConstraint(['owner_id'], ['provider.id'], name=op.f('fk_plan_template_owner_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_template')),
    sa.UniqueConstraint('owner_id', 'key', 'sha256', name=op.f('uq_plan_template_owner_id_key_sha256'))
    )
    op.create_index('ix_plan_template_owner_id', 'plan_template', ['owner_id'])
    op.create_table('cpd_declaration',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=True),
    sa.Column('membership_id', sa.Uuid(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('summary', sa.JSON(), nullable=False),
    sa.Column('declared_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['cpd_membership.id'], name=op.f('fk_cpd_declaration_membership_id_cpd_membership')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_declaration_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_declaration_provider_id_provider')),
    sa.ForeignKeyConstraint(['request_id'], ['cpd_declaration_request.id'], name=op.f('fk_cpd_declaration_request_id_cpd_declaration_request')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_declaration'))
    )
    op.create_index('ix_cpd_declaration_owner', 'cpd_declaration', ['person_id', 'provider_id'])
    op.create_table('cpd_year',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('membership_id', sa.Uuid(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('gaps', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['membership_id'], ['cpd_membership.id'], name=op.f('fk_cpd_year_membership_id_cpd_membership')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_year_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_year_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_year')),
    sa.UniqueConstraint('membership_id', 'starts_on', name=op.f('uq_cpd_year_membership_id_starts_on'))
    )
    op.create_index('ix_cpd_year_person_id', 'cpd_year', ['person_id'])
    op.create_table('lesson_mark',
    sa.Column('lesson_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_lesson_mark_lesson_id_lesson')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_lesson_mark_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_mark')),
    sa.UniqueConstraint('lesson_id', 'person_id', name=op.f('uq_lesson_mark_lesson_id_person_id'))
    )
    op.create_table('plan',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('template_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('evidence_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('removed_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_plan_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_plan_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_plan_provider_id_provider')),
    sa.ForeignKeyConstraint(['template_id'], ['plan_template.id'], name=op.f('fk_plan_template_id_plan_template')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan'))
    )
    op.create_index('ix_plan_owner', 'plan', ['person_id', 'provider_id'])
    op.create_table('required_learning',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Enum('practitioner', 'assessor', 'iqa', 'manager', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['learning_entry.id'], name=op.f('fk_required_learning_entry_id_learning_entry')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_required_learning_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_required_learning')),
    sa.UniqueConstraint('provider_id', 'entry_id', 'role', name=op.f('uq_required_learning_provider_id_entry_id_role'))
    )
    op.create_table('cpd_need',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('source', sa.Enum('own', 'gap', 'feedback', name='need_source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=True),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_cpd_need_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_need_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_need_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_need'))
    )
    op.create_index('ix_cpd_need_owner', 'cpd_need', ['person_id', 'provider_id'])
    op.create_table('learning_entry_criterion',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_learning_entry_criterion_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['entry_id'], ['learning_entry.id'], name=op.f('fk_learning_entry_criterion_entry_id_learning_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_entry_criterion')),
    sa.UniqueConstraint('entry_id', 'criterion_id', name=op.f('uq_learning_entry_criterion_entry_id_criterion_id'))
    )
    op.create_index('ix_learning_entry_criterion_criterion_id', 'learning_entry_criterion', ['criterion_id'])
    op.create_table('lesson_criterion',
    sa.Column('lesson_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_lesson_criterion_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_lesson_criterion_lesson_id_lesson')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_criterion')),
    sa.UniqueConstraint('lesson_id', 'criterion_id', name=op.f('uq_lesson_criterion_lesson_id_criterion_id'))
    )
    op.create_index('ix_lesson_criterion_criterion_id', 'lesson_criterion', ['criterion_id'])
    op.create_table('plan_section',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('newest', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_plan_section_plan_id_plan')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_plan_section_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_section')),
    sa.UniqueConstraint('plan_id', 'key', name=op.f('uq_plan_section_plan_id_key'))
    )
    op.create_table('cpd_activity',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('formal', 'practice-based', 'self-directed', 'other', name='activity_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_planned', sa.Boolean(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('hundredths', sa.Integer(), nullable=True),
    sa.Column('unit', sa.Enum('hours', 'credits', name='cpd_unit', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('given_by', sa.String(), nullable=False),
    sa.Column('learned', sa.String(), nullable=False),
    sa.Column('applied', sa.String(), nullable=False),
    sa.Column('impact', sa.String(), nullable=False),
    sa.Column('impact_on', sa.String(), nullable=False),
    sa.Column('next_step', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('need_id', sa.Uuid(), nullable=True),
    sa.Column('entry_id', sa.Uuid(), nullable=True),
    sa.Column('lesson_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('removed_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('(hundredths IS NULL) = (unit IS NULL)', name=op.f('ck_cpd_activity_amount_has_unit')),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_cpd_activity_ends_after_start')),
    sa.ForeignKeyConstraint(['entry_id'], ['learning_entry.id'], name=op.f('fk_cpd_activity_entry_id_learning_entry')),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_cpd_activity_lesson_id_lesson')),
    sa.ForeignKeyConstraint(['need_id'], ['cpd_need.id'], name=op.f('fk_cpd_activity_need_id_cpd_need')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cpd_activity_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_activity_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_activity'))
    )
    op.create_index('ix_cpd_activity_entry_id', 'cpd_activity', ['entry_id'])
    op.create_index('ix_cpd_activity_need_id', 'cpd_activity', ['need_id'])
    op.create_index('ix_cpd_activity_owner', 'cpd_activity', ['person_id', 'provider_id', 'starts_on'])
    op.create_table('cpd_statement',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('year_id', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_statement_provider_id_provider')),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_cpd_statement_reflection_id_reflection')),
    sa.ForeignKeyConstraint(['year_id'], ['cpd_year.id'], name=op.f('fk_cpd_statement_year_id_cpd_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_statement')),
    sa.UniqueConstraint('year_id', 'reflection_id', name=op.f('uq_cpd_statement_year_id_reflection_id'))
    )
    op.create_table('lesson_citation',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('lesson_id', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['lesson_id'], ['lesson.id'], name=op.f('fk_lesson_citation_lesson_id_lesson')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_lesson_citation_provider_id_provider')),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_lesson_citation_reflection_id_reflection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson_citation')),
    sa.UniqueConstraint('lesson_id', 'reflection_id', name=op.f('uq_lesson_citation_lesson_id_reflection_id'))
    )
    op.create_index('ix_lesson_citation_reflection_id', 'lesson_citation', ['reflection_id'])
    op.create_table('plan_section_version',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('section_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_plan_section_version_provider_id_provider')),
    sa.ForeignKeyConstraint(['section_id'], ['plan_section.id'], name=op.f('fk_plan_section_version_section_id_plan_section')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_section_version')),
    sa.UniqueConstraint('section_id', 'number', name=op.f('uq_plan_section_version_section_id_number'))
    )
    op.create_table('reflection_mapping',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', assess.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_reflection_mapping_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_reflection_mapping_enrolment_id_enrolment')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_reflection_mapping_provider_id_provider')),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_reflection_mapping_reflection_id_reflection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection_mapping')),
    sa.UniqueConstraint('reflection_id', 'enrolment_id', 'criterion_id', name=op.f('uq_reflection_mapping_reflection_id_enrolment_id_criterion_id'))
    )
    op.create_index('ix_reflection_mapping_unit', 'reflection_mapping', ['enrolment_id', 'criterion_id'])
    op.create_table('cpd_activity_criterion',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['cpd_activity.id'], name=op.f('fk_cpd_activity_criterion_activity_id_cpd_activity')),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_cpd_activity_criterion_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_activity_criterion_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_activity_criterion')),
    sa.UniqueConstraint('activity_id', 'criterion_id', name=op.f('uq_cpd_activity_criterion_activity_id_criterion_id'))
    )
    op.create_index('ix_cpd_activity_criterion_criterion_id', 'cpd_activity_criterion', ['criterion_id'])
    op.create_table('cpd_activity_evidence',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('evidence_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['cpd_activity.id'], name=op.f('fk_cpd_activity_evidence_activity_id_cpd_activity')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_cpd_activity_evidence_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_activity_evidence_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_activity_evidence')),
    sa.UniqueConstraint('activity_id', 'evidence_id', name=op.f('uq_cpd_activity_evidence_activity_id_evidence_id'))
    )
    op.create_index('ix_cpd_activity_evidence_evidence_id', 'cpd_activity_evidence', ['evidence_id'])
    op.create_table('cpd_activity_reflection',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('reflection_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['cpd_activity.id'], name=op.f('fk_cpd_activity_reflection_activity_id_cpd_activity')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_cpd_activity_reflection_provider_id_provider')),
    sa.ForeignKeyConstraint(['reflection_id'], ['reflection.id'], name=op.f('fk_cpd_activity_reflection_reflection_id_reflection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cpd_activity_reflection')),
    sa.UniqueConstraint('activity_id', 'reflection_id', name=op.f('uq_cpd_activity_reflection_activity_id_reflection_id'))
    )
    op.create_index('ix_cpd_activity_reflection_reflection_id', 'cpd_activity_reflection', ['reflection_id'])
    with op.batch_alter_table('evidence_version') as batch_op:
        batch_op.add_column(sa.Column('sections', sa.JSON(none_as_null=True), nullable=True))
        batch_op.alter_column('form', existing_type=_forms(*OLD_FORMS), type_=_forms(*OLD_FORMS, 'plan'))
    with op.batch_alter_table('mapping') as batch_op:
        batch_op.alter_column(
            'locator_kind', existing_type=_places(*OLD_PLACES), type_=_places(*OLD_PLACES, 'section')
        )

    with op.batch_alter_table('reflection') as batch_op:
        batch_op.alter_column('enrolment_id',
               existing_type=sa.Uuid(),
               nullable=True)
        batch_op.alter_column('criterion_id',
               existing_type=sa.Uuid(),
               nullable=True)

    with op.batch_alter_table('reflection_version') as batch_op:
        batch_op.add_column(sa.Column('title', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('model', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('parts', sa.JSON(none_as_null=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('reflection_version') as batch_op:
        batch_op.drop_column('parts')
        batch_op.drop_column('model')
        batch_op.drop_column('title')

    with op.batch_alter_table('reflection') as batch_op:
        batch_op.alter_column('criterion_id',
               existing_type=sa.Uuid(),
               nullable=False)
        batch_op.alter_column('enrolment_id',
               existing_type=sa.Uuid(),
               nullable=False)

    with op.batch_alter_table('mapping') as batch_op:
        batch_op.alter_column(
            'locator_kind', existing_type=_places(*OLD_PLACES, 'section'), type_=_places(*OLD_PLACES)
        )
    with op.batch_alter_table('evidence_version') as batch_op:
        batch_op.drop_column('sections')
        batch_op.alter_column('form', existing_type=_forms(*OLD_FORMS, 'plan'), type_=_forms(*OLD_FORMS))

    op.drop_table('cpd_activity_reflection')
    op.drop_table('cpd_activity_evidence')
    op.drop_table('cpd_activity_criterion')
    op.drop_table('reflection_mapping')
    op.drop_table('plan_section_version')
    op.drop_table('lesson_citation')
    op.drop_table('cpd_statement')
    op.drop_table('cpd_activity')
    op.drop_table('plan_section')
    op.drop_table('lesson_criterion')
    op.drop_table('learning_entry_criterion')
    op.drop_table('cpd_need')
    op.drop_table('required_learning')
    op.drop_table('plan')
    op.drop_table('lesson_mark')
    op.drop_table('cpd_year')
    op.drop_table('cpd_declaration')
    op.drop_table('plan_template')
    op.drop_table('lesson')
    op.drop_table('learning_entry')
    op.drop_table('draft')
    op.drop_table('cpd_release')
    op.drop_table('cpd_membership')
    op.drop_table('cpd_feed')
    op.drop_table('cpd_declaration_request')
