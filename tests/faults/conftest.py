"""A house a test, and the table of what was found at the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .house import Count, House

_found: list[Count] = []


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a house, to be copied: building one takes seconds."""
    return House(tmp_path_factory.mktemp("built") / "house").folder


@pytest.fixture
def house(tmp_path: Path, built: Path) -> Iterator[House]:
    copied = House(tmp_path / "house", like=built)
    yield copied
    copied.end()


@pytest.fixture
def told() -> Callable[[Count], None]:
    """Keeps a scenario's figures for the table; nothing may be lost nor done twice."""

    def tell(count: Count) -> None:
        _found.append(count)
        assert (count.lost, count.double) == (0, 0), count

    return tell


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _found:
        terminalreporter.section("faults")
        line = terminalreporter.write_line
        line("| fault | times | acknowledged | lost | double | resumed, median – worst (s) | |")
        line("|---|---|---|---|---|---|---|")
    for one in _found:
        times = sorted(one.resumed)
        took = f"{times[len(times) // 2]:.1f} – {times[-1]:.1f}" if times else "—"
        terminalreporter.write_line(
            f"| {one.what} | {one.faults} | {one.acknowledged} | {one.lost} | {one.double} "
            f"| {took} | {one.note} |"
        )
