"""The desk: every verb of the product. Doors (browser, command line) call it and nothing below it.

A verb loads, calls one step, saves and writes the audit line. The tools are opened when first
needed: a check of one file opens no database and no index.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from drafter.desk.calls import Calls, KeptCalls
from drafter.desk.checking import Checking
from drafter.desk.concerns import Concerns
from drafter.desk.crises import Crises
from drafter.desk.documents import Documents
from drafter.desk.drafting import Drafting
from drafter.desk.facts import Facts
from drafter.desk.faq import Faq
from drafter.desk.health import Health
from drafter.desk.knowledge import Knowledge
from drafter.desk.mentions import Mentions
from drafter.desk.people import People
from drafter.desk.rework import Rework
from drafter.desk.statements import Statements
from drafter.desk.vectors import Remembering
from drafter.errors import KnowledgeError, ModelError, StoreError
from drafter.settings import AUTO, LEXICAL, Settings, load

if TYPE_CHECKING:
    from drafter.adapters.library import Library, SyncReport
    from drafter.adapters.provider import LitellmProvider
    from drafter.adapters.store import Store
    from drafter.checks.rules import RuleSet
    from drafter.llm import Embedder, Llm
    from drafter.model.prompt import PromptSet

T = TypeVar("T")


class _Tool(Generic[T]):
    """A tool that is opened when first needed, once for all threads of the process."""

    def __init__(self, opened: "Callable[[Desk], T]"):
        self._opened = opened
        self._name = opened.__name__

    def __get__(self, desk: "Desk", owner: type | None = None) -> T:
        if self._name in desk._tools:  # no waiting while another tool is being opened
            return cast(T, desk._tools[self._name])
        with desk._opening:
            if self._name not in desk._tools:
                desk._tools[self._name] = self._opened(desk)
            return cast(T, desk._tools[self._name])


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Desk:
    """One desk on one home folder. Give it doubles by keyword; `clock` returns an aware datetime."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        llm: "Llm | None" = None,
        embedder: "Embedder | None" = None,
        clock: Callable[[], datetime] = _now,
    ):
        self.settings = settings or load()
        self.clock = clock
        self.embedder_note = ""
        self.first_sync: SyncReport | None = None
        self._opening = threading.RLock()
        self._tools: dict[str, Any] = {}
        given = {"llm": llm, "embedder": embedder}
        self._tools |= {name: one for name, one in given.items() if one is not None}
        self._given = frozenset(self._tools)
        self.people = People(self.settings)
        self.crises = Crises(self)
        self.mentions = Mentions(self)
        self.concerns = Concerns(self)
        self.facts = Facts(self)
        self.drafting = Drafting(self)
        self.statements = Statements(self)
        self.rework = Rework(self)
        self.knowledge = Knowledge(self)
        self.documents = Documents(self)
        self.checking = Checking(self)
        self.faq = Faq(self)
        self.calls = Calls(self)
        self.health = Health(self)

    def is_open(self, tool: str) -> bool:
        """Whether a tool has been opened already."""
        return tool in self._tools

    def is_given(self, tool: str) -> bool:
        """Whether a tool is a double, and not what the settings say."""
        return tool in self._given

    def warm(self) -> None:
        """Import and open what is slow, so that the first draft does not wait for it."""
        self.checking.text("warm")
        _ = self.prompts
        self.knowledge.search("warm")
        self.concerns.warm()
        if self.llm is not None or self.judging_llm is not None:
            from drafter.adapters.provider import litellm

            litellm()

    def close(self) -> None:
        """Let go of the database and of the index' folder."""
        for name in ("store", "library"):
            if name in self._tools:
                self._tools.pop(name).close()

    @_Tool
    def store(self) -> "Store":
        from drafter.adapters.store import Store

        address = self.settings.database_url
        return Store(address.get_secret_value()) if address else Store.in_folder(self.settings.home)

    @_Tool
    def embedder(self) -> "Embedder":
        """The provider's where one is set and answers, else the local one; results say which."""
        wanted = self.settings.embedder
        if wanted in (AUTO, LEXICAL):
            return self._local()
        from drafter.adapters.provider_embedder import ProviderEmbedder

        try:
            return self._remembered(ProviderEmbedder(wanted))
        except ModelError as failed:
            return self._instead(failed)

    def _local(self) -> "Embedder":
        """By meaning where the weights are installed, else by words."""
        from drafter.adapters import minilm
        from drafter.adapters.embedder import LexicalEmbedder

        try:
            weights = minilm.find() if self.settings.embedder != LEXICAL else None
            if weights is not None:
                model = minilm.MiniLm(weights, self.settings.home / "cache")
                return self._remembered(model)
        except KnowledgeError as damaged:
            self._note(str(damaged))
        return LexicalEmbedder()

    def _remembered(self, embedder: "Embedder") -> "Embedder":
        """Vectors are kept in the database; where there can be none, they are made anew each time."""
        try:
            return Remembering(embedder, self.store)
        except StoreError as closed:
            self._note(f"vectors are not kept, so checks by meaning start slowly: {closed}")
            return embedder

    def _instead(self, failed: ModelError) -> "Embedder":
        """The local embedder, and a note why; the provider is asked again at the next start."""
        self._note(f"{self.settings.embedder} cannot be used ({failed}): recall goes on without it")
        return self._local()

    def go_local(self, failed: ModelError) -> "Embedder":
        """The local embedder from here on, since the provider's has failed; the index follows."""
        with self._opening:
            self._tools["embedder"] = self._instead(failed)
            if "library" in self._tools:
                self._tools.pop("library").close()
            return cast("Embedder", self._tools["embedder"])

    def _note(self, said: str) -> None:
        self.embedder_note = "; ".join(part for part in (self.embedder_note, said) if part)

    @_Tool
    def library(self) -> "Library":
        try:
            return self._shelved()
        except ModelError as failed:
            self._tools["embedder"] = self._instead(failed)
            return self._shelved()

    def _shelved(self) -> "Library":
        from drafter.adapters import documents
        from drafter.adapters.library import Library

        library = Library(self.embedder, home=self.settings.home, server=self.settings.chroma_url)
        loaded = documents.load(self.knowledge_folders)
        try:
            self.first_sync = library.sync(loaded.documents, loaded.failed)
        except ModelError:
            library.close()
            raise
        return library

    def recalled(self, ask: "Callable[[Library], T]") -> T:
        """What the library answers. Where its embedder fails, a local one's index answers instead.

        Vectors of two embedders never meet: the library is opened anew, with an index of its own.
        """
        library = self.library
        try:
            return ask(library)
        except ModelError as failed:
            with self._opening:
                if self._tools.get("library") is library:  # no other thread was here first
                    self._tools.pop("library").close()
                    self._tools["embedder"] = self._instead(failed)
            return ask(self.library)

    @_Tool
    def prompts(self) -> "PromptSet":
        from drafter import prompts

        return prompts.load(self.settings.prompts)

    @_Tool
    def rules(self) -> "RuleSet":
        from drafter.checks import rules
        from drafter.checks.patterns import patterns

        patterns.keep_in(self.settings.home / "cache")
        styles = (self.settings.styles,) if self.settings.styles else ()
        return rules.load(self.settings.knowledge / "tone", *styles)

    @_Tool
    def llm(self) -> "Llm | None":
        """The configured model, or None: then the playbook drafts."""
        wanted = self.settings
        if wanted.model is None:
            return None
        return self.provider

    @_Tool
    def judging_llm(self) -> "Llm | None":
        """The model that marks texts: its own setting, else the one that drafts."""
        if self.settings.judge_model is None or "llm" in self._given:
            return self.llm
        return self.provider

    @_Tool
    def provider(self) -> "LitellmProvider":
        """All calls of the process go through it: limits and rates hold for all of them together."""
        from drafter.adapters.provider import LitellmProvider

        wanted = self.settings
        more = wanted.fallback_models
        judges = () if wanted.judge_model is None else (wanted.judge_model, *more)
        return LitellmProvider(
            () if wanted.model is None else (wanted.model, *more),
            tasks={"judge": judges} if judges else {},
            timeout=wanted.model_timeout,
            deadline=wanted.model_deadline,
            tries=wanted.model_tries,
            concurrency=wanted.model_concurrency,
            per_minute=wanted.model_rate,
            limits=self.calls.limits,
            book=KeptCalls(lambda: self.store),
            kept=wanted.model_cache,
            clock=self.clock,
        )

    def asking(self, crisis: str = "") -> "Llm | None":
        """The model, asked in the name of a crisis: its spending limit holds, its record keeps it."""
        from drafter.llm import Asking

        return None if self.llm is None else Asking(self.llm, crisis=crisis)

    @property
    def knowledge_folders(self) -> tuple[Path, ...]:
        """The shipped documents, and the team's own that lie over them."""
        return (self.settings.knowledge, self.settings.home / "knowledge")
