"""Django's `DATABASES` and `CACHES` for the engine that the administrator has set."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY"
    ),
}
# Counters of requests, a file for each person, organisation and address: a thousand people at work.
_FILES_OF_CACHE = 10_000
# Every request asks it: one that is away is given up soon (seconds), then left alone (`limits.py`).
_CACHE_AWAY = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
# A connection a thread that works, kept: 8 threads a process by default.
_POOL = {"min_size": 1, "max_size": 16, "timeout": 10}


def default_database(url: str, data: Path) -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL behind a pool of connections a process."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "bastide.sqlite3",
            "OPTIONS": _SQLITE,
            "TEST": {"NAME": ":memory:"},
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": _POOL, **dict(parse_qsl(parts.query))},
        "CONN_HEALTH_CHECKS": True,
    }


def cache_at(url: str, data: Path) -> dict[str, Any]:
    """Files of the data folder, or a Redis in common to several machines."""
    if not url:
        return {
            "BACKEND": "bastide.site.caching.FolderCache",
            "LOCATION": data / "cache",
            "OPTIONS": {"MAX_ENTRIES": _FILES_OF_CACHE},
        }
    return {
        "BACKEND": "bastide.site.caching.SharedCache",
        "LOCATION": url,
        "KEY_PREFIX": "bastide",
        "OPTIONS": _CACHE_AWAY,
    }


def shown(url: str) -> str:
    """The address with stars for its password."""
    parts = urlsplit(url)
    if not parts.password:
        return url
    account, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{account.partition(':')[0]}:***@{host}").geturl()
