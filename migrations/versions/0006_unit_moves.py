"""Units that move to a newer version of their standard, and what became of each criterion.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

import assess.db

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('unit_move',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('enrolment_id', sa.Uuid(), nullable=False),
    sa.Column('from_standard_id', sa.Uuid(), nullable=False),
    sa.Column('to_standard_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('moved_by_id', sa.Uuid(), nullable=False),
    sa.Column('moved_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_unit_move_enrolment_id_enrolment')),
    sa.ForeignKeyConstraint(['from_standard_id'], ['standard.id'], name=op.f('fk_unit_move_from_standard_id_standard')),
    sa.ForeignKeyConstraint(['moved_by_id'], ['person.id'], name=op.f('fk_unit_move_moved_by_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_unit_move_provider_id_provider')),
    sa.ForeignKeyConstraint(['to_standard_id'], ['standard.id'], name=op.f('fk_unit_move_to_standard_id_standard')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_move')),
    sa.UniqueConstraint('enrolment_id', 'to_standard_id', name=op.f('uq_unit_move_enrolment_id_to_standard_id'))
    )
    op.create_table('succession',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('unit_move_id', sa.Uuid(), nullable=False),
    sa.Column('from_criterion_id', sa.Uuid(), nullable=False),
    sa.Column('to_criterion_id', sa.Uuid(), nullable=False),
    sa.Column('reworded', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['from_criterion_id'], ['criterion.id'], name=op.f('fk_succession_from_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_succession_provider_id_provider')),
    sa.ForeignKeyConstraint(['to_criterion_id'], ['criterion.id'], name=op.f('fk_succession_to_criterion_id_criterion')),
    sa.ForeignKeyConstraint(['unit_move_id'], ['unit_move.id'], name=op.f('fk_succession_unit_move_id_unit_move')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_succession')),
    sa.UniqueConstraint('unit_move_id', 'from_criterion_id', name=op.f('uq_succession_unit_move_id_from_criterion_id')),
    sa.UniqueConstraint('unit_move_id', 'to_criterion_id', name=op.f('uq_succession_unit_move_id_to_criterion_id'))
    )


def downgrade() -> None:
    op.drop_table('succession')
    op.drop_table('unit_move')
