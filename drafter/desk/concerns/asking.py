"""What people ask, and which of it an approved text answers."""

from collections.abc import Sequence
from typing import NamedTuple

from drafter.desk.concerns.ground import Progress, silent
from drafter.desk.concerns.seeing import Seeing
from drafter.desk.facts import ledger_of
from drafter.desk.vectors import compact
from drafter.errors import ModelError
from drafter.model.coverage import Answer, Coverage, Question
from drafter.model.statement import Statement

# Kinds of texts that answer somebody.
ANSWERING = ("faq_answer", "reply", "update")


class _Read(NamedTuple):
    """The questions of a crisis, not yet by concern: posts change their groups, not their words."""

    questions: tuple[Question, ...]
    vectors: Sequence[Sequence[float]]
    lexical: bool


class Asking(Seeing):
    def coverage(self, slug: str, *, progress: Progress = silent) -> Coverage:
        """The questions in the posts, by concern, and whether an approved or published text answers.

        Near is by meaning (by words, where the desk's embedder knows words only). Dismissed concerns
        are not counted.
        """
        from drafter.steps.coverage import cover, plain

        shown, stand = self.shown(slug), self._stand_of(slug)
        answers = self._answers(slug)
        top = {leaf: one.id for one in shown.concerns for leaf in stand.leaves[one.id]}
        key = ("coverage", stand.key, tuple(sorted(top.items())), answers, shown.posts)

        def made() -> Coverage:
            read = self._questions(slug, progress)
            with self._desk.store.reading() as records:
                where = {post.mention: top.get(post.leaf) for post in records.placed(slug)}
            places = [at for at, one in enumerate(read.questions) if where.get(one.post)]
            asked = [
                read.questions[at].model_copy(update={"concern": where[read.questions[at].post]})
                for at in places
            ]
            known = compact(
                self._desk.embedder,
                [plain(answer.text, self._own(slug)) for answer in answers],
                lambda share: None,
            )
            return cover(
                asked, [read.vectors[at] for at in places], answers, known,
                total=shown.posts, lexical=read.lexical,
            )  # fmt: skip

        return self._once(key, made)

    def _questions(self, slug: str, progress: Progress = silent) -> _Read:
        from drafter.steps.coverage import plain, questions

        with self._desk.store.reading() as records:
            count = records.mention_count(slug)

        def made() -> _Read:
            with self._desk.store.reading() as records:
                posts = records.mentions(slug)
            found = questions([(post, "") for post in posts])
            names = self._own(slug)
            texts = [plain(question.text, names) for question in found]
            told = f"Reading {len(texts):,} questions"
            embedder = self._desk.embedder
            try:
                vectors = compact(embedder, texts, lambda share: progress(told, share))
            except ModelError as failed:
                embedder = self._desk.go_local(failed)
                vectors = compact(embedder, texts, lambda share: progress(told, share))
            return _Read(found, vectors, embedder.lexical)

        return self._once(("questions", slug, count), made)

    def _own(self, slug: str) -> tuple[str, ...]:
        crisis = self._desk.crises.get(slug)
        return (crisis.organisation, *crisis.names)

    def _answers(self, slug: str) -> tuple[Answer, ...]:
        """Sentences of texts that hold: approved as they stand, or published."""
        from drafter.checks.sentences import sentences

        with self._desk.store.reading() as records:
            ledger = ledger_of(records.crisis(slug), records.facts(slug)).by_id()
            statements = [one for one in records.statements(slug) if one.kind in ANSWERING]
        texts = [
            (one.id, text)
            for one in statements
            for text in _holding(one, approved=one.approval(ledger) is not None)
        ]
        return tuple(
            Answer(statement=name, text=" ".join(text[start:end].split()))
            for name, text in dict.fromkeys(texts)
            for start, end in sentences(text)
            if len(text[start:end].split()) > 2
        )


def _holding(statement: Statement, *, approved: bool) -> list[str]:
    out = [publication.text for publication in statement.publications]
    return [*([statement.text] if approved else []), *out[-1:]]
