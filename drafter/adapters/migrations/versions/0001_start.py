"""The first shape of the database."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = ("revisions", "acts", "facts", "audit", "imports")


def _text(name: str, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _string(name: str, size: int, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.String(size), nullable=nullable)


def _crisis() -> "sa.Column[str]":
    return sa.Column("crisis", sa.String(64), sa.ForeignKey("crises.slug"), nullable=False)


def _statement() -> "sa.Column[str]":
    return sa.Column("statement", sa.String(20), sa.ForeignKey("statements.id"), nullable=False)


def upgrade() -> None:
    _crises()
    _statements()
    _records()
    _guard()


def _crises() -> None:
    op.create_table(
        "crises",
        _string("slug", 64),
        _text("body"),
        _string("created_at", 40),
        _string("removed_at", 40, nullable=True),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "mentions",
        _crisis(),
        _string("id", 64),
        sa.Column("seq", sa.Integer, nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("crisis", "id"),
    )
    op.create_table(
        "imports",
        sa.Column("seq", sa.Integer, primary_key=True),
        _crisis(),
        _text("name"),
        _string("at", 40),
        _text("by"),
        _text("report"),
    )
    op.create_table(
        "concerns",
        _crisis(),
        _string("id", 40),
        sa.Column("place", sa.Integer, nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("crisis", "id"),
    )
    op.create_table(
        "facts",
        _crisis(),
        _string("id", 10),
        sa.Column("version", sa.Integer, nullable=False),
        _text("body"),
        _string("at", 40),
        _text("by"),
        sa.PrimaryKeyConstraint("crisis", "id", "version"),
    )


def _records() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True),
        _string("at", 40),
        _text("by"),
        sa.Column("crisis", sa.String(64), nullable=False, index=True),
        _string("verb", 60),
        _text("subject"),
        _text("detail"),
    )
    op.create_table("memory", _string("key", 120), _text("value"), sa.PrimaryKeyConstraint("key"))


def _statements() -> None:
    op.create_table(
        "statements",
        _string("id", 20),
        _crisis(),
        _string("kind", 40),
        _string("channel", 40),
        _string("language", 20),
        _string("created_at", 40),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "revisions",
        _statement(),
        sa.Column("number", sa.Integer, nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("statement", "number"),
    )
    op.create_table(
        "acts",
        _statement(),
        _string("kind", 12),
        sa.Column("place", sa.Integer, nullable=False),
        _text("body"),
        sa.PrimaryKeyConstraint("statement", "kind", "place"),
    )


def _guard() -> None:
    """What is on the record stays: SQLite itself refuses to change or delete it."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in _APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    raise NotImplementedError("the record is append-only: restore a backup instead")
