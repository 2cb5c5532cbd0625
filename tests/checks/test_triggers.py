"""A pattern is passed over only where it could not have matched."""

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.rules.triggers import branches, triggers, words


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bsorry\b", {"sorry"}),
        (r"\bapolog(?:y|ies)\b", {"apol"}),
        (r"\b(?:only )?(?:a )?(?:tiny|small) number\b", {"number"}),
        (r"\b(?:tiny|small)\b", {"tiny", "small"}),
        (r"\bcut-?over\b", {"cut", "cutover"}),
        (r"\bwe(?:\s\w+)? (?:believe|think)\b", {"believe", "think"}),
        (r"\bdon't\b", {"don"}),
        (r"(?i)soon", None),
        ("soon", None),
        (r"\w+", None),
        (r"\b(?:tiny|\w+)\b", None),
        (r"\b(?:tiny)?\b", None),
        (r"\b(tiny", None),
        (r"\b*tiny", None),
        (r"\btiny{e<=1}\b", None),
        (r"\b(?#note)tiny\b", None),
        (r"\b[tiny", None),
        (r"\btiny)", None),
        (r"\b\x41\b", None),
        (r"\bécole\b", None),
        (r"\b(?=tiny)\w+\b", None),
        (r"\b(?:tiny){0,2}\b", None),
        (r"\b(?:tiny ){2,3}number\b", {"tiny"}),
        (r"\btin(?:y)\b", None),
    ],
)
def test_triggers_are_words_that_every_match_holds(pattern: str, needed: set[str] | None) -> None:
    assert next(iter(triggers(pattern)), None) == needed


def test_every_word_of_a_pattern_is_needed() -> None:
    assert triggers(r"\bsorry (?:if|that) (?:anyone|someone)\b") == (
        {"anyone", "someone"},
        {"sorry"},
        {"if", "that"},
    )


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b", ["a", "b"]),
        (r"(?:tiny|small) \w+|d", [r"(?:tiny) \w+", r"(?:small) \w+", "d"]),
        (r"\b(?:tiny|small) \w+", [r"\b(?:tiny) \w+", r"\b(?:small) \w+"]),
        ("(?:a|b)?c", ["(?:a|b)?c"]),
        (r"(a|b)\1", [r"(a|b)\1"]),
        ("[|]", ["[|]"]),
        (r"\|", [r"\|"]),
        ("(?:we|our|I) (?:negligent)", ["(?:we|our|I) (?:negligent)"]),
        ("(a", ["(a"]),
        ("a", ["a"]),
    ],
)
def test_a_pattern_is_taken_apart_only_where_that_is_sure(pattern: str, parts: list[str]) -> None:
    assert branches(pattern) == parts


PIECES = [
    "a",
    "the ",
    "sorry",
    "s?",
    "-?",
    " ",
    r"\b",
    r"\s",
    r"\w+ ",
    "(?:if|any)",
    "(?:x )?",
    "(?:y|zeta)+",
]

WORDS = ["a", "the", "sorry", "sorrys", " ", "-", "if", "any", "x", "y", "zeta", "Y"]


@given(
    st.lists(st.sampled_from([*PIECES, "|"]), min_size=1, max_size=6).map("".join),
    st.lists(st.sampled_from(WORDS)).map("".join),
)
def test_a_part_without_a_trigger_never_matches(pattern: str, text: str) -> None:
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error:
        return
    found = compiled.search(text)
    needed = triggers(pattern)
    if found:
        assert all(some & words(text) for some in needed)
    apart = [m for one in branches(pattern) if (m := regex.search(one, text, regex.IGNORECASE))]
    assert bool(apart) == bool(found)
    if found:
        assert min(m.start() for m in apart) == found.start()


def test_letters_that_fold_to_another_are_still_found() -> None:
    assert re.escape("sorry") in words("ſorry")
    assert "if" in words("İF")
