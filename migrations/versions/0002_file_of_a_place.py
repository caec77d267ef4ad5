"""A mapping's place may name the file that it is in.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite takes a reference only within the column; a copy of the table instead would lose the
    # checks on its words.
    named = sa.ForeignKey('evidence_file.id', name='fk_mapping_file_id_evidence_file')
    op.add_column(
        'mapping',
        sa.Column('file_id', sa.Uuid(), named, nullable=True),
        inline_references=op.get_bind().dialect.name == 'sqlite',
    )


def downgrade() -> None:
    op.drop_column('mapping', 'file_id')
