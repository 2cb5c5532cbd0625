"""Which confirmed facts and citable guidelines a question can be answered from: decided by code.

What counts is nearness of meaning, the share of the question's rarer concepts that a fact holds, and
whether the fact's role is what the question asks for ("why" asks for a cause): the answer type of
question answering (Li & Roth 2002). `benchmarks/faq.py` has the figures on questions of its own.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from drafter.checks.claims.words import concepts, tokens
from drafter.checks.sentences import sentences
from drafter.llm import Embedder
from drafter.model.brief import Fact, Ledger, Role
from drafter.model.knowledge import Passage
from drafter.steps.faq.questions import kind

_BY_ROLE, _BY_WORDS, _BY_TYPE = 0.2, 0.25, 0.12
# From which score a fact is about the question's topic, and from which it answers by itself.
NEAR, ANSWERS = 0.36, 0.66
# Words know less than meanings: they have to agree on more.
NEAR_WORDS, ANSWERS_WORDS = 0.30, 0.45
# Facts that answer together are nearly as good as the best one.
_BESIDE = 0.85
_MOST = 3
# A guideline speaks of all cases: it has to be nearer than a fact of this one to answer by itself.
_GUIDELINE = 0.1

Vectors = NDArray[np.float64]

_WANTED: dict[Role, re.Pattern[str]] = {
    role: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for role, words in {
        Role.CAUSE: r"why\b|what (?:caused|went wrong)|reason\b|caus(?:e|ed)\b|how (?:did|could"
        r"|can) (?:this|that|it)"
        r" (?:\w+ )?(?:happen|get)|whose fault|what (?:exactly )?was in\b",
        Role.CONTACT: r"(?:speak|talk|write|get through|complain) (?:to|with)\b|who (?:can|do"
        r"|should) (?:i|we)\b|phone\b"
        r"|(?:what|which) (?:number|address)\b|call\b|ring\b|reach (?:you|someone|a)\b|contact\b"
        r"|e-?mail\b|helpline\b|hotline\b",
        Role.NEXT_UPDATE: r"when (?:will|do|can|are) (?:\w+ ){1,4}(?:know|hear|tell|say|update|publish"
        r"|resume|reopen|back to normal)"
        r"|any (?:news|update)|update\b|result",
        Role.INSTRUCTION: r"how (?:do|can|should) (?:i|we)\b|what (?:should|do|must|can) (?:i|we)\b"
        r"|(?:do|must|should) (?:i|we)"
        r" (?:need|have)?\b|what (?:i|we) (?:should|have to|need)|where do (?:i|we)\b|is it safe to\b",
        Role.REMEDY: r"refund|money back|get (?:it|this|that|them) back|compensat|reimburs|repa(?:y|id)"
        r"|who pays|pay (?:for|me|my|us|back)"
        r"|claim|voucher|free of charge|without paying|replace|exchange|credited",
        Role.IMPACT: r"how (?:many|much|big|bad)\b|who (?:is|was|are|were) affected|which\b|affect"
        r"|hurt\b|injur|where (?:was|were|is|are) (?:they|it)"
        r" sold|how (?:widespread|serious)",
        Role.EVENT: r"what (?:happened|is going on|['’]?s going on)|when did\b|still (?:on|going|running"
        r"|happening)|cancell?ed\b|down\b",
        Role.ACTION: r"fixed\b|happen again|what (?:are|have) you (?:\w+ )?(?:doing|done)|still running"
        r"|working (?:now|again)|sorted|stopped"
        r"|(?:other|another|alternative|instead)\b|how (?:do|will|can) you (?:stop|prevent|make sure)",
        Role.HISTORY: r"before\b|last (?:time|checked|tested|inspected)|first time|ever (?:happened"
        r"|been)|previous|how often",
    }.items()
}  # fmt: skip


_TIME = re.compile(
    r"\b\d{1,2}(?::\d{2}| ?[ap]\.?m)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bto(?:day|morrow"
    r"|night)\b|\bnoon\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d"
    r"|\d(?:st|nd|rd|th)?"
    r" (?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:hours?|days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|none|nobody|all)\b", re.I
)


class Near(NamedTuple):
    """A fact or a sentence of a citable guideline, and how near a question it is (score 0 to about 1.4)."""

    id: str
    text: str
    score: float
    confirmed: bool = True
    passage: bool = False


class Evidence(NamedTuple):
    """What there is for one question, the best first.

    `near` may be cited by an answer, `answers` is enough for one without a model. `doubt` is the fact
    that would answer best and is not confirmed.
    """

    near: tuple[Near, ...] = ()
    answers: tuple[Near, ...] = ()
    doubt: Near | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.near if not one.passage)

    @property
    def passages(self) -> tuple[Near, ...]:
        return tuple(one for one in self.near if one.passage)


def wanted(question: str) -> frozenset[Role]:
    """The roles of facts that a question asks for; none where its words do not say."""
    return frozenset(role for role, words in _WANTED.items() if words.search(question))


class _Source(NamedTuple):
    id: str
    text: str
    concepts: frozenset[str]
    role: Role | None
    confirmed: bool


class _Asks(NamedTuple):
    """What a question asks for: its kind, the roles its words name, and its concepts."""

    kind: str
    roles: frozenset[Role]
    names: frozenset[str]


def _typed(asks: _Asks, source: _Source) -> int:
    """1 where the source holds what is asked for (a time, a number, a cause), -1 where it does not."""
    if asks.kind == "time":
        return 1 if _TIME.search(source.text) else -1
    if asks.kind == "amount":
        return 1 if _NUMBER.search(source.text) else -1
    if asks.kind == "reason":
        return 1 if source.role is Role.CAUSE else -1
    if asks.kind == "whereabouts":  # what happened to everybody does not say where one parcel is
        return -1 if source.role in (Role.EVENT, Role.CAUSE, Role.HISTORY) else 0
    return 0


class Bench:
    """A ledger and its citable guidelines, read once: `evidence` weighs them for each question."""

    def __init__(self, ledger: Ledger, passages: Iterable[Passage] = (), *, embedder: Embedder):
        self._embedder = embedder
        self._lexical = embedder.lexical
        self._sources = [*map(_of_fact, ledger.facts), *_of_passages(passages)]
        self._vectors = _vectors([one.text for one in self._sources], embedder)
        held = Counter(name for one in self._sources for name in one.concepts)
        self._rarity = {
            name: math.log((1 + len(self._sources)) / count) for name, count in held.items()
        }
        own = concepts(tokens(" ".join((ledger.organisation, *ledger.names))))
        self._own = frozenset(one.name for one in own)

    def evidence(self, questions: Sequence[str]) -> tuple[Evidence, ...]:
        """What there is for each question, in their order. One call of the embedder."""
        if not self._sources:
            return (Evidence(),) * len(questions)
        vectors = _vectors(questions, self._embedder)
        return tuple(
            self._weighed(question, vectors[at] @ self._vectors.T)
            for at, question in enumerate(questions)
        )

    def _weighed(self, question: str, cosines: Vectors) -> Evidence:
        asks = _Asks(kind(question), wanted(question), _concepts(question) - self._own)
        scored = (self._near(one, float(cosines[at]), asks) for at, one in enumerate(self._sources))
        found = sorted(scored, key=lambda one: -one.score)
        near_from, answers_from = (NEAR_WORDS, ANSWERS_WORDS) if self._lexical else (NEAR, ANSWERS)
        near = tuple(one for one in found if one.confirmed and one.score >= near_from)
        loose = next((one for one in found if not one.confirmed), None)
        best = near[0].score if near else near_from
        if loose is not None and loose.score > best:
            return Evidence(near, (), loose)
        least = max(answers_from, _BESIDE * best)
        answers = tuple(
            one for one in near if one.score >= least + (_GUIDELINE if one.passage else 0)
        )[:_MOST]
        return Evidence(near, answers)

    def _near(self, source: _Source, cosine: float, asks: _Asks) -> Near:
        roles, names = asks.roles, asks.names
        common = math.log(1 + len(self._sources))
        weight = {name: self._rarity.get(name, common) for name in names}
        shared = sum(weight[name] for name in names & source.concepts)
        covered = shared / sum(weight.values()) if weight else 0.0
        fits = _BY_ROLE if source.role in roles else 0.0
        score = cosine + _BY_WORDS * covered + fits + _BY_TYPE * _typed(asks, source)
        return Near(source.id, source.text, round(score, 4), source.confirmed, source.role is None)


def _concepts(text: str) -> frozenset[str]:
    return frozenset(one.name for one in concepts(tokens(text)))


def _of_fact(fact: Fact) -> _Source:
    return _Source(fact.id, fact.text, _concepts(fact.text), fact.role, fact.confirmed)


def _of_passages(passages: Iterable[Passage]) -> Iterable[_Source]:
    """The sentences of the guidelines that may be cited; headings say nothing."""
    for passage in passages:
        for start, end in sentences(passage.text):
            said = " ".join(passage.text[start:end].split())
            if passage.citable and len(said.split()) >= 5 and not said.startswith("#"):
                line = passage.start_line + passage.text[:start].count("\n")
                yield _Source(f"{passage.path}:{line}", said, _concepts(said), None, True)


def _vectors(texts: Sequence[str], embedder: Embedder) -> Vectors:
    return np.asarray(embedder.embed(list(texts))) if texts else np.zeros((0, embedder.dimension))
