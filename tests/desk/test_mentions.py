"""What the desk keeps of an export: all of it once, whatever happens on the way."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.desk import Desk
from drafter.desk.mentions import rejections_csv
from drafter.errors import MentionsError
from drafter.model.crisis import ImportReport, Rejection
from drafter.settings import Settings
from tests.exports import FILES

HEAD = "text,author,date\n"
ROWS = [f"my bus number {n} is late again,person{n},2026-03-{n % 12 + 1:02d}\n" for n in range(40)]


@pytest.fixture
def slug(desk: Desk) -> str:
    return desk.crises.make(title="Late again", organisation="Acme", by="Ana").slug


def export(rows: list[str]) -> bytes:
    return (HEAD + "".join(rows)).encode()


def days(desk: Desk, slug: str) -> list[str]:
    return [
        f"{post.posted_at:%Y-%m-%d}" if post.posted_at else "" for post in desk.mentions.all(slug)
    ]


def test_the_same_file_and_its_rows_in_another_order_add_nothing(desk: Desk, slug: str) -> None:
    assert desk.mentions.take(slug, export(ROWS), name="a.csv", by="Ana").known == 0
    assert desk.mentions.take(slug, export(ROWS), name="a.csv", by="Ana").known == 40
    assert desk.mentions.take(slug, export(ROWS[::-1]), name="b.csv", by="Ana").known == 40
    assert desk.mentions.count(slug) == 40


@pytest.mark.parametrize("name", FILES)
def test_an_export_of_each_format_comes_in_by_the_desk_once(
    desk: Desk, slug: str, name: str
) -> None:
    sheet = desk.mentions.look(FILES[name], name=name)
    assert "text" in sheet.mapping
    report = desk.mentions.take(slug, FILES[name], name=name, by="Ana", mapping=sheet.mapping)
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    assert report.kept > 5
    assert desk.mentions.take(slug, FILES[name], name=name, by="Ana").known == report.kept
    assert desk.mentions.count(slug) == report.kept


def test_a_mapping_and_an_order_that_a_person_chose_hold_for_the_next_file(
    desk: Desk, slug: str
) -> None:
    data = b"said,note,when\nhello there you,the longer of the two columns,03/04/2025\n"
    chosen = {"text": "said", "date": "when"}
    assert desk.mentions.look(data, name="a.csv").mapping["text"] == "note"
    desk.mentions.take(slug, data, name="a.csv", by="Ana", mapping=chosen, order="month")
    sheet = desk.mentions.look(data, name="b.csv")
    assert (sheet.mapping, sheet.order) == (chosen, "month")
    later = data.replace(b"hello there", b"good bye to")
    desk.mentions.take(slug, later, name="c.csv", by="Ana")
    assert [post.text for post in desk.mentions.all(slug)] == ["hello there you", "good bye to you"]
    assert days(desk, slug) == ["2025-03-04", "2025-03-04"]


def test_what_an_older_desk_remembered_still_holds(desk: Desk, slug: str) -> None:
    data = b"said,note\nhello,the longer of the two columns\n"
    signature = desk.mentions.look(data, name="a.csv").signature
    with desk.store.writing() as records:
        records.remember(f"mapping/{signature}", '{"text": "said"}')
    assert desk.mentions.look(data, name="a.csv").mapping == {"text": "said"}
    desk.mentions.take(slug, data, name="a.csv", by="Ana")
    assert desk.mentions.all(slug)[0].text == "hello"


def test_a_mapping_for_a_file_without_a_header_is_not_remembered(desk: Desk, slug: str) -> None:
    data = b"7,hello there,a longer text than that\n8,hello you,another longer text\n"
    chosen = {"text": "column 2"}
    desk.mentions.take(slug, data, name="a.csv", by="Ana", mapping=chosen)
    assert desk.mentions.look(data, name="a.csv").mapping == {"text": "column 3"}


def test_stored_posts_are_dated_anew_when_a_person_chooses_the_other_order(
    desk: Desk, slug: str
) -> None:
    data = b"text,date\nhello,03/04/2025\nho,05/06/2025\n"
    desk.mentions.take(slug, data, name="a.csv", by="Ana")
    assert days(desk, slug) == ["2025-04-03", "2025-06-05"]
    report = desk.mentions.take(slug, data, name="a.csv", by="Ana", order="month")
    assert report.known == 2
    assert days(desk, slug) == ["2025-03-04", "2025-05-06"]
    assert desk.crises.audit(slug)[-1].detail["redated"] == 2


def test_first_rows_are_shown_as_posts_by_a_mapping_nobody_has_confirmed(desk: Desk) -> None:
    sheet = desk.mentions.look(b"said,who,when\nhello you,=@ann,03/04/2025\n", name="a.csv")
    mapping = {"text": "said", "author": "who", "date": "when"}
    (post,), order = desk.mentions.preview(sheet, mapping, "month")
    assert order == "month"
    assert (post.text, post.author, f"{post.posted_at:%d %m}") == ("hello you", "@ann", "04 03")
    assert desk.mentions.preview(sheet, {"text": "said", "date": "when"})[1] == "day"
    with pytest.raises(MentionsError, match="has no column 'body'"):
        desk.mentions.preview(sheet, {"text": "body"})


def test_progress_is_told_from_the_first_byte_to_the_concerns(desk: Desk, slug: str) -> None:
    told: list[tuple[str, float]] = []
    desk.mentions.take(
        slug, export(ROWS * 60), name="a.csv", by="Ana", progress=lambda *said: told.append(said)
    )
    order = list(dict.fromkeys(doing for doing, _ in told))
    assert order == ["Reading", "Sorting", "Storing", "Finding the concerns"]
    assert all(0 <= share <= 1 for _, share in told)


def test_concerns_that_a_stopped_import_did_not_find_are_found_by_the_next(
    desk: Desk, slug: str
) -> None:
    desk.mentions.keep(slug, export(ROWS), name="a.csv", by="Ana")
    assert desk.mentions.concerns(slug) == ()
    assert desk.mentions.take(slug, export(ROWS), name="a.csv", by="Ana").known == 40
    assert desk.mentions.concerns(slug)


def test_rejected_rows_as_a_table_are_no_formulas() -> None:
    rejected = (Rejection(row=3, reason="no text"), Rejection(row=7, reason="=cmd|' /C calc'!A0"))
    report = ImportReport(read=2, kept=0, duplicates=0, rejected=rejected)
    lines = rejections_csv(report).splitlines()
    assert lines == ["row,reason", "3,no text", "7,'=cmd|' /C calc'!A0"]


TAKER = """
import sys
from pathlib import Path
from drafter.desk import Desk
from drafter.settings import Settings
from tests.exports import FILES
desk = Desk(Settings(home=sys.argv[1], embedder="lexical", _env_file=None))
desk.store
data = Path(sys.argv[2]).read_bytes()
print("now", flush=True)
desk.mentions.take("late-again", data, name="a.csv", by="Ana")
print("done", flush=True)
"""


@pytest.mark.soak
def test_a_killed_import_leaves_all_or_nothing_and_the_next_completes_it(
    tmp_path: Path, soak: Callable[[int], int]
) -> None:
    chance = random.Random(40)
    rows = [f"number {n} is late and nobody answers,p{n},2026-03-01\n" for n in range(3_000)]
    file = tmp_path / "a.csv"
    file.write_bytes(export(rows))
    for round_ in range(soak(30)):
        home = tmp_path / f"home{round_}"
        desk = Desk(Settings(home=home, embedder="lexical", _env_file=None))
        desk.crises.make(title="Late again", organisation="Acme", by="Ana", slug="late-again")
        taker = subprocess.Popen(
            [sys.executable, "-c", TAKER, str(home), str(file)], stdout=subprocess.PIPE, text=True
        )
        assert taker.stdout is not None
        assert taker.stdout.readline() == "now\n"
        time.sleep(chance.uniform(0, 1.2))
        os.kill(taker.pid, signal.SIGKILL)
        taker.wait()
        taker.stdout.close()
        imports = len(desk.mentions.imports("late-again"))
        audited = sum(line.verb == "import" for line in desk.crises.audit("late-again"))
        assert imports == audited <= 1
        assert desk.mentions.count("late-again") == 3_000 * imports
        report = desk.mentions.take("late-again", file.read_bytes(), name="a.csv", by="Ana")
        assert report.known == 3_000 * imports
        assert desk.mentions.count("late-again") == 3_000
        assert sum(one.size for one in desk.mentions.concerns("late-again") if not one.parent) > 0
        desk.close()
