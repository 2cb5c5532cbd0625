"""The index survives anything: damage is detected or harmless, and the answers are a fresh build's.

Every opening is in a process of its own: a damaged index could end the process that reads it.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from drafter.adapters.library import Library
from drafter.llm import HashEmbedder
from drafter.settings import ROOT
from tests import damage
from tests.library_probe import all_documents, found

pytestmark = pytest.mark.soak

COUNT = 75  # generated documents: more than 1,000 passages, so that the graph lies in files
AT_ONCE = 10


class Template(NamedTuple):
    """An index, the same one before its last sync, and what a fresh build finds."""

    home: Path
    older: Path
    fresh: dict[str, Any]


def opened(*homes: Path, count: int = COUNT) -> list[dict[str, Any]]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.library_probe", str(count), *map(str, homes)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 0, f"{told.returncode} after {lines[-1:]}: {told.stderr[-2000:]}"
    return lines


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    place = tmp_path_factory.mktemp("template")
    opened(place / "home", count=COUNT - 5)
    shutil.copytree(place / "home/index", place / "older")
    grown = opened(place / "home")[0]
    assert (grown["added"], grown["where"]) == (5, "disk")
    assert list(place.glob("home/index/*/*/data_level0.bin"))
    assert list(place.glob("older/*/*/data_level0.bin"))
    fresh = opened(place / "fresh")[0]
    assert grown["found"] == fresh["found"]
    return Template(place / "home", place / "older", fresh)


def test_after_any_damage_the_answers_are_those_of_a_fresh_build(
    template: Template, tmp_path: Path, soak: Callable[[int], int]
) -> None:
    for start in range(0, soak(200), AT_ONCE):
        homes, told = [], {}
        for seed, how, chance in damage.in_turn(range(start, start + AT_ONCE)):
            home = Path(shutil.copytree(template.home, tmp_path / f"{seed}"))
            how(home / "index", template.older, chance)
            homes.append(home)
            told[home.name] = f"seed {seed}: {how.__name__}"
        for one in opened(*homes):
            assert one["found"] == template.fresh["found"], told[one["home"]]
            assert one["where"] == "disk" or "in memory" in one["note"], told[one["home"]]
        for one in opened(*homes):
            assert one["found"] == template.fresh["found"], told[one["home"]]
            if one["where"] == "disk":
                assert (one["added"], one["changed"], one["removed"]) == (0, 0, 0), told[
                    one["home"]
                ]
        for home in homes:
            shutil.rmtree(home)


def test_a_sync_that_is_killed_leaves_an_index_that_is_made_anew(
    template: Template, tmp_path: Path, soak: Callable[[int], int]
) -> None:
    chance, rounds = Random(5), soak(60)
    for start in range(0, rounds, AT_ONCE):
        homes = [tmp_path / f"{number}" for number in range(start, min(start + AT_ONCE, rounds))]
        for home in homes:
            if chance.random() < 0.5:
                shutil.copytree(template.older, home / "index")
            sync_and_kill(home, chance.uniform(0, 0.6))
        for one in opened(*homes):
            assert one["found"] == template.fresh["found"], one["home"]
        assert [one["added"] for one in opened(*homes)] == [0] * len(homes)
        for home in homes:
            shutil.rmtree(home)


def sync_and_kill(home: Path, after: float) -> None:
    """A sync in a process that is killed so many seconds after it has begun."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.library_probe", str(COUNT), str(home)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not (home / "index.lock").exists() and running.poll() is None:
        time.sleep(0.005)
    time.sleep(after)
    running.kill()
    running.wait()


@pytest.mark.parametrize("then", ["find", "sync"])
def test_damage_under_an_open_index_is_survived(
    template: Template, tmp_path: Path, soak: Callable[[int], int], then: str
) -> None:
    for start in range(0, soak(100), AT_ONCE):
        homes = [
            Path(shutil.copytree(template.home, tmp_path / f"{seed}"))
            for seed in range(start, start + AT_ONCE)
        ]
        told = subprocess.run(
            [sys.executable, "-c", UNDER_WAY, str(COUNT), str(template.older), then, *map(str, homes)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        lines = [json.loads(line) for line in told.stdout.splitlines()]
        ended = f"{told.returncode} after {lines[-1:]}: {told.stderr[-2000:]}"
        assert (told.returncode, len(lines)) == (0, AT_ONCE), ended
        for one in [*lines, *opened(*homes)]:
            assert one["found"] == template.fresh["found"], f"{one['home']}: {one.get('how')}"
        for home in homes:
            shutil.rmtree(home)


UNDER_WAY = """
import json, sys
from pathlib import Path
from tests import damage
from tests.library_probe import all_documents, found, opened

count, older, then, *homes = int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
for home in map(Path, homes):
    library = opened(home, count)
    library.sync(all_documents(count))
    seed = int(home.name)
    _, how, chance = next(damage.in_turn(range(seed, seed + 1)))
    how(home / "index", older, chance)
    if then == "sync":
        library.sync(all_documents(count - 10))
        library.sync(all_documents(count))
    print(json.dumps({"home": home.name, "how": how.__name__, "found": found(library)}), flush=True)
    library.close()
"""


def test_an_index_that_is_deleted_under_its_owner_is_made_anew_on_disk(
    template: Template, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(template.home, home)
    library = Library(HashEmbedder(), home=home)
    library.sync(all_documents(COUNT - 1))
    shutil.rmtree(home / "index")
    library.sync(all_documents(COUNT))
    assert found(library) == template.fresh["found"]
    assert library.where == "disk"
    assert opened(home)[0]["where"] == "memory"
    library.close()
    assert opened(home)[0] == template.fresh | {"home": "home", "added": 0}


def test_a_disk_that_is_full_means_an_index_in_memory_and_says_so(
    template: Template, tmp_path: Path
) -> None:
    for limit in (0, 100_000):
        told = subprocess.run(
            [sys.executable, "-c", FULL, str(tmp_path / f"{limit}"), str(limit), str(COUNT)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        said = json.loads(told.stdout)
        assert said["found"] == template.fresh["found"]
        assert said["where"] == "memory"
        assert said["note"].startswith(f"the search index is kept in memory: {tmp_path}")
        assert opened(tmp_path / f"{limit}")[0]["where"] == "disk"


FULL = """
import json, resource, signal, sys
from pathlib import Path
from tests.library_probe import probe

limit = int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that a write past the limit is an error
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
told = json.dumps(probe(Path(sys.argv[1]), int(sys.argv[3])))
sys.stdout.write(told)
"""


def test_a_home_that_cannot_be_written_means_an_index_in_memory(template: Template) -> None:
    said = opened(Path("/proc/drafter"))[0]
    assert said["found"] == template.fresh["found"]
    assert said["where"] == "memory"
    assert said["note"] == (
        "the search index is kept in memory: /proc/drafter/index: No such file or directory"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_index_of_somebody_else_is_left_alone(template: Template, tmp_path: Path) -> None:
    home = Path(shutil.copytree(template.home, tmp_path / "home"))
    for path in (*home.rglob("*"), home):
        path.chmod(0o555 if path.is_dir() else 0o444)
    said = opened(home)[0]
    for path in (home, *home.rglob("*")):
        path.chmod(0o755)
    assert said["found"] == template.fresh["found"]
    assert said["where"] == "memory"
