"""Check a text: the marks by mouse and keyboard, a click that takes an offer, a narrow screen."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Seat, SitDown

pytestmark = pytest.mark.browser

TEXT = (
    "Our hearts are with the two walkers. The pump failed because we had skipped its service.\n\n"
    "We are sorry for the queue, but it was Friday."
)
TIP = "mark => getComputedStyle(mark, '::after').content"


def paste(seat: Seat, text: str) -> Locator:
    seat.go("Check a text")
    box = seat.page.get_by_label("Text", exact=True)
    box.fill(text)
    box.press("Control+Enter")
    expect(seat.page.locator(".d-marked")).to_contain_text(text.split(".")[0])
    seat.settle()
    return box


def test_the_keyboard_reaches_every_mark_and_shows_why_it_is_there(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    paste(ana, TEXT)
    marks = ana.page.locator(".d-mark[tabindex]")
    mark = marks.filter(has_text="but it was Friday").first
    assert mark.evaluate(TIP) == "none"
    marks.first.focus()
    for _ in range(marks.count()):
        if mark.evaluate("mark => mark === document.activeElement"):
            break
        ana.page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    assert "turns the apology into an excuse" in mark.evaluate(TIP)
    expect(mark).to_have_attribute("aria-label", re.compile("takes the apology back"))
    ana.shoot("check-a-text")


def test_a_click_takes_the_rewritten_sentence_and_a_click_undoes_it(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    box = paste(ana, TEXT)
    ana.press(re.compile("Use the rewritten sentence"))
    expect(box).to_have_value(TEXT.replace(", but it was Friday", ""))
    expect(ana.page.locator(".d-finding.error")).to_have_count(0)
    ana.press(re.compile("Undo the last change"))
    expect(box).to_have_value(TEXT)


def test_what_the_sentences_do_is_coloured_apart(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    paste(ana, f"{TEXT} We were negligent. I apologise to you.")
    acts = ("sympathy", "apology", "cause", "admission")
    colours = {
        ana.page.locator(f".d-marked .d-act-{act}").first.evaluate(
            "one => getComputedStyle(one).backgroundColor"
        )
        for act in acts
    }
    assert len(colours) == len(acts)
    for act in acts:
        expect(ana.page.locator(f'.d-marked [data-a*="{act}"]').first).to_be_visible()


def test_a_phone_shows_all_of_it_without_scrolling_sideways(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    paste(ana, TEXT)
    ana.page.set_viewport_size({"width": 390, "height": 844})
    ana.settle()
    assert ana.page.evaluate("document.documentElement.scrollWidth") <= 390
    parts = ana.page.locator(".d-part b")
    expect(parts).to_have_count(6)
    for part in parts.all():
        box = part.bounding_box()
        assert box is not None
        assert box["height"] < 20  # each word on one line
    ana.shoot("check-a-text-phone")


def test_an_offer_in_a_statement_becomes_a_revision_in_the_editor(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    ana.go("Draft")
    ana.press("Draft")
    expect(ana.page.get_by_text("Composed from the playbook, no model was used")).to_be_visible()
    ana.settle()
    drafted = ana.editor.input_value()
    ana.write(f"{drafted}\n\nWe are sorry for the queue, but it was Friday.")
    ana.saved(2)
    ana.press(re.compile("Use the rewritten sentence"))
    ana.saved(3)
    expect(ana.editor).to_have_value(f"{drafted}\n\nWe are sorry for the queue.")
    for part in ana.page.locator(".d-part b").all():
        box = part.bounding_box()
        assert box is not None
        assert box["height"] < 20
