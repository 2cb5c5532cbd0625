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
    """The questions of a crisis; `concern` is still the smallest group."""

    questions: tuple[Question, ...]
    vectors: Sequence[Sequence[float]]
    lexical: bool


class Asking(Seeing):
    def coverage(self, slug: str, *, progress: Progress = silent) -> Coverage:
        """The questions in the posts, by concern, and whether an approved or published text answers.

        Near is by meaning (by words, where the desk's embedder knows words only). Dismissed concerns
        are not counted.
        """
        from drafter.steps.coverage import cover

        shown, stand = self.shown(slug), self._stand_of(slug)
        answers = self._answers(slug)
        top = {leaf: one.id for one in shown.concerns for leaf in stand.leaves[one.id]}
        key = ("coverage", stand.key, tuple(sorted(top.items())), answers, shown.posts)

        def made() -> Coverage:
            read = self._questions(slug, progress)
            places = [at for at, one in enumerate(read.questions) if one.concern in top]
            asked = [
                read.questions[at].model_copy(update={"concern": top[read.questions[at].concern]})
                for at in places
            ]
            known = compact(
                self._desk.embedder, [answer.text for answer in answers], lambda share: None
            )
            return cover(
                asked, [read.vectors[at] for at in places], answers, known,
                total=shown.posts, lexical=read.lexical,
            )  # fmt: skip

        return self._once(key, made)

    def _questions(self, slug: str, progress: Progress = silent) -> _Read:
        from drafter.steps.coverage import questions

        key = self._stand_of(slug).key

        def made() -> _Read:
            with self._desk.store.reading() as records:
                where = {post.mention: post.leaf for post in records.placed(slug)}
                posts = records.mentions(slug)
            found = questions([(post, where[post.id]) for post in posts if post.id in where])
            texts = [question.text for question in found]
            told = f"Reading {len(texts):,} questions"
            embedder = self._desk.embedder
            try:
                vectors = compact(embedder, texts, lambda share: progress(told, share))
            except ModelError as failed:
                embedder = self._desk.go_local(failed)
                vectors = compact(embedder, texts, lambda share: progress(told, share))
            return _Read(found, vectors, embedder.lexical)

        return self._once(("questions", key), made)

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
