"""Verbs on mentions: look at an export, take it in, find the concerns."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.desk.vectors import compact
from drafter.errors import ModelError
from drafter.model.base import cell
from drafter.model.concern import Judged
from drafter.model.crisis import Concern, Crisis, DateOrder, ImportReport, Mention
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.adapters.importers import Imported, Progress, Sheet
    from drafter.desk import Desk
    from drafter.steps.intake import Found as Grouped


# The largest file that is taken, in bytes; and what pasted lines are called.
LIMIT = 200_000_000
PASTED = "pasted.txt"


class Found(NamedTuple):
    """An export and what lies behind it, with nothing stored."""

    imported: "Imported"
    concerns: tuple[Concern, ...]
    judged: tuple[Judged, ...] = ()


class Chosen(NamedTuple):
    """What a person said about a file: which column is what, and which of day and month is first.

    None is left to the file.
    """

    mapping: Mapping[str, str] | None = None
    order: DateOrder | None = None

    def as_json(self) -> str:
        """To be remembered for the next file with the same header."""
        return json.dumps({"mapping": dict(self.mapping or {}), "order": self.order})

    @classmethod
    def of_json(cls, said: str) -> "Chosen":
        """What was remembered; an older desk remembered the mapping alone."""
        found = json.loads(said)
        alone = not isinstance(found.get("mapping"), dict)
        return cls(found) if alone else cls(found["mapping"], found.get("order"))


def rejections_csv(report: ImportReport) -> str:
    """The rows that were not taken and why, for a spreadsheet: no cell of it is a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("row", "reason"))
    writer.writerows((one.row, cell(one.reason)) for one in report.rejected)
    return file.getvalue()


def _redated(stored: Sequence[Mention], read: Sequence[Mention]) -> tuple[Mention, ...]:
    """Stored mentions that a person's order of day and month gives another date."""
    dates = {mention.id: mention.posted_at for mention in read}
    return tuple(
        mention.model_copy(update={"posted_at": dates[mention.id]})
        for mention in stored
        if mention.id in dates and dates[mention.id] != mention.posted_at
    )


def _due(slug: str) -> str:
    return f"concerns due/{slug}"


def _nobody_waits(doing: str, share: float) -> None:
    """No progress is shown."""


class Mentions:
    """`desk.mentions`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def look(self, data: bytes, *, name: str) -> "Sheet":
        """The columns of an export, how they were recognised, and its first rows.

        A mapping that a person chose for the same header before comes first. Raises MentionsError.
        """
        from drafter.adapters.importers import Export

        export = Export(data, name=name, now=self._desk.clock(), head=True)
        before = self._remembered(export.signature)
        if before is None:
            return export.sheet()
        sheet = export.sheet(before.mapping)
        return sheet.model_copy(update={"order": sheet.order and (before.order or sheet.order)})

    def preview(
        self, sheet: "Sheet", mapping: Mapping[str, str], order: DateOrder | None = None
    ) -> tuple[Sequence[Mention], DateOrder | None]:
        """The first rows of an export as posts, by a mapping that nobody has confirmed yet.

        With them the order of day and month in their dates, None where no date leaves it open.
        """
        from drafter.adapters.importers import preview

        return preview(sheet, mapping, order)

    def read(
        self,
        data: bytes,
        *,
        name: str,
        mapping: Mapping[str, str] | None = None,
        order: DateOrder | None = None,
        progress: "Progress | None" = None,
    ) -> Found:
        """An export and its concerns. Nothing is stored. Raises MentionsError."""
        imported, _ = self._imported(data, name, Chosen(mapping, order), progress)
        found = self._found(imported.mentions)
        return Found(imported, found.concerns, found.judged)

    def _found(self, mentions: Sequence[Mention], names: Sequence[str] = ()) -> "Grouped":
        """By the desk's embedder, whose vectors are remembered; where it fails, by the local one."""
        from drafter.steps import intake

        texts = [intake.words(mention.text) for mention in mentions]
        try:
            vectors = compact(self._desk.embedder, texts, lambda share: None)
        except ModelError as failed:
            vectors = compact(self._desk.go_local(failed), texts, lambda share: None)
        return intake.find(mentions, vectors, own_names=names)

    def take(
        self,
        slug: str,
        data: bytes,
        *,
        name: str,
        by: str,
        mapping: Mapping[str, str] | None = None,
        order: DateOrder | None = None,
        progress: "Progress | None" = None,
    ) -> ImportReport:
        """Take an export into a crisis and find its concerns. Taking it twice adds nothing.

        `order` says which of day and month comes first where dates fit both. `progress` is told
        what is being done and the share of it that is done.
        """
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        return self.store(
            slug, data, name=name, by=person.name, mapping=mapping, order=order, progress=progress
        )

    def store(
        self,
        slug: str,
        data: bytes,
        *,
        name: str,
        by: str,
        mapping: Mapping[str, str] | None = None,
        order: DateOrder | None = None,
        progress: "Progress | None" = None,
    ) -> ImportReport:
        """`take`, without asking who may: for the desk's own sample."""
        crisis = self._desk.crises.get(slug)
        report = self.keep(
            slug, data, name=name, by=by, chosen=Chosen(mapping, order), progress=progress
        )
        if self._concerns_due(slug):
            if progress is not None:
                progress("Finding the concerns", 0.0)
            self._find(crisis, self.all(slug))
        return report

    def keep(
        self,
        slug: str,
        data: bytes,
        *,
        name: str,
        by: str,
        chosen: "Chosen | None" = None,
        progress: "Progress | None" = None,
    ) -> ImportReport:
        """Store an export's mentions: all of them or, if it is stopped on the way, none.

        Their concerns are due from then on, until somebody has found them.
        """
        chosen = chosen or Chosen()
        imported, signature = self._imported(data, name, chosen, progress)
        now = self._desk.clock()
        if progress is not None:
            progress("Storing", 0.0)
        with self._desk.store.writing() as records:
            fresh = records.add_mentions(
                slug, imported.mentions, imported.report, name=name, by=by, now=now
            )
            report = imported.report.model_copy(update={"known": imported.report.kept - fresh})
            redated = _redated(records.mentions(slug), imported.mentions) if chosen.order else ()
            records.change_mentions(slug, redated)
            if fresh or redated:
                records.remember(_due(slug), "yes")
            if chosen.mapping is not None and signature:
                records.remember(f"mapping/{signature}", chosen.as_json())
            records.log(
                at=now, by=by, crisis=slug, verb="import", subject=name,
                read=report.read, kept=report.kept, new=fresh,
                duplicates=report.duplicates, rejected=len(report.rejected), redated=len(redated),
            )  # fmt: skip
        return report

    def _imported(
        self, data: bytes, name: str, chosen: "Chosen", progress: "Progress | None"
    ) -> "tuple[Imported, str]":
        """The mentions of a file by what was chosen, now or for the same header before."""
        from drafter.adapters.importers import Export

        now = self._desk.clock()
        export = Export(data, name=name, now=now, progress=progress or _nobody_waits)
        before = self._remembered(export.signature) or Chosen()
        mapping = before.mapping if chosen.mapping is None else chosen.mapping
        return export.read(mapping, order=chosen.order or before.order), export.signature

    def _remembered(self, signature: str) -> "Chosen | None":
        if not signature:
            return None
        with self._desk.store.reading() as records:
            said = records.recalled(f"mapping/{signature}")
        return None if said is None else Chosen.of_json(said)

    def _concerns_due(self, slug: str) -> bool:
        with self._desk.store.reading() as records:
            return records.recalled(_due(slug)) == "yes"

    def _find(self, crisis: Crisis, everything: tuple[Mention, ...]) -> None:
        found = self._found(everything, (crisis.organisation, *crisis.names))
        with self._desk.store.writing() as records:
            records.set_concerns(crisis.slug, found.concerns)
            records.remember(_due(crisis.slug), "no")

    def all(self, slug: str) -> tuple[Mention, ...]:
        with self._desk.store.reading() as records:
            return records.mentions(slug)

    def count(self, slug: str) -> int:
        with self._desk.store.reading() as records:
            return records.mention_count(slug)

    def concerns(self, slug: str) -> tuple[Concern, ...]:
        """The concerns of a crisis, those of most different authors first."""
        with self._desk.store.reading() as records:
            return records.concerns(slug)

    def imports(self, slug: str) -> tuple[tuple[str, str, ImportReport], ...]:
        """(file name, time, report) of every import, the oldest first."""
        with self._desk.store.reading() as records:
            return records.imports(slug)
