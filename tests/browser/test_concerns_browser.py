"""From an import to its concerns, a name for one, a word on a post, and a draft that answers."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Seat, SitDown
from tests.browser.test_flow_browser import SAMPLE, make_a_crisis, upload

pytestmark = pytest.mark.browser


def test_from_an_import_to_a_named_concern_and_a_draft_that_answers(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    make_a_crisis(ana, "Charged twice")
    upload(ana, SAMPLE)
    ana.press("See the concerns")
    expect(ana.page.get_by_text("What they are angry about")).to_be_visible()
    expect(ana.page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    rename(ana, 0, "Charged twice, no refund")
    a_stale_change_is_a_conflict(ana, sit_down)
    dismiss_and_undo(ana)
    ana.press(re.compile("Posts$"), within=ana.page.locator('[class*="st-key-card"]').nth(4))
    read_and_overrule(ana)
    ana.press("Draft an FAQ answer")
    expect(ana.page.get_by_role("heading", name="Draft", exact=True)).to_be_visible()
    expect(ana.page.get_by_text("About: ")).to_be_visible()
    ana.press("Draft")
    expect(ana.page.get_by_text("no model was used")).to_be_visible()


def rename(seat: Seat, place: int, name: str) -> None:
    change(seat, place)
    box = seat.page.get_by_role("dialog")
    box.get_by_label("Name, as the team would say it").fill(name)
    seat.press("Rename", within=box)
    expect(seat.page.get_by_text(f"Renamed to {name}.")).to_be_visible()
    expect(seat.page.get_by_role("heading", name=f"{place + 1}. {name}")).to_be_visible()
    seat.settle()


def change(seat: Seat, place: int) -> None:
    seat.page.get_by_role("button", name="Change", exact=True).nth(place).click()
    expect(seat.page.get_by_role("dialog")).to_be_visible()
    seat.settle()


def a_stale_change_is_a_conflict(ana: Seat, sit_down: SitDown) -> None:
    """Ben opens the dialog, Ana merges first: Ben is told so, and nothing is overwritten."""
    ben = sit_down("Ben Okafor", path=ana.page.url.removeprefix(ana.url))
    change(ben, 1)
    rename(ana, 1, "What Ana calls it")
    box = ben.page.get_by_role("dialog")
    ben.press("Merge", within=box)
    expect(
        ben.page.get_by_text(re.compile("Ana Duarte chose rename here in the meantime"))
    ).to_be_visible()
    expect(ben.page.get_by_role("heading", name="2. What Ana calls it")).to_be_visible()


def dismiss_and_undo(seat: Seat) -> None:
    change(seat, 1)
    seat.press("Dismiss", within=seat.page.get_by_role("dialog"))
    expect(seat.page.get_by_text("Dismissed (1)")).to_be_visible()
    seat.press("Undo")
    expect(seat.page.get_by_text("Dismissed (1)")).to_have_count(0)
    expect(seat.page.get_by_role("heading", name="2. What Ana calls it")).to_be_visible()


def read_and_overrule(seat: Seat) -> None:
    expect(seat.page.get_by_text(re.compile(r"^page 1 of \d+"))).to_be_visible()
    seat.shoot("concern")
    seat.page.get_by_text("Least genuine first").click()
    seat.settle()
    seat.page.get_by_role("button", name="It is genuine").first.click()
    seat.settle()
    seat.page.get_by_text("Most genuine first").click()
    expect(seat.page.get_by_text("said by Ana Duarte")).to_be_visible()
    seat.settle()
