"""A passage said anew, a translation, a message cut to a channel."""

import json

import pytest

from drafter import prompts
from drafter.checks.limits import length
from drafter.errors import ModelInvalid
from drafter.llm import ScriptedLlm
from drafter.model.citation import Citation
from drafter.settings import ROOT
from drafter.steps.reworking import cut, rework, translate
from tests.builders import ledger

SET = prompts.load(ROOT / "prompts")
TEXT = "We charged you twice. We are so very sorry. Write to help@fernbrook.example."


def said(text: str) -> ScriptedLlm:
    return ScriptedLlm(json.dumps({"text": text}))


def test_only_the_passage_is_changed_and_the_model_sees_text_as_fenced_data() -> None:
    llm = said("We are sorry.")
    start = TEXT.index("We are so")
    made = rework(
        TEXT, start, start + len("We are so very sorry."), llm=llm,
        instruction=SET.tasks["rewrite"], wish="Say it shorter.", voice="Plain.",
    )  # fmt: skip
    assert made.text == "We charged you twice. We are sorry. Write to help@fernbrook.example."
    assert made.run.prompt_digest == llm.prompts[0].digest
    assert "Say it shorter." in llm.prompts[0].system
    assert TEXT not in llm.prompts[0].system
    assert llm.asked == [("rewrite", "")]


def test_an_answer_of_invisible_signs_does_not_count() -> None:
    with pytest.raises(ModelInvalid):
        translate(
            TEXT, llm=said("\u200b"), instruction=SET.tasks["translate"], source="en", language="de"
        )


def test_a_translation_is_the_whole_text_and_names_both_languages() -> None:
    llm = said("Wir haben Sie doppelt belastet.")
    made = translate(TEXT, llm=llm, instruction=SET.tasks["translate"], source="en", language="de")
    assert made.text == "Wir haben Sie doppelt belastet."
    assert '"en"' in llm.prompts[0].system
    assert '"de"' in llm.prompts[0].system


def test_a_message_is_cut_to_a_channel_by_whole_sentences_and_citations_follow() -> None:
    facts = ledger().by_id()
    first = "Our company has a long and proud history of serving this town and all of its people. "
    text = (
        first * 3 + "We are sorry.\n\n1,187 customers paid £58,640 too much. "
        "You do not need to do anything to get your money back."
    )
    at = text.index("You do not")
    cited = (Citation(start=at, end=len(text), fact="F5"),)
    short, moved = cut(text, cited, facts, SET.channels["x"])
    assert length(short, SET.channels["x"]) <= 280
    assert "We are sorry." in short
    assert short.count("long and proud") < 3
    assert [short[one.start : one.end] for one in moved] == [text[at:]]
    assert cut(TEXT, (), facts, SET.channels["web"]) == (TEXT, ())


def test_a_sentence_that_fits_nowhere_leaves_the_text_whole_for_the_check_to_say_so() -> None:
    long = "We are sorry " + "and sorry " * 60 + "today."
    assert cut(long, (), {}, SET.channels["x"])[0] == long
