"""The tables. A change here is a new file under migrations/versions, never an edited one."""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _crisis(primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "crisis", sa.ForeignKey("crises.slug"), primary_key=primary_key, nullable=False
    )


def _statement(primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "statement", sa.ForeignKey("statements.id"), primary_key=primary_key, nullable=False
    )


crises = sa.Table(
    "crises",
    metadata,
    sa.Column("slug", sa.String(64), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("removed_at", sa.String(40)),
)
mentions = sa.Table(
    "mentions",
    metadata,
    _crisis(primary_key=True),
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
imports = sa.Table(
    "imports",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    _crisis(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
)
concerns = sa.Table(
    "concerns",
    metadata,
    _crisis(primary_key=True),
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
# Concerns as they were found, before people's decisions; `concerns` holds what is shown.
found = sa.Table(
    "found",
    metadata,
    _crisis(primary_key=True),
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
centres = sa.Table(
    "centres",
    metadata,
    _crisis(primary_key=True),
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
# What was found out about each post. `leaf` is the smallest group it is in, `genuine` is what holds
# (a person's word before the score); both are columns because pages of posts are asked by them.
judged = sa.Table(
    "judged",
    metadata,
    _crisis(primary_key=True),
    sa.Column("mention", sa.String(64), primary_key=True),
    sa.Column("leaf", sa.String(40), nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("genuine", sa.Float, nullable=False),
    sa.Column("sentiment", sa.Float),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("ix_judged_leaf", "crisis", "leaf", "genuine"),
)
# What people decided about concerns and posts.
decisions = sa.Table(
    "decisions",
    metadata,
    _crisis(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
facts = sa.Table(
    "facts",
    metadata,
    _crisis(primary_key=True),
    sa.Column("id", sa.String(10), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
)
statements = sa.Table(
    "statements",
    metadata,
    sa.Column("id", sa.String(20), primary_key=True),
    _crisis(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("channel", sa.String(40), nullable=False),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
)
revisions = sa.Table(
    "revisions",
    metadata,
    _statement(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
# Waivers, sign-offs, approvals and publications, in the order they were given.
acts = sa.Table(
    "acts",
    metadata,
    _statement(primary_key=True),
    sa.Column("kind", sa.String(12), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("crisis", sa.String(64), nullable=False, index=True),
    sa.Column("verb", sa.String(60), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
)
# Small remembered choices: column mappings by header signature, and the like.
memory = sa.Table(
    "memory",
    metadata,
    sa.Column("key", sa.String(120), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
# Vectors of texts by embedder and content: a cache, so that a text is embedded once.
vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("embedder", sa.String(80), primary_key=True),
    sa.Column("text", sa.String(64), primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

# FAQs in bulk. `owner` and `lease` (seconds since 1970) say which process works on a job.
jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(20), primary_key=True),
    sa.Column("crisis", sa.String(64), nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("wish", sa.String(10), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("owner", sa.String(120), nullable=False),
    sa.Column("lease", sa.Float, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
)
job_items = sa.Table(
    "job_items",
    metadata,
    sa.Column("job", sa.ForeignKey("jobs.id"), primary_key=True, nullable=False),
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("rough", sa.Boolean, nullable=False),
    sa.Column("settled", sa.Float, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("ix_job_items_state", "job", "state", "tries", "place"),
)
# What language models were asked and answered. No foreign key: a call may belong to no crisis.
calls = sa.Table(
    "calls",
    metadata,
    sa.Column("id", sa.String(20), primary_key=True),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("day", sa.String(10), nullable=False, index=True),
    sa.Column("crisis", sa.String(64), nullable=False, index=True),
    sa.Column("task", sa.String(60), nullable=False),
    sa.Column("model", sa.String(200), nullable=False),
    sa.Column("prompt_digest", sa.String(64), nullable=False),
    sa.Column("key", sa.String(64), nullable=False, index=True),
    sa.Column("system", sa.Text, nullable=False),
    sa.Column("user", sa.Text, nullable=False),
    sa.Column("reply", sa.Text),
    sa.Column("tokens_in", sa.Integer),
    sa.Column("tokens_out", sa.Integer),
    sa.Column("cost", sa.Float),
    sa.Column("counted", sa.Float, nullable=False),
    sa.Column("counted_tokens", sa.Integer, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("outcome", sa.String(10), nullable=False),
    sa.Column("said", sa.Text, nullable=False),
)

APPEND_ONLY = ("revisions", "acts", "facts", "audit", "imports", "decisions")
