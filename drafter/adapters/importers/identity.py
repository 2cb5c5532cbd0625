"""Which row is which post: ids that can be trusted, and ids made from the content."""

import re
from collections.abc import Sequence

from drafter.model.base import digest

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+$", re.IGNORECASE)
# A spreadsheet keeps 15 digits of a number and makes zeros of the rest.
_ROUNDED = re.compile(r"\d{13,}000$")
# Chance alone makes one id in a thousand end in three zeros.
_ROUNDED_SHARE = 0.1
_NOTHING = frozenset(("", "-", "nan", "null", "none", "n/a", "na", "0"))
# Shorter numbers may count the rows of one export, and another export counts from 1 again.
_COUNTER = re.compile(r"\d{1,8}$")


def cleaned(value: str) -> str:
    """An id without the wrapping (`="123"`, `'123`) that keeps a spreadsheet from rounding it."""
    bare = value.strip().lstrip("='\"").rstrip("\"' ")
    return "" if bare.casefold() in _NOTHING else bare


def distrust(ids: Sequence[str], texts: Sequence[str]) -> str | None:
    """Why the ids of a file cannot tell its posts apart, or None where they can.

    `ids` are cleaned; `texts` stand beside them. One pair of rows that shares an id and differs in
    text condemns the column.
    """
    given = [value for value in ids if value]
    if any(_SCIENTIFIC.match(value) for value in given):
        return "a spreadsheet turned them into numbers such as 5.70E+17"
    rounded = sum(1 for value in given if _ROUNDED.match(value))
    if rounded > _ROUNDED_SHARE * len(given):
        return f"a spreadsheet rounded them ({rounded:,} of {len(given):,} end in 000)"
    first: dict[str, str] = {}
    for value, text in zip(ids, texts, strict=True):
        if value and text and first.setdefault(value, text) != text:
            return f"{value[:40]!r} stands on rows with different texts"
    return None


def mention_id(trusted: str, author: str, time: str, text: str) -> str:
    """`m_` and 20 hex digits: the same post gives the same id in every import.

    `trusted` is the row's own id, "" without one.
    """
    if trusted and _COUNTER.match(trusted):
        content = ["id", trusted, text]
    elif trusted:
        content = ["id", trusted]
    else:
        content = ["content", author, time, text]
    return f"m_{digest(content)[:20]}"
