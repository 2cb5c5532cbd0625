"""Load prompts/, validate every file, render with string.Template.

A kind's body may use `$voice`, `$facts` (the files under shared/, included by name) and the values
of `VARIABLES`. A variable nobody fills is an error when the folder is loaded, not when it is used.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any, TypeVar

from pydantic import BaseModel

from drafter.errors import NotFound, PromptError
from drafter.frontmatter import read_text, split, validated
from drafter.model.brief import Role
from drafter.model.prompt import Channel, Kind, PromptSet, Rendered, Style

M = TypeVar("M", bound=BaseModel)

# What code fills in when a prompt is rendered.
VARIABLES = frozenset(
    {
        "organisation", "kind", "channel", "max_chars", "channel_rules", "language", "words_min",
        "words_max", "facts_json", "concerns_json", "passages_json", "names_json", "posture", "missing",
        "replying_to", "as_of", "fence",
    }
)  # fmt: skip
# What a task's file may ask for: a call that is no statement.
TASK_VARIABLES = frozenset(
    {
        "language",
        "fence",
        "categories",
        "draft",
        "findings",
        "wish",
        "voice",
        "source",
        "question",
        "guidelines",
    }
)
BRIEF = "brief"
BRIEF_FILE = "shared/brief.md"
_LINE_VARIABLES = frozenset(role.value for role in Role) | {"organisation", "as_of"}


def load(folder: Path) -> PromptSet:
    """Every kind, channel and shared text. Raises PromptError naming file and line."""
    if not folder.is_dir():
        raise PromptError("no such folder of prompts", where=folder)
    shared = {path.stem: _shared(path) for path in _files(folder / "shared")}
    if BRIEF not in shared:
        raise PromptError(
            "no such file: it frames what a model is given", where=folder / BRIEF_FILE
        )
    known = VARIABLES | shared.keys()
    kinds = {path.stem: _kind(path, known) for path in _files(folder / "kinds")}
    channels = {path.stem: _load(Channel, path, known) for path in _files(folder / "channels")}
    tasks = {path.stem: _shared(path, TASK_VARIABLES) for path in _files(folder / "tasks")}
    styles = {path.stem: _load(Style, path, VARIABLES) for path in _files(folder / "styles")}
    for name, found in (("kinds", kinds), ("channels", channels)):
        if not found:
            raise PromptError(
                f"holds no {name}: at least one .md file is needed", where=folder / name
            )
    return PromptSet(kinds=kinds, channels=channels, shared=shared, tasks=tasks, styles=styles)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))


def _shared(path: Path, known: Iterable[str] = VARIABLES) -> str:
    text = read_text(path, PromptError).strip()
    _refuse_unknown(text, 1, known, path)
    return text


def _load(model: type[M], path: Path, known: Iterable[str]) -> M:
    front = split(read_text(path, PromptError), path, PromptError)
    body = front.body.strip()
    if not body:
        raise PromptError(
            "has no instruction below the front matter", where=path, line=front.body_line
        )
    _refuse_unknown(front.body, front.body_line, set(known), path)
    data: dict[str, Any] = {**front.head.data, "name": path.stem, "instruction": body}
    return validated(model, data, front.head, path, PromptError)


def _kind(path: Path, known: Iterable[str]) -> Kind:
    kind = _load(Kind, path, known)
    head = split(read_text(path, PromptError), path, PromptError).head
    for place, text in _said(kind):
        line = head.lines.get(place)
        _refuse_unknown(text, line or 1, _LINE_VARIABLES, path)
    return kind


def _said(kind: Kind) -> Iterable[tuple[tuple[str | int, ...], str]]:
    for s, section in enumerate(kind.playbook):
        for n, line in enumerate(section.lines):
            where: tuple[str | int, ...] = ("playbook", s, "lines", n)
            yield from (((*where, "say", v), text) for v, text in enumerate(line.say))
            if line.note is not None:
                yield (*where, "note"), line.note


def _refuse_unknown(text: str, first_line: int, known: Iterable[str], path: Path) -> None:
    allowed = set(known)
    for number, line in enumerate(text.splitlines(), first_line):
        template = Template(line)
        if not template.is_valid():
            raise PromptError("a lone $: write $$ for a dollar sign", where=path, line=number)
        for name in template.get_identifiers():
            if name not in allowed:
                raise PromptError(f"nothing fills ${name}", where=path, line=number)


def variables(text: str) -> tuple[str, ...]:
    """The names a template asks for, in order."""
    return tuple(Template(text).get_identifiers())


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with `$name` replaced. Values are never read as templates themselves."""
    return Template(text).substitute(values)


def render(kind: Kind, shared: Mapping[str, str], values: Mapping[str, str]) -> Rendered:
    """The prompt of a statement: the kind's instruction as system text, the brief as user text."""
    included = {name: fill(text, values) for name, text in shared.items()}
    return Rendered(
        name=kind.name,
        system=fill(kind.instruction, {**values, **included}),
        user=included[BRIEF],
        fence=values.get("fence", ""),
    )


def task_named(prompts: PromptSet, name: str) -> str:
    """The instruction of a task, or NotFound naming those there are."""
    if name not in prompts.tasks:
        raise NotFound(f"no task {name!r}; there are: {', '.join(prompts.tasks) or 'none'}")
    return prompts.tasks[name]


def style_named(prompts: PromptSet, name: str) -> Style:
    """The style, or NotFound naming those there are."""
    if name not in prompts.styles:
        raise NotFound(f"no style {name!r}; there are: {', '.join(prompts.styles) or 'none'}")
    return prompts.styles[name]


def kind_named(prompts: PromptSet, name: str) -> Kind:
    """The kind, or NotFound naming those there are."""
    if name not in prompts.kinds:
        raise NotFound(f"no statement kind {name!r}; there are: {', '.join(prompts.kinds)}")
    return prompts.kinds[name]


def channel_named(prompts: PromptSet, name: str) -> Channel:
    """The channel, or NotFound naming those there are."""
    if name not in prompts.channels:
        raise NotFound(f"no channel {name!r}; there are: {', '.join(prompts.channels)}")
    return prompts.channels[name]
