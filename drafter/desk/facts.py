"""Verbs on the ledger: write, confirm, withdraw, import, export."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from drafter.errors import FactsError, NotFound
from drafter.model.brief import Fact, FactStatus, Ledger, Role, next_id
from drafter.model.crisis import Crisis
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.desk import Desk


class Facts:
    """`desk.facts`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def ledger(self, slug: str) -> Ledger:
        """The crisis' frame and all its facts as they are now."""
        with self._desk.store.reading() as records:
            return ledger_of(records.crisis(slug), records.facts(slug))

    def add(self, slug: str, *, role: Role, text: str, by: str, source: str = "") -> Fact:
        """A new fact, unconfirmed."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            records.crisis(slug)
            try:
                fact = Fact(
                    id=next_id(records.facts(slug)),
                    role=role,
                    text=text.strip(),
                    source=source.strip(),
                )
            except ValidationError:
                raise FactsError("a fact needs a text") from None
            records.put_fact(slug, fact, by=person.name, now=now)
            records.log(at=now, by=person.name, crisis=slug, verb="add fact", subject=fact.id)
        return fact

    def confirm(self, slug: str, fact: str, *, by: str, source: str) -> Fact:
        """Confirm a fact by name and source. Raises NotConfirmed where either is missing."""
        now = self._desk.clock()
        return self._change(
            slug,
            fact,
            by,
            "confirm",
            lambda old, name: old.confirm(by=name, source=source, now=now),
        )

    def withdraw(
        self, slug: str, fact: str, *, status: FactStatus, by: str, reason: str = ""
    ) -> Fact:
        """No longer confirmed. Approvals of texts that cite it are void from here on.

        `reason` stays on the record.
        """
        return self._change(
            slug, fact, by, status.value, lambda old, _: old.withdraw(status), reason.strip()
        )

    def reword(self, slug: str, fact: str, *, text: str, role: Role, by: str) -> Fact:
        """Another wording or role: it has to be confirmed again."""
        if not text.strip():
            raise FactsError(f"fact {fact} needs a text")
        return self._change(
            slug, fact, by, "reword", lambda old, _: old.reword(text=text, role=role)
        )

    def _change(
        self,
        slug: str,
        name: str,
        by: str,
        verb: str,
        change: Callable[[Fact, str], Fact],
        reason: str = "",
    ) -> Fact:
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        now = self._desk.clock()
        with self._desk.store.writing() as records:
            old = {fact.id: fact for fact in records.facts(slug)}.get(name)
            if old is None:
                raise NotFound(f"no fact {name!r} in crisis {slug!r}")
            new = change(old, person.name)
            if new != old:
                records.put_fact(slug, new, by=person.name, now=now)
                records.log(
                    at=now,
                    by=person.name,
                    crisis=slug,
                    verb=f"{verb} fact",
                    subject=name,
                    reason=reason,
                )
        return new

    def versions(self, slug: str, fact: str) -> tuple[tuple[str, str, Fact], ...]:
        """(time, person, fact) of every version."""
        with self._desk.store.reading() as records:
            return records.fact_versions(slug, fact)

    def read_file(self, path: Path) -> Ledger:
        """A facts file, with nothing stored. Raises FactsError naming file and line."""
        from drafter.adapters import facts_file

        return facts_file.load(path)

    def import_file(self, slug: str, path: Path, *, by: str) -> tuple[str, ...]:
        """Take a facts file into a crisis, made where there is none. Returns the ids that changed."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        given = self.read_file(path)
        self._crisis_for(slug, given, person.name)
        now = self._desk.clock()
        changed = []
        with self._desk.store.writing() as records:
            known = {fact.id: fact for fact in records.facts(slug)}
            for fact in given.facts:
                if fact.id in known and _says_the_same(fact, known[fact.id]):
                    continue
                if fact.confirmed and not fact.confirmed_by:
                    fact = fact.model_copy(
                        update={"confirmed_by": person.name, "confirmed_at": now}
                    )
                records.put_fact(slug, fact, by=person.name, now=now)
                changed.append(fact.id)
            records.log(
                at=now,
                by=person.name,
                crisis=slug,
                verb="import facts",
                subject=path.name,
                changed=changed,
            )
        return tuple(changed)

    def _crisis_for(self, slug: str, given: Ledger, by: str) -> None:
        described: dict[str, Any] = {
            "organisation": given.organisation,
            "names": given.names,
            "as_of": given.as_of,
            "timezone": given.timezone,
        }
        try:
            crisis = self._desk.crises.get(slug)
        except NotFound:
            title = given.frame.title or slug.replace("-", " ").capitalize()
            self._desk.crises.make(title=title, slug=slug, by=by, frame=given.frame, **described)
            return
        frame = given.frame.model_copy(update={"title": given.frame.title or crisis.title})
        wanted = crisis.model_copy(update={**described, "frame": frame})
        if wanted != crisis:
            self._desk.crises.change(slug, by=by, frame=frame, **described)

    def export(self, slug: str) -> str:
        """The ledger as a facts file (YAML)."""
        from drafter.adapters import facts_file

        return facts_file.dump(self.ledger(slug))


def ledger_of(crisis: Crisis, facts: tuple[Fact, ...]) -> Ledger:
    """A crisis' frame and facts as one value."""
    return Ledger(
        organisation=crisis.organisation,
        names=crisis.names,
        frame=crisis.frame,
        as_of=crisis.as_of,
        timezone=crisis.timezone,
        facts=facts,
    )


def _says_the_same(given: Fact, known: Fact) -> bool:
    fields = ("role", "status", "text", "source", "replaces")
    return all(getattr(given, field) == getattr(known, field) for field in fields)
