"""Vectors of texts, kept by embedder and content."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vectors",
        sa.Column("embedder", sa.String(80), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("embedder", "text"),
    )


def downgrade() -> None:
    op.drop_table("vectors")
