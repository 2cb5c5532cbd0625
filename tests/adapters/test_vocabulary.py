"""knowledge/facets.yml: words that speak of structure, and a team's own laid over them."""

from pathlib import Path

import pytest

from drafter.adapters import vocabulary
from drafter.errors import KnowledgeError
from drafter.model.crisis import CRISIS_TYPES
from drafter.model.knowledge import SECTORS
from drafter.settings import ROOT

SHIPPED = ROOT / "knowledge"


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / vocabulary.NAME).write_text(text, encoding="utf-8")
    return folder


def test_the_shipped_words_know_every_sector_and_cluster() -> None:
    words = vocabulary.load([SHIPPED])
    assert set(words) == set(vocabulary.FACETS)
    assert set(words["sector"]) == set(SECTORS)
    assert set(words["cluster"]) == set(CRISIS_TYPES.values())
    assert all(many for values in words.values() for many in values.values())


def test_a_later_folder_adds_words_and_values(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "harm:\n  data: [gubbins]\nsector:\n  ferries: [ferry]\n")
    words = vocabulary.load([SHIPPED, own])
    assert words["harm"]["data"] == (*vocabulary.load([SHIPPED])["harm"]["data"], "gubbins")
    assert words["sector"]["ferries"] == ("ferry",)


def test_a_folder_without_the_file_adds_nothing(tmp_path: Path) -> None:
    assert vocabulary.load([SHIPPED, tmp_path]) == vocabulary.load([SHIPPED])
    assert vocabulary.load([]) == {facet: {} for facet in vocabulary.FACETS}


@pytest.mark.parametrize("text", ["", "# nothing\n", "harm: {}\n"])
def test_a_file_that_says_nothing_adds_nothing(tmp_path: Path, text: str) -> None:
    assert not any(vocabulary.load([write(tmp_path / "own", text)]).values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mood:\n  good: [happy]\n", ":1: unknown key 'mood'"),
        ("harm: data\n", "facets.yml:1: "),
        ("harm:\n  data: 5\n", "facets.yml:2: "),
        ('harm:\n  data: ["*"]\n', ":2: '*' is no word"),
        ('harm:\n  data: [leak, " "]\n', ":2: ' ' is no word"),
        ("harm: [\n", "facets.yml:"),
        ("- harm\n", "facets.yml"),
    ],
)
def test_a_file_that_is_wrong_is_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as wrong:
        vocabulary.load([write(tmp_path / "own", text)])
    assert said in str(wrong.value)
    assert "\n" not in str(wrong.value)
