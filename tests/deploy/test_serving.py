"""The site and its worker may be started apart, as the units and the containers do."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """That of a data folder which is ready."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BASTIDE_", "DJANGO_"))}
    kept["BASTIDE_DATA_DIR"] = str(tmp_path_factory.mktemp("served") / "var")
    subprocess.run([sys.executable, "-m", "bastide", "setup"], env=kept, check=True)
    return kept


@pytest.mark.parametrize("alone", [True, False])
def test_the_site_is_served_with_or_without_its_worker(
    environment: dict[str, str], alone: bool
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = subprocess.Popen(
        [sys.executable, "-m", "bastide", "serve", "--port", str(port)]
        + (["--no-worker"] if alone else []),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert answers(port) == b"ok\n"
        below = [child.cmdline() for child in psutil.Process(site.pid).children()]
        assert any("granian" in command or "bastide" in command[0] for command in below)
        assert any(command[-1:] == ["worker"] for command in below) is not alone
    finally:
        site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=60) == 0


def answers(port: int) -> bytes:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=30) as told:
                return bytes(told.read())
        except OSError:
            time.sleep(0.2)
    return b""
