"""What every part of the records rests on: one connection, in one transaction."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa


class Rows:
    """The rows of one transaction. Lists come in the order they were added."""

    def __init__(self, connection: sa.Connection):
        self._connection = connection


def as_json(noun: Any) -> str:
    return str(noun.model_dump_json())


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
