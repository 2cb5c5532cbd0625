"""Versions of one message: what one says and the other does not."""

import pytest

from drafter.checks.consistency import consistent, figures, translated
from drafter.model.finding import Level
from tests.builders import ledger

SOURCE = (
    "On 14 March 2026 Fernbrook Market charged 1,204 orders twice between 9 a.m. and 11:30 UTC. "
    "You get £58,640.50 back by 5 pm. Call 0800 123 4567 or write to help@acme.example."
)
GERMAN = (
    "Am 14. März 2026 hat Fernbrook Market 1.204 Bestellungen zwischen 9 Uhr und 11:30 UTC doppelt "
    "belastet. Sie erhalten 58.640,50 £ bis 17 Uhr zurück. Rufen Sie 0800 123 4567 an oder schreiben "
    "Sie an help@acme.example."
)
FRENCH = (
    "Le 14 mars 2026, Fernbrook Market a débité 1 204 commandes deux fois entre 9 h et 11h30 UTC. "
    "Vous recevez 58 640,50 £ avant 17h. Appelez le 0800 123 4567 ou help@acme.example."
)


@pytest.mark.parametrize("text", [GERMAN, FRENCH])
def test_a_true_translation_has_nothing_to_remark(text: str) -> None:
    assert translated(SOURCE, text, ["Fernbrook Market"]) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.204", "1.402", "'1,204' of the source is missing"),
        ("17 Uhr", "18 Uhr", "'5 pm' of the source is missing"),
        ("123 4567", "123 4568", "'0800 123 4567' of the source is missing"),
        ("help@acme", "hilfe@acme", "'help@acme.example' of the source is missing"),
        ("Fernbrook Market", "Bachfarn Markt", "'Fernbrook Market' of the source is missing"),
        ("zurück.", "zurück, und 20 % Rabatt.", "'20' is not in the source"),
    ],
)
def test_a_changed_figure_address_or_name_is_an_error(old: str, new: str, said: str) -> None:
    findings = translated(SOURCE, GERMAN.replace(old, new), ["Fernbrook Market"])
    assert said in [one.message for one in findings]
    assert {one.level for one in findings} == {Level.ERROR}


def test_the_same_value_reads_the_same_in_each_way_of_writing() -> None:
    for ways in (("1,204", "1.204", "1 204"), ("5 pm", "17:00", "17 Uhr", "17h"), ("1,5", "1.5")):
        assert len({next(figures(way))[0] for way in ways}) == 1, ways


def test_a_channels_text_may_leave_out_but_not_add_or_change() -> None:
    source = "We charged 1,204 orders twice on 14 March. You get the money back by 18 March."
    assert consistent(source, "We charged 1,204 orders twice.", ledger()) == ()
    changed = consistent(source, "We charged 1,240 orders twice.", ledger())
    assert [(one.level, one.match) for one in changed] == [(Level.ERROR, "1,240")]


def test_another_posture_than_the_messages_is_said() -> None:
    said = consistent("We are sorry.", "We are sorry.", ledger(), postures=("rebuild", "deny"))
    assert [one.message for one in said] == ["the approved message is rebuild, this text is deny"]
