"""`drafter run`: the app lives and ends with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


def listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def waited(for_port: int, wanted: bool) -> bool:
    for _ in range(600):
        if listens(for_port) is wanted:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_stopping_the_command_stops_the_app(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DRAFTER_HOME": str(tmp_path), "DRAFTER_PORT": str(port)}
    desk = subprocess.Popen(
        [sys.executable, "-m", "drafter.cli", "run"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        assert waited(port, True)
        desk.send_signal(signal.SIGTERM)
        assert desk.wait(30) == 128 + signal.SIGTERM or desk.returncode == 0
        assert waited(port, False)
    finally:
        desk.kill()
