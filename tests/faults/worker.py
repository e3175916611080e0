"""The product's worker with what a fault needs: a short lease, a clock set wrong, bad tasks.

`python worker.py [--lease S] [--clock S] [--until-idle]`. Says « up » once it may take jobs.
"""

from __future__ import annotations

import argparse
import os
import signal
import threading
from datetime import timedelta

import django


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--lease", type=float, default=1.0)
    asked.add_argument("--clock", type=float, default=0.0)
    asked.add_argument("--until-idle", action="store_true")
    given = asked.parse_args()
    django.setup()
    from django.utils import timezone

    from bastide.jobs import queue, worker

    queue.LEASE = worker.LEASE = timedelta(seconds=given.lease)
    right = timezone.now
    timezone.now = lambda: right() + timedelta(seconds=given.clock)

    @queue.task("faults.poison")
    def poison() -> None:
        raise ValueError("ce travail échoue toujours")

    @queue.task("faults.deadly")
    def deadly() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    print("up", flush=True)
    worker.work(threading.Event(), until_idle=given.until_idle)


main()
