"""Rules that compare by meaning, with a double that calls words meanings."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.adapters.embedder import LexicalEmbedder
from drafter.checks.rules import RuleSet, load
from drafter.errors import RuleError
from drafter.model.finding import Level


class Words(LexicalEmbedder):
    """Knows words, and says that it knows meanings; counts what it was asked."""

    id = "double-words"
    lexical = False

    def __init__(self) -> None:
        super().__init__(256)
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += texts
        return super().embed(texts)


ALIKE = """extends: resembles
message: "'%s' pities itself"
category: self_pity
why: w.
bad:
  - The week was hard for our tired team.
  - Our tired team cried.
  - A hard and tired week for us.
good:
  - Thirty families had no heating.
  - The train leaves at noon.
  - Two people were hurt.
"""


def rules(folder: Path, **files: str) -> RuleSet:
    for name, body in {"Alike": ALIKE, **files}.items():
        (folder / f"{name}.yml").write_text(body, encoding="utf-8")
    return load(folder)


def test_a_sentence_like_the_bad_ones_is_marked_whole(tmp_path: Path) -> None:
    text = "The train leaves at one. It was a hard week for our tired team! Two families were hurt."
    found, skipped = rules(tmp_path).check(text, embedder=Words())
    assert [one.match for one in found] == ["It was a hard week for our tired team!"]
    assert found[0].category == "self_pity"
    assert found[0].level is Level.WARNING
    assert skipped == ()


@pytest.mark.parametrize("embedder", [None, LexicalEmbedder()])
def test_without_meanings_the_rules_are_said_to_be_skipped(
    tmp_path: Path, embedder: LexicalEmbedder | None
) -> None:
    found, skipped = rules(tmp_path).check("A hard week for our tired team.", embedder=embedder)
    assert found == ()
    assert [one.rule for one in skipped] == ["resembles"]
    assert "1 rules compare by meaning" in skipped[0].reason


def test_a_wide_margin_marks_nothing(tmp_path: Path) -> None:
    strict = rules(tmp_path, Alike=ALIKE + "margin: 3\n")
    assert strict.check("A hard week for our tired team.", embedder=Words())[0] == ()


def test_the_examples_are_embedded_once(tmp_path: Path) -> None:
    embedder, some = Words(), rules(tmp_path)
    some.check("The train leaves at one.", embedder=embedder)
    first = len(embedder.asked)
    some.check("The train leaves at two o'clock.", embedder=embedder)
    assert len(embedder.asked) == first + 1


def test_a_sentence_that_was_checked_is_not_embedded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.checks.rules.meaning._REMEMBERED", 1)
    embedder, some = Words(), rules(tmp_path)
    before = some.check("The train leaves at one.", embedder=embedder)
    first = len(embedder.asked)
    assert some.check("The train leaves at one.", embedder=embedder) == before
    assert len(embedder.asked) == first
    some.check("The bus leaves later today.", embedder=embedder)  # no room for two
    some.check("The train leaves at one.", embedder=embedder)
    assert len(embedder.asked) == first + 2


def test_numbers_mean_the_same_whatever_they_are(tmp_path: Path) -> None:
    embedder = Words()
    rules(tmp_path).check("We owe 40 people £3.50 since 9 am.", embedder=embedder)
    assert "We owe some people some since some." in embedder.asked


def test_where_a_pattern_has_marked_the_words_the_pattern_s_finding_is_kept(tmp_path: Path) -> None:
    body = "extends: existence\nmessage: m\ncategory: self_pity\ntokens:\n  - tired team\n"
    found, _ = rules(tmp_path, Pattern=body).check(
        "A hard week for our tired team.", embedder=Words()
    )
    assert [one.match for one in found] == ["tired team"]


def test_a_pattern_s_warning_in_a_sentence_unlike_the_problem_is_a_suggestion(
    tmp_path: Path,
) -> None:
    body = "extends: existence\nmessage: m\ncategory: self_pity\ntokens:\n  - heating\n"
    some = rules(tmp_path, Pattern=body)
    text = "Thirty families had no heating."
    assert [one.level for one in some.check(text, embedder=Words())[0]] == [Level.SUGGESTION]
    assert [one.level for one in some.check(text)[0]] == [Level.WARNING]


def test_a_pattern_s_error_stays_an_error(tmp_path: Path) -> None:
    body = (
        "extends: existence\nmessage: m\nlevel: error\ncategory: self_pity\ntokens:\n  - heating\n"
    )
    found, _ = rules(tmp_path, Pattern=body).check(
        "Thirty families had no heating.", embedder=Words()
    )
    assert [one.level for one in found] == [Level.ERROR]


def test_a_very_long_text_is_compared_in_part_and_says_so(tmp_path: Path) -> None:
    text = "The train leaves at one. " * 1001
    _, skipped = rules(tmp_path).check(text, embedder=Words())
    assert "first 1000 sentences" in skipped[0].reason


@pytest.mark.parametrize("text", ["", "Dear all,", "Hi!"])
def test_a_text_of_a_word_or_two_is_not_compared(tmp_path: Path, text: str) -> None:
    assert rules(tmp_path).check(text, embedder=Words()) == ((), ())


def test_a_rule_without_good_sentences_is_broken(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"Alike\.yml:1: good"):
        rules(tmp_path, Alike=ALIKE.partition("good:")[0])
