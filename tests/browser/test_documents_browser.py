"""Documents in real browsers: a Word file is taken in, edited by two people, retired, restored."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Seat, Server, SitDown
from tests.papers import scanned, word

pytestmark = pytest.mark.browser


def box(seat: Seat) -> Locator:
    return seat.page.get_by_label(re.compile(r"^The whole file"))


def open_ours(seat: Seat) -> None:
    seat.go("Knowledge")
    seat.press(re.compile("Refund policy"))


def test_a_word_file_is_taken_in_edited_by_two_retired_and_restored(
    sit_down: SitDown, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "policy.docx").write_bytes(word())
    (tmp_path / "scan.pdf").write_bytes(scanned())
    ana = sit_down("Ana Duarte")
    ana.go("Knowledge")
    ana.shoot("documents")
    ana.page.get_by_text("Add a document", exact=True).click()
    choose = ana.page.locator("input[type=file]")
    choose.set_input_files(tmp_path / "scan.pdf")
    expect(ana.page.get_by_text("scan.pdf")).to_be_visible()
    ana.settle()
    ana.press("Add it")
    expect(ana.page.get_by_text("has no text, only pictures of it")).to_be_visible()
    ana.shoot("documents-refused")
    choose.set_input_files(tmp_path / "policy.docx")
    # The name stands there before the file is up; the refusal goes when the page has run with it.
    expect(ana.page.get_by_text("has no text, only pictures of it")).not_to_be_visible()
    ana.settle()
    ana.press("Add it")
    expect(ana.page.get_by_role("heading", name="Refund policy", level=2)).to_be_visible()
    expect(ana.page.get_by_text("Nobody has to ask twice.")).to_be_visible()
    ana.settle()
    ana.shoot("documents-added")

    ben = sit_down("Ben Okafor")
    open_ours(ben)
    for seat in (ana, ben):
        seat.press("Edit")
    ana.shoot("documents-edit")
    text = box(ana).input_value()
    box(ana).fill(text + "\nAna adds this.\n")
    ana.press("Save")
    expect(ana.page.get_by_text("is saved, and in the index")).to_be_visible()
    box(ben).fill(text + "\nBen adds that.\n")
    ben.press("Save")
    expect(ben.page.get_by_text("Two texts.")).to_be_visible()
    ben.shoot("documents-two-texts")
    ben.press("Save mine over it")
    expect(ben.page.get_by_text("Ben adds that.")).to_be_visible()

    ben.press("Edit")
    box(ben).fill("---\ntitle: Refund policy\nkind: guideline\nmood: good\n---\nText.\n")
    ben.press("Save")
    expect(ben.page.get_by_text("unknown key 'mood'")).to_be_visible()
    expect(box(ben)).to_have_value(re.compile("mood: good"))
    ben.settle()
    ben.shoot("documents-wrong")
    ben.press("Close without saving")
    ben.press("Retire")
    expect(ben.page.get_by_text("Undo with Restore")).to_be_visible()
    ben.shoot("documents-retired")
    ben.press("Restore")
    expect(ben.page.get_by_text("is recalled again")).to_be_visible()

    broken = server.home / "knowledge/guidelines/broken.md"
    broken.write_text("---\ntitle: Broken\nkind: poem\n---\nText.\n", encoding="utf-8")
    ben.go("Crisis")
    ben.go("Knowledge")
    ben.press(re.compile("broken.md"))
    expect(ben.page.get_by_text("kind must be one of guideline, case")).to_be_visible()
    ben.shoot("documents-broken")
    ben.press("Edit")
    box(ben).fill("---\ntitle: Mended\nkind: guideline\n---\nText.\n")
    ben.press("Save")
    expect(ben.page.get_by_role("heading", name="Mended", level=2)).to_be_visible()


def test_typing_that_was_not_saved_survives_a_reload(sit_down: SitDown) -> None:
    eva = sit_down("Eva Lund")
    eva.go("Knowledge")
    eva.press(re.compile("Brand voice"))
    eva.press("Make it ours")
    expect(box(eva)).to_be_visible()
    eva.watched()
    box(eva).press("Control+Home")
    box(eva).press_sequentially("# typed")
    eva.page.reload()
    expect(eva.page.get_by_text("Restored what was typed here")).to_be_visible()
    expect(box(eva)).to_have_value(re.compile(r"^# typed---"))
