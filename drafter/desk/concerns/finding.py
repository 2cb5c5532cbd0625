"""Posts get their concerns: all of them anew, or later ones joined to those that are there."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.desk.concerns.ground import Ground, Progress, silent
from drafter.desk.vectors import compact
from drafter.errors import ModelError
from drafter.model.concern import Centre
from drafter.model.crisis import Concern, Crisis, Mention
from drafter.model.decision import Decision, Post, decided
from drafter.model.person import Duty

if TYPE_CHECKING:
    from drafter.adapters.store import Records
    from drafter.steps.intake import Found


class Finding(Ground):
    """Finding and joining. One at a time in a process: it is the desk's heaviest work."""

    def find(self, slug: str, *, by: str, progress: Progress = silent) -> None:
        """Group all posts anew. What was decided about the groups is void; words on posts stay."""
        person = self._desk.people.allowed(by, Duty.DRAFTER)
        with self._finding:
            self._find(self._desk.crises.get(slug), person.name, progress)

    def catch_up(self, slug: str, *, by: str, progress: Progress = silent) -> int:
        """Give a concern to every post that has none yet; how many that were.

        They join the concerns that are there. Only where nothing was decided about those, and the
        new posts are as many as the old, all are grouped anew.
        """
        crisis, done = self._desk.crises.get(slug), 0
        with self._finding:
            while True:
                with self._desk.store.reading() as records:
                    known, fresh = records.judged_count(slug), records.unjudged(slug)
                    touched = decided(records.decisions(slug)).touched
                    embedders = {centre.embedder for centre in records.centres(slug)}
                if not fresh:
                    return done
                strange = not touched and embedders != {self._desk.embedder.id}
                if not known or strange or (not touched and len(fresh) >= known):
                    self._find(crisis, by, progress)
                else:
                    self._join(crisis, fresh, by, progress)
                done += len(fresh)

    def grouped(
        self, posts: Sequence[Mention], names: Sequence[str] = (), progress: Progress = silent
    ) -> "Found":
        """The concerns of posts; nothing is stored. `names` say whom the posts are about."""
        from drafter.steps import intake

        vectors = self._vectors(posts, progress)
        return intake.find(
            posts,
            vectors,
            own_names=names,
            told=lambda said, share: progress(said, 0.7 + share / 4),
        )

    def _find(self, crisis: Crisis, by: str, progress: Progress) -> None:
        with self._desk.store.reading() as records:
            posts = records.mentions(crisis.slug)
        found = self.grouped(posts, _names(crisis), progress)
        progress("Storing what was found", 0.95)
        with self._desk.store.writing() as records:
            acts = records.decisions(crisis.slug)
            now = self._desk.clock()
            act = Decision(number=len(acts) + 1, verb="find", by=by, at=now)
            records.add_decision(crisis.slug, act)
            rulings = decided((*acts, act)).rulings
            both = (Post(*pair) for pair in zip(posts, found.judged, strict=True))
            records.set_judged(crisis.slug, both, rulings, anew=True)
            records.set_found(crisis.slug, found.concerns, self._marked(found.centres))
            self._settle(records, crisis.slug)
            tops = [one for one in found.concerns if one.parent is None]
            records.log(
                at=now, by=by, crisis=crisis.slug, verb="find concerns",
                subject=f"{len(tops)} concerns", posts=len(posts), embedder=self._desk.embedder.id,
            )  # fmt: skip

    def _join(self, crisis: Crisis, fresh: Sequence[Mention], by: str, progress: Progress) -> None:
        from drafter.steps import intake

        vectors = self._vectors(fresh, progress)
        known, centres = self._known(crisis.slug, progress)
        progress("Joining the posts to the concerns", 0.8)
        joined = intake.join(fresh, vectors, known, centres, own_names=_names(crisis))
        with self._desk.store.writing() as records:
            holds = decided(records.decisions(crisis.slug))
            both = (Post(*pair) for pair in zip(fresh, joined.judged, strict=True))
            records.set_judged(crisis.slug, both, holds.rulings)
            found = (*records.found(crisis.slug), *joined.concerns)
            records.set_found(crisis.slug, found, self._marked(joined.centres))
            self._settle(records, crisis.slug)
            new = [one for one in joined.concerns if one.parent is None]
            records.log(
                at=self._desk.clock(), by=by, crisis=crisis.slug, verb="join concerns",
                subject=f"{len(fresh)} posts", new_concerns=len(new),
            )  # fmt: skip

    def _known(
        self, slug: str, progress: Progress
    ) -> tuple[tuple[Concern, ...], tuple[Centre, ...]]:
        """Concerns as found, and where they lie: anew, where people took posts out of them or the
        centres are those of another embedder."""
        from drafter.steps import intake

        with self._desk.store.reading() as records:
            found, centres = records.found(slug), records.centres(slug)
            taken = decided(records.decisions(slug)).taken
            same = {centre.embedder for centre in centres} == {self._desk.embedder.id}
            if same and not taken:
                return found, centres
            judged, posts = records.judged(slug), records.mentions_judged(slug)
        stand = [
            one.model_copy(update={"concern": taken[one.mention], "sub": None})
            if one.mention in taken
            else one
            for one in judged
        ]
        return found, intake.centres(stand, self._vectors(posts, progress))

    def _vectors(self, posts: Sequence[Mention], progress: Progress) -> "list[array[float]]":
        """By the desk's embedder; where a provider's fails, by the local one from then on."""
        from drafter.steps import intake

        texts = [intake.words(post.text) for post in posts]
        said = f"Reading {len(texts):,} posts for their meaning"

        def told(share: float) -> None:
            progress(said, share * 0.7)

        try:
            return compact(self._desk.embedder, texts, told)
        except ModelError as failed:
            return compact(self._desk.go_local(failed), texts, told)

    def _marked(self, centres: Sequence[Centre]) -> tuple[Centre, ...]:
        """With the embedder whose vectors they are: those of two embedders are never compared."""
        name = self._desk.embedder.id
        return tuple(one.model_copy(update={"embedder": name}) for one in centres)

    def _settle(self, records: "Records", slug: str) -> None:
        """Show what was found and decided, as it stands in this transaction."""
        from drafter.steps.settling import settle

        holds = decided(records.decisions(slug))
        records.set_concerns(slug, settle(records.found(slug), records.placed(slug), holds))


def _names(crisis: Crisis) -> tuple[str, ...]:
    return (crisis.organisation, *crisis.names)
