"""What was typed of reflections and not saved moves to where every form keeps itself.

Revision ID: 0011
Revises: 0010
"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

import assess.db

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

OLD = sa.table(
    'reflection_draft',
    sa.column('id', sa.Uuid()),
    sa.column('provider_id', sa.Uuid()),
    sa.column('practitioner_id', sa.Uuid()),
    sa.column('enrolment_id', sa.Uuid()),
    sa.column('criterion_id', sa.Uuid()),
    sa.column('tab_id', sa.Uuid()),
    sa.column('started_from', sa.Integer()),
    sa.column('words', sa.String()),
    sa.column('language', sa.String()),
    sa.column('saved_at', assess.db.UtcDateTime(timezone=True)),
)
NEW = sa.table(
    'draft',
    sa.column('id', sa.Uuid()),
    sa.column('provider_id', sa.Uuid()),
    sa.column('person_id', sa.Uuid()),
    sa.column('place', sa.String()),
    sa.column('tab_id', sa.Uuid()),
    sa.column('started_from', sa.Integer()),
    sa.column('content', sa.JSON()),
    sa.column('saved_at', assess.db.UtcDateTime(timezone=True)),
)
UUIDS = 'reflection/' + '_' * 36 + '/' + '_' * 36
"""Of a place on a criterion: reflection/<unit>/<criterion>."""

def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(OLD)).all():
        connection.execute(
            sa.insert(NEW).values(
                id=row.id,
                provider_id=row.provider_id,
                person_id=row.practitioner_id,
                place=f'reflection/{row.enrolment_id}/{row.criterion_id}',
                tab_id=row.tab_id,
                started_from=row.started_from,
                content={'words': row.words, 'language': row.language},
                saved_at=row.saved_at,
            )
        )
    op.drop_table('reflection_draft')

def downgrade() -> None:
    op.create_table('reflection_draft',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('practitioner_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('tab_id', sa.Uuid(), nullable=False),
    sa.Column('started_from', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('saved_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['criterion_id'], ['criterion.id'], name=op.f('fk_reflection_draft_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_reflection_draft_enrolment_id_enrolment')),
    sa.ForeignKeyConstraint(['practitioner_id'], ['person.id'], name=op.f('fk_reflection_draft_practitioner_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_reflection_draft_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection_draft')),
    sa.UniqueConstraint('enrolment_id', 'criterion_id', 'tab_id', name=op.f('uq_reflection_draft_enrolment_id_criterion_id_tab_id'))
    )
    op.create_index(op.f('ix_reflection_draft_practitioner_id'), 'reflection_draft', ['practitioner_id'])
    connection = op.get_bind()
    for row in connection.execute(sa.select(NEW).where(NEW.c.place.like(UUIDS))).all():
        parts = row.place.split('/')
        connection.execute(
            sa.insert(OLD).values(
                id=row.id,
                provider_id=row.provider_id,
                practitioner_id=row.person_id,
                enrolment_id=UUID(parts[1]),
                criterion_id=UUID(parts[2]),
                tab_id=row.tab_id,
                started_from=row.started_from,
                words=row.content.get('words', ''),
                language=row.content.get('language', 'en'),
                saved_at=row.saved_at,
            )
        )
    connection.execute(sa.delete(NEW).where(NEW.c.place.like(UUIDS)))
