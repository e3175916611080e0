"""A broker between machines (RabbitMQ, Redis), through Celery: it says « there is work », no more.

A message names a job, and holds nothing of it. It is acknowledged once the work is done, a process
is given one at a time, and no answer is kept. What was lost or came twice is the queue's to make
good (`jobs.queue`): the row is the truth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from celery import Celery

PORTS = {"amqp": 5672, "amqps": 5671, "redis": 6379, "rediss": 6379}
SCHEMES = {"amqp": "amqp", "amqps": "amqp", "redis": "redis", "rediss": "redis"}
TASK = "bastide"
REACHED_WITHIN = 2.0  # seconds, before a broker counts as unreachable
# Redis gives again what was not acknowledged after this long: longer than any job, in seconds.
VISIBLE_AGAIN = 6 * 3600


class BrokerError(Exception):
    """The broker does not answer, or refuses the account."""


def queue_of(key: str) -> str:
    """The queue of the installation that signs with this key: several may share a broker."""
    return f"bastide-{hashlib.sha256(b'broker queue ' + key.encode()).hexdigest()[:12]}"


def lacking(url: str) -> str:
    """The Python package that this address needs and that is not installed, or nothing."""
    needed = ("celery", SCHEMES[urlsplit(url).scheme])
    return next((name for name in needed if find_spec(name) is None), "")


def _application(url: str, **more: Any) -> Celery:
    from celery import Celery

    app = Celery("bastide", broker=url, set_as_current=False)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        # A broker that goes away takes no work with it: the lease of the row still holds.
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=REACHED_WITHIN,
        broker_transport_options={"visibility_timeout": VISIBLE_AGAIN},
    )
    app.conf.update(more)
    return app


@lru_cache(maxsize=2)
def _sender(url: str) -> Celery:
    """Connections for what is sent, kept: a request must never wait long for them."""
    if SCHEMES[urlsplit(url).scheme] == "redis":
        options = {"socket_timeout": REACHED_WITHIN, "socket_connect_timeout": REACHED_WITHIN}
    else:
        options = {
            "confirm_publish": True,
            "read_timeout": REACHED_WITHIN,
            "write_timeout": REACHED_WITHIN,
        }
    return _application(url, broker_transport_options=options)


def send(url: str, queue: str, number: int) -> None:
    """Says that the job of that number waits. Raises `BrokerError`."""
    try:
        # Once more, at once: a kept connection does not know that the broker started again.
        again = {"max_retries": 1, "interval_start": 0, "interval_step": 0}
        _sender(url).send_task(TASK, [number], queue=queue, retry=True, retry_policy=again)
    except Exception as error:  # kombu's, amqp's, redis' and the system's: all say the same here
        raise BrokerError(type(error).__name__) from error


def ask(url: str) -> None:
    """Raises `BrokerError` unless the broker answers and lets the account in."""
    try:
        with _sender(url).connection_for_write() as connection:
            connection.connect()
    except Exception as error:
        raise BrokerError(type(error).__name__) from error


def forget(url: str, queue: str) -> None:
    """Removes a queue with its messages. Raises `BrokerError`."""
    try:
        with _sender(url).connection_for_write() as connection:
            connection.default_channel.queue_delete(queue)
    except Exception as error:
        raise BrokerError(type(error).__name__) from error


def listen(url: str, queue: str, work: Callable[[int], None], processes: int) -> None:
    """Calls `work(number)` for each message, in so many processes, until SIGTERM: what is under way
    is then ended first. A broker that is not there yet, or no longer, is waited for."""
    app = _application(url)
    app.task(work, name=TASK)
    app.worker_main(
        [
            "worker", "--pool=prefork", f"--concurrency={processes}", "--loglevel=WARNING",
            "--without-gossip", "--without-mingle", "--without-heartbeat", f"--queues={queue}",
        ]
    )  # fmt: skip
