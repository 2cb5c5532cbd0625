"""The playbook composer: vetted lines, confirmed facts, nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import prompts
from drafter.checks import rules
from drafter.checks.limits import length
from drafter.model.brief import Brief, Fact, Role
from drafter.model.crisis import Frame, Mention
from drafter.model.prompt import PromptSet
from drafter.settings import ROOT
from drafter.steps.briefing import brief
from drafter.steps.playbook import compose, in_our_voice, is_sentence, sentence
from tests.builders import fact, facts, ledger

SET = prompts.load(ROOT / "prompts")
PAIRS = [(kind, channel) for kind in SET.kinds for channel in SET.channels]


def composed(kind: str, channel: str, given_brief: Brief | None = None):  # type: ignore[no-untyped-def]
    return compose(given_brief or brief(ledger()), SET.kinds[kind], SET.channels[channel])


@pytest.mark.parametrize(("kind", "channel"), PAIRS)
def test_every_kind_on_every_channel_fits_and_cites_only_confirmed_facts(
    kind: str, channel: str
) -> None:
    draft = composed(kind, channel)
    assert length(draft.text, SET.channels[channel]) <= SET.channels[channel].max_chars
    assert draft.facts_used
    assert set(draft.facts_used) <= {f"F{number}" for number in range(1, 7)}
    for loose in ("93", "Thornley", "Halloway", "contractor", "F1", "F7"):
        assert loose not in draft.text


@pytest.mark.parametrize(("kind", "channel"), PAIRS)
def test_the_same_brief_gives_the_same_bytes(kind: str, channel: str) -> None:
    assert composed(kind, channel) == composed(kind, channel)


@given(st.lists(facts.filter(lambda one: one.confirmed), max_size=6, unique_by=lambda one: one.id),
       st.sampled_from(PAIRS))  # fmt: skip
def test_whatever_is_confirmed_stands_in_the_text_where_its_citation_points(
    some: list[Fact], pair: tuple[str, str]
) -> None:
    given_brief = Brief(organisation="Acme", facts=tuple(some))
    draft = composed(*pair, given_brief)
    by_id = {one.id: one for one in some}
    for cited in draft.citations:
        words = " ".join(by_id[cited.fact].text.split())
        shown = draft.text[cited.start : cited.end]
        assert shown.rstrip(".").casefold() == words.rstrip(".").casefold() or shown.startswith(
            ("We ", "Our ")
        )


def test_an_apology_keeps_the_fields_order() -> None:
    text = composed("apology", "press").text
    order = [
        "1,187 customers",
        "You do not need",
        "1,204 orders",
        "sent a payment",
        "sorry",
        "switched off",
        "help@",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_what_has_no_confirmed_fact_is_left_out_and_listed_as_missing() -> None:
    draft = composed("apology", "press")
    assert "no confirmed remedy: the apology will read thin" in draft.missing
    assert any(line.startswith("no confirmed next update") for line in draft.missing)
    assert not any("impact" in line for line in draft.missing)
    assert "refund" not in draft.text.lower()


def test_without_any_confirmed_fact_the_text_claims_nothing() -> None:
    for kind in SET.kinds:
        draft = composed(kind, "web", Brief(organisation="Acme"))
        assert draft.text == SET.kinds[kind].empty
        assert not draft.citations
        assert len(draft.missing) == len(SET.kinds[kind].needs)


def test_a_short_channel_keeps_what_helps_people_and_says_what_was_left_out() -> None:
    draft = composed("apology", "x")
    assert "sorry" in draft.text
    assert "F2" in draft.facts_used
    assert any("left out to fit 280 characters on X" in line for line in draft.warnings)


def test_a_fact_that_cannot_fit_is_not_cut() -> None:
    long = fact(1, "impact", "word " * 80 + "end of it all is here and it was long")
    draft = composed("apology", "x", Brief(organisation="Acme", facts=(long,)))
    assert "end of it all is here and it was long." in draft.text


def test_replies_to_different_posts_differ_and_each_is_stable() -> None:
    base = brief(ledger())

    def answered(number: int) -> str:
        post = Mention(id=f"m{number}", row=number, text="you took my money twice")
        return str(
            composed("reply", "facebook", base.model_copy(update={"replying_to": post})).text
        )

    several = {answered(number) for number in range(12)}
    assert len(several) >= 5
    assert answered(3) == answered(3)


def test_the_organisation_speaks_as_we_where_that_is_certain() -> None:
    made = Brief(organisation="Fernbrook Market", names=("Fernbrook",))
    assert in_our_voice("Fernbrook Market has stopped it.", made) == "We have stopped it."
    assert in_our_voice("Fernbrook was told at 9:00.", made) == "We were told at 9:00."
    assert in_our_voice("The company refunded all of it.", made) == "We refunded all of it."
    assert in_our_voice("Fernbrook Market's checkout failed.", made) == "Our checkout failed."
    assert (
        in_our_voice("At 9:00 Fernbrook Market's checkout failed.", made)
        == "At 9:00 our checkout failed."
    )
    assert (
        in_our_voice("The Fernbrook Market's Best award stays.", made)
        == "The Fernbrook Market's Best award stays."
    )
    for unsure in (
        "Fernbrook customers paid twice.",
        "Fernbrookers were hit.",
        "It hit Fernbrook.",
    ):
        assert in_our_voice(unsure, made) == unsure


def test_a_bare_contact_becomes_a_sentence_and_a_sentence_stays_one() -> None:
    def text(contact: str) -> str:
        facts_ = (fact(1, "event", "It was down."), fact(2, "contact", contact))
        return str(composed("update", "web", Brief(organisation="Acme", facts=facts_)).text)

    assert "You can reach us here: 0808 157 0142." in text("0808 157 0142")
    assert "Call us on 0808 157 0142 at any hour." in text("Call us on 0808 157 0142 at any hour")


def test_a_fact_written_as_a_note_is_pointed_out() -> None:
    draft = composed(
        "update", "web", Brief(organisation="Acme", facts=(fact(1, "action", "refund batch two"),))
    )
    assert any("reads as a note" in line for line in draft.warnings)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("we refunded all", True),
        ("0808 157 0142", False),
        ("help@acme.example", False),
        ("Call us on 12", True),
    ],
)
def test_sentences_are_told_from_notes(text: str, whole: bool) -> None:
    assert is_sentence(text) is whole


def test_a_sentence_gets_its_capital_and_stop_but_an_address_keeps_its_case() -> None:
    assert sentence("you need  do nothing") == "You need do nothing."
    assert sentence("help@acme.example") == "help@acme.example."
    assert sentence('They said "no."') == 'They said "no."'


def test_victims_of_a_disaster_get_no_admission_of_ours() -> None:
    quake = brief(ledger()).model_copy(update={"frame": Frame(type="natural disaster")})
    text = composed("apology", "press", quake).text
    assert "We are sorry that this has happened to you." in text
    assert "put" not in re.sub(r"You do not need.*?back\.", "", text)


def test_an_internal_note_says_that_it_is_not_for_publication() -> None:
    draft = composed("internal", "email")
    assert draft.text.startswith("For colleagues, not for publication.")
    assert "Subject:" not in draft.text


def test_another_language_is_said_not_to_be_translated() -> None:
    draft = compose(brief(ledger()), SET.kinds["apology"], SET.channels["web"], language="de")
    assert any("English" in line for line in draft.warnings)


def test_a_holding_statement_names_no_cause_and_says_that_it_is_open() -> None:
    known = ledger()
    open_cause = known.model_copy(
        update={"facts": tuple(f for f in known.facts if f.role is not Role.CAUSE)}
    )
    text = composed("holding", "web", brief(open_cause)).text
    assert "not confirmed the cause" in text or "cause is not confirmed" in text
    assert "bank answered late" not in composed("holding", "web").text


def test_a_dollar_in_a_fact_is_only_a_dollar(tmp_path: Path) -> None:
    paid = Brief(
        organisation="A$cme $event",
        facts=(fact(1, "impact", "Each of 12 people lost $event and $5."),),
    )
    assert "Each of 12 people lost $event and $5." in composed("apology", "press", paid).text
    assert isinstance(SET, PromptSet)


def test_the_playbooks_own_lines_raise_no_finding_of_tone() -> None:
    own = rules.load(ROOT / "knowledge/tone")
    for name, kind in SET.kinds.items():
        said = [text for section in kind.playbook for line in section.lines for text in line.say]
        for text in [*(one for one in said if "$" not in one), kind.empty]:
            assert not own.check(text, kind=name)[0], text
