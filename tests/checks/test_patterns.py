"""Compiled patterns are kept between runs, and only ever patterns."""

import hashlib
import os
import pickle
from pathlib import Path

import pytest
import regex

from drafter.checks.patterns import Patterns


def kept(folder: Path) -> Path:
    return next(folder.glob("patterns-*.bin"))


def test_a_pattern_that_was_kept_is_not_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Patterns()
    first.keep_in(tmp_path)
    assert first.compiled(r"(?<=\bsorry\s)if\w*", True).search("SORRY IF")
    first.save()
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("compiled again"))
    second = Patterns()
    second.keep_in(tmp_path)
    assert second.compiled(r"(?<=\bsorry\s)if\w*", True).search("sorry iffy").group() == "iffy"


def test_what_was_read_out_of_a_pattern_is_not_read_again(tmp_path: Path) -> None:
    first = Patterns()
    first.keep_in(tmp_path)
    told = first.remembered("words 1", "a|b", lambda source: frozenset(source.split("|")))
    first.save()
    second = Patterns()
    second.keep_in(tmp_path)
    assert second.remembered("words 1", "a|b", lambda _: pytest.fail("read again")) == told
    assert second.remembered("words 2", "a|b", lambda source: [source]) == ["a|b"]


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"x" * 400])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    first = Patterns()
    first.keep_in(tmp_path)
    first.compiled("a+", False)
    first.save()
    kept(tmp_path).write_bytes(damage)
    second = Patterns()
    second.keep_in(tmp_path)
    assert second.compiled("a+", False).search("caab").group() == "aa"


class Evil:
    def __reduce__(self) -> object:
        return os.mkdir, ("made-by-a-pickle",)


def test_a_file_that_holds_anything_but_patterns_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = Patterns()
    first.keep_in(tmp_path)
    first.compiled("a+", False)
    first.save()
    body = pickle.dumps({("a+", False): Evil()})
    kept(tmp_path).write_bytes(hashlib.sha256(body).digest() + body)
    Patterns().keep_in(tmp_path)
    assert not (tmp_path / "made-by-a-pickle").exists()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    made = Patterns()
    made.keep_in(tmp_path / "file" / "cache")
    made.compiled("b", False)
    made.save()


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    made = Patterns()
    made.keep_in(tmp_path)
    made.save()
    assert not list(tmp_path.iterdir())
