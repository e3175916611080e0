"""Work given out by a broker: messages lost, doubled, a broker that goes away, a worker killed.

Real RabbitMQ and Redis of this machine, reached through a relay that a test can cut.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bastide.providers import broker

from .house import Count, House, kill

BROKERS = {
    "rabbitmq": os.environ.get("BASTIDE_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672//"),
    "redis": os.environ.get("BASTIDE_TEST_REDIS", "redis://127.0.0.1:6379/0"),
}
LISTENER = ("-m", "bastide", "worker", "--listen")


class Relay:
    """A way to a server; cut, it refuses and drops, as a server that died."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._held: list[socket.socket] = []
        self._door = self._opened(0)
        self.port = self._door.getsockname()[1]

    def _opened(self, port: int) -> socket.socket:
        door = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._let_in, args=(door,), daemon=True).start()
        return door

    def _let_in(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self._to)
                self._held += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while block := one.recv(65536):
                other.sendall(block)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        for end in (self._door, *self._held):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._held.clear()

    def mend(self) -> None:
        self._door = self._opened(self.port)


class Shared(House):
    """A house whose work a broker gives out."""

    def __init__(self, folder: Path, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        self.relay = Relay(parts.hostname, parts.port or broker.PORTS[parts.scheme])
        account = parts.netloc.rpartition("@")[0]
        place = f"{account}@" * bool(account) + f"127.0.0.1:{self.relay.port}"
        self.broker = parts._replace(netloc=place).geturl()
        self.key = f"une clé de signature des essais {folder}"
        self.queue = broker.queue_of(self.key)
        super().__init__(folder)

    def environment(self, **more: str) -> dict[str, str]:
        own = {"BASTIDE_JOBS": "celery", "BASTIDE_BROKER_URL": self.broker}
        return super().environment(**own, BASTIDE_SECRET_KEY=self.key, **more)

    def jobs(self) -> list[tuple[str, int]]:
        return self.rows("SELECT state, attempts FROM jobs_job ORDER BY id")


@pytest.fixture(params=["rabbitmq", pytest.param("redis", marks=pytest.mark.faults)])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shared]:
    url = BROKERS[request.param]
    try:
        broker.ask(url)
    except broker.BrokerError:
        pytest.skip(f"no {request.param} at {url}")
    built = Shared(tmp_path / "house", url)
    try:
        yield built
    finally:
        built.end()
        broker.forget(url, built.queue)
        built.relay.cut()


def test_a_broker_gives_the_work_out_and_the_rows_are_the_truth(
    shared: Shared, told: Callable[[Count], None]
) -> None:
    # Given, told three times each, then heard by two listeners that look at nothing else.
    given = shared.give(3)
    numbers = [pk for (pk,) in shared.rows("SELECT id FROM jobs_job WHERE state = 'waiting'")]
    for number in numbers * 2:
        broker.send(shared.broker, shared.queue, number)
    listeners = [shared.start(*LISTENER), shared.start(*LISTENER)]
    shared.wait_read(3)
    given += shared.give(1)
    shared.wait_read(4)
    begun = time.monotonic()
    while set(shared.jobs()) != {("done", 1)}:  # said a moment after the file is read
        assert time.monotonic() - begun < 60, shared.jobs()
        time.sleep(0.1)
    for one in listeners:
        kill(one)

    # A listener dies after its work and before it is said: the message that comes again finds the
    # lease, and the row is taken up when the lease is over, by a worker that reads the database.
    given += shared.give(1)
    dying = shared.start(*LISTENER, BASTIDE_FAIL_AT="redact.found")
    begun = time.monotonic()
    while shared.jobs()[-1] != ("running", 1):
        assert time.monotonic() - begun < 60, shared.jobs()
        time.sleep(0.1)
    kill(dying)
    shared.lapse()

    # The broker is gone: what is given is received all the same, and worked at.
    shared.relay.cut()
    given += shared.give(1)
    worker = shared.start("-m", "bastide", "worker")
    shared.wait_read(6)

    # It comes back under a worker that never stopped: the listener is heard again.
    shared.relay.mend()
    given += shared.give(1)
    shared.wait_read(7)
    assert worker.poll() is None
    told(shared.count(Count("broker: doubled, cut, killed", 4), given))
