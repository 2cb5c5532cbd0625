"""What must not happen: text that acts, text that is lost."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Seat, Server, SitDown
from tests.browser.test_flow_browser import make_a_crisis

pytestmark = pytest.mark.browser

HOSTILE = "![x](http://evil.example/a.png) <img src=x onerror=alert(1)> $x$ :red[x] :material/home:"
STATEMENT = "/draft?crisis=sample-double-charge"


def draft(seat: Seat, kind: str) -> str:
    """A new statement of the sample; returns its address below the host."""
    seat.page.get_by_role("radiogroup", name="Kind of statement").get_by_text(
        kind, exact=True
    ).click()
    seat.settle()
    seat.press("Draft")
    expect(seat.editor).to_be_visible()
    seat.settle()
    return seat.page.url.removeprefix(seat.url)


def test_hostile_text_is_shown_and_never_acts(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    ana.page.on("dialog", lambda dialog: ana.complaints.append(f"alert: {dialog.message}"))
    make_a_crisis(ana, HOSTILE)
    ana.go("Mentions")
    ana.page.get_by_role("tab", name="Paste posts").click()
    ana.page.get_by_label("Posts, one a line").fill(
        "\n".join([HOSTILE, f"{HOSTILE} again", f"once more {HOSTILE}"])
    )
    ana.press("Import these posts")
    expect(ana.page.get_by_text("nothing dropped in silence")).to_be_visible()
    ana.go("Concerns")
    ana.press("Posts")
    expect(ana.page.locator(".d-post p").first).to_contain_text(
        "![x](http://evil.example/a.png) <img src=x"
    )
    ana.go("Facts")
    ana.page.get_by_label("The fact, as it may be said in public").fill(HOSTILE)
    ana.press("Add, unconfirmed")
    expect(ana.page.locator(".d-fact p").first).to_have_text(HOSTILE)
    ana.press("Confirm F1")
    ana.page.get_by_role("dialog").get_by_label("Source: who or what says so").fill(HOSTILE)
    ana.press("Confirm", within=ana.page.get_by_role("dialog"))
    expect(ana.page.get_by_text("F1 is confirmed.")).to_be_visible()
    ana.go("Draft")
    ana.press("Draft")
    ana.write(f"{HOSTILE}\n\n{HOSTILE}")
    ana.saved(2)
    expect(ana.page.locator(".d-marked").first).to_contain_text(HOSTILE)
    ana.go("Crisis")
    expect(ana.page.locator(".d-crumb")).to_contain_text(HOSTILE)
    assert ana.page.locator('img[src*="evil"], img[src="x"]').count() == 0


def test_a_stale_tab_loses_nothing(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte", path=STATEMENT)
    address = draft(ana, "Holding statement")
    ben = sit_down("Ben Okafor", path=address)
    expect(ben.editor).to_be_visible()
    ana.write("The text of Ana.")
    ana.saved(2)
    ben.write("The text of Ben.")
    expect(ben.page.get_by_text("Ana Duarte saved revision 2")).to_be_visible()
    both = ben.page.locator(".d-marked")
    expect(both.filter(has_text="The text of Ben.")).to_be_visible()
    expect(both.filter(has_text="The text of Ana.").first).to_be_visible()
    ben.page.reload()
    expect(ben.page.get_by_text("Ana Duarte saved revision 2")).to_be_visible()
    ben.shoot("statement-two-texts")
    ben.press("Save mine on top")
    ben.saved(3)
    expect(ben.editor).to_have_value("The text of Ben.")
    expect(ben.page.get_by_text("Revision 2, edited: Ana Duarte")).to_be_visible()


def test_typing_that_was_not_saved_survives_a_reload(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte", path=STATEMENT)
    draft(ana, "Update")
    before = ana.editor.input_value()
    ana.watched()
    ana.editor.press("Control+End")
    ana.editor.press_sequentially(" Typed, not saved.")
    ana.page.reload()
    expect(ana.editor).to_have_value(f"{before} Typed, not saved.")
    expect(ana.page.get_by_text("Restored what was typed here")).to_be_visible()
    ana.press("Save")
    ana.saved(2)
    expect(ana.page.get_by_text("Restored what was typed here")).to_be_hidden()


def test_what_was_said_to_be_saved_survives_a_kill(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, sit_down: SitDown
) -> None:
    own = Server(tmp_path_factory.mktemp("killed"), DRAFTER_EMBEDDER="lexical")
    own.start()
    try:
        ana = sit_down("Ana Duarte", path=STATEMENT, at=own)
        address = draft(ana, "Holding statement")
        ana.write("Saved, then killed.")
        ana.saved(2)
        ana.page.goto("about:blank")
        own.kill()
        own.start()
        ana.page.goto(f"{own.url}{address}")
        expect(ana.editor).to_have_value("Saved, then killed.")
        expect(ana.page.get_by_text(re.compile("^Revision 2 by Ana Duarte"))).to_be_visible()
    finally:
        own.kill()


def test_a_name_is_kept_by_the_browser_and_can_be_changed(sit_down: SitDown) -> None:
    ana = sit_down("Zoë; Ana=1")
    cookies = {one["name"]: one for one in ana.page.context.cookies()}
    assert cookies["drafter_name"]["sameSite"] == "Strict"
    assert cookies["drafter_name"]["value"] == "Zo%C3%AB%3B%20Ana%3D1"
    ana.page.reload()
    expect(ana.page.locator(".d-who")).to_contain_text("Zoë; Ana=1")
    ana.press(re.compile("Somebody else is here"))
    ana.page.get_by_label("Name", exact=True).fill("Ben Okafor")
    ana.press("Work under this name")
    expect(ana.page.locator(".d-who")).to_contain_text("Ben Okafor")
