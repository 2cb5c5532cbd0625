"""What people and models wrote is shown, never interpreted."""

import html as stdlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from drafter.model.base import cell
from drafter.model.citation import Citation
from drafter.model.finding import Level, Mark, found
from drafter.ui import escape
from drafter.ui.history import difference
from drafter.ui.marked import marked
from tests.builders import fact

SIGNS = st.text(
    alphabet=st.sampled_from(list("!()[]<>*_`~$:@#|\\&-.=/\"' \nabwhtp1é漢")), max_size=60
)
ANY = st.one_of(SIGNS, st.text(max_size=60))
HOSTILE = (
    "![x](http://evil.example/a.png) <img src=x onerror=alert(1)> $x$ :red[x] :material/home: **b**"
)


def shown_by_markdown(text: str) -> str:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parseInline(text)[0].children or []
    assert {token.type for token in tokens} <= {"text", "text_special"}, tokens
    return "".join(token.content for token in tokens)


@given(ANY)
def test_a_label_is_one_line_of_markdown_that_shows_the_text_and_nothing_else(text: str) -> None:
    label = escape.label(text)
    assert "\n" not in label
    if label.strip():
        expected = escape.one_line(text, most=200)
        assert shown_by_markdown(label).replace("\u2060", "") == expected.replace("\u2060", "")


@pytest.mark.parametrize(
    "directive",
    [":material/home:", ":red[x]", ":smile:", "http://a.example", "a@b.example", "->", "<-"],
)
def test_what_streamlit_replaces_after_parsing_is_broken_by_a_word_joiner(directive: str) -> None:
    shown = shown_by_markdown(escape.label(f"see {directive} there"))
    assert directive not in shown
    assert directive in shown.replace("\u2060", "")


@given(ANY)
def test_html_shows_the_text_and_can_stand_in_an_attribute(text: str) -> None:
    safe = escape.html(text)
    assert not re.search(r"[<>\"']", safe)
    assert escape.html(stdlib.unescape(safe)) == safe


@given(ANY, ANY)
def test_a_difference_shows_the_new_text_and_what_is_gone(old: str, new: str) -> None:
    shown = difference(old, new)
    inside = shown.removeprefix('<div class="d-diff">').removesuffix("</div>")
    assert set(re.findall(r"</?\w+>", inside)) <= {"<ins>", "</ins>", "<del>", "</del>"}
    kept = stdlib.unescape(
        re.sub(r"</?ins>", "", re.sub(r"<del>.*?</del>", "", inside, flags=re.DOTALL))
    )
    assert kept == stdlib.unescape(escape.html(new))


@given(ANY.filter(lambda text: len(text) > 2), st.data())
def test_marks_stand_beside_the_text_and_never_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    finding = found(
        text, start, end, rule="r", category="claim", level=Level.ERROR, message=HOSTILE
    )
    cited = Citation(start=0, end=end, fact="F1")
    act = Mark(what="cause", start=start, end=len(text))
    shown = marked(text, [cited], [finding], {"F1": fact(1, "event", HOSTILE)}, [act])
    plain = stdlib.unescape(re.sub(r"<[^>]*>", "", shown))
    assert plain == stdlib.unescape(escape.html(text))
    assert 'data-f="F1"' in shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_cell_never_begins_a_formula(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"
    assert cell("plain") == "plain"
