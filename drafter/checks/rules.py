"""Tone rules as files: an interpreter of Vale's rule format, with keys of our own.

A rule file is YAML at `<folder>/<Style>/<Name>.yml` and its rule is called `<Style>/<Name>`. The
types existence, substitution, occurrence and repetition are run as Vale 3 runs them
(https://vale.sh/docs/styles; source: `internal/check/*.go`); the others are reported as skipped.
Vale ignores the keys that we add: category, why, suggestion, bad, good, kinds, language.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

import regex
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from drafter.checks.patterns import patterns
from drafter.checks.sentences import SCOPES, Scopes, Span, trimmed
from drafter.errors import RuleError
from drafter.model.finding import CATEGORIES, Finding, Level, Skipped, found

TIMEOUT = 0.5

# The base loader keeps scalars as written: a token `no` or `1.10` is text, as in Go's YAML.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Each of these categories holds many different remarks, so two of them may share a span.
_BROAD = frozenset({"claim", "channel", "readability", "pii", "generic", "counsel"})
_Several = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: [*filter(None, [value])] if isinstance(value, str) else value),
]


class Hit(NamedTuple):
    """A place that a rule marks, in code points of the text, and what fills its message's %s."""

    span: Span
    said: tuple[str, ...]
    suggestion: str = ""


class _Spec(BaseModel):
    """The keys that every type of rule has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    compiled: ClassVar[tuple[str, ...]] = ()

    extends: str
    message: str
    description: str = ""
    name: str = ""
    link: str = ""
    level: Level = Level.WARNING
    scope: _Several = ("text",)
    limit: int = 0
    action: Any = None
    category: str = "readability"
    why: str = ""
    suggestion: str = ""
    bad: _Several = ()
    good: _Several = ()
    kinds: _Several = ()
    language: str = "en"

    @field_validator("category")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in CATEGORIES:
            raise ValueError(f"{value!r} is not one of {', '.join(sorted(CATEGORIES))}")
        return value

    def hits(self, part: str, deadline: float) -> Iterator[Hit]:
        """Places in `part`, offsets from its start. TimeoutError once `deadline` has passed."""
        raise NotImplementedError


class _Words(_Spec):
    """What a rule that marks words can say of them."""

    append: bool = False
    ignorecase: bool = False
    nonword: bool = False
    exceptions: _Several = ()
    vocab: bool = True

    def _alternatives(self) -> Iterator[str]:
        raise NotImplementedError

    @cached_property
    def _source(self) -> str:
        words = "|".join(self._alternatives())
        words = f"(?:{words})" if self.nonword or not words else rf"\b(?:{words})\b"
        raw = "".join(getattr(self, "raw", ()))
        return words + raw if self.append else raw + words

    def _found(self, part: str, deadline: float) -> Iterator[Any]:
        """Matches, but not the blank ones nor those that hold an exception."""
        but = patterns.compiled(rf"\b(?:{'|'.join(self.exceptions) or '(?!)'})\b", True)
        for match in _matches(patterns.compiled(self._source, self.ignorecase), part, deadline):
            text = match.group()
            if text.strip() and not but.search(text, timeout=_left(deadline)):
                yield match


class Existence(_Words):
    """Marks every match of its tokens."""

    compiled = ("tokens", "raw", "exceptions")
    extends: Literal["existence"]
    tokens: _Several = ()
    raw: _Several = ()

    def _alternatives(self) -> Iterator[str]:
        return (token for token in self.tokens if token.strip())

    def hits(self, part: str, deadline: float) -> Iterator[Hit]:
        for match in self._found(part, deadline):
            yield Hit(match.span(), (match.group(),))


class Substitution(_Words):
    """Marks what `swap` has a better word for."""

    compiled = ("swap", "exceptions")
    extends: Literal["substitution"]
    capitalize: bool = False
    swap: Mapping[str, str] = Field(min_length=1)
    pos: str = ""

    @cached_property
    def _pairs(self) -> Sequence[tuple[str, str]]:
        return sorted(self.swap.items(), key=lambda pair: -len(pair[0]))

    def _alternatives(self) -> Iterator[str]:
        return (f"(?P<swap_{n}>{key})" for n, (key, _) in enumerate(self._pairs))

    def hits(self, part: str, deadline: float) -> Iterator[Hit]:
        for match in self._found(part, deadline):
            text = match.group()
            options = next(
                new for n, (_, new) in enumerate(self._pairs) if match.start(f"swap_{n}") >= 0
            ).split("|")
            if text not in options:
                yield Hit(match.span(), ("' or '".join(options), text), " or ".join(options))


class Occurrence(_Spec):
    """Marks a scope that holds its token too often (at the first one too many) or too seldom."""

    compiled = ("token",)
    extends: Literal["occurrence"]
    ignorecase: bool = False
    max: int = 0
    min: int = 0
    token: _Several

    def hits(self, part: str, deadline: float) -> Iterator[Hit]:
        pattern = patterns.compiled("".join(self.token), self.ignorecase)
        places = [match.span() for match in _matches(pattern, part, deadline)]
        count = str(len(places))
        if self.max and len(places) > self.max:
            yield Hit(places[self.max], (count,))
        elif len(places) < self.min and part.strip():
            yield Hit((0, len(part)), (count,))


class Repetition(_Spec):
    """Marks a token that follows itself more than `max` times."""

    compiled = ("tokens",)
    extends: Literal["repetition"]
    ignorecase: bool = False
    alpha: bool = False
    max: int = 0
    tokens: _Several = Field(min_length=1)

    def hits(self, part: str, deadline: float) -> Iterator[Hit]:
        before, first, count = "", 0, 0
        for match in _matches(patterns.compiled("|".join(self.tokens), False), part, deadline):
            word = match.group().strip()
            key = word.casefold() if self.ignorecase else word
            if key and key == before and (not self.alpha or word.isalpha()):
                count += 1
            else:
                before, first, count = key, match.start(), 0
            if count > self.max:
                yield Hit((first, match.end()), (word,))
                before, count = "", 0


_TYPES: tuple[type[_Spec], ...] = (Existence, Substitution, Occurrence, Repetition)
_KINDS = {kind.__name__.lower(): kind for kind in _TYPES}


@dataclass(frozen=True)
class Rule:
    """One rule file, read and checked; its patterns compile when it first runs."""

    name: str
    path: Path
    spec: _Spec

    def unfit(self, language: str) -> str:
        """Why the rule cannot judge a text in `language`, or ""."""
        if _base(self.spec.language) != _base(language):
            return f"a rule for {self.spec.language!r}: a text in {language!r} is unchecked"
        foreign = [scope for scope in self.spec.scope if scope not in SCOPES]
        if foreign:
            return f"scope {foreign[0]!r} does not exist in plain text"
        return "needs part-of-speech tags" if getattr(self.spec, "pos", "") else ""

    def findings(self, text: Scopes, timeout: float = TIMEOUT) -> list[Finding]:
        """Findings in order of place, none overlapping another.

        Raises TimeoutError when the patterns ran longer than `timeout` seconds in all, RuleError
        for a pattern that does not compile.
        """
        deadline = time.monotonic() + timeout
        made: list[Finding] = []
        try:
            for start, part in text.parts(self.spec.scope):
                for hit in self.spec.hits(part, deadline):
                    made.append(self._finding(text.whole, start, hit))
        except regex.error:
            raise self._broken() from None
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
            suggestion=spec.suggestion or hit.suggestion,
        )

    def _broken(self) -> RuleError:
        for key in self.spec.compiled:
            value = getattr(self.spec, key)
            value = ("".join(value),) if key == "raw" else value
            at = value if isinstance(value, Mapping) else range(len(value))
            for place, pattern in zip(at, value, strict=True):
                try:
                    patterns.compiled(pattern, False)
                except regex.error as bad:
                    said = f"{key}: {pattern!r} is not a valid pattern: {bad}"
                    return RuleError(said, where=self.path, line=_line(self.path, (key, place)))
        return RuleError("these patterns cannot be joined into one", where=self.path, line=1)


@dataclass(frozen=True)
class RuleSet:
    """Rules that run together, by name; `unknown` are the files of types that we do not run."""

    rules: tuple[Rule, ...] = ()
    unknown: tuple[Skipped, ...] = ()

    def check(
        self, text: str, *, kind: str | None = None, language: str = "en", timeout: float = TIMEOUT
    ) -> tuple[tuple[Finding, ...], tuple[Skipped, ...]]:
        """What the rules find in `text`, sorted by place, and the rules that could not judge it.

        `kind` leaves out the rules for other kinds of statement (None: every rule runs), a rule
        for another language or one that ran longer than `timeout` seconds is skipped with its
        reason. Of two overlapping findings in one problem category the graver, then the longer,
        is kept. Raises RuleError for a pattern that does not compile.
        """
        made: list[Finding] = []
        skipped = list(self.unknown)
        read = Scopes(text)
        for rule in self.rules:
            if kind and rule.spec.kinds and kind not in rule.spec.kinds:
                continue
            reason = rule.unfit(language)
            try:
                made += [] if reason else rule.findings(read, timeout)
            except TimeoutError:
                reason = f"stopped after {timeout:g} s: the text is unchecked by it"
            if reason:
                skipped.append(Skipped(rule=rule.name, reason=reason))
        patterns.save()
        return _merged(made), tuple(skipped)


def load(*folders: Path) -> RuleSet:
    """The rules in `<folder>/<Style>/*.yml` of each folder, sorted by name.

    Raises RuleError naming file, line and key for the first file that is broken, and for a folder
    that does not exist.
    """
    for folder in folders:
        if not folder.is_dir():
            raise RuleError("no such folder of tone rules", where=folder)
    rules: list[Rule] = []
    unknown: list[Skipped] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*/*.yml"))):
        name = f"{path.parent.name}/{path.stem}"
        data = _read(path)
        spec = _KINDS.get(str(data.get("extends")))
        if spec is not None:
            rules.append(Rule(name, path, _validated(spec, data, path)))
        elif data.get("extends"):
            reason = f"type {data['extends']!r} is not run here ({path.parent.name}/{path.name})"
            unknown.append(Skipped(rule=name, reason=reason))
        else:
            raise RuleError("key 'extends' is missing", where=path, line=1)
    return RuleSet(tuple(rules), tuple(unknown))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _matches(pattern: Any, part: str, deadline: float) -> Iterator[Any]:
    yield from pattern.finditer(part, timeout=_left(deadline))


def _filled(message: str, said: Sequence[str]) -> str:
    for words in said:
        message = message.replace("%s", words, 1)
    return message


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].casefold()


def _merged(made: list[Finding]) -> tuple[Finding, ...]:
    """Sorted by place, without a second remark of one problem category on the same words."""
    kept: list[Finding] = []
    for new in sorted(made, key=lambda one: (-one.level.rank, one.start - one.end, one.start)):
        if new.category in _BROAD or not any(
            old.category == new.category and old.start < new.end and new.start < old.end
            for old in kept
        ):
            kept.append(new)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.rule)))


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as bad:
        mark = getattr(bad, "problem_mark", None)
        said = f"not valid YAML: {getattr(bad, 'problem', bad)}"
        raise RuleError(said, where=path, line=mark.line + 1 if mark else 1) from None
    if not isinstance(data, dict):
        raise RuleError("a rule is a list of `key: value` lines", where=path, line=1)
    return data


def _validated(spec: type[_Spec], data: dict[str, Any], path: Path) -> _Spec:
    try:
        return spec.model_validate(data)
    except ValidationError as bad:
        first = bad.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        said = f"{key}: {first['msg'].removeprefix('Value error, ')}"
        if first["type"] == "extra_forbidden":
            said = f"key {key!r} is unknown in a rule of type {data['extends']!r}"
        raise RuleError(said, where=path, line=_line(path, first["loc"])) from None


def _line(path: Path, place: Sequence[int | str]) -> int:
    """The line (from 1) of a key path, or of the nearest enclosing key that is in the file."""
    node: Any = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    line = 1
    for step in place:
        pairs: dict[Any, Any] = {}
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, item) for key, item in node.value}
        elif isinstance(node, yaml.SequenceNode):
            pairs = {at: (item, item) for at, item in enumerate(node.value)}
        if step not in pairs:
            break
        key, node = pairs[step]
        line = key.start_mark.line + 1
    return line
