"""Rules that run together on a text."""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import regex

from drafter.checks.patterns import patterns
from drafter.checks.rules.meaning import Compared, Meaning
from drafter.checks.rules.source import broken
from drafter.checks.rules.spec import Hit, Spec
from drafter.checks.rules.triggers import triggers, words
from drafter.checks.sentences import SCOPES, Part, Scopes, trimmed, widest
from drafter.llm import Embedder
from drafter.model.finding import Finding, Level, Skipped, found

TIMEOUT = 0.5

# Each of these categories holds many different remarks, so two of them may share a span.
_BROAD = frozenset({"claim", "channel", "readability", "pii", "generic", "counsel"})

_Wanted = dict[int, list[tuple[Part, Sequence[int]]]]


@dataclass(frozen=True)
class Rule:
    """One rule file, read and checked; its patterns compile when they first run."""

    name: str
    path: Path
    spec: Spec

    def unfit(self, language: str) -> str:
        """Why the rule cannot judge a text in `language`, or ""."""
        if _base(self.spec.language) != _base(language):
            return f"a rule for {self.spec.language!r}: a text in {language!r} is unchecked"
        # A plain text has no headings or code; what is not one of them, `~heading`, is all of it.
        foreign = [one for one in self.spec.scope if one not in SCOPES and one[:1] != "~"]
        if foreign:
            return f"scope {foreign[0]!r} does not exist in plain text"
        return self.spec.unfit

    def pieces(self) -> Sequence[str]:
        """The patterns that the rule seeks. Raises RuleError for an exception that is no pattern."""
        try:
            return self.spec.pieces()
        except regex.error:
            raise broken(self.spec, self.path) from None

    def findings(
        self, whole: str, parts: Iterable[tuple[Part, Sequence[int]]], timeout: float = TIMEOUT
    ) -> list[Finding]:
        """Findings in order of place in the parts, each with the numbers of the patterns to seek.

        Raises TimeoutError when the patterns ran longer than `timeout` seconds in all, RuleError
        for a pattern that does not compile.
        """
        deadline = time.monotonic() + timeout
        made: list[Finding] = []
        try:
            for part, pieces in parts:
                for hit in self.spec.hits(part.text, pieces, deadline):
                    made.append(self._finding(whole, part.start, hit))
        except regex.error:
            raise broken(self.spec, self.path) from None
        return made[: self.spec.limit] if self.spec.limit else made

    def _finding(self, text: str, offset: int, hit: Hit) -> Finding:
        start, end = trimmed(text, offset + hit.span[0], offset + hit.span[1])
        spec = self.spec
        return found(
            text,
            start,
            end,
            rule=self.name,
            category=spec.category,
            level=spec.level,
            message=_filled(spec.message, hit.said),
            why=spec.why or _filled(spec.description, hit.said),
            suggestion=hit.replacement or spec.suggestion or hit.suggestion,
            replaces=bool(hit.replacement),
        )


class _Index:
    """Which patterns of which rules a part of a text may match, by the words that it holds."""

    def __init__(self, rules: Iterable[tuple[int, Rule]]):
        self._always: list[_Piece] = []
        self._by_word: dict[str, list[_Piece]] = defaultdict(list)
        for number, rule in rules:
            for piece, source in enumerate(rule.pieces()):
                needed = triggers(source)
                one = _Piece(number, piece, needed[1:])
                for word in needed[0] if needed else ():
                    self._by_word[word].append(one)
                self._always += [] if needed else [one]
        self._words = frozenset(self._by_word)

    def add(self, wanted: _Wanted, part: Part) -> None:
        """Add to `wanted` what may match in `part`."""
        held = words(part.text)
        pieces: dict[int, set[int]] = {}
        for word in self._words & held:
            for number, piece, others in self._by_word[word]:
                if not any(map(held.isdisjoint, others)):
                    pieces.setdefault(number, set()).add(piece)
        for number, piece, _ in self._always:
            pieces.setdefault(number, set()).add(piece)
        for number, some in pieces.items():
            wanted[number].append((part, sorted(some)))


class _Piece(NamedTuple):
    """A pattern of a rule, by number, and the further words one of each set of which it needs."""

    rule: int
    piece: int
    others: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class RuleSet:
    """Rules that run together, by name; `unknown` are the files of types that we do not run."""

    rules: tuple[Rule, ...] = ()
    unknown: tuple[Skipped, ...] = ()

    def check(
        self,
        text: str,
        *,
        kind: str | None = None,
        language: str = "en",
        timeout: float = TIMEOUT,
        embedder: Embedder | None = None,
    ) -> tuple[tuple[Finding, ...], tuple[Skipped, ...]]:
        """What the rules find in `text`, sorted by place, and the rules that could not judge it.

        `kind` leaves out the rules for other kinds of statement (None: every rule runs), a rule
        for another language or one that ran longer than `timeout` seconds is skipped with its
        reason. Rules that compare by meaning run with an `embedder` that knows meanings, and where
        they speak plainly against a pattern's warning, it becomes a suggestion. Of two
        overlapping findings in one problem category the graver, then the one of a pattern, then
        the longer, is kept. Raises RuleError for a pattern that does not compile.
        """
        made: list[Finding] = []
        skipped = list(self.unknown)
        read = Scopes(text)
        compared = self._meaning.compared(read, embedder)
        wanted = self._wanted(read, compared)
        unfit = self._unfit(language)
        # Most rules have nothing to do on most texts, so only the others are looked at.
        for number in sorted({*unfit, *wanted}):
            rule = self.rules[number]
            if kind and rule.spec.kinds and kind not in rule.spec.kinds:
                continue
            reason = unfit.get(number, "")
            if not reason:
                try:
                    made += rule.findings(text, wanted[number], timeout)
                except TimeoutError:
                    reason = f"stopped after {timeout:g} s: the text is unchecked by it"
            if reason:
                skipped.append(_skipped(rule.name, reason))
        if self._by_meaning and compared.reason:
            count = len(self._by_meaning)
            skipped.append(_skipped("resembles", f"{count} rules {compared.reason}"))
        patterns.save()
        made = [_doubted(one, compared.unlike.get(one.category, ())) for one in made]
        return _merged(made, self._by_meaning), tuple(skipped)

    def prepare(self, embedder: Embedder) -> None:
        """Learn the examples of the rules that compare by meaning with an embedder, once for its id.

        A later check may come with another embedder of that id, for instance one that keeps nothing.
        """
        if self._by_meaning and not embedder.lexical:
            self._meaning.prepare(embedder)

    def _unfit(self, language: str) -> Mapping[int, str]:
        """Why some rules cannot judge a text in `language`."""
        if language not in self._reasons:
            reasons = {number: rule.unfit(language) for number, rule in enumerate(self.rules)}
            self._reasons[language] = {number: why for number, why in reasons.items() if why}
        return self._reasons[language]

    @cached_property
    def _reasons(self) -> dict[str, Mapping[int, str]]:
        return {}

    @cached_property
    def _by_meaning(self) -> frozenset[str]:
        return frozenset(self.rules[number].name for number in self._meaning.rules)

    @cached_property
    def _meaning(self) -> Meaning:
        return Meaning([rule.spec for rule in self.rules])

    @cached_property
    def _indexes(self) -> Mapping[str, _Index]:
        """By scope."""
        rules: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        for number, rule in enumerate(self.rules):
            rules[widest(rule.spec.scope)].append((number, rule))
        return {scope: _Index(some) for scope, some in rules.items()}

    def _wanted(self, text: Scopes, compared: Compared) -> _Wanted:
        wanted: _Wanted = defaultdict(list)
        for scope, index in self._indexes.items():
            for part in text.parts(scope):
                index.add(wanted, part)
        for number, parts in compared.alike.items():
            wanted[number] = [(part, ()) for part in parts]
        return wanted


def _filled(message: str, said: Sequence[str]) -> str:
    for one in said:
        message = message.replace("%s", one, 1)
    return message


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].casefold()


@cache
def _skipped(rule: str, reason: str) -> Skipped:
    return Skipped(rule=rule, reason=reason)


def _doubted(finding: Finding, unlike: Sequence[Part]) -> Finding:
    """A pattern's warning in a sentence that means nothing of the kind is only a suggestion."""
    doubtful = finding.level is Level.WARNING and any(
        part.start <= finding.start < part.start + len(part.text) for part in unlike
    )
    return finding.model_copy(update={"level": Level.SUGGESTION}) if doubtful else finding


def _merged(made: list[Finding], by_meaning: Container[str]) -> tuple[Finding, ...]:
    """Sorted by place, without a second remark of one problem category on the same words."""

    def weight(one: Finding) -> tuple[int, bool, int, int]:
        return -one.level.rank, one.rule in by_meaning, one.start - one.end, one.start

    kept: list[Finding] = []
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for new in sorted(made, key=weight):
        if new.category not in _BROAD:
            spans = taken[new.category]
            at = bisect_left(spans, (new.start, new.end))
            near = spans[max(at - 1, 0) : at + 1]
            if any(start < new.end and new.start < end for start, end in near):
                continue
            spans.insert(at, (new.start, new.end))
        kept.append(new)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.rule)))
