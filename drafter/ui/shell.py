"""What every page stands in: the one desk of the process, who is here, which crisis, and errors."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from drafter.bugs import written_down
from drafter.desk import Desk
from drafter.errors import DrafterError, NotFound
from drafter.model.crisis import Crisis
from drafter.model.person import Duty, Person
from drafter.ui import identity, look
from drafter.ui.escape import html, label, one_line

PAGES = Path(__file__).parent
_WARM_AFTER = 2.0


class Here(NamedTuple):
    """Where a page stands: the desk, the person at it, and the open crisis."""

    desk: Desk
    person: Person
    crisis: Crisis

    @property
    def slug(self) -> str:
        return self.crisis.slug

    @property
    def name(self) -> str:
        return self.person.name


@st.cache_resource(show_spinner="Opening the desk. The first time takes a few seconds …")
def desk() -> Desk:
    """The one desk of this process, the sample loaded on its first start."""
    opened = Desk()
    opened.crises.welcome()
    threading.Timer(_WARM_AFTER, _warm, (opened,)).start()
    return opened


def _warm(opened: Desk) -> None:
    """Import and open what is slow, behind the first page's back."""
    with contextlib.suppress(Exception):  # whoever needs it meets the error, and is told
        opened.warm()


@contextlib.contextmanager
def caught() -> Iterator[None]:
    """Errors as one line on the page, never a traceback. Streamlit's own control flow passes."""
    try:
        yield
    except DrafterError as wrong:
        st.error(label(str(wrong), most=600), icon=":material/block:")
    except Exception as bug:
        st.error(_bug_line(bug), icon=":material/bug_report:")


@contextlib.contextmanager
def told() -> Iterator[None]:
    """For callbacks, which run before the page: errors wait and are shown at its top."""
    try:
        yield
    except DrafterError as wrong:
        tell("error", str(wrong))
    except Exception as bug:
        tell("error", _bug_line(bug), plain=False)


def _bug_line(bug: Exception) -> str:
    return f"That was a bug, not you. It is written down in {label(written_down(bug))}"


def tell(level: str, text: str, *, plain: bool = True) -> None:
    """Say something at the top of the next page: `level` is success, error, warning or info."""
    said = label(text, most=600) if plain else text
    st.session_state.setdefault("said", []).append((level, said))


def run(page: Callable[[], None]) -> None:
    """Run a page's body."""
    with caught():
        page()


def header(title: str, lead: str, crisis: Crisis | None = None) -> None:
    """A page's head, then whatever waits to be said."""
    crumb = ""
    if crisis is not None:
        sample = look.chip("sample", "sample, all invented") if crisis.sample else ""
        place = f"{html(crisis.organisation)} · {html(crisis.title)}"
        crumb = f'<div class="d-crumb"><span>{place}</span>{sample}</div>'
    st.html(f'<div class="d-head">{crumb}<h1>{html(title)}</h1><p>{html(lead)}</p></div>')
    shown = {"success": st.success, "error": st.error, "warning": st.warning, "info": st.info}
    for level, text in st.session_state.pop("said", []):
        shown[level](text)


def here(title: str, lead: str) -> Here:
    """The page's head and where it stands; stops with a way out where there is no crisis."""
    opened, who, crisis = desk(), somebody(), _crisis(desk())
    header(title, lead, crisis)
    if crisis is None:
        look.note("There is no crisis on the desk yet.")
        if st.button("Make one", type="primary"):
            go("overview")
        st.stop()
    return Here(opened, who, crisis)


def frame() -> None:
    """Style and sidebar; asks for a name first and shows nothing else until there is one."""
    look.style()
    st.logo(PAGES / "wordmark.svg", size="large", icon_image=PAGES / "icon.svg")
    with caught():
        opened = desk()
        who = identity.person(opened)
        if who is None:
            with caught():
                identity.ask(opened)
            st.stop()
        with st.sidebar:
            _choose(opened, who)
            identity.card(opened, who)
        return
    st.stop()


def somebody() -> Person:
    """The person at this browser."""
    who = identity.person(desk())
    if who is None:
        st.stop()
    return who


def go(page: str, **where: str) -> None:
    """Open another page at the same crisis; `where` adds to the address."""
    address = {name: st.query_params[name] for name in ("crisis",) if name in st.query_params}
    st.switch_page(PAGES / f"{page}.py", query_params={**address, **where})


def open_crisis(slug: str) -> None:
    """Make this the open crisis, in the session and in the address."""
    st.session_state["crisis"] = slug
    st.query_params["crisis"] = slug
    st.query_params.pop("statement", None)
    st.session_state.pop("statement", None)


def _crisis(opened: Desk) -> Crisis | None:
    """The crisis of the address, else of the session, else the newest; the address follows."""
    everyone = {crisis.slug: crisis for crisis in opened.crises.all()}
    asked = _of_statement(opened) or st.query_params.get("crisis")
    slug = asked or st.session_state.get("crisis")
    if asked and asked not in everyone:
        tell("error", f"there is no crisis {asked!r} on this desk")
    if slug not in everyone:
        slug = next(reversed(everyone), None)
    if slug is None:
        st.query_params.pop("crisis", None)
        return None
    st.session_state["crisis"] = slug
    if st.query_params.get("crisis") != slug:
        st.query_params["crisis"] = slug
    return everyone[slug]


def _of_statement(opened: Desk) -> str | None:
    asked = st.query_params.get("statement")
    if not asked:
        return None
    with contextlib.suppress(NotFound):
        return opened.statements.get(asked).crisis
    return None


def _choose(opened: Desk, who: Person) -> None:
    crisis = _crisis(opened)
    if crisis is None:
        return
    titles = {one.slug: one for one in opened.crises.all()}
    st.session_state["crisis_choice"] = crisis.slug
    st.selectbox(
        "Crisis",
        list(titles),
        format_func=lambda slug: one_line(titles[slug].title, most=60),
        key="crisis_choice",
        on_change=lambda: open_crisis(st.session_state["crisis_choice"]),
    )
    if crisis.sample:
        st.html(look.chip("sample", "sample crisis, all invented"))
        st.button(
            "Remove the sample",
            icon=":material/delete:",
            disabled=not who.may(Duty.DRAFTER),
            help=None if who.may(Duty.DRAFTER) else "It takes the role drafter.",
            on_click=remove,
            args=(opened, crisis, who),
            width="stretch",
        )


def remove(opened: Desk, crisis: Crisis, who: Person) -> None:
    """Take a crisis off the desk."""
    with told():
        opened.crises.remove(crisis.slug, by=who.name)
        forget()
        tell("success", f"{crisis.title} is off the desk.")


def forget() -> None:
    """No crisis is open any more."""
    for name in ("crisis", "statement"):
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)
