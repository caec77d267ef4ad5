"""Clocks say how long they took; what waits already gets its clock; mail can be stopped by a link.

Revision ID: 0004
Revises: 0003
"""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays
import sqlalchemy as sa
from alembic import op
from uuid_utils.compat import uuid7

import assess.db

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

PROMISED = 10


def upgrade() -> None:
    op.create_table('mail_stop',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('stops', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mail_stop_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_stop')),
    sa.UniqueConstraint('token', name=op.f('uq_mail_stop_token'))
    )
    op.create_index(op.f('ix_mail_stop_person_id'), 'mail_stop', ['person_id'], unique=False)
    op.add_column('clock', sa.Column('stopped_on', sa.Date(), nullable=True))
    op.add_column('clock', sa.Column('working_days', sa.Integer(), nullable=True))
    op.add_column('clock', sa.Column('reminded_at', assess.db.UtcDateTime(timezone=True), nullable=True))
    op.add_column('clock', sa.Column('told_late_at', assess.db.UtcDateTime(timezone=True), nullable=True))
    op.drop_index('ix_clock_person', 'clock')
    op.drop_index('ix_clock_provider', 'clock')
    op.create_index('ix_clock_provider', 'clock', ['provider_id', 'stopped_on'], unique=False)
    op.create_index('ix_clock_due', 'clock', ['stopped_at', 'due_on'], unique=False)
    op.create_index('ix_notification_unread', 'notification', ['person_id', 'provider_id'], unique=False, sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))
    _start_clocks()


def downgrade() -> None:
    op.drop_index('ix_notification_unread', 'notification')
    op.drop_index('ix_clock_due', 'clock')
    op.drop_index('ix_clock_provider', 'clock')
    op.create_index('ix_clock_provider', 'clock', ['provider_id', 'stopped_at'], unique=False)
    op.create_index('ix_clock_person', 'clock', ['person_id', 'stopped_at'], unique=False)
    op.drop_column('clock', 'told_late_at')
    op.drop_column('clock', 'reminded_at')
    op.drop_column('clock', 'working_days')
    op.drop_column('clock', 'stopped_on')
    op.drop_index(op.f('ix_mail_stop_person_id'), 'mail_stop')
    op.drop_table('mail_stop')


NEWEST = "NOT EXISTS (SELECT 1 FROM decision later WHERE later.replaces_id = decision.id)"
UNDECIDED = (
    "NOT EXISTS (SELECT 1 FROM decision settled WHERE settled.submission_id = put.submission_id"
    " AND settled.criterion_id = put.criterion_id)"
)
WAITING = {
    ('submitted', 'assessor'): (
        "SELECT submission.id, submission.enrolment_id, submission.submitted_at, NULL"
        " FROM submission WHERE submission.withdrawn_at IS NULL AND EXISTS (SELECT 1"
        f" FROM submitted_criterion put WHERE put.submission_id = submission.id AND {UNDECIDED})"
    ),
    ('question', 'practitioner'): (
        "SELECT id, enrolment_id, asked_at, due_on FROM request"
        " WHERE answered_at IS NULL AND kind = 'question'"
    ),
    ('action', 'practitioner'): (
        "SELECT id, enrolment_id, asked_at, due_on FROM request"
        " WHERE answered_at IS NULL AND kind = 'action'"
    ),
    ('answered', 'assessor'): (
        "SELECT request.id, request.enrolment_id, request.answered_at, NULL FROM request"
        " WHERE request.answered_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM judgement after WHERE after.made_at > request.answered_at"
        "  AND after.enrolment_id = request.enrolment_id)"
        " AND NOT EXISTS (SELECT 1 FROM request after WHERE after.asked_at > request.answered_at"
        "  AND after.enrolment_id = request.enrolment_id)"
        " AND NOT EXISTS (SELECT 1 FROM return_of_work after"
        "  WHERE after.returned_at > request.answered_at"
        "  AND after.enrolment_id = request.enrolment_id)"
        " AND NOT EXISTS (SELECT 1 FROM sign_off after"
        "  WHERE after.enrolment_id = request.enrolment_id)"
    ),
    ('returned', 'practitioner'): (
        "SELECT DISTINCT return_of_work.id, return_of_work.enrolment_id,"
        " return_of_work.returned_at, NULL FROM return_of_work"
        " JOIN returned_criterion ON returned_criterion.return_id = return_of_work.id"
        " JOIN decision ON decision.enrolment_id = return_of_work.enrolment_id"
        "  AND decision.criterion_id = returned_criterion.criterion_id"
        f" WHERE decision.outcome = 'not yet met' AND {NEWEST}"
        " AND NOT EXISTS (SELECT 1 FROM submitted_criterion put"
        "  JOIN submission ON submission.id = put.submission_id"
        "  WHERE submission.enrolment_id = return_of_work.enrolment_id"
        "  AND submission.withdrawn_at IS NULL"
        f"  AND put.criterion_id = returned_criterion.criterion_id AND {UNDECIDED})"
    ),
}
"""What waits for whom: the hand-over, its unit, when it was made, and the day that was named."""


def _start_clocks() -> None:
    """Start a clock for all that waits. Nobody is told today that it has been late for weeks."""
    database = op.get_bind()
    moment, day = assess.db.UtcDateTime(), sa.Date()
    clock = sa.table(
        'clock', *(sa.column(name, sa.Uuid()) for name in ('id', 'provider_id', 'enrolment_id', 'subject_id')),
        sa.column('stage'), sa.column('waits_for'), sa.column('due_on', day),
        *(sa.column(name, moment) for name in ('started_at', 'reminded_at', 'told_late_at')),
    )
    promises = {
        row[0]: (row[1], row[2] or PROMISED)
        for row in database.execute(sa.text(
            "SELECT enrolment.id, enrolment.provider_id, provider.turnaround_days FROM enrolment"
            " JOIN provider ON provider.id = enrolment.provider_id"
        ).columns(id=sa.Uuid(), provider_id=sa.Uuid()))
    }
    now = datetime.now(timezone.utc)
    for (stage, waits_for), statement in WAITING.items():
        found = database.execute(sa.text(statement).columns(
            sa.column('id', sa.Uuid()), sa.column('unit', sa.Uuid()),
            sa.column('since', moment), sa.column('due', day),
        )).all()
        for subject_id, unit_id, since, due_on in found:
            provider_id, days = promises[unit_id]
            database.execute(clock.insert().values(
                id=uuid7(), provider_id=provider_id, enrolment_id=unit_id, stage=stage,
                subject_id=subject_id, waits_for=waits_for, started_at=since,
                due_on=due_on or _promised(since, days), reminded_at=now, told_late_at=now,
            ))


def _promised(since: datetime, days: int) -> date:
    free = holidays.country_holidays('GB', subdiv='ENG')
    due_on = since.astimezone(ZoneInfo('Europe/London')).date()
    while days:
        due_on += timedelta(days=1)
        days -= due_on.weekday() < 5 and due_on not in free
    return due_on
