"""A real Chromium in front of the real server, started as `drafter run` starts it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from drafter.cli.serve import command
from drafter.settings import ROOT, Settings

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 45_000
# What the README shows, and how high it is.
DOCUMENTED = {"overview": 900, "concerns": 900, "statement": 1450}
expect.set_options(timeout=PATIENCE)
SETTLED = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-testid=stSkeleton]");
}"""
# Streamlit looks for its own base address below the page's path first, and is told 404.
OWN_LOOK = re.compile(r"^http://127\.0\.0\.1:\d+/\w+/_stcore/(health|host-config)$")


class Server:
    """The app on one data folder; it can be killed and started again."""

    def __init__(self, home: Path, **set_: str):
        self.home = home
        self._set = set_
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("DRAFTER_")
        }
        environment |= {"DRAFTER_HOME": str(self.home), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
        environment |= self._set
        arguments = command(Settings(home=self.home, port=self.port, _env_file=None))
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                arguments, env=environment, cwd=self.home, stdout=log, stderr=log
            )
        self._wait()

    def _wait(self) -> None:
        last = time.monotonic() + 60
        while time.monotonic() < last:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.home / "server.log").read_text(encoding="utf-8"))

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None


def _home(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("desk")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.skip(f"no Chromium found: looked for {', '.join(CHROMIUMS)} in PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(_home(tmp_path_factory))
    running.start()
    yield running
    running.kill(signal.SIGTERM)


class Seat:
    """One person at one browser, and everything it asked for or complained about."""

    def __init__(self, page: Page, url: str):
        self.page, self.url = page, url
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._said)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:", "about:")):
            self.strangers.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type != "error" or OWN_LOOK.match(where):
            return
        if where.startswith(f"{self.url}/_stcore/") and "ERR_CONNECTION" in message.text:
            return  # a tab that asks after its server while a test has killed it
        self.complaints.append(f"{message.text} ({where})")

    def name(self, name: str) -> None:
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Start").click()
        expect(self.page.get_by_text("Names are self-declared on this machine")).to_be_visible()
        self.page.wait_for_function("document.cookie.includes('drafter_name=')")
        self.settle()

    def settle(self) -> None:
        """Until the script has run to its end; looked for at every frame, not once a second."""
        self.page.wait_for_function(SETTLED)

    def go(self, page: str) -> None:
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=page, exact=True).click()
        expect(self.page.get_by_role("heading", name=page, exact=True, level=1)).to_be_visible()
        self.settle()

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        place = within if within is not None else self.page
        place.get_by_role("button", name=name, exact=isinstance(name, str)).click()
        self.settle()

    def choose(
        self, label: str, option: str | re.Pattern[str], within: Locator | None = None
    ) -> None:
        place = within if within is not None else self.page
        place.get_by_role("combobox", name=re.compile(re.escape(label))).click()
        self.page.get_by_role("option", name=option).first.click()
        self.settle()

    @property
    def editor(self) -> Locator:
        return self.page.get_by_label(re.compile(r"^Text, revision \d+$"))

    def watched(self) -> None:
        """Until what is typed is kept in the browser."""
        self.page.wait_for_function("window.drafterTyping?.open")

    def write(self, text: str) -> None:
        self.editor.fill(text)
        self.editor.press("Control+Enter")

    def saved(self, revision: int) -> None:
        """Until the page says that this revision is in the database."""
        said = re.compile(rf"^Saved \d\d:\d\d:\d\d, revision {revision}$")
        expect(self.page.get_by_text(said)).to_be_visible()
        self.settle()

    def shoot(self, name: str) -> None:
        """A screenshot of the page, as README and reviewers see it, where one is asked for."""
        if not (os.environ.get("DRAFTER_SHOTS") or os.environ.get("DRAFTER_DOCS_SHOTS")):
            return
        folder = Path(os.environ.get("DRAFTER_SHOTS") or Path(__file__).parent / "shots")
        folder.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_load_state("networkidle")
        self.page.screenshot(path=folder / f"{name}.png")
        if os.environ.get("DRAFTER_DOCS_SHOTS") == "1" and name in DOCUMENTED:
            kept = ROOT / "docs/screenshots"
            kept.mkdir(parents=True, exist_ok=True)
            self.page.set_viewport_size({"width": 1280, "height": DOCUMENTED[name]})
            self.settle()
            self.page.screenshot(path=kept / f"{name}.png", animations="disabled")
            self.page.set_viewport_size({"width": 1280, "height": 900})


SitDown = Callable[..., Seat]


@pytest.fixture
def sit_down(chromium: Browser, server: Server) -> Iterator[SitDown]:
    """`sit_down("Ana")`: a fresh browser at the desk. At the end nobody may have complained."""
    seats: list[Seat] = []

    def seat(name: str, *, path: str = "/", at: Server = server) -> Seat:
        context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True
        )
        made = Seat(context.new_page(), at.url)
        seats.append(made)
        made.page.goto(f"{at.url}{path}")
        made.name(name)
        return made

    yield seat
    complaints = [line for seated in seats for line in seated.complaints]
    strangers = [url for seated in seats for url in seated.strangers]
    for seated in seats:
        seated.page.context.close()
    assert strangers == []
    assert complaints == []
