"""Make the generated pages docs/cli.md, docs/settings.md and docs/rules.md: `make docs`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
import yaml

from drafter.cli import app
from drafter.settings import ROOT, Settings

DOCS = Path(__file__).resolve().parent
MADE = "<!-- made by docs/make.py from the code; `make docs` renews it -->\n"


def _helps(command: Any, name: str, parent: Any = None) -> Iterator[str]:
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield f"## {context.command_path}\n\n```\n{command.get_help(context).strip()}\n```\n"
    for inner, one in getattr(command, "commands", {}).items():
        yield from _helps(one, inner, context)


def cli() -> str:
    """Every command's help."""
    intro = (
        "# The command line\n\n"
        "Exit codes: 0 done, 1 findings at or above `--fail-on` or documents that failed, 2 wrong use or\n"
        "input (one line that says what, where and what to do), 3 a bug (with the log's path).\n\n"
    )
    return MADE + intro + "\n".join(_helps(typer.main.get_command(app), "drafter"))


def settings() -> str:
    """Every setting: its environment variable, what it is for, its default."""
    lines = [
        "# Settings",
        "",
        "Environment variables, or lines in a file `.env` where the desk is started. Lists are",
        "comma-separated. Keys of model providers are read by litellm under their usual names",
        "(`OPENAI_API_KEY`, `ANTHROPIC_API_KEY`, ...) and never stored.",
        "",
        "| variable | what for | default |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"DRAFTER_{name.upper()}")
        default = "" if field.default_factory else field.get_default()
        lines.append(f"| `{variable}` | {field.description} | {_shown(default)} |")
    return MADE + "\n".join(lines) + "\n"


def _shown(default: Any) -> str:
    if default is None or default in ("", ()):
        return ""
    if isinstance(default, bool):
        return "`true`" if default else "`false`"
    return f"`{', '.join(default)}`" if isinstance(default, tuple) else f"`{default}`"


def rules() -> str:
    """Every tone rule of ours: what it finds and why."""
    lines = ["# Tone rules", "", "One file each under `knowledge/tone/`, in Vale's format.", ""]
    for path in sorted((ROOT / "knowledge" / "tone").glob("*/*.yml")):
        rule = yaml.safe_load(path.read_text(encoding="utf-8"))
        lines += [
            f"## {path.parent.name}/{path.stem}",
            "",
            f"{rule.get('level', 'warning')}, {rule.get('category', 'readability')}. {rule.get('why', '')}",
            "",
            *(f"- no: {one}" for one in rule.get("bad", [])[:2]),
            *(f"- yes: {one}" for one in rule.get("good", [])[:2]),
            "",
        ]
    return MADE + "\n".join(lines)


PAGES = {"cli.md": cli, "settings.md": settings, "rules.md": rules}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
