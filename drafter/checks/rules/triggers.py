"""The words that a pattern cannot match without.

A rule set holds hundreds of patterns, a sentence some fifteen words: a pattern runs only on a
sentence with one of its trigger words. The parser below knows the part of the `regex` syntax that
rule files use; a pattern with anything else has no triggers and runs on every sentence.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from drafter.checks.patterns import patterns

# To read some thousand patterns takes a second: what was read is kept, under the reader's own stamp.
_STAMP = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
_HEAD = 4
_WORDS = regex.compile(r"\w+")
# The `regex` module takes both for an i when it ignores case.
_DOTS = str.maketrans("İı", "ii")
_GROUP = regex.compile(r"\?(?::|>|\||P?<[A-Za-z_]\w*>|-?[ims]+:)")
_FIRST = regex.compile(r"(?:\\b)?(\(\?-?[ims]*:)")
_LOOK = regex.compile(r"\?<?[=!]")
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\\[])*\]")
_COUNT = regex.compile(r"[*+?]|\{(\d*)(,?)(\d*)\}")
_NON_WORD_CLASS = regex.compile(r"\[(?:[ ,;:.!?'\"/()–—…-]|\\[sntr.\-/])+\]")
_COMMON = frozenset(
    "the of to and a in that is was for on are with as at be this have from or had by not but what all"
    " were we when your can there an which do how their if will up other about out many then them these"
    " so some would into time has more no could people my than first been who its now may i you he she"
    " it our us they any one that this have with from your been will were just only also over very even"
    " here such what when them than then they did does sorry s t re ve ll d m".split()
)


def words(text: str) -> frozenset[str]:
    """The words of a text and their first four letters, case folded: what triggers are sought in."""
    found = set(_WORDS.findall(text.translate(_DOTS).casefold()))
    return frozenset(found | {word[:_HEAD] for word in found})


def branches(source: str) -> list[str]:
    """The alternatives of a pattern: `ac`, `bc` and `d` of `(?:a|b)c|d`; itself where that is unsure."""
    return list(patterns.remembered(f"branches {_STAMP}", source, _branched))


def _branched(source: str) -> list[str]:
    try:
        return [one for part in _split(source) for one in _spread(part)]
    except (_Unknown, IndexError):
        return [source]


def _split(source: str) -> list[str]:
    parser = _Parser(source)
    parser.whole()
    if parser.refers:
        raise _Unknown
    cuts = [-1, *parser.bars, len(source)]
    return [source[start + 1 : end] for start, end in zip(cuts, cuts[1:], strict=False)]


def _spread(source: str) -> list[str]:
    """A pattern that begins with a choice, once for each of its alternatives."""
    opened = _FIRST.match(source)
    if not opened:
        return [source]
    end = _Parser(source, opened.start(1)).group_end()
    if _COUNT.match(source, end):
        return [source]
    inner = _split(source[opened.end() : end - 1])
    parts = [f"{opened.group()}{one}{source[end - 1 :]}" for one in inner]
    # Apart they must not run more often than together: a rare word may stand after the choice.
    return parts if sum(map(_often, parts)) <= _often(source) else [source]


def _often(source: str) -> float:
    return _weight(next(iter(_triggers(rf"\b{source}\b")), None))


def triggers(source: str) -> tuple[frozenset[str], ...]:
    """Sets of words or heads of words: every match holds one of each. () if nothing is known.

    The set that the fewest sentences hold a word of comes first.
    """
    return patterns.remembered(f"triggers {_STAMP}", source, _triggers)


def _triggers(source: str) -> tuple[frozenset[str], ...]:
    try:
        parsed = _Parser(source).whole()
    except (_Unknown, IndexError):
        return ()
    if len(parsed) > 1:
        needed = _needed(parsed, False, False)
        return (needed,) if needed else ()
    return tuple(sorted(dict.fromkeys(_sets(parsed[0], False, False)), key=_weight))


class _Unknown(Exception):
    pass


@dataclass(frozen=True)
class _Item:
    """A piece of a pattern: a word character, a gap between words, a choice, or anything else."""

    letter: str = ""
    gap: bool = False
    choice: tuple[tuple["_Item", ...], ...] = ()
    least: int = 1
    most: int = 1

    def edge(self, end: int) -> bool:
        """Whether it begins (`end` 0) or ends (-1) with a gap, where it is there at all."""
        if self.choice:
            return all(
                branch and branch[end].edge(end) and branch[end].least for branch in self.choice
            )
        return self.gap


_Branches = tuple[tuple[_Item, ...], ...]
_ANYTHING, _GAP = _Item(), _Item(gap=True)


class _Parser:
    def __init__(self, source: str, at: int = 0):
        self._source = source
        self._at = at
        self._depth = 0
        self.bars: list[int] = []
        self.refers = False

    def whole(self) -> _Branches:
        parsed = self._branches()
        if self._at < len(self._source):
            raise _Unknown
        return parsed

    def group_end(self) -> int:
        self._group()
        return self._at

    def _branches(self) -> _Branches:
        branches: list[list[_Item]] = [[]]
        while self._at < len(self._source) and self._source[self._at] != ")":
            if self._source[self._at] == "|":
                self.bars += [] if self._depth else [self._at]
                self._at += 1
                branches.append([])
            else:
                branches[-1].append(self._counted(self._item()))
        return tuple(map(tuple, branches))

    def _item(self) -> _Item:
        mark = self._source[self._at]
        if mark == "(":
            return self._group()
        if mark == "[":
            return self._class()
        self._at += 1
        if mark == "\\":
            return self._escape()
        if mark in "*+?{":
            raise _Unknown
        if mark == ".":
            return _ANYTHING
        return _Item(letter=mark.casefold()) if mark.isalnum() or mark == "_" else _GAP

    def _group(self) -> _Item:
        self._at += 1
        look = _LOOK.match(self._source, self._at)
        opened = look or _GROUP.match(self._source, self._at)
        if opened:
            self._at = opened.end()
        elif self._source[self._at] in "?*":
            raise _Unknown
        self._depth += 1
        choice = self._branches()
        self._depth -= 1
        if self._source[self._at] != ")":
            raise _Unknown
        self._at += 1
        return _ANYTHING if look else _Item(choice=choice)

    def _class(self) -> _Item:
        found = _CLASS.match(self._source, self._at)
        if not found:
            raise _Unknown
        self._at = found.end()
        return _GAP if _NON_WORD_CLASS.fullmatch(found.group()) else _ANYTHING

    def _escape(self) -> _Item:
        mark = self._source[self._at]
        self._at += 1
        if mark in "bsWnrtAZzmM" or not (mark.isalnum() or mark == "_"):
            return _GAP
        self.refers |= mark in "123456789"
        if mark in "wdSDB123456789":
            return _ANYTHING
        raise _Unknown

    def _counted(self, item: _Item) -> _Item:
        found = _COUNT.match(self._source, self._at)
        if not found:
            return item
        self._at = found.end()
        if self._source[self._at : self._at + 1] in ("?", "+"):
            self._at += 1
        least = {"*": 0, "?": 0, "+": 1}.get(found.group(), int(found.group(1) or 0))
        if item.choice or item.gap:
            return replace(item, least=least, most=2)
        return _ANYTHING


def _needed(choice: _Branches, left: bool, right: bool) -> frozenset[str] | None:
    """Triggers of a choice; `left` and `right` say whether a word begins and ends at its edges."""
    found: set[str] = set()
    for branch in choice:
        needed = min(_sets(branch, left, right), key=_weight, default=None)
        if needed is None:
            return None
        found |= needed
    return frozenset(found)


def _sets(items: Sequence[_Item], left: bool, right: bool) -> Iterator[frozenset[str]]:
    """The triggers along a sequence, each of which is needed."""
    at = 0
    while at < len(items):
        item, begin = items[at], at
        at += 1
        while item.letter and at < len(items) and items[at].letter:
            at += 1
        before = _bounded(items[begin - 1 :: -1] if begin else (), -1, left)
        after = _bounded(items[at:], 0, right) and item.most == 1
        if item.letter:
            written = _written(items, begin, at, before, right)
            yield from (written,) if written else ()
        elif item.least and len(item.choice) == 1:
            yield from _sets(item.choice[0], before, after)
        elif item.choice and item.least:
            needed = _needed(item.choice, before, after)
            yield from (needed,) if needed else ()


def _written(
    items: Sequence[_Item], begin: int, end: int, before: bool, right: bool
) -> frozenset[str] | None:
    """The trigger of letters that stand together; two where a hyphen may part them from the next."""
    letters = "".join(one.letter for one in items[begin:end])
    whole = _key(letters, before, _bounded(items[end:], 0, right))
    if whole or not (end + 1 < len(items) and items[end].gap and items[end + 1].letter):
        return whole
    last = end + 1
    while last < len(items) and items[last].letter:
        last += 1
    apart = _key(letters, before, True)
    joined = _key(
        letters + "".join(one.letter for one in items[end + 1 : last]),
        before,
        _bounded(items[last:], 0, right),
    )
    return apart | joined if apart and joined else None


def _bounded(items: Sequence[_Item], end: int, edge: bool) -> bool:
    """Whether a word ends where `items` begin, read away from the word."""
    for item in items:
        if not item.edge(end):
            return False
        if item.least:
            return True
    return edge


def _key(letters: str, begins: bool, ends: bool) -> frozenset[str] | None:
    if not begins or not letters.isascii():
        return None
    if ends:
        return frozenset({letters})
    return frozenset({letters[:_HEAD]}) if len(letters) >= _HEAD else None


def _weight(needed: frozenset[str] | None) -> float:
    """About how many sentences of a hundred hold a trigger."""
    return 100 if needed is None else sum(50 if word in _COMMON else 1 for word in needed)
