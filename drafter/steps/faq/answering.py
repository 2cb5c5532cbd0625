"""One question to its answer: by a model, else by the playbook; never without a fact near the question.

Whether something is an answer is decided here, by code: it has to rest on at least one confirmed fact
or citable guideline that is near the question. A model may say that it cannot answer; it cannot say
that it can.
"""

from collections.abc import Mapping
from typing import NamedTuple

from drafter.llm import Llm
from drafter.model.brief import Brief, Ledger
from drafter.model.citation import Citation
from drafter.model.crisis import Concern
from drafter.model.faq import Question
from drafter.model.prompt import Channel, Kind, PromptSet, Rendered
from drafter.model.statement import Draft, Run
from drafter.prompts import fill
from drafter.steps.briefing import brief as briefed
from drafter.steps.drafting import rendered, run_of
from drafter.steps.drafting.answer import Answer, assembled, clean
from drafter.steps.drafting.prompt import as_json, fence_for
from drafter.steps.faq.evidence import Evidence, Near
from drafter.steps.playbook import compose

KIND = "faq_answer"
TASK = "faq"


class FaqAnswer(Answer):
    """What a model answers with: a draft, and whether the facts answer the question at all."""

    answered: bool = True


class Answered(NamedTuple):
    """A draft and the guideline sentences it cites, or why there is none."""

    draft: Draft | None
    passages: tuple[str, ...] = ()
    lacks: str = ""
    run: Run | None = None


class Frame(NamedTuple):
    """What all answers of a job share."""

    ledger: Ledger
    kind: Kind
    channel: Channel
    prompts: PromptSet
    language: str = "en"


def answer(question: Question, evidence: Evidence, frame: Frame, *, llm: Llm | None) -> Answered:
    """The answer, or what is missing. Raises ModelError where the model gives nothing that counts."""
    if not evidence.near:
        return Answered(None, lacks=_lacks(evidence))
    if llm is None:
        return _composed(evidence, frame)
    return _written(question, evidence, frame, llm)


def _lacks(evidence: Evidence) -> str:
    if evidence.doubt is not None:
        return f"{evidence.doubt.id} would answer it and is not confirmed"
    return "no confirmed fact or citable guideline is about this"


def _composed(evidence: Evidence, frame: Frame) -> Answered:
    if not evidence.answers:
        return Answered(None, lacks=_lacks_answer(evidence))
    chosen = {one.id for one in evidence.answers if not one.passage}
    cited = tuple(one for one in evidence.answers if one.passage)
    if not chosen:
        text = cited[0].text
        run = Run(warnings=(f"said by {cited[0].id}",))
        return Answered(Draft(text=text, origin="playbook", run=run), (cited[0].id,))
    brief = briefed(_only(frame.ledger, chosen))
    draft = compose(brief, frame.kind, frame.channel, language=frame.language)
    return Answered(draft.model_copy(update={"missing": ()}))


def _lacks_answer(evidence: Evidence) -> str:
    if evidence.doubt is not None:
        return _lacks(evidence)
    nearest = ", ".join(one.id for one in evidence.near[:2])
    return f"no confirmed fact answers it; the nearest: {nearest}"


def _only(ledger: Ledger, chosen: set[str]) -> Ledger:
    return ledger.model_copy(
        update={"facts": tuple(fact for fact in ledger.confirmed if fact.id in chosen)}
    )


def prompt(
    question: Question, evidence: Evidence, frame: Frame, *, fence: str | None = None
) -> tuple[Rendered, Brief]:
    """The prompt of one question, and the brief it holds. `fence` is random unless given."""
    concern = _concern(question)
    brief = briefed(frame.ledger, concerns=(concern,) if concern else ())
    guidelines = [{"id": name, "text": one.text} for name, one in _named(evidence).items()]
    values = {"question": question.text, "guidelines": as_json(guidelines)}
    values["fence"] = fence or fence_for(values.values())
    wish = fill(frame.prompts.tasks[KIND], values)
    made = rendered(
        brief,
        frame.kind,
        frame.channel,
        (),
        shared=frame.prompts.shared,
        language=frame.language,
        fence=fence,
        wish=wish,
    )
    return made, brief


def _named(evidence: Evidence) -> dict[str, Near]:
    """The guideline sentences near the question under short ids: G1, G2 ..."""
    return {f"G{at}": one for at, one in enumerate(evidence.passages[:5], start=1)}


def _concern(question: Question) -> Concern | None:
    if not question.topic:
        return None
    return Concern(
        id=question.concern or "c_",
        label=question.topic,
        size=question.posts,
        authors=question.askers,
        share=0,
    )


def _written(question: Question, evidence: Evidence, frame: Frame, llm: Llm) -> Answered:
    made, brief = prompt(question, evidence, frame)
    reply = llm.complete(made, FaqAnswer, task=TASK)
    named = _named(evidence)
    said, passages = _without_passages(reply.value, named)
    text, citations, warnings = assembled(said, brief, frame.channel)
    run = run_of(reply, made)
    near = set(evidence.facts)
    if not (text.strip() and (near & {one.fact for one in citations} or passages)):
        why = _asked_for(reply.value) or "the model's answer rests on no fact near the question"
        return Answered(None, lacks=why, run=run)
    if not reply.value.answered:
        why = _asked_for(reply.value) or "the model finds no answer in the confirmed facts"
        return Answered(None, lacks=why, run=run)
    draft = Draft(
        text=text,
        citations=_sorted(citations),
        origin="model",
        warnings=(*reply.warnings, *warnings, *_left_open(reply.value)),
        run=run,
    )
    return Answered(draft, passages, run=run)


def _without_passages(
    value: FaqAnswer, named: Mapping[str, Near]
) -> tuple[Answer, tuple[str, ...]]:
    """The answer with only fact ids beside its sentences, and the guideline sentences it cited."""
    cited: dict[str, None] = {}
    paragraphs = []
    for paragraph in value.paragraphs:
        kept = []
        for sentence in paragraph:
            cited |= {named[one].id: None for one in sentence.facts if one in named}
            facts = [one for one in sentence.facts if one not in named]
            text = clean(sentence.text, named) or " "
            kept.append(sentence.model_copy(update={"facts": facts, "text": text}))
        paragraphs.append(kept)
    return Answer(paragraphs=paragraphs, open_questions=value.open_questions), tuple(cited)


def _asked_for(value: Answer) -> str:
    asked = "; ".join(" ".join(one.split()) for one in value.open_questions if one.strip())
    return f"to be confirmed: {asked}"[:500] if asked else ""


def _left_open(value: Answer) -> tuple[str, ...]:
    return (_asked_for(value),) if any(one.strip() for one in value.open_questions) else ()


def _sorted(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(sorted(citations, key=lambda one: (one.start, one.end, one.fact)))
