"""Rows of a table -> mentions, duplicates and rejections: every row ends up in exactly one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from drafter.adapters.importers import dates, identity
from drafter.adapters.importers.columns import Field, Place
from drafter.adapters.importers.order import told_by
from drafter.adapters.importers.progress import Progress, silent
from drafter.adapters.importers.repairs import Repairs, lost
from drafter.adapters.importers.table import Table, say_rows
from drafter.model.base import Noun
from drafter.model.crisis import DateOrder, ImportReport, Mention, Rejection

# More than this is not an audience; it also keeps the figure within a database integer.
_REACH_LIMIT = 10**12

_LOST = "the text is lost: a spreadsheet left {} in its place"
_TICK = 2_000

_SAID: tuple[Field, ...] = ("url", "source", "language", "sentiment", "reach")

Cells = Callable[[int], str]


class Imported(Noun):
    """What an import gave. `originals`: row of each duplicate -> id of the mention it repeats.

    `report.read == report.kept + report.duplicates + len(report.rejected)`, always.
    """

    mentions: tuple[Mention, ...]
    report: ImportReport
    originals: dict[int, str] = {}


class Told(NamedTuple):
    """What is known besides the file: the order of day and month that a person chose, the time."""

    order: DateOrder | None = None
    now: datetime | None = None


class _Posts(NamedTuple):
    texts: list[str]
    authors: list[str]
    ids: list[str]
    times: list[dates.Moment]
    warnings: tuple[str, ...]


def imported(
    table: Table,
    mapping: dict[str, str],
    places: dict[str, Place],
    told: Told = Told(),  # noqa: B008
    progress: Progress = silent,
) -> Imported:
    """Mentions of the table's rows by the columns in `places`, and the report on every row."""
    progress("Sorting", 0.0)
    posts = _posts(table, places, told)
    rejected = dict(table.rejected)
    for row, text in enumerate(posts.texts):
        if row not in rejected and (not text or lost(text)):
            rejected[row] = _LOST.format(text) if text else "no text"
    kept: dict[str, Mention] = {}
    originals: dict[int, str] = {}
    said: dict[str, Cells] = {field: _column(table, places.get(field)) for field in _SAID}
    for row, text in enumerate(posts.texts):
        if not row % _TICK:
            progress("Sorting", row / len(posts.texts))
        if row in rejected:
            continue
        moment, author = posts.times[row], posts.authors[row]
        key = identity.mention_id(posts.ids[row], author, moment.key, text)
        if key in kept:
            originals[row] = key
        else:
            kept[key] = _mention(said, row, key, text, author, moment.at)
    report = ImportReport(
        read=len(table.rows),
        kept=len(kept),
        duplicates=len(originals),
        rejected=tuple(Rejection(row=row, reason=rejected[row]) for row in sorted(rejected)),
        warnings=(*table.warnings, *posts.warnings),
        mapping=mapping,
        encoding=table.encoding,
        delimiter=table.delimiter,
    )
    return Imported(mentions=tuple(kept.values()), report=report, originals=originals)


def _posts(table: Table, places: dict[str, Place], told: Told) -> _Posts:
    repairs = Repairs()
    texts = _texts(table, places["text"], repairs) if "text" in places else [""] * len(table.rows)
    authors = _authors(table, places.get("author"), repairs)
    ids, distrusted = _ids(table, places.get("id"), texts)
    read, unread = read_dates(table, places, told)
    return _Posts(
        texts,
        authors,
        ids,
        read.moments,
        (*repairs.warnings, *distrusted, *read.warnings, *unread),
    )


def _authors(table: Table, place: Place | None, repairs: Repairs) -> list[str]:
    said = _column(table, place)
    return [
        "" if row in table.rejected else repairs.author(said(row)) for row in range(len(table.rows))
    ]


def _texts(table: Table, place: Place, repairs: Repairs) -> list[str]:
    texts = []
    for row, cells in enumerate(table.rows):
        text = ""
        for choice in place if row not in table.rejected else ():
            text = repairs.text([cells[index] for index in choice if index < len(cells)])
            if text:
                break
        texts.append(text)
    return texts


def _ids(
    table: Table, place: Place | None, texts: Sequence[str]
) -> tuple[list[str], tuple[str, ...]]:
    if place is None:
        return [""] * len(texts), ()
    cell = _column(table, place)
    ids = [identity.cleaned(cell(row)) if text else "" for row, text in enumerate(texts)]
    why = identity.distrust(ids, texts)
    if why is None:
        return ids, ()
    return [""] * len(texts), (
        f"The ids are not trusted: {why}. Posts are told apart by author, time and text.",
    )


def read_dates(
    table: Table, places: dict[str, Place], told: Told
) -> tuple[dates.Dates, tuple[str, ...]]:
    """The dates of all rows, and a sentence about those that could not be read."""
    date, time = _column(table, places.get("date")), _column(table, places.get("time"))
    values = [
        "" if row in table.rejected else dates.joined(date(row), time(row))
        for row in range(len(table.rows))
    ]
    own = [index for choice in places.get("date", ()) for index in choice]
    read = dates.Dates(
        values,
        utc=any("utc" in table.columns[index].casefold() for index in own),
        chosen=told.order,
        witnesses=lambda row: told_by(
            [cell for index, cell in enumerate(table.rows[row]) if index not in own]
        ),
        now=told.now,
        mac=table.mac,
    )
    unread = [row for row, moment in enumerate(read.moments) if moment.form == "unread"]
    if not unread:
        return read, ()
    return read, (
        f"{len(unread):,} dates could not be read ({say_rows(unread)}): "
        "those posts are kept without a date.",
    )


def _column(table: Table, place: Place | None) -> Cells:
    """A function from a row's number to its value: the first alternative that is not empty."""
    if not place:
        return lambda row: ""
    rows = table.rows
    if place == ((place[0][0],),):
        only = place[0][0]
        return lambda row: rows[row][only] if only < len(rows[row]) else ""

    def value(row: int) -> str:
        cells = rows[row]
        for choice in place:
            parts = [cells[index].strip() for index in choice if index < len(cells)]
            if said := " ".join(part for part in parts if part):
                return said
        return ""

    return value


def _mention(
    said: dict[str, Cells], row: int, key: str, text: str, author: str, at: datetime | None
) -> Mention:
    value = {field: cell(row).strip() for field, cell in said.items()}
    return Mention(
        id=key,
        row=row,
        text=text,
        author=author,
        posted_at=at,
        url=value["url"],
        source=value["source"],
        language=value["language"],
        sentiment_label=value["sentiment"],
        reach=_reach(value["reach"]),
    )


def _reach(said: str) -> int | None:
    """`1,234`, `1234.0` or `1234` as a number; None for anything else."""
    bare = said.replace(",", "").replace(" ", "").removesuffix(".0")
    if not (bare.isascii() and bare.isdigit() and len(bare) < 16):
        return None
    return int(bare) if int(bare) <= _REACH_LIMIT else None
