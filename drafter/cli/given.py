"""What a command is given: the desk, the person, files and formats; and how it answers."""

import gc
import getpass
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from drafter.errors import InputError
from drafter.model.base import tidy
from drafter.model.crisis import DateOrder, Mention
from drafter.model.knowledge import Filter

if TYPE_CHECKING:
    from drafter.cli.waiting import Waiting
    from drafter.desk import Desk

Form = Annotated[str, typer.Option("--format", metavar="text|json", help="How to print.")]


def desk() -> "Desk":
    from drafter.desk import Desk

    return Desk()


def many() -> None:
    """For a command that makes very many objects and is over soon: a seventh of it was spent on
    looking for garbage among them."""
    gc.set_threshold(100_000, 20, 20)


def me() -> str:
    """The name of the person at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"


def content(path: Path, *, most: int | None = None) -> bytes:
    """A file's bytes, `-` is standard input; of a file larger than `most`, one byte more than that."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        with path.open("rb") as file:
            return file.read() if most is None else file.read(most + 1)
    except OSError as broken:
        raise InputError(f"cannot be read: {broken.strerror}", where=path) from None


def write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as broken:
        raise InputError(f"cannot be written: {broken.strerror}", where=path) from None


def export(path: Path) -> tuple[str, bytes]:
    """Name and bytes of an export; standard input is taken as pasted lines."""
    from drafter.desk.mentions import LIMIT, PASTED

    return (PASTED if str(path) == "-" else path.name), content(path, most=LIMIT)


def mapping(said: list[str] | None, desk: "Desk", name: str, data: bytes) -> dict[str, str] | None:
    """The columns of an export with `text=Body` and the like put right; None without any of it."""
    if not said:
        return None
    pairs = [one.partition("=") for one in said]
    for field, equals, column in pairs:
        if not (field.strip() and equals and column.strip()):
            raise InputError(
                f"--column: say it as in text=Body (found {field + equals + column!r})"
            )
    seen = desk.mentions.look(data, name=name).mapping
    return {**seen, **{field.strip(): column.strip() for field, _, column in pairs}}


def order(said: str | None) -> DateOrder | None:
    """The order of day and month. Raises InputError."""
    orders: dict[str | None, DateOrder | None] = {None: None, "day": "day", "month": "month"}
    if said in orders:
        return orders[said]
    raise InputError(f"--dates: there are day and month (found {said!r})")


def waiting() -> "Waiting":
    """What shows how far a command has come."""
    from drafter.cli.waiting import Waiting

    return Waiting()


def post(said: str | None, kind: str) -> Mention | None:
    """The one post that somebody wants to answer, which belongs to no import; only a reply has one."""
    if said is None:
        if kind == "reply":
            warn("this reply answers no post in particular: give it one with --post")
        return None
    if kind != "reply":
        raise InputError(f"--post is what a reply answers, and this is to be {kind!r}")
    text = said if said != "-" else content(Path("-")).decode("utf-8", "replace")
    text = tidy(text).strip()
    if not text:
        raise InputError("the post to answer is empty", where="--post")
    # Its text is its name: the same post gets the same playbook lines, another one others.
    return Mention(id=hashlib.sha256(text.encode()).hexdigest()[:12], row=0, text=text)


def lines(path: Path) -> list[str]:
    """A text file's lines, blank ones left out."""
    try:
        return [line for line in content(path).decode("utf-8-sig").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text", where=path) from None


def one_of(value: str, *allowed: str, option: str = "--format") -> str:
    if value not in allowed:
        raise InputError(f"{option} cannot be {value!r}; there are: {', '.join(allowed)}")
    return value


def only(**asked: str | None) -> Filter:
    """A filter out of options. Raises InputError naming the option."""
    try:
        return Filter.model_validate(asked)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        said = f"{first['msg'][0].lower()}{first['msg'][1:]} (found {first['input']!r})"
        if first["type"] == "string_pattern_mismatch":
            said = f"must be a year, a month or a day, such as 2018-02 (found {first['input']!r})"
        raise InputError(f"--{first['loc'][0]}: {said}") from None


def print_json(data: Any) -> None:
    import json

    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def warn(*said: str) -> None:
    for line in said:
        print(f"drafter: {line}", file=sys.stderr)
