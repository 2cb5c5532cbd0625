"""From a real export to an approved, exported and published apology: two people, real browsers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from drafter.settings import ROOT
from tests.browser.conftest import Seat, SitDown

pytestmark = pytest.mark.browser

SAMPLE = ROOT / "knowledge/sample/mentions.csv"
SHARED = Path(__file__).resolve().parents[3] / "shared/data/mentions/airlines_dev.csv"
TOLD = [
    ("Event", "From 14 to 24 February 2015, 23 flights left more than 3 hours late."),
    ("Impact", "2,410 passengers arrived late."),
    ("Action", "We have brought 12 more crews to the hub."),
    ("Remedy", "Everybody who arrived more than 3 hours late gets $150 back by 13 March 2015."),
    ("Contact", "You can reach us at care@air.example."),
]


def make_a_crisis(seat: Seat, title: str) -> None:
    seat.press("New crisis")
    box = seat.page.get_by_role("dialog")
    box.get_by_label("Title").fill(title)
    box.get_by_label("Organisation").fill("Example Air")
    seat.choose("Type of crisis", re.compile("^technical-error accident"), within=box)
    seat.press("Make it", within=box)
    expect(seat.page.get_by_text(f"Example Air · {title}")).to_be_visible()


def upload(seat: Seat, file: Path) -> None:
    seat.go("Mentions")
    seat.page.locator("input[type=file]").first.set_input_files(file)
    expect(seat.page.get_by_role("combobox", name=re.compile("Text of the post"))).to_be_visible()
    seat.settle()
    seat.page.get_by_role("button", name="Import with these columns", exact=True).click()
    expect(seat.page.get_by_text("nothing dropped in silence")).to_be_visible(timeout=400_000)
    seat.settle()


def add_a_confirmed_fact(seat: Seat, number: int, role: str, text: str) -> None:
    seat.choose("What it says", re.compile(f"^{role}:"))
    seat.page.get_by_label("The fact, as it may be said in public").fill(text)
    seat.press("Add, unconfirmed")
    seat.press(f"Confirm F{number}")
    box = seat.page.get_by_role("dialog")
    box.get_by_label("Source: who or what says so").fill("Operations log")
    seat.press("Confirm", within=box)
    expect(seat.page.get_by_text(f"F{number} is confirmed.")).to_be_visible()


def test_from_an_export_to_a_published_apology(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    ana.shoot("overview-sample")
    make_a_crisis(ana, "Late flights")
    upload(ana, SAMPLE)
    expect(ana.page.get_by_text("rows read", exact=True).first).to_be_visible()
    ana.shoot("mentions")
    look_at_concerns(ana)
    ana.go("Facts")
    for number, (role, text) in enumerate(TOLD, start=1):
        add_a_confirmed_fact(ana, number, role, text)
    ana.shoot("facts")
    text = draft_and_edit(ana)
    address = ana.page.url
    approve_and_publish(sit_down, address, text)
    an_edit_voids_the_approval(ana, text)


def look_at_concerns(seat: Seat) -> None:
    seat.press("See the concerns")
    expect(seat.page.get_by_role("heading", name="Concerns", exact=True)).to_be_visible()
    expect(seat.page.get_by_text(re.compile(r"^\d+ people$")).first).to_be_visible()
    expect(seat.page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    expect(seat.page.locator(".d-concern").nth(3)).not_to_be_empty()
    seat.settle()
    seat.shoot("concerns")


def draft_and_edit(seat: Seat) -> str:
    seat.go("Draft")
    expect(seat.page.get_by_text("5 confirmed facts")).to_be_visible()
    expect(seat.page.get_by_text("no confirmed cause")).to_be_visible()
    expect(seat.page.get_by_text("Recalled for this draft")).to_be_visible()
    expect(seat.page.get_by_text(re.compile("^Why: ")).first).to_be_visible()
    seat.shoot("draft")
    seat.press("Draft")
    expect(seat.page.get_by_text("Composed from the playbook, no model was used")).to_be_visible()
    seat.settle()
    cited = seat.page.locator('.d-cite[data-f="F2"]').first
    expect(cited).to_have_text("2,410 passengers arrived late.")
    drafted = seat.editor.input_value()
    assert "F2" not in drafted
    seat.write(f"{drafted}\n\nOver 9,999 bags were lost, and we are sorry if anyone was offended.")
    seat.saved(2)
    expect(seat.page.locator(".d-finding.error").first).to_be_visible()
    expect(seat.page.get_by_text("no confirmed fact holds 'Over 9,999'")).to_be_visible()
    seat.shoot("statement-findings")
    text = f"{drafted}\n\nThank you for your patience."
    seat.write(text)
    seat.saved(3)
    seat.page.reload()
    expect(seat.editor).to_have_value(text)
    seat.settle()
    expect(seat.page.get_by_role("button", name="Approve revision 3")).to_be_disabled()
    expect(
        seat.page.get_by_text("Ana Duarte wrote this revision: somebody else has to approve it")
    ).to_be_visible()
    return text


def approve_and_publish(sit_down: SitDown, address: str, text: str) -> None:
    ben = sit_down("Ben Okafor", path=address.removeprefix(address.split("/statement")[0]))
    expect(ben.editor).to_have_value(text)
    ben.press("Approve revision 3")
    expect(ben.page.get_by_text(re.compile("^Revision 3 approved by Ben Okafor"))).to_be_visible()
    ben.shoot("statement")
    with ben.page.expect_download() as waiting:
        ben.page.get_by_role("button", name="Text", exact=True).click()
    assert Path(waiting.value.path()).read_bytes() == text.encode()
    assert "DRAFT" not in waiting.value.suggested_filename
    ben.press(re.compile("Mark as published"))
    box = ben.page.get_by_role("dialog")
    box.get_by_label("Where: an address or a place").fill("https://air.example/sorry")
    ben.press("Record it", within=box)
    expect(
        ben.page.get_by_text("Revision 3 published at https://air.example/sorry")
    ).to_be_visible()
    ben.go("Crisis")
    expect(ben.page.get_by_text("1 published")).to_be_visible()
    ben.shoot("overview")
    ben.go("Knowledge")
    ben.page.get_by_label("Search guidelines and past cases").fill("late flights apology")
    ben.page.get_by_label("Search guidelines and past cases").press("Enter")
    expect(ben.page.get_by_role("button", name="Open at these lines").first).to_be_visible()
    ben.shoot("knowledge")


def an_edit_voids_the_approval(seat: Seat, text: str) -> None:
    seat.page.reload()
    expect(seat.page.get_by_text(re.compile("^Revision 3 approved by"))).to_be_visible()
    seat.settle()
    seat.write(f"{text} We will be back.")
    seat.saved(4)
    expect(
        seat.page.get_by_text("The approval of revision 3 by Ben Okafor is void")
    ).to_be_visible()
    seat.shoot("statement-void")


@pytest.mark.skipif(not SHARED.is_file(), reason="no shared/ beside the project")
def test_seven_thousand_real_posts_become_concerns(sit_down: SitDown) -> None:
    ana = sit_down("Ana Duarte")
    make_a_crisis(ana, "Airline posts")
    upload(ana, SHARED)
    ana.press("See the concerns")
    expect(ana.page.get_by_text(re.compile(r"^in 7,\d{3} posts$"))).to_be_visible()
    ana.settle()
