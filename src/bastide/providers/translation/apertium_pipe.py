"""One mode of Apertium kept open: its programs in a row, records that end with a null byte.

1. The mode's programs are started once (`apertium-wblank-mode -z` says which); each flushes at a
   null byte, so that a record comes out while the next goes in.
2. The row is cut where the stream is looked at or changed (`Looks`): behind the analyser, behind
   the dictionary, before the generator. A thread carries each record over a cut.
3. A record that does not come in time kills the row, as does one that comes out of turn, or a
   quarter of an hour without any; the next call starts it again.
"""

from __future__ import annotations

import contextlib
import os
import select
import shlex
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bastide.engine.translation.model import TranslationError
from bastide.providers.translation.apertium_modes import FOLDER

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
SLOW = "La traduction a pris trop de temps : elle a été arrêtée. Essayez un texte plus court."
DEAD = "Le moteur de traduction s'est arrêté ; il est relancé au prochain essai."
INCOMPLETE = (
    "Apertium n'est pas complet sur cette machine : « sudo apt-get install apertium » l'installe."
)
# Seconds without a text after which the programs are ended; the next text starts them again.
IDLE_S = 900.0
Look = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Looks:
    """What is done with each record once analysed, once looked up, before it is generated."""

    analysed: Look
    looked_up: Look
    generated: Look


def programs(mode: str) -> list[list[list[str]]]:
    """The programs of a mode with their arguments, in four groups, parted by the cuts."""
    path = FOLDER / f"{mode}.mode"
    try:
        told = subprocess.run(
            ["apertium-wblank-mode", "-z", str(path)],
            capture_output=True,
            timeout=20,
            check=True,
            env=ENVIRONMENT,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise TranslationError(INCOMPLETE, "missing") from error
    line = told.stdout.decode().strip().replace("$1", "-n").replace("$2", "")
    row = [shlex.split(one) for one in line.split(" | ")]
    dictionary, generator = (
        next((i for i, one in enumerate(row) if name in " ".join(one)), 0)
        for name in ("autobil", "autogen")
    )
    if not 0 < dictionary < generator - 1:
        raise TranslationError(INCOMPLETE, "missing")
    dictionary += 1
    return [row[:1], row[1:dictionary], row[dictionary:generator], row[generator:]]


class Pipe:
    """A mode's programs, running. One call at a time: callers take `lock`."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._carriers: list[threading.Thread] = []
        self._looks: Looks | None = None
        self._rest = b""
        self._ended_cpu_s = 0.0
        self._counting = threading.Lock()  # programs are running or ended, never both
        self._timer: threading.Timer | None = None

    @property
    def open(self) -> bool:
        return bool(self._processes) and all(one.poll() is None for one in self._processes)

    @property
    def pids(self) -> list[int]:
        return [one.pid for one in self._processes]

    @property
    def cpu_s(self) -> float:
        """Processor seconds taken so far: by the running programs (proc(5), `stat`), and by those
        that were ended."""
        with self._counting:
            return self._ended_cpu_s + self._running_cpu_s()

    def _running_cpu_s(self) -> float:
        ticks = 0
        for pid in self.pids:
            with contextlib.suppress(OSError, ValueError, IndexError):
                told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
                fields = told.rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def exchange(self, records: Sequence[str], looks: Looks, ends: float) -> list[str]:
        """Each record translated, in order. `ends`: on the clock of `time.monotonic`."""
        if not self.open:
            self.close()
            self._start()
        self._looks = looks
        entry = self._processes[0].stdin
        assert entry is not None
        writer = threading.Thread(target=_write, args=(entry, records), daemon=True)
        writer.start()
        try:
            found = [self._record(number, ends) for number in range(len(records))]
        except TranslationError:
            self.close()
            raise
        finally:
            writer.join(timeout=1)
            self._end_once_idle()
        return found

    def _end_once_idle(self) -> None:
        """The programs of Occitan hold 400 MB: they are not kept for nobody."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE_S, self._end_if_idle)
        self._timer.daemon = True
        self._timer.start()

    def _end_if_idle(self) -> None:
        if self.lock.acquire(blocking=False):
            try:
                self.close()
            finally:
                self.lock.release()

    def _record(self, number: int, ends: float) -> str:
        exit_ = self._processes[-1].stdout
        assert exit_ is not None
        while (at := self._rest.find(b"\0")) < 0:
            left = ends - time.monotonic()
            if left <= 0 or not select.select([exit_], [], [], left)[0]:
                raise TranslationError(SLOW, "slow")
            data = os.read(exit_.fileno(), 1 << 16)
            if not data:
                raise TranslationError(DEAD, "dead")
            self._rest += data
        raw, self._rest = self._rest[:at], self._rest[at + 1 :]
        text = raw.decode("utf-8", "replace")
        turn = f"[{number}]"
        if turn not in text:
            raise TranslationError(DEAD, "dead")
        return text.replace(turn, "", 1)

    def _start(self) -> None:
        groups = programs(self.mode)
        self._rest = b""
        ends: list[tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]] = []
        try:
            for group in groups:
                before: subprocess.Popen[bytes] | None = None
                first = len(self._processes)
                for argv in group:
                    entry = before.stdout if before is not None else subprocess.PIPE
                    before = subprocess.Popen(
                        argv,
                        stdin=entry,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        env=ENVIRONMENT,
                        cwd="/",
                    )
                    self._processes.append(before)
                    if entry is not subprocess.PIPE and not isinstance(entry, int) and entry:
                        entry.close()  # the next program's alone
                ends.append((self._processes[first], self._processes[-1]))
        except OSError as error:
            self.close()
            raise TranslationError(DEAD, "dead") from error
        for number, (one, other) in enumerate(zip(ends, ends[1:], strict=False)):
            carrier = threading.Thread(
                target=self._carry, args=(number, one[1], other[0]), daemon=True
            )
            carrier.start()
            self._carriers.append(carrier)

    def _carry(self, cut: int, from_: subprocess.Popen[bytes], to: subprocess.Popen[bytes]) -> None:
        """Records over a cut, until one side closes; whatever goes wrong closes it."""
        assert from_.stdout is not None
        assert to.stdin is not None
        rest = b""
        with contextlib.suppress(OSError, ValueError), to.stdin:
            while data := os.read(from_.stdout.fileno(), 1 << 16):
                *records, rest = (rest + data).split(b"\0")
                for record in records:
                    looks = self._looks
                    assert looks is not None
                    look = (looks.analysed, looks.looked_up, looks.generated)[cut]
                    to.stdin.write(look(record.decode("utf-8", "replace")).encode() + b"\0")
                    to.stdin.flush()

    def close(self) -> None:
        """Kills the programs; the next call starts them again."""
        with self._counting:
            self._ended_cpu_s += self._running_cpu_s()
            ended, self._processes = self._processes, []
        for one in ended:
            one.kill()
        for one in ended:
            one.wait()
        for carrier in self._carriers:  # none still looks at a record of the former call
            carrier.join(timeout=5)
        self._carriers = []
        for one in ended:
            for pipe in (one.stdin, one.stdout):
                with contextlib.suppress(OSError, ValueError):
                    if pipe:
                        pipe.close()


def _write(entry: IO[bytes], records: Sequence[str]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for number, record in enumerate(records):
            entry.write(f"[{number}]{record}".encode("utf-8", "replace") + b"\0")
            entry.flush()
