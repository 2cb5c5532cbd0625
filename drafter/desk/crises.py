"""Verbs on crises: make, frame, remove; and the sample."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from drafter.errors import InputError
from drafter.model.brief import FactStatus
from drafter.model.crisis import SLUG, Crisis, Frame
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.desk import Desk

SAMPLE_AUTHOR = "the sample"


class Crises:
    """`desk.crises`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def all(self) -> tuple[Crisis, ...]:
        with self._desk.store.reading() as records:
            return records.crises()

    def get(self, slug: str) -> Crisis:
        """Raises NotFound."""
        with self._desk.store.reading() as records:
            return records.crisis(slug)

    def make(
        self,
        *,
        title: str,
        organisation: str,
        by: str,
        names: tuple[str, ...] = (),
        frame: Frame | None = None,
        slug: str | None = None,
        **more: Any,
    ) -> Crisis:
        """A new crisis. Its slug is made from the title unless given; one in use gets a number."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        return self._add(
            by=person.name,
            title=title,
            organisation=organisation,
            slug=slug,
            frame=frame,
            names=names,
            **more,
        )

    def _add(
        self,
        *,
        by: str,
        title: str,
        organisation: str,
        slug: str | None,
        frame: Frame | None,
        **more: Any,
    ) -> Crisis:
        if not title.strip() or not organisation.strip():
            raise InputError("a crisis needs a title and the organisation's name")
        if slug is not None and not SLUG.fullmatch(slug):
            raise InputError(
                f"a slug is small letters, digits and hyphens, such as late-flights (found {slug!r})"
            )
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            crisis = Crisis(
                slug=_free(slug or _slug(title), records.slugs_ever()),
                title=title.strip(),
                organisation=organisation.strip(),
                frame=(frame or Frame()).model_copy(update={"title": title.strip()}),
                created_at=now,
                **more,
            )
            records.add_crisis(crisis)
            records.log(at=now, by=by, crisis=crisis.slug, verb="make", subject=crisis.title)
        return crisis

    def change(self, slug: str, *, by: str, **changes: Any) -> Crisis:
        """Another title, organisation, names, frame, as_of or timezone."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            crisis = records.crisis(slug).model_copy(update=changes)
            records.change_crisis(crisis)
            said = ", ".join(sorted(changes))
            records.log(at=now, by=person.name, crisis=slug, verb="change", subject=said)
        return crisis

    def remove(self, slug: str, *, by: str) -> None:
        """Take a crisis off the desk; its record stays in the database. Admins only, or the sample."""
        crisis = self.get(slug)
        duty = Duty.DRAFTER if crisis.sample else Duty.ADMIN
        person = self._desk.people.allowed(by, duty)
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            records.remove_crisis(slug, now=now)
            records.log(at=now, by=person.name, crisis=slug, verb="remove", subject=crisis.title)

    def audit(self, slug: str) -> tuple[Any, ...]:
        """The audit lines of a crisis, the oldest first."""
        with self._desk.store.reading() as records:
            return records.audit(slug)

    def welcome(self) -> None:
        """Load the sample into a desk that never had a crisis, unless the settings say not to."""
        if not self._desk.settings.sample:
            return
        with self._desk.store.reading() as records:
            if records.slugs_ever():
                return
        self.load_sample()

    def load_sample(self) -> Crisis | None:
        """The fictional crisis that ships, or None where its files are gone."""
        from drafter.adapters import facts_file
        from drafter.frontmatter import parse_yaml, read_text

        folder = self._desk.settings.knowledge / "sample"
        if not folder.is_dir():
            return None
        about = parse_yaml(read_text(folder / "sample.yaml", InputError), folder, InputError).data
        ledger = facts_file.load(folder / "facts.yaml")
        crisis = self._add(
            title=about["title"],
            organisation=ledger.organisation,
            names=ledger.names,
            frame=ledger.frame,
            slug=about["slug"],
            sample=True,
            by=SAMPLE_AUTHOR,
            as_of=ledger.as_of,
            timezone=ledger.timezone,
        )
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            for fact in ledger.facts:
                named = fact.status is FactStatus.CONFIRMED
                signed = {"confirmed_by": SAMPLE_AUTHOR, "confirmed_at": now} if named else {}
                records.put_fact(
                    crisis.slug, fact.model_copy(update=signed), by=SAMPLE_AUTHOR, now=now
                )
        data = (folder / "mentions.csv").read_bytes()
        self._desk.mentions.store(crisis.slug, data, name="mentions.csv", by=SAMPLE_AUTHOR)
        return crisis


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "crisis"


def _free(slug: str, taken: frozenset[str]) -> str:
    if slug not in taken:
        return slug
    return next(
        name for number in range(2, 10_000) if (name := f"{slug[:58]}-{number}") not in taken
    )
