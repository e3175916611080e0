"""A cache in common in a real Redis, where others keep things too."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.core.cache import cache, caches

from bastide.site.databases import cache_at

SERVER = os.environ.get("BASTIDE_TEST_REDIS", "redis://127.0.0.1:6379/0")


@pytest.fixture
def others(settings: Any) -> Iterator[Any]:
    """Redis as others see it; the site's cache is there too, under names of the test's own."""
    client = redis.Redis.from_url(SERVER, socket_connect_timeout=2, decode_responses=True)
    try:
        client.ping()
    except redis.RedisError:
        pytest.skip(f"no Redis at {SERVER}")
    given = cache_at(SERVER, Path())
    given["KEY_PREFIX"] = f"bastide-essais-{os.getpid()}"
    settings.CACHES = {"default": given, "other machine": given}
    yield client
    cache.clear()
    client.delete(f"de-quelqu-un-d-autre-{os.getpid()}")


def test_what_one_machine_counts_the_other_sees_and_clearing_takes_only_ours(others: Any) -> None:
    theirs = f"de-quelqu-un-d-autre-{os.getpid()}"
    others.set(theirs, "reste")
    assert cache.add("refus", 0, 60)
    assert cache.incr("refus") == 1
    assert caches["other machine"].incr("refus") == 2
    cache.clear()
    assert cache.get("refus") is None
    assert others.get(theirs) == "reste"


def test_requests_are_counted_together_in_a_window_that_ends(others: Any) -> None:
    first, other = caches["default"], caches["other machine"]
    assert first.count("rate:person:page:1", 60)[0] == 1
    counted, left = other.count("rate:person:page:1", 60)
    assert counted == 2
    assert 0 < left <= 60
    assert first.count("rate:person:page:1", 60, 0)[0] == 2
    assert first.count("brief", 1) == (1, 1.0)
    time.sleep(1.1)
    assert other.count("brief", 1)[0] == 1


def test_no_count_is_lost_among_threads(others: Any) -> None:
    def work() -> None:
        for _ in range(100):
            caches["default"].count("ensemble", 60)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caches["default"].count("ensemble", 60, 0)[0] == 800
