"""prompts/: every file is validated when it is loaded; a bad one names file and line."""

import shutil
from pathlib import Path

import pytest

from drafter import prompts
from drafter.errors import NotFound, PromptError
from drafter.settings import ROOT

SHIPPED = ROOT / "prompts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "prompts"))


def test_the_shipped_kinds_and_channels_load() -> None:
    loaded = prompts.load(SHIPPED)
    assert set(loaded.kinds) == {"apology", "holding", "reply", "update", "faq_answer", "internal"}
    assert set(loaded.channels) == {
        "x", "facebook", "instagram", "linkedin", "tiktok", "email", "web", "press", "status_page",
    }  # fmt: skip


def change(path: Path, old: str, new: str) -> int:
    """Replace once; the line where it stands now."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "kinds/apology.md",
            "title: Apology",
            "titel: Apology",
            "unknown key 'titel'|key 'title' is missing",
        ),
        ("kinds/apology.md", "role: impact", "role: impacts", "needs.0.role"),
        ("kinds/apology.md", '"$instruction"', '"$instructions"', "nothing fills \\$instructions"),
        (
            "kinds/apology.md",
            "for $organisation,",
            "for $organization,",
            "nothing fills \\$organization",
        ),
        ("kinds/apology.md", "words: [60, 260]", "words: [60]", "words"),
        ("kinds/reply.md", "keep: 6", "keep: 60", "keep"),
        ("channels/x.md", "max_chars: 280", "max_chars: many", "max_chars"),
        ("channels/x.md", "counting: x", "counting: x\ncounting: x", "given twice"),
        ("channels/x.md", "format: plain", "format: [plain", "not valid YAML"),
        ("shared/voice.md", "Voice:", "Voice $20:", "a lone \\$"),
    ],
)
def test_a_bad_file_is_an_error_naming_file_line_and_key(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    line = change(folder / file, old, new)
    with pytest.raises(PromptError, match=said) as caught:
        prompts.load(folder)
    assert caught.value.where == str(folder / file)
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 2 or "missing" in str(caught.value)


def test_a_line_that_is_wrong_is_named_exactly(folder: Path) -> None:
    line = change(folder / "kinds/apology.md", '"$cause"', '"$causes"')
    with pytest.raises(PromptError) as caught:
        prompts.load(folder)
    assert str(caught.value) == f"{folder / 'kinds/apology.md'}:{line}: nothing fills $causes"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no front matter", "must begin with front matter"),
        ("---\ntitle: X\n", "no closing line"),
        ("---\n- a\n---\nbody", "must be `key: value` lines"),
        ("---\ntitle: X\nmax_chars: 9\n---\n", "no instruction"),
        ("---\ntitle: &a X\nheading: *a\nmax_chars: 9\n---\nbody", "aliases"),
    ],
)
def test_a_file_that_is_no_channel_is_refused(folder: Path, content: str, said: str) -> None:
    (folder / "channels/new.md").write_text(content, encoding="utf-8")
    with pytest.raises(PromptError, match=said):
        prompts.load(folder)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "channels/new.md").write_bytes(b"---\ntitle: caf\xe9\n---\nbody")
    with pytest.raises(PromptError, match="not UTF-8"):
        prompts.load(folder)


def test_a_new_channel_is_one_file(folder: Path) -> None:
    (folder / "channels/mastodon.md").write_text(
        "---\ntitle: Mastodon\nmax_chars: 500\nformat: plain\n---\nChannel: Mastodon.\n",
        encoding="utf-8",
    )
    assert prompts.channel_named(prompts.load(folder), "mastodon").max_chars == 500


@pytest.mark.parametrize("gone", ["kinds", "channels"])
def test_an_empty_folder_is_refused(folder: Path, gone: str) -> None:
    shutil.rmtree(folder / gone)
    with pytest.raises(PromptError, match=f"holds no {gone}"):
        prompts.load(folder)


def test_the_brief_is_needed_and_a_missing_folder_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "shared/brief.md").unlink()
    with pytest.raises(PromptError, match="frames what a model is given"):
        prompts.load(folder)
    with pytest.raises(PromptError, match="no such folder"):
        prompts.load(tmp_path / "nowhere")


def test_an_unknown_name_says_which_there_are() -> None:
    loaded = prompts.load(SHIPPED)
    with pytest.raises(NotFound, match="apology, faq_answer"):
        prompts.kind_named(loaded, "appology")
    with pytest.raises(NotFound, match="email, facebook"):
        prompts.channel_named(loaded, "myspace")
