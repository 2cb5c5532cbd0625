"""A statement as a file."""

import io
import json
from html.parser import HTMLParser

import docx
import pytest
import yaml
from hypothesis import given

from drafter.adapters.exporters import FORMATS, Sheet
from drafter.model.base import tidy
from tests.builders import ANA, BEN, NOW, fact, statement, texts

NASTY = (
    "Line one.\nLine two <b>bold</b> & *star* _under_ [link](http://evil.example) ![i](x)\n\n"
    "# 1,204 orders\n\n1. We are sorry."
)


def sheet(text: str = NASTY, *, approved: bool = True, solo: bool = False) -> Sheet:
    one = statement(text)
    if approved:
        by = ANA if solo else BEN
        one = one.approve(
            by=by, now=NOW, ledger={}, errors=(), revision=1, solo_reason="alone" if solo else ""
        )
    approval = one.approvals[0] if approved else None
    return Sheet(statement=one, approval=approval, title="Apology: <Double>", organisation="Acme",
                 facts=(fact(1, "event", "It happened."),))  # fmt: skip


@given(texts)
def test_plain_text_is_the_approved_text_byte_for_byte(text: str) -> None:
    clean = tidy(text)
    if clean.strip():
        assert FORMATS["txt"].write(sheet(clean)) == clean.encode()


class Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self._quiet = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self._quiet = tag in ("script", "style", "title")
        self.text += "\n" if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        self._quiet = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._quiet else data


def test_html_shows_the_text_and_makes_no_markup_of_it() -> None:
    shown = Shown()
    shown.feed(FORMATS["html"].write(sheet()).decode())
    assert not shown.tags & {"b", "a", "img", "h1"}
    for line in NASTY.split("\n"):
        assert line in shown.text


def test_markdown_escapes_what_would_become_markup() -> None:
    text = FORMATS["md"].write(sheet()).decode()
    _, head, body = text.split("---\n", 2)
    assert yaml.safe_load(head)["approved_by"] == "Ben"
    assert "\\*star\\*" in body
    assert "\\[link\\]" in body
    assert "\\# 1,204 orders" in body
    assert "1\\. We are sorry." in body


def test_docx_holds_the_paragraphs_and_the_record() -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(sheet())))
    assert [paragraph.text for paragraph in document.paragraphs] == NASTY.split("\n\n")
    assert "approved by Ben" in document.core_properties.comments


def test_json_holds_everything() -> None:
    data = json.loads(FORMATS["json"].write(sheet()))
    assert data["text"] == NASTY
    assert data["status"] == "approved"
    assert data["facts"] == [{"id": "F1", "text": "It happened.", "source": ""}]
    assert len(data["sha256"]) == 64


@pytest.mark.parametrize("form", FORMATS)
def test_an_unapproved_text_is_marked_in_every_format(form: str) -> None:
    assert "DRAFT" in shown_in(form, sheet(approved=False))


@pytest.mark.parametrize("form", FORMATS)
def test_a_solo_approval_is_marked_in_every_format(form: str) -> None:
    assert "OWN AUTHOR" in shown_in(form, sheet(solo=True))


def shown_in(form: str, of: Sheet) -> str:
    data = FORMATS[form].write(of)
    if form == "docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    return data.decode()


@given(texts)
def test_every_format_takes_every_text(text: str) -> None:
    clean = tidy(text)
    if clean.strip():
        for made in FORMATS.values():
            assert made.write(sheet(clean))
