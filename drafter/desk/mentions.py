"""Verbs on mentions: look at an export, take it in, find the concerns."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from drafter.model.crisis import Concern, Crisis, ImportReport, Mention
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.adapters.importers import Imported, Sheet
    from drafter.desk import Desk


class Found(NamedTuple):
    """An export and what lies behind it, with nothing stored."""

    imported: "Imported"
    concerns: tuple[Concern, ...]


class Mentions:
    """`desk.mentions`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def look(self, data: bytes, *, name: str) -> "Sheet":
        """The columns of an export, how they were recognised, and its first rows.

        A mapping that a person chose for the same header before comes first. Raises MentionsError.
        """
        from drafter.adapters.importers import sniff

        sheet = sniff(data, name=name)
        with self._desk.store.reading() as records:
            remembered = records.recalled(f"mapping/{sheet.signature}")
        if remembered is None:
            return sheet
        return sheet.model_copy(update={"mapping": json.loads(remembered)})

    def read(self, data: bytes, *, name: str) -> Found:
        """An export and its concerns. Nothing is stored. Raises MentionsError."""
        from drafter.adapters.importers import read
        from drafter.steps.intake import concerns

        imported = read(data, name=name)
        return Found(imported, concerns(imported.mentions))

    def take(
        self,
        slug: str,
        data: bytes,
        *,
        name: str,
        by: str,
        mapping: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Take an export into a crisis and find its concerns. Taking it twice adds nothing."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        return self.store(slug, data, name=name, by=person.name, mapping=mapping)

    def store(
        self,
        slug: str,
        data: bytes,
        *,
        name: str,
        by: str,
        mapping: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """`take`, without asking who may: for the desk's own sample."""
        from drafter.adapters.importers import read, sniff

        crisis = self._desk.crises.get(slug)
        imported = read(data, name=name, mapping=mapping)
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            fresh = records.add_mentions(
                slug, imported.mentions, imported.report, name=name, by=by, now=now
            )
            report = imported.report.model_copy(update={"known": imported.report.kept - fresh})
            everything = records.mentions(slug)
            if mapping is not None:
                signature = sniff(data, name=name).signature
                records.remember(f"mapping/{signature}", json.dumps(dict(mapping)))
            records.log(
                at=now, by=by, crisis=slug, verb="import", subject=name,
                read=report.read, kept=report.kept, new=fresh,
                duplicates=report.duplicates, rejected=len(report.rejected),
            )  # fmt: skip
        if fresh:
            self._find(crisis, everything)
        return report

    def _find(self, crisis: Crisis, everything: tuple[Mention, ...]) -> None:
        from drafter.steps.intake import concerns

        found = concerns(everything, own_names=(crisis.organisation, *crisis.names))
        with self._desk.store.writing() as records:
            records.set_concerns(crisis.slug, found)

    def all(self, slug: str) -> tuple[Mention, ...]:
        with self._desk.store.reading() as records:
            return records.mentions(slug)

    def quotable(self, slug: str, concerns: Iterable[Concern]) -> tuple[Mention, ...]:
        """The posts that a draft may quote: the examples of the first concerns."""
        from drafter.steps.briefing import quoted

        with self._desk.store.reading() as records:
            return records.mentions_named(slug, quoted(concerns))

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
