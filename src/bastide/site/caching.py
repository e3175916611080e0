"""A cache in common, in a Redis where others may keep things too."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache

_AT_ONCE = 500  # keys asked for, then removed, in one exchange


class SharedCache(RedisCache):
    """Django's, but `clear` removes what Bastide put there: Django's own empties the whole base,
    a broker's messages with it."""

    _cache: Any

    def clear(self) -> None:
        client = self._cache.get_client(None, write=True)
        keys = list(client.scan_iter(match=f"{self.key_prefix}:*", count=_AT_ONCE))
        for at in range(0, len(keys), _AT_ONCE):
            client.delete(*keys[at : at + _AT_ONCE])
