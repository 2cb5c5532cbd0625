"""`drafter doctor`: what is configured, what works, what is missing and how to get it."""

import importlib.util
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from drafter.errors import DrafterError, StoreError
from drafter.model.call import Limits

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
            ("spending", self._spending),
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
        judges = f"; {settings.judge_model} judges" if settings.judge_model else ""
        rate = f", {settings.model_rate} a minute" if settings.model_rate else ""
        pace = f"{settings.model_concurrency} calls at once{rate}"
        said = f"{settings.model}{more}{judges} (not called here); {pace}"
        return Sign("language model", "ok", said)

    def _spending(self) -> Sign:
        """What was spent today, the limits, and whether they can hold for the models that are set."""
        settings, limits = self._desk.settings, self._desk.calls.limits
        if settings.model is None and settings.judge_model is None:
            return Sign("spending", "ok", "no model is set: nothing is asked")
        try:
            today = self._desk.calls.today()
        except StoreError:  # said under "database" already
            return Sign("spending", "note", "not known: the database cannot be read")
        unknown = f", {today.unknown} of unknown cost" if today.unknown else ""
        said = f"{today.calls} calls today (UTC) for ${today.cost:.2f}{unknown}; {_limited(limits)}"
        if not limits.any:
            return Sign("spending", "note", said, "set DRAFTER_DAILY_BUDGET (US dollars)")
        missing = self._desk.calls.without_price()
        if missing and limits.crisis_tokens is None and limits.day_tokens is None:
            return Sign(
                "spending", "note",
                f"{said}; no price is known for {', '.join(missing)}: a limit in dollars cannot hold",
                "set DRAFTER_DAILY_TOKENS",
            )  # fmt: skip
        return Sign("spending", "ok", said)

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


def _limited(limits: Limits) -> str:
    named = (
        (limits.crisis_cost, "${:,.2f} a crisis"),
        (limits.day_cost, "${:,.2f} a day"),
        (limits.crisis_tokens, "{:,} tokens a crisis"),
        (limits.day_tokens, "{:,} tokens a day"),
    )
    said = [form.format(limit) for limit, form in named if limit is not None]
    return f"limits: {', '.join(said)}" if said else "no limit"


def _looked(what: str, look: Callable[[], Sign]) -> Sign:
    try:
        return look()
    except DrafterError as wrong:
        return Sign(what, "broken", str(wrong))
    except OSError as wrong:
        return Sign(what, "broken", f"{wrong.filename or what}: {wrong.strerror}")
