"""Tone rules as files: an interpreter of Vale's rule format, with a type and keys of our own.

A rule file is YAML at `<folder>/<Style>/<Name>.yml` and its rule is called `<Style>/<Name>`. The
types existence, substitution, occurrence, repetition and metric are run as Vale 3 runs them
(https://vale.sh/docs/styles; source: `internal/check/*.go`), `resembles` is ours, and the others
of Vale are reported as skipped. Vale ignores the keys that we add: category, why, suggestion, bad,
good, kinds, language.
"""

from collections.abc import Iterator
from pathlib import Path

from drafter.checks.rules.counting import Occurrence, Repetition
from drafter.checks.rules.metric import Metric
from drafter.checks.rules.resembles import Resembles
from drafter.checks.rules.ruleset import TIMEOUT, Rule, RuleSet
from drafter.checks.rules.source import line, read, validated
from drafter.checks.rules.spec import Spec
from drafter.checks.rules.words import Existence, Substitution
from drafter.errors import RuleError
from drafter.model.finding import Skipped

__all__ = ["TIMEOUT", "Metric", "Rule", "RuleSet", "load"]

_TYPES: tuple[type[Spec], ...] = (
    Existence, Substitution, Occurrence, Repetition, Metric, Resembles,
)  # fmt: skip
_KINDS = {kind.__name__.lower(): kind for kind in _TYPES}
_OF_VALE_ONLY = (
    "capitalization", "conditional", "consistency", "readability", "script", "sequence", "spelling",
)  # fmt: skip
# Vale keeps vocabularies, templates and scripts beside its styles.
_NO_STYLE = frozenset({"config", "vocab"})


def load(*folders: Path) -> RuleSet:
    """The rules of each folder, sorted by name: a folder of styles, or one style's folder.

    Raises RuleError naming file, line and key for the first file that is broken, and for a folder
    that does not exist.
    """
    made = [_rule(path) for folder in folders for path in _files(folder)]
    return RuleSet(
        tuple(one for one in made if isinstance(one, Rule)),
        tuple(one for one in made if isinstance(one, Skipped)),
    )


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise RuleError("no such folder of tone rules", where=folder)
    yield from sorted(folder.glob("*.yml"))
    for path in sorted(folder.glob("*/*.yml")):
        style = path.parent.name
        if style.casefold() not in _NO_STYLE and not style.startswith("."):
            yield path


def _rule(path: Path) -> Rule | Skipped:
    name = f"{path.parent.name}/{path.stem}"
    data = read(path)
    kind = data.get("extends")
    if not kind:
        raise RuleError("key 'extends' is missing", where=path, line=1)
    if kind in _OF_VALE_ONLY:
        reason = f"type {kind!r} is not run here ({path.parent.name}/{path.name})"
        return Skipped(rule=name, reason=reason)
    if kind not in _KINDS:
        known = ", ".join(sorted([*_KINDS, *_OF_VALE_ONLY]))
        said = f"extends: {kind!r} is no type of rule (there are {known})"
        raise RuleError(said, where=path, line=line(path, ("extends",)))
    return Rule(name, path, validated(_KINDS[kind], data, path))
