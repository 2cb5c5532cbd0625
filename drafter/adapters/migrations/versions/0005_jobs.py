"""Jobs of many model calls, and their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("crisis", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("wish", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("lease", sa.Float, nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_jobs_crisis", "jobs", ["crisis"])
    op.create_table(
        "job_items",
        sa.Column("job", sa.String(20), sa.ForeignKey("jobs.id"), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("rough", sa.Boolean, nullable=False),
        sa.Column("settled", sa.Float, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("job", "key"),
    )
    op.create_index("ix_job_items_state", "job_items", ["job", "state", "tries", "place"])


def downgrade() -> None:
    op.drop_table("job_items")
    op.drop_table("jobs")
