"""The real product on the demonstration authority, driven by Debian's chromium."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
PATIENCE = 30_000  # ms: what is seen late on a loaded machine is seen all the same
SCREEN = {"width": 1366, "height": 768}
BASTIDE = [sys.executable, "-m", "bastide"]
SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


@pytest.fixture(scope="session")
def served_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the served demonstration."""
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="session")
def model_port() -> int:
    """Where the served demonstration may reach a model of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def environment(served_data: Path, model_port: int) -> dict[str, str]:
    """That of the served demonstration's processes."""
    return os.environ | {
        "BASTIDE_DATA_DIR": str(served_data),
        "BASTIDE_MODEL_PRIVATE_HOSTS": f"127.0.0.1:{model_port}",
        "BASTIDE_DEMO": "true",
        "BASTIDE_TRUST_TEST_AUTHORITY": "true",  # as `bastide demo` does
    }


@pytest.fixture(scope="session")
def filled(served_data: Path, environment: dict[str, str]) -> Path:
    """A copy of the demonstration's database once the worker has read everything, so that no test
    waits behind its cases, and as nobody has changed it."""
    for step in (["demo", "--no-serve"], ["worker", "--until-idle"]):
        subprocess.run([*BASTIDE, *step], env=environment, check=True, timeout=600)
    [database] = served_data.glob("*.sqlite3")
    copy = served_data / "filled.copy"
    with closing(sqlite3.connect(database)) as given, closing(sqlite3.connect(copy)) as taken:
        given.backup(taken)
    return copy


@pytest.fixture(scope="session")
def site(filled: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of a served demonstration, in a data folder of its own."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen([*BASTIDE, "serve", "--port", str(port)], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/aide/", served)
        yield address
    finally:
        served.terminate()
        served.wait(timeout=30)


def _wait(address: str, served: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and served.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the site does not answer")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser a module: its loop, left open, would forbid the database to other tests."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """The cookies of who has signed in already: signing in is slow on purpose."""
    return {}


@pytest.fixture
def enter(browser: Any, site: str, sessions: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    """`enter("Agathe Exemple")` is a page at the question, signed in, in a fresh context.

    No script may fail and nothing may break the content policy while the test lasts.
    """
    contexts, wrong = [], []

    def make(name: str = "Agathe Exemple", **options: Any) -> Any:
        settings = {"viewport": SCREEN, "locale": "fr-FR", "color_scheme": "light"} | options
        context = browser.new_context(
            base_url=site, storage_state=sessions.get(name) if name else None, **settings
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if "Content Security" in m.text else None)
        if not name:
            return page
        page.goto("/questions/")
        if "/connexion/" in page.url:
            page.get_by_role("button", name=f"Entrer comme {name}").click()
            page.wait_for_url("**/questions/")
            sessions[name] = context.storage_state()
        return page

    yield make
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture
def shoot() -> Callable[[Any, str], None]:
    """Keeps a picture for the documentation, when `BASTIDE_SCREENSHOTS=1`."""

    def keep(page: Any, name: str) -> None:
        if os.environ.get("BASTIDE_SCREENSHOTS") != "1":
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path, caret="initial")  # hiding it would break the content policy
        assert path.stat().st_size < 200_000

    return keep


@pytest.fixture(scope="session")
def judge() -> Callable[[Any], list[Any]]:
    """`judge(page)`: what axe finds wrong of the page in light and in dark (colours apart, the
    second look would say the same), and whether it is wider than the screen."""
    from axe_playwright_python.base import AXE_SCRIPT

    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    everything = {"resultTypes": ["violations"]}
    colours = everything | {"runOnly": ["color-contrast", "link-in-text-block"]}

    def look(page: Any) -> list[Any]:
        page.evaluate(AXE_SCRIPT)
        wrong: list[Any] = ["wider than the screen"] if page.evaluate(wide) else []
        for scheme, options in (("light", everything), ("dark", colours)):
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("options => axe.run(options)", options)["violations"]
            wrong += [(scheme, v["id"], [n["html"][:160] for n in v["nodes"]]) for v in found]
        page.emulate_media(color_scheme="light")
        return wrong

    return look
