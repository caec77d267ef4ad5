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
    # SQLite drops no column that refers to another table: a copy without it, with the check it had.
    check = sa.CheckConstraint(
        "locator_kind IN ('whole', 'page', 'paragraph', 'time')", name='ck_mapping_locator_kind'
    )
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    with op.batch_alter_table('mapping', table_args=(check,) if is_sqlite else ()) as batch_op:
        batch_op.drop_column('file_id')
