"""How many personal data the check finds in generated texts, and how much of what it finds is none.

    python benchmarks/pii.py FILE.json

FILE is a list of {"full_text", "spans": [{"entity_type", "start_position", "end_position"}]}, the form
of presidio-research's generated data (https://github.com/microsoft/presidio-research, MIT). A span is
found when a leak of its type overlaps it; a leak that overlaps no span of its type is false.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from drafter.checks.pii import personal

TYPES = {
    "EMAIL_ADDRESS": "email address",
    "CREDIT_CARD": "card number",
    "IBAN_CODE": "IBAN",
    "US_SSN": "social security number",
    "PHONE_NUMBER": "phone number",
}


def score(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line a type: found of how many, and false ones."""
    hit, total, false = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        leaks = personal(row["full_text"])
        used = set()
        for span in row["spans"]:
            kind = TYPES.get(span["entity_type"])
            if kind is None:
                continue
            total[kind] += 1
            its = {
                leak
                for leak in leaks
                if leak.kind == kind
                and leak.start < span["end_position"]
                and span["start_position"] < leak.end
            }
            hit[kind] += bool(its)
            used |= its
        false.update(leak.kind for leak in leaks if leak not in used)
    for kind in TYPES.values():
        yield f"{kind:24}{hit[kind]:5} of {total[kind]:4}   false {false[kind]:4}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("file", type=Path)
    rows = json.loads(asked.parse_args().file.read_text(encoding="utf-8"))
    began = time.process_time()
    print(*score(rows), sep="\n")
    print(f"{len(rows)} texts in {time.process_time() - began:.2f} s of processor time")


if __name__ == "__main__":
    main()
