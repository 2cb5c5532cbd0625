"""What was found out about each post, where concerns lie, and what people decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _crisis() -> "sa.Column[str]":
    return sa.Column("crisis", sa.String(64), sa.ForeignKey("crises.slug"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "judged",
        _crisis(),
        sa.Column("mention", sa.String(64), nullable=False),
        sa.Column("leaf", sa.String(40), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("genuine", sa.Float, nullable=False),
        sa.Column("sentiment", sa.Float),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("crisis", "mention"),
    )
    op.create_index("ix_judged_leaf", "judged", ["crisis", "leaf", "genuine"])
    for name in ("found", "centres"):
        op.create_table(
            name,
            _crisis(),
            sa.Column("id", sa.String(40), nullable=False),
            sa.Column("place", sa.Integer, nullable=False),
            sa.Column("body", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("crisis", "id"),
        )
    op.create_table(
        "decisions",
        _crisis(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("crisis", "number"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decisions_no_{verb.lower()} BEFORE {verb} ON decisions "
                "BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END"
            )


def downgrade() -> None:
    raise NotImplementedError("the record is append-only: restore a backup instead")
