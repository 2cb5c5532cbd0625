"""A passage said anew, a whole statement in another language, a message cut to a channel's length."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter.checks.limits import length
from drafter.checks.sentences import paragraphs, sentences
from drafter.errors import ModelInvalid
from drafter.llm import Llm
from drafter.model.brief import Fact, Role
from drafter.model.citation import Citation
from drafter.model.prompt import Channel, Rendered
from drafter.model.statement import Run
from drafter.prompts import fill
from drafter.steps.drafting import run_of
from drafter.steps.drafting.answer import Passage, clean
from drafter.steps.drafting.prompt import fence_for

# What people affected can least do without comes first when a message has to become shorter.
_KEEP = (
    Role.INSTRUCTION, Role.REMEDY, Role.IMPACT, Role.CONTACT, Role.EVENT, Role.NEXT_UPDATE,
    Role.ACTION, Role.CAUSE, Role.HISTORY,
)  # fmt: skip


class Reworked(NamedTuple):
    """A text and how it came about."""

    text: str
    run: Run


def rework(
    text: str,
    start: int,
    end: int,
    *,
    llm: Llm,
    instruction: str,
    wish: str,
    voice: str,
    language: str = "en",
) -> Reworked:
    """`text` with the passage at `start` to `end` said anew as `wish` asks. Raises ModelError."""
    passage = text[start:end]
    fence = fence_for([text])
    values = {"language": language, "wish": wish, "voice": voice}
    said = _asked(
        Rendered(
            name="rewrite",
            system=fill(instruction, values),
            user=f"The statement:\n<{fence}>\n{text}\n</{fence}>\n"
            f"The passage:\n<{fence}>\n{passage}\n</{fence}>",
        ),
        llm,
        "rewrite",
    )
    lead, tail = passage[: len(passage) - len(passage.lstrip())], passage[len(passage.rstrip()) :]
    return Reworked(text[:start] + lead + said.text + tail + text[end:], said.run)


def translate(text: str, *, llm: Llm, instruction: str, source: str, language: str) -> Reworked:
    """The whole text in another language (codes as in `en`, `de`). Raises ModelError."""
    fence = fence_for([text])
    system = fill(instruction, {"language": language, "source": source})
    prompt = Rendered(name="translate", system=system, user=f"<{fence}>\n{text}\n</{fence}>")
    return _asked(prompt, llm, "translate")


def _asked(prompt: Rendered, llm: Llm, task: str) -> Reworked:
    reply = llm.complete(prompt, Passage, task=task)
    said = clean(reply.value.text, ())
    if not said:
        raise ModelInvalid("the model's answer holds no text")
    return Reworked(said, run_of(reply, prompt))


def cut(
    text: str, citations: Sequence[Citation], facts: Mapping[str, Fact], channel: Channel
) -> tuple[str, tuple[Citation, ...]]:
    """The message cut to what a channel takes: its own sentences, in their order, none changed.

    What the people affected have to know and do stays longest (instruction, remedy, impact,
    contact ...); a sentence that rests on no fact goes first, an apology among them last. Where not
    even one sentence fits, the text stays whole: the check says that it is too long.
    """
    if length(text, channel) <= channel.max_chars:
        return text, tuple(citations)
    spans = sentences(text)
    ranks = [_rank(text, span, citations, facts) for span in spans]
    kept: set[int] = set()
    for at in sorted(range(len(spans)), key=lambda one: (ranks[one], one)):
        wider = sorted({*kept, at})
        if length(_joined(text, spans, wider)[0], channel) <= channel.max_chars:
            kept.add(at)
    if not kept:
        return text, tuple(citations)
    made, moved = _joined(text, spans, sorted(kept))
    return made, tuple(
        cited.model_copy(update={"start": cited.start + moved[at], "end": cited.end + moved[at]})
        for cited in citations
        for at in sorted(kept)
        if spans[at][0] <= cited.start and cited.end <= spans[at][1]
    )


def _rank(
    text: str, span: tuple[int, int], citations: Sequence[Citation], facts: Mapping[str, Fact]
) -> int:
    start, end = span
    roles = [
        facts[cited.fact].role
        for cited in citations
        if cited.fact in facts and cited.start < end and start < cited.end
    ]
    if roles:
        return min(_KEEP.index(role) for role in roles)
    sorry = any(word in text[start:end].lower() for word in ("sorry", "apologi", "regret"))
    return 1 if sorry else len(_KEEP)


def _joined(
    text: str, spans: Sequence[tuple[int, int]], kept: Sequence[int]
) -> tuple[str, dict[int, int]]:
    """The kept sentences as one text, and by how much each moved."""
    blocks = paragraphs(text)
    made, moved, last = "", {}, None
    for at in kept:
        start, end = spans[at]
        block = next((n for n, (a, b) in enumerate(blocks) if a <= start < b), None)
        if made:
            made += " " if block == last else "\n\n"
        moved[at] = len(made) - start
        made, last = made + text[start:end], block
    return made, moved
