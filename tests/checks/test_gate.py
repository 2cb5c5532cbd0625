"""The output gate: nothing gets past that no fact holds, whatever it is dressed as; plain texts do."""

import pytest

from drafter.checks.gate import UNREAD, gate
from drafter.checks.gate.plain import decoded, views
from drafter.model.finding import Finding, Level, found
from tests.builders import fact, ledger

OWN = ledger(
    fact(20, "contact", "Call 0800 555 0199 or see status.fernbrook.example/refunds."),
    fact(21, "remedy", "Code FERN10 takes 10 % off; our handle is @fernbrook."),
)


def errors(text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.match) for one in gate(text, OWN)]


def rules(text: str) -> set[str]:
    return {rule for rule, _ in errors(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go to evil.example/claim now.", "evil.example/claim"),
        ("Go to fern-pay dot com now.", "fern-pay dot com"),
        ("Go to fern-pay[.]com now.", "fern-pay[.]com"),
        ("Go to hxxps://fern.example now.", "hxxps://fern.example"),
        ("Go to e v i l . c o m now.", "e v i l . c o m"),
        ("Go to https%3A%2F%2Fevil.example now.", "https%3A%2F%2Fevil.example"),
        ("Go to &#104;ttps://evil.example now.", "&#104;ttps://evil.example"),
        (r"Go to \u0068ttps://evil.example now.", r"\u0068ttps://evil.example"),
        ("Go to //evil.example/x now.", "//evil.example/x"),
        ("Go to xn--frn-0ra.example now.", "xn--frn-0ra.example"),
        ("Go to 203.0.113.7:8080 now.", "203.0.113.7:8080"),
        ("Open javascript:alert(1) now.", "javascript:alert(1"),
        ("Write to help at evil dot com now.", "help at evil dot com"),
        ("Write to a@evil.example now.", "a@evil.example"),
    ],
)
def test_an_address_is_found_under_every_disguise(text: str, words: str) -> None:
    assert ("gate/Address", words) in errors(text)


@pytest.mark.parametrize(
    "number",
    [
        "0800 555 0111", "0 8 0 0 5 5 5 0 1 1 1", "zero eight hundred five five five zero one one one",
        "oh eight zero zero triple five one two three", "1-800-FERNPAY", "+44 20 7946 0999",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_in_figures_and_in_words(number: str) -> None:
    assert "gate/Phone" in rules(f"Please call {number}.")


@pytest.mark.parametrize(
    "dress",
    [
        "０８００ ５５５",
        "⓪⑧⓪⓪",
        "fеrnbrook",
        "𝗹𝗶𝗮𝗯𝗹𝗲",
        "lia\u200bble",
        "a\u202eb",
        "x\U000e0068\U000e0069",
    ],
)
def test_disguised_and_unseen_letters_are_errors(dress: str) -> None:
    assert rules(f"We are {dress} here.") & {"gate/Hidden", "gate/Phone"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("![x](data)", "gate/Markup"),
        ("Press <b>here</b>.", "gate/Markup"),
        ("Ask @someone_else.", "gate/Handle"),
        ("Find fern_care there.", "gate/Handle"),
        ("Use SAVE50 today.", "gate/Code"),
        ('Use the coupon "gratis" today.', "gate/Code"),
        ("Read aHR0cHM6Ly9ldmlsLmV4YW1wbGUvY2xhaW0= first.", "gate/Encoded"),
        ("Read 00ffab34de00ffab34de00ffab34de00 first.", "gate/Encoded"),
        ("Read aGVsbG8gdGhlcmUgYWxs first.", "gate/Encoded"),
        ("Globex pays its customers back.", "gate/Name"),
        ("Globex's customers are safe.", "gate/Name"),
        ("Our employee mark jennings did this.", "gate/Name"),
        ("Switch to basketo.", "gate/Name"),
        ("We cut corners.", "gate/Admission"),
        ("Fernbrook is guilty.", "gate/Admission"),
        ("We do not deny that we lied.", "gate/Admission"),
        ("This was our fault.", "gate/Admission"),
        ("You get £%35%30 back.", "gate/Disguised"),
        ("Write to [email address 1].", "gate/Placeholder"),
    ],
)
def test_what_no_fact_holds_is_an_error(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Call 0800 555 0199, see https://status.fernbrook.example/refunds or ask @fernbrook.",
        "Book at status.fernbrook.example/refunds.",
        "With FERN10 you pay 10 % less.",
        "We were not negligent, and nobody ignored a warning.",
        "The police say the driver of the lorry was negligent.",
        "We are sorry. This is our responsibility, and we let you down.",
        "Refunds are on their way. Floodwater has reached the shop.",
        "We play on Sunday \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f, \u2764\ufe0f.",
        "We paid on 14/03/2026 and 2026-03-14, e.g. at 9 a.m., 11.30-12.00.",
        "It’s long-standing – and “ours”… and well-known/accepted-practice/everywhere.",
        "We ask that you wait.We will write.",
        "",
    ],
)  # fmt: skip
def test_a_plain_text_passes(text: str) -> None:
    assert errors(text) == []


def test_a_fact_carries_an_admission_of_what_it_says() -> None:
    held = ledger(fact(20, "cause", "Our staff ignored two warnings; the mistake was ours."))
    assert gate("We ignored the warnings. It was our fault.", held) == ()
    assert [one.match for one in gate("We stole the money.", held)] == ["stole"]


def test_nothing_is_said_twice_of_the_same_words() -> None:
    text = "Go to evil.example now."
    taken = found(
        text, 6, 18, rule="claims/Unsupported", category="claim", level=Level.ERROR, message="m"
    )
    assert gate(text, OWN, taken=[taken]) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Lo sentimos mucho.",
        "Wir haften für alle Schäden und zahlen sofort.",
        "Nous sommes entièrement responsables de cette erreur.",
        "Мы полностью виноваты в этой ошибке.",
        "すべて私たちの責任です。",
        "نحن مسؤولون عن كل الخسائر.",
        "WIR HAFTEN FÜR ALLE SCHÄDEN",
        "Jr ner yvnoyr sbe guvf naq jr xarj vg.",
    ],
)
def test_a_sentence_in_another_language_is_unchecked_and_an_error(words: str) -> None:
    text = f"We are sorry that this has happened to you. {words} The shop is open."
    said = [one for one in gate(text, OWN) if one.rule == UNREAD]
    assert said
    assert all(
        text.index(words) <= one.start < one.end <= text.index(words) + len(words) for one in said
    )
    assert said[0].level is Level.ERROR


def test_another_language_inside_an_english_sentence_is_found() -> None:
    found_ = [
        one.match
        for one in gate("We are refunding you, haz clic en este enlace para cobrar hoy.", OWN)
    ]
    assert found_ == ["haz clic en este enlace para cobrar hoy"]


@pytest.mark.parametrize(
    "text",
    [
        "The train to Düsseldorf Hauptbahnhof stopped near Nørrebro.",
        "Our partner is called “Lo sentimos mucho” and sells bread.",
        "Kyiv (Київ Пост) has the story.",
        "Several thousand customers received duplicate payment confirmation emails.",
        "We spoke to 東京 yesterday.",
        "Open daily. Refunds automatic.",
    ],
)
def test_names_places_and_quoted_words_are_in_no_language(text: str) -> None:
    assert [one for one in gate(text, OWN) if one.rule == UNREAD] == []


def test_every_finding_marks_words_of_the_original() -> None:
    text = "We ask: go to h t t p s : / / e v i l . c o m, call ⓪⑧⓪⓪ or pay £%35%30 %F0%9F%98%80."
    for one in gate(text, OWN):
        assert text[one.start : one.end] == one.match
        assert isinstance(one, Finding)
    assert all(len(view.text) == len(view.places) for view in views(text))
    assert decoded("%41&amp;").text == "A&"


def test_being_sorry_for_an_act_that_the_facts_speak_of_is_an_apology_and_no_admission() -> None:
    def found(text: str) -> list[str]:
        return [one.rule for one in gate(text, ledger(), (), ()) if one.rule == "gate/Admission"]

    assert found("We are sorry that we sent your payment twice without telling you.") == []
    assert found("We sold your holiday photographs without telling anybody at all.") != []
    assert found("We are sorry that we sold your holiday photographs without telling you.") != []
