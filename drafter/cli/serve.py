"""Start the browser app: Streamlit with the shipped settings, on loopback unless told otherwise."""

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

from drafter.settings import PACKAGE, ROOT, Settings, load


def _shipped(packed: str, source: str) -> Path:
    inside = PACKAGE / "_shipped" / packed
    return inside if inside.is_file() else ROOT / source


def command(settings: Settings) -> list[str]:
    """The Streamlit command line: every line of the shipped config as a flag, wherever it is run."""
    config = tomllib.loads(
        _shipped("streamlit.toml", ".streamlit/config.toml").read_text(encoding="utf-8")
    )
    config["server"] |= {"address": settings.host, "port": settings.port}
    flags = [f"--{name}={_value(value)}" for name, value in _flat(config)]
    app = _shipped("app.py", "app.py")
    return [sys.executable, "-m", "streamlit", "run", str(app), *flags]


def _flat(table: dict[str, object], before: str = "") -> list[tuple[str, object]]:
    flat: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{before}{name}.")
        else:
            flat.append((f"{before}{name}", value))
    return flat


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def serve() -> int:
    """Run until stopped; the exit code of the app."""
    settings = load()
    where = f"http://{'127.0.0.1' if settings.host in ('localhost', '0.0.0.0') else settings.host}"
    print(f"The desk: {where}:{settings.port}  (stop it with Ctrl+C)", flush=True)
    environment = os.environ | {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    app = subprocess.Popen(command(settings), env=environment)
    # A supervisor stops this process only: without this the app would live on and hold the port.
    signal.signal(signal.SIGTERM, lambda *_: app.terminate())
    try:
        code = app.wait()
    except KeyboardInterrupt:
        app.wait()
        return 0
    return code if code >= 0 else 128 - code
