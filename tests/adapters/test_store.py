"""The database: what is acknowledged is kept, what is on the record stays."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from drafter.adapters import tables
from drafter.adapters.store import Store
from drafter.errors import Conflict, NotFound, StoreError
from drafter.model.crisis import Crisis, ImportReport, Mention
from drafter.model.decision import Decision
from tests.builders import ANA, BEN, NOW, fact, statement


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.in_folder(tmp_path / "home")


def with_crisis(store: Store) -> Store:
    with store.writing() as records:
        records.add_crisis(
            Crisis(slug="double", title="Double", organisation="Acme", created_at=NOW)
        )
    return store


def test_what_is_stored_comes_back_equal(store: Store) -> None:
    with_crisis(store)
    one = statement().edit("We are truly sorry.", by="Ana", now=NOW, base=1)
    read = one.sign_off(by=BEN, now=NOW, ledger={}, triggers=("recall",), revision=2)
    signed = read.approve(by=BEN, now=NOW, ledger={}, errors=(), revision=2)
    out = signed.publish(by=ANA, now=NOW, ledger={}, address="here")
    with store.writing() as records:
        records.add_statement(statement(), now=NOW)
        records.append(statement(), out)
        records.put_fact("double", fact(1, "event", "It happened."), by="Ana", now=NOW)
    with store.reading() as records:
        assert records.statement("s1") == out
        assert records.statements("double") == (out,)
        assert records.facts("double") == (fact(1, "event", "It happened."),)


@pytest.mark.parametrize("table", tables.APPEND_ONLY)
def test_the_database_itself_refuses_to_change_the_record(store: Store, table: str) -> None:
    with_crisis(store)
    with store.writing() as records:
        records.add_statement(statement(), now=NOW)
        records.append(
            statement(), statement().approve(by=BEN, now=NOW, ledger={}, errors=(), revision=1)
        )
        records.put_fact("double", fact(1, "event", "It happened."), by="Ana", now=NOW)
        records.log(at=NOW, by="Ana", crisis="double", verb="x", subject="y")
        records.add_mentions(
            "double", [], ImportReport(read=0, kept=0, duplicates=0), name="a", by="b", now=NOW
        )
        records.add_decision("double", Decision(number=1, verb="find", by="Ana", at=NOW))
    engine = sa.create_engine(store._engine.url)
    column = {
        "revisions": "body",
        "acts": "body",
        "facts": "body",
        "audit": "by",
        "imports": "by",
        "decisions": "body",
    }[table]
    for statement_ in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 'x'"):
        with (
            pytest.raises(sa.exc.IntegrityError, match="append-only"),
            engine.begin() as connection,
        ):
            connection.execute(sa.text(statement_))


def test_two_writers_of_one_revision_number_are_a_conflict(store: Store) -> None:
    with_crisis(store)
    with store.writing() as records:
        records.add_statement(statement(), now=NOW)
        records.append(statement(), statement().edit("A.", by="Ana", now=NOW, base=1))
    with pytest.raises(Conflict), store.writing() as records:
        records.append(statement(), statement().edit("B.", by="Ben", now=NOW, base=1))
    with store.reading() as records:
        assert records.statement("s1").text == "A."


def test_many_threads_that_save_lose_nothing(store: Store) -> None:
    with_crisis(store)
    with store.writing() as records:
        records.add_statement(statement("start"), now=NOW)

    def save(name: str) -> None:
        for number in range(10):
            with store.writing() as records:
                old = records.statement("s1")
                base = old.latest.number
                records.append(old, old.edit(f"{name} {number}", by=name, now=NOW, base=base))

    threads = [threading.Thread(target=save, args=(f"writer {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as records:
        texts = [revision.text for revision in records.statement("s1").revisions]
    assert len(texts) == 41
    assert len(set(texts)) == 41


def test_a_failed_transaction_leaves_nothing_half_done(store: Store) -> None:
    with_crisis(store)

    def stopped_half_way() -> None:
        with store.writing() as records:
            records.add_statement(statement(), now=NOW)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        stopped_half_way()
    with pytest.raises(NotFound), store.reading() as records:
        records.statement("s1")


def test_mentions_taken_twice_are_there_once(store: Store) -> None:
    with_crisis(store)
    posts = [
        Mention(id=f"m{number}", row=number, text=f"post {number} \U0001f621")
        for number in range(5)
    ]
    report = ImportReport(read=5, kept=5, duplicates=0)
    with store.writing() as records:
        assert records.add_mentions("double", posts, report, name="a.csv", by="Ana", now=NOW) == 5
        assert records.add_mentions("double", posts, report, name="a.csv", by="Ana", now=NOW) == 0
    with store.reading() as records:
        assert records.mentions("double") == tuple(posts)
        assert records.mention_count("double") == 5
        assert len(records.imports("double")) == 2


def test_a_removed_crisis_is_gone_from_the_desk_and_kept_on_the_record(store: Store) -> None:
    with_crisis(store)
    with store.writing() as records:
        records.remove_crisis("double", now=NOW)
    with store.reading() as records:
        assert records.crises() == ()
        assert "double" in records.slugs_ever()
        with pytest.raises(NotFound):
            records.crisis("double")
    with pytest.raises(Conflict), store.writing() as records:
        records.add_crisis(Crisis(slug="double", title="D", organisation="A", created_at=NOW))


def test_the_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    inspector = sa.inspect(store._engine)
    for name, table in tables.metadata.tables.items():
        made = {column["name"]: column["nullable"] for column in inspector.get_columns(name)}
        assert made == {column.name: bool(column.nullable) for column in table.columns}
        keys = inspector.get_pk_constraint(name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key.columns]


def test_the_database_waits_for_the_disk_and_writes_ahead(store: Store) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Store.in_folder(tmp_path).close()
    with sqlite3.connect(tmp_path / "drafter.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer drafter"):
        Store.in_folder(tmp_path)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "drafter.db").write_bytes(b"not a database at all, but long enough to look at" * 40)
    with pytest.raises(StoreError, match="drafter.db: file is not a database"):
        Store.in_folder(tmp_path)


def test_a_home_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot make the data folder"):
        Store.in_folder(tmp_path / "file" / "home")


def test_a_wrong_database_address_does_not_show_its_password() -> None:
    with pytest.raises(StoreError) as caught:
        Store("nosuch://user:hunter2@host/db")
    assert "hunter2" not in str(caught.value)


SAVER = """
import sys
from drafter.desk import Desk
from drafter.settings import Settings
from pathlib import Path
desk = Desk(Settings(home=Path(sys.argv[1]), _env_file=None))
name = sys.argv[2]
number = desk.statements.get(name).latest.number
while True:
    saved = desk.statements.save(name, f"text {number} " + "x" * 500, base=number, by="Ana")
    number = saved.latest.number
    print(number, flush=True)
"""


@pytest.mark.soak
def test_a_kill_in_the_middle_of_saving_loses_no_acknowledged_revision(
    tmp_path: Path, soak: Callable[[int], int]
) -> None:
    store = with_crisis(Store.in_folder(tmp_path / "home"))
    with store.writing() as records:
        records.add_statement(statement("start"), now=NOW)
    chance = random.Random(50)
    acknowledged = 1
    for _ in range(soak(50)):
        saver = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(tmp_path / "home"), "s1"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert saver.stdout is not None
        acknowledged = int(saver.stdout.readline())
        time.sleep(chance.uniform(0, 0.15))
        os.kill(saver.pid, signal.SIGKILL)
        for line in saver.stdout.read().splitlines(keepends=True):
            acknowledged = int(line) if line.endswith("\n") else acknowledged
        saver.wait()
        with store.reading() as records:
            kept = records.statement("s1")
        assert kept.latest.number >= acknowledged
        assert [one.number for one in kept.revisions] == [*range(1, kept.latest.number + 1)]
    with sqlite3.connect(tmp_path / "home" / "drafter.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
