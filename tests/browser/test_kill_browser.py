"""The app is killed while a person saves: what it said is saved, is."""

import random
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from drafter.adapters.store import Store
from tests.browser.conftest import Server, SitDown
from tests.browser.test_trust_browser import STATEMENT, draft

pytestmark = [pytest.mark.browser, pytest.mark.soak]


def test_no_kill_during_a_save_loses_a_revision_that_was_said_to_be_saved(
    chromium: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    sit_down: SitDown,
    soak: Callable[[int], int],
) -> None:
    own = Server(tmp_path_factory.mktemp("kills"), DRAFTER_EMBEDDER="lexical")
    own.start()
    chance = random.Random(9)
    try:
        ana = sit_down("Ana Duarte", path=STATEMENT, at=own)
        address = draft(ana, "Holding statement")
        name = address.split("statement=")[1].split("&")[0]
        number = 1
        for round_ in range(soak(50)):
            said = f"Said to be saved in round {round_}."
            ana.write(said)
            ana.saved(number + 1)
            ana.write(f"Perhaps saved in round {round_}.")
            time.sleep(chance.uniform(0, 0.4))
            own.kill()
            store = Store.in_folder(own.home)
            with store.reading() as records:
                kept = records.statement(name)
            store.close()
            assert kept.revisions[number].text == said
            assert kept.latest.number in (number + 1, number + 2)
            number = kept.latest.number
            ana.page.goto("about:blank")
            own.start()
            ana.page.goto(f"{own.url}{address}")
            ana.settle()
            if ana.editor.input_value() != kept.text:
                ana.page.evaluate("localStorage.clear()")
                ana.page.reload()
                ana.settle()
    finally:
        own.kill()
