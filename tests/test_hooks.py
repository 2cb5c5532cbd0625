"""The hook that a writer's repository can use."""

from importlib.metadata import entry_points

import yaml

from drafter.settings import ROOT


def test_the_hook_runs_a_command_that_the_package_installs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["drafter-check"]
    program = hooks[0]["entry"].split()[0]
    assert program in {one.name for one in entry_points(group="console_scripts")}
