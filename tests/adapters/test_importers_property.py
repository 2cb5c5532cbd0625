"""Files of every format, damaged at random: a report that accounts for every row, or a clear error.

A file is imported again with its rows in another order: nothing is new.
"""

import io
import os
import re
import zipfile
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.adapters.importers import Imported, read
from drafter.errors import MentionsError
from tests.exports import FILES, HEADS, as_csv, as_json, as_xlsx, rows

TOKENS = (
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\t",
    b"\xff\xfe",
    b"\xe2\x80",
    b"{",
    b"]",
    b"PK\x01\x02",
)


def mutated(data: bytes, chance: Random) -> bytes:
    """The bytes with some flipped, cut out, doubled, put in, or the end missing."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(damaged) + 1)
        span = chance.choice((1, 1, 2, 16, 200))
        kind = chance.randrange(5)
        if kind == 0 and at < len(damaged):
            damaged[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del damaged[at : at + span]
        elif kind == 2:
            damaged[at:at] = damaged[at : at + span]
        elif kind == 3:
            damaged[at:at] = chance.choice(TOKENS)
        elif chance.random() < 0.3:
            del damaged[at:]
    return bytes(damaged)


def mutated_inside(data: bytes, chance: Random) -> bytes:
    """A workbook, packed soundly, with one of its parts damaged: what a checksum does not tell."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name == hit or ("sheet1" in name and chance.random() < 0.5):
                part = chance.choice((mutated, swapped))(part, chance)
            new.writestr(name, part)
    return out.getvalue()


def swapped(data: bytes, chance: Random) -> bytes:
    """Values of XML attributes and elements replaced by others that are sound XML."""
    values = re.findall(rb'"[^"<>]*"', data) + [
        b'"99999999"',
        b'"-1"',
        b'"1E999"',
        b'"ZZZZ1"',
        b'"x"',
    ]
    found = list(re.finditer(rb'"[^"<>]*"', data))
    if not found:
        return data
    at = chance.choice(found)
    return data[: at.start()] + chance.choice(values) + data[at.end() :]


def accounted(data: bytes, name: str) -> Imported | None:
    """The import, each of its rows accounted for once; None where it was refused in one line."""
    refused = ""
    try:
        result = read(data, name=name)
    except MentionsError as error:
        refused = str(error)
    if refused:
        assert refused.startswith(name)
        assert "\n" not in refused
        return None
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    said = [post.row for post in result.mentions] + [item.row for item in report.rejected]
    assert sorted([*said, *result.originals]) == list(range(report.read))
    return result


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_format_is_taken(name: str):
    result = accounted(FILES[name], name)
    assert result is not None
    assert result.report.kept > 5


@pytest.mark.soak
@settings(max_examples=20_000 if os.environ.get("DRAFTER_SOAK") == "1" else 700)
@given(name=st.sampled_from(sorted(FILES)), seed=st.integers(0, 2**32))
def test_a_damaged_file_of_any_format_gives_a_report_or_a_clear_error(name: str, seed: int):
    accounted(mutated(FILES[name], Random(seed)), name)


@pytest.mark.soak
@settings(max_examples=10_000 if os.environ.get("DRAFTER_SOAK") == "1" else 300)
@given(name=st.sampled_from(["brand24.xlsx", "brandwatch.xlsx"]), seed=st.integers(0, 2**32))
def test_a_workbook_damaged_inside_gives_a_report_or_a_clear_error(name: str, seed: int):
    accounted(mutated_inside(FILES[name], Random(seed)), name)


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.json", "paste.txt"]))
def test_any_bytes_behind_the_mark_of_a_workbook_give_a_report_or_a_clear_error(
    data: bytes, name: str
):
    accounted(b"PK\x03\x04" + data, name)


@pytest.mark.parametrize("vendor", HEADS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_rows_in_another_order_are_the_same_posts(vendor: str, form: str):
    head, *posts = rows(vendor, 60)
    writers = {"csv": as_csv, "xlsx": as_xlsx, "json": lambda table: as_json(table, lines=False)}
    ids = []
    for seed in range(3):
        Random(seed).shuffle(posts)
        result = accounted(writers[form]([head, *posts]), f"{vendor}.{form}")
        assert result is not None
        ids.append({post.id for post in result.mentions})
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.parametrize("vendor", HEADS)
def test_a_post_is_the_same_in_csv_workbook_and_json(vendor: str):
    table = rows(vendor, 40)
    made = [as_csv(table), as_xlsx(table), as_json(table, lines=True)]
    names = [f"{vendor}.csv", f"{vendor}.xlsx", f"{vendor}.jsonl"]
    ids = [
        {post.id for post in read(data, name=name).mentions}
        for data, name in zip(made, names, strict=True)
    ]
    assert ids[0] == ids[1] == ids[2]
