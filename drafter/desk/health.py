"""`drafter doctor`: what is configured, what works, what is missing and how to get it."""

import importlib.util
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.desk import Desk


class Sign(NamedTuple):
    """One line of a health report. `state` is ok, note or broken; `remedy` says what to do."""

    what: str
    state: str
    said: str
    remedy: str = ""


class Health:
    """`desk.health`"""

    def __init__(self, desk: "Desk"):
        self._desk = desk

    def signs(self) -> tuple[Sign, ...]:
        """A report that never raises and never shows a secret."""
        looks: tuple[tuple[str, Callable[[], Sign]], ...] = (
            ("data folder", self._home),
            ("database", self._database),
            ("prompts", self._prompts),
            ("tone rules", self._rules),
            ("knowledge", self._knowledge),
            ("search index", self._index),
            ("language model", self._model),
            ("roles", self._roles),
            ("listening", self._listening),
        )
        return tuple(_looked(what, look) for what, look in looks)

    def _home(self) -> Sign:
        home = self._desk.settings.home
        home.mkdir(parents=True, exist_ok=True)
        if not os.access(home, os.W_OK):
            return Sign("data folder", "broken", f"{home} cannot be written", "set DRAFTER_HOME")
        return Sign("data folder", "ok", str(home))

    def _database(self) -> Sign:
        count = len(self._desk.crises.all())
        return Sign("database", "ok", f"{count} {'crisis' if count == 1 else 'crises'} on the desk")

    def _prompts(self) -> Sign:
        prompts = self._desk.prompts
        count = f"{len(prompts.kinds)} kinds, {len(prompts.channels)} channels"
        said = f"{count} from {self._desk.settings.prompts}"
        return Sign("prompts", "ok", said)

    def _rules(self) -> Sign:
        findings, skipped = self._desk.rules.check("We are sorry if anyone was offended.")
        said = f"from {self._desk.settings.knowledge / 'tone'}; {len(skipped)} rules skipped"
        if not findings:
            return Sign(
                "tone rules", "note", "no rule finds a plain non-apology", "see knowledge/tone"
            )
        return Sign("tone rules", "ok", said)

    def _knowledge(self) -> Sign:
        loaded = self._desk.knowledge.load()
        said = f"{len(loaded.documents)} documents"
        if loaded.failed:
            first = next(iter(loaded.failed.values()))
            return Sign(
                "knowledge", "broken", f"{said}, {len(loaded.failed)} cannot be read", first
            )
        return Sign("knowledge", "ok", said)

    def _index(self) -> Sign:
        library = self._desk.library
        state = "note" if library.note or self._desk.embedder_note else "ok"
        said = f"in {library.where}, {self._desk.embedder.id}; {self._desk.knowledge.note}".rstrip(
            "; "
        )
        return Sign("search index", state, said)

    def _model(self) -> Sign:
        settings = self._desk.settings
        if settings.model is None:
            return Sign(
                "language model", "note", "none set: drafts come from the playbook",
                "set DRAFTER_MODEL, e.g. openai/gpt-4o-mini, and the provider's key",
            )  # fmt: skip
        if importlib.util.find_spec("litellm") is None:
            return Sign("language model", "broken", "litellm is not installed", "make install")
        more = f", then {', '.join(settings.fallback_models)}" if settings.fallback_models else ""
        return Sign("language model", "ok", f"{settings.model}{more} (not called here)")

    def _roles(self) -> Sign:
        settings = self._desk.settings
        who = ", ".join(settings.approvers)
        counsel = ", ".join(settings.counsel)
        said = f"approvers: {who}; counsel: {counsel}; names are self-declared on this machine"
        if settings.solo_approval:
            return Sign("roles", "note", f"{said}; solo approval is on and will be marked")
        return Sign("roles", "ok", said)

    def _listening(self) -> Sign:
        settings = self._desk.settings
        said = f"{settings.host}:{settings.port}"
        if settings.host not in ("127.0.0.1", "localhost", "::1"):
            return Sign(
                "listening", "note", f"{said}: others on the network reach it without a login",
                "set DRAFTER_HOST=127.0.0.1, or put a login in front of it",
            )  # fmt: skip
        return Sign("listening", "ok", f"{said}, this machine only")


def _looked(what: str, look: Callable[[], Sign]) -> Sign:
    try:
        return look()
    except DrafterError as wrong:
        return Sign(what, "broken", str(wrong))
    except OSError as wrong:
        return Sign(what, "broken", f"{wrong.filename or what}: {wrong.strerror}")
