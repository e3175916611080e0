"""A cache in common in a real Redis, where others keep things too."""

from __future__ import annotations

import os
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
