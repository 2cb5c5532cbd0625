"""Public data, where it lies beside the repository."""

import json
from pathlib import Path

import pytest

from drafter.adapters.importers import Imported, read, sniff

SHARED = Path(__file__).parents[3] / "shared" / "data"
HEADERS = SHARED / "export_headers.json"
MENTIONS = SHARED / "mentions"


def balanced(result: Imported) -> Imported:
    report = result.report
    assert report.read == report.kept + report.duplicates + len(report.rejected)
    return result


@pytest.mark.skipif(not HEADERS.exists(), reason="shared data is not here")
def test_every_known_header_gives_a_text_and_a_date_column():
    def columns(known: dict[str, object]) -> list[str]:
        for key in ("columns_in_order_test_workbook", "header", "columns"):
            said = known.get(key)
            if said:
                return said.split(",") if isinstance(said, str) else list(said)  # type: ignore[call-overload]
        return []

    formats = json.loads(HEADERS.read_text(encoding="utf-8"))
    checked = 0
    for vendor, known in formats.items():
        header = columns(known)
        if header:
            sheet = sniff(f"{','.join(header)}\n".encode(), name=f"{vendor}.csv")
            assert {"text", "date"} <= sheet.mapping.keys(), vendor
            checked += 1
    assert checked >= 8


@pytest.mark.skipif(not MENTIONS.exists(), reason="shared data is not here")
@pytest.mark.parametrize(
    ("name", "rows"),
    [("airlines_dev.csv", 7239), ("saved_by_a_spreadsheet.csv", 1474), ("banking77.csv", 3080)],
)
def test_public_files_import_with_every_row_accounted_for(name: str, rows: int):
    result = balanced(read((MENTIONS / name).read_bytes(), name=name))
    assert result.report.read == rows
    assert not result.report.rejected
    assert len(result.originals) == result.report.duplicates


@pytest.mark.skipif(not MENTIONS.exists(), reason="shared data is not here")
def test_what_a_spreadsheet_did_to_a_public_file_is_repaired():
    damaged = read((MENTIONS / "saved_by_a_spreadsheet.csv").read_bytes(), name="a.csv")
    clean = read((MENTIONS / "airlines_dev.csv").read_bytes(), name="b.csv")
    posted = {(post.author, post.text): post.posted_at for post in clean.mentions}
    apart = []
    for post in damaged.mentions:
        assert post.posted_at is not None
        assert not post.text.startswith("=@")
        twin = posted.get((post.author, post.text))
        if twin is not None:
            apart.append(abs((twin - post.posted_at).total_seconds()))
    assert len(apart) > 100
    assert max(apart) <= 1
    said = " ".join(damaged.report.warnings)
    assert "1,474 dates were spreadsheet numbers" in said
    assert "382 texts began with '=@'" in said
    assert "ids are not trusted" in said
