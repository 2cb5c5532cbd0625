"""Rule two: only an approved, unchanged text can be published."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from drafter.errors import Conflict, NotAllowed, NotApproved, NotCounselled, OpenFindings
from drafter.model.base import tidy
from drafter.model.brief import Fact, FactStatus
from drafter.model.citation import Citation, follow
from drafter.model.finding import Finding, Level, found
from drafter.model.statement import Draft, Revision, Statement
from tests.builders import ANA, BEN, DRAFTER, NOW, fact, statement, texts

SURE = fact(1, "event", "1,204 orders were charged twice.", confirmed_by="Ana", confirmed_at=NOW)
BOOK = {"F1": SURE}
CITED = (Citation(start=0, end=12, fact="F1"),)


def approved(text: str = "1,204 orders were charged twice.") -> Statement:
    return statement(text, cited=CITED).approve(by=BEN, now=NOW, ledger=BOOK, errors=(), revision=1)


def error(text: str, words: str) -> Finding:
    at = text.index(words)
    return found(
        text, at, at + len(words), rule="x/Y", category="claim", level=Level.ERROR, message="no"
    )


def test_an_approved_text_can_be_published_byte_for_byte() -> None:
    out = approved().publish(by=ANA, now=NOW, ledger=BOOK, address="https://acme.example/news")
    assert out.publications[0].text == "1,204 orders were charged twice."


def test_an_unapproved_text_cannot_be_published() -> None:
    with pytest.raises(NotApproved):
        statement().publish(by=ANA, now=NOW, ledger={}, address="here")


@given(texts)
def test_any_edit_voids_an_approval_for_good(text: str) -> None:
    before = approved()
    assume(tidy(text) != before.text)
    after = before.edit(text, by="Ana", now=NOW, base=1)
    assert after.approval(BOOK) is None
    with pytest.raises(NotApproved):
        after.publish(by=ANA, now=NOW, ledger=BOOK, address="here")
    back = after.edit(before.text, by="Ana", now=NOW, base=2, citations=CITED)
    assert back.text == before.text
    assert back.approval(BOOK) is None


@pytest.mark.parametrize(
    "changed",
    [
        SURE.withdraw(FactStatus.RETRACTED),
        SURE.withdraw(FactStatus.DISPUTED),
        SURE.model_copy(update={"text": "1,205 orders were charged twice."}),
        SURE.model_copy(update={"source": "another"}),
    ],
)
def test_a_change_of_a_cited_fact_voids_an_approval(changed: Fact) -> None:
    assert approved().approval(BOOK) is not None
    assert approved().approval({"F1": changed}) is None
    assert approved().approval({}) is None


@pytest.mark.parametrize("field", ["kind", "channel", "language"])
def test_an_approval_is_of_one_kind_channel_and_language(field: str) -> None:
    assert approved().model_copy(update={field: "other"}).approval(BOOK) is None


def test_facts_that_a_text_does_not_cite_do_not_touch_its_approval() -> None:
    assert approved().approval(BOOK | {"F2": fact(2, "cause", "Something.")}) is not None


@pytest.mark.parametrize("name", ["Ana", "ana", " ANA ", "Ａｎａ"])
def test_nobody_approves_their_own_last_edit(name: str) -> None:
    own = ANA.model_copy(update={"name": name})
    with pytest.raises(NotAllowed, match="somebody else"):
        statement(author="Ana").approve(by=own, now=NOW, ledger={}, errors=(), revision=1)


def test_a_solo_approval_carries_its_reason() -> None:
    alone = statement(author="Ana").approve(
        by=ANA, now=NOW, ledger={}, errors=(), revision=1, solo_reason="on my own tonight"
    )
    assert alone.approvals[0].solo_reason == "on my own tonight"


def test_a_second_persons_approval_is_never_marked_solo() -> None:
    signed = statement(author="Ana").approve(
        by=BEN, now=NOW, ledger={}, errors=(), revision=1, solo_reason="habit"
    )
    assert not signed.approvals[0].solo


def test_approving_takes_the_role() -> None:
    with pytest.raises(NotAllowed, match="not an approver"):
        statement().approve(by=DRAFTER, now=NOW, ledger={}, errors=(), revision=1)


def test_an_approval_is_of_the_revision_that_was_read() -> None:
    moved = statement().edit("We are very sorry.", by="Ana", now=NOW, base=1)
    with pytest.raises(Conflict):
        moved.approve(by=BEN, now=NOW, ledger={}, errors=(), revision=1)


def test_an_empty_text_cannot_be_approved() -> None:
    with pytest.raises(NotAllowed, match="empty"):
        statement(" \n ").approve(by=BEN, now=NOW, ledger={}, errors=(), revision=1)


@pytest.mark.parametrize("book", [{}, {"F1": SURE.withdraw(FactStatus.UNCONFIRMED)}])
def test_a_text_on_a_loose_fact_cannot_be_approved(book: dict[str, Fact]) -> None:
    with pytest.raises(OpenFindings, match="F1"):
        statement("1,204 orders.", cited=CITED).approve(
            by=BEN, now=NOW, ledger=book, errors=(), revision=1
        )


def test_open_errors_block_until_a_named_approver_waives_them_with_a_reason() -> None:
    text = "We are sorry if anyone was hurt."
    wrong = error(text, "if anyone")
    with pytest.raises(OpenFindings, match="if anyone"):
        statement(text).approve(by=BEN, now=NOW, ledger={}, errors=(wrong,), revision=1)
    with pytest.raises(NotAllowed, match="reason"):
        statement(text).waive(wrong, by=BEN, reason=" ", now=NOW)
    with pytest.raises(NotAllowed, match="not an approver"):
        statement(text).waive(wrong, by=DRAFTER, reason="fine", now=NOW)
    waived = statement(text).waive(wrong, by=BEN, reason="quoting a customer", now=NOW)
    assert (
        waived.approve(by=BEN, now=NOW, ledger={}, errors=(wrong,), revision=1).approval({})
        is not None
    )


def test_a_waiver_holds_for_one_revision() -> None:
    text = "We are sorry if anyone was hurt."
    waived = statement(text).waive(error(text, "if anyone"), by=BEN, reason="a quote", now=NOW)
    edited = waived.edit(text + " Truly.", by="Ana", now=NOW, base=1)
    assert edited.open_errors([error(edited.text, "if anyone")])


def test_publishing_takes_an_address() -> None:
    with pytest.raises(NotAllowed, match="where"):
        approved().publish(by=ANA, now=NOW, ledger=BOOK, address=" ")


@given(texts)
def test_saving_the_same_text_changes_nothing(text: str) -> None:
    one = statement(tidy(text))
    assert one.edit(text, by="Ben", now=NOW, base=1) is one


def test_an_edit_on_a_stale_base_is_a_conflict_that_names_both() -> None:
    moved = statement().edit("Second.", by="Ben", now=NOW, base=1)
    with pytest.raises(Conflict, match="Ben saved revision 2") as caught:
        moved.edit("Third.", by="Ana", now=NOW, base=1)
    assert caught.value.latest == 2
    with pytest.raises(Conflict):
        moved.redraft(Draft(text="New.", origin="playbook"), by="Ana", now=NOW, base=1)


@given(st.lists(texts, min_size=1, max_size=6))
def test_revisions_only_ever_grow(edits: list[str]) -> None:
    one = statement("start")
    for text in edits:
        after = one.edit(text, by="Ana", now=NOW, base=one.latest.number)
        assert after.revisions[: len(one.revisions)] == one.revisions
        one = after
    assert [revision.number for revision in one.revisions] == [*range(1, len(one.revisions) + 1)]


def test_revisions_with_a_gap_are_refused() -> None:
    first = statement().latest
    with pytest.raises(ValidationError, match="without a gap"):
        statement().model_copy(
            update={"revisions": (first, first.model_copy(update={"number": 3}))}
        )


def test_a_citation_outside_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="outside"):
        Revision(number=1, text="ab", citations=(Citation(start=0, end=3, fact="F1"),), author="A",
                 origin="person", at=NOW)  # fmt: skip


@given(st.text(max_size=40), st.text(max_size=40), st.data())
def test_a_citation_that_follows_an_edit_still_marks_the_same_words(
    old: str, new: str, data: st.DataObject
) -> None:
    assume(len(old) >= 2)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    for moved in follow(old, new, [Citation(start=start, end=end, fact="F1")]):
        assert new[moved.start : moved.end] == old[start:end]


def test_citations_around_an_edit_are_kept_and_the_touched_one_is_dropped() -> None:
    old = "1,204 orders. We are sorry. Refunds by Friday."
    cited = [Citation(start=0, end=13, fact="F1"), Citation(start=28, end=46, fact="F5")]
    assert [c.fact for c in follow(old, old.replace("sorry", "deeply sorry"), cited)] == [
        "F1",
        "F5",
    ]
    assert [c.fact for c in follow(old, old.replace("Friday", "Monday"), cited)] == ["F1"]
    assert [c.fact for c in follow(old, "Hello. " + old + " Bye.", cited)] == ["F1", "F5"]


@given(st.text())
def test_a_tidy_text_can_be_stored_and_stays_tidy(text: str) -> None:
    clean = tidy(text)
    clean.encode()
    assert tidy(clean) == clean
    assert "\r" not in clean
    assert "\0" not in clean


# counsel

INJURY = ("death or injury",)


def signed_off(text: str = "Two died. We are sorry.") -> Statement:
    return statement(text).sign_off(by=BEN, now=NOW, ledger={}, triggers=INJURY, revision=1)


def test_a_text_that_calls_for_counsel_is_not_approved_before_counsel_signs_off() -> None:
    one = statement("Two died. We are sorry.")
    with pytest.raises(NotCounselled, match="death or injury"):
        one.approve(by=BEN, now=NOW, ledger={}, errors=(), triggers=INJURY, revision=1)
    after = signed_off().approve(by=BEN, now=NOW, ledger={}, errors=(), triggers=INJURY, revision=1)
    assert after.approval({}) is not None
    assert (after.signoffs[0].by, after.signoffs[0].at) == ("Ben", NOW)


@given(texts)
def test_any_edit_voids_a_sign_off_for_good(text: str) -> None:
    before = signed_off()
    assume(tidy(text) != before.text)
    after = before.edit(text, by="Ana", now=NOW, base=1)
    assert not after.counselled({}, INJURY)
    back = after.edit(before.text, by="Ana", now=NOW, base=2)
    assert not back.counselled({}, INJURY)


def test_a_sign_off_covers_the_triggers_it_was_asked_about_and_no_others() -> None:
    one = signed_off()
    assert one.counselled({}, INJURY)
    assert one.counselled({}, ())
    assert not one.counselled({}, (*INJURY, "minors"))


def test_a_change_of_a_cited_fact_voids_a_sign_off() -> None:
    one = statement("1,204 orders were charged twice.", cited=CITED).sign_off(
        by=BEN, now=NOW, ledger=BOOK, triggers=INJURY, revision=1
    )
    assert one.counselled(BOOK, INJURY)
    assert not one.counselled({"F1": SURE.withdraw(FactStatus.DISPUTED)}, INJURY)


def test_signing_off_takes_the_role_the_revision_that_was_read_and_a_reason_to() -> None:
    one = statement("Two died.")
    with pytest.raises(NotAllowed, match="not a counsel"):
        one.sign_off(by=DRAFTER, now=NOW, ledger={}, triggers=INJURY, revision=1)
    with pytest.raises(Conflict):
        one.sign_off(by=BEN, now=NOW, ledger={}, triggers=INJURY, revision=2)
    with pytest.raises(NotAllowed, match="nothing"):
        one.sign_off(by=BEN, now=NOW, ledger={}, triggers=(), revision=1)


def test_nobody_signs_off_their_own_text_but_a_team_of_one_with_a_note() -> None:
    one = statement("Two died.", author="Ana")
    for solo, note in (False, "alone"), (True, " "):
        with pytest.raises(NotAllowed, match="another counsel"):
            one.sign_off(
                by=ANA, now=NOW, ledger={}, triggers=INJURY, revision=1, solo=solo, note=note
            )
    done = one.sign_off(
        by=ANA, now=NOW, ledger={}, triggers=INJURY, revision=1, solo=True, note="alone tonight"
    )
    assert done.signoffs[0].note == "alone tonight"


@pytest.mark.parametrize("status", [FactStatus.RETRACTED, FactStatus.DISPUTED])
def test_a_public_text_names_the_facts_that_were_withdrawn_since(status: FactStatus) -> None:
    out = approved().publish(by=ANA, now=NOW, ledger=BOOK, address="https://acme.example/news")
    assert out.changed(1, NOW, BOOK) == ()
    assert out.changed(1, NOW, {"F1": SURE.withdraw(status)}) == ("F1",)
    assert out.changed(1, NOW, {}) == ("F1",)


def test_a_public_text_names_the_facts_that_were_confirmed_anew_since() -> None:
    out = approved().publish(by=ANA, now=NOW, ledger=BOOK, address="https://acme.example/news")
    later = SURE.confirm(by="Ana", source="the desk", now=NOW + timedelta(hours=1))
    assert out.changed(1, NOW, {"F1": later}) == ("F1",)


def test_a_text_that_is_out_still_rests_on_its_facts_after_an_edit() -> None:
    out = approved().publish(by=ANA, now=NOW, ledger=BOOK, address="https://acme.example/news")
    after = out.edit("We are looking into it.", by="Ana", now=NOW, base=1)
    assert after.latest.facts_cited == ()
    assert after.cites("F1")
    assert not after.cites("F2")
