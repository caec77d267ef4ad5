"""Lists of people between their preview and their import.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

import assess.db

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('import',
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('unsaid_language', sa.Enum('en', 'cy', name='language', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', assess.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('job_id', sa.Uuid(), nullable=True),
    sa.Column('result', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_person_id_person')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_import_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import'))
    )
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_person_id'))

    op.drop_table('import')
