"""A web site, from its start address or its sitemap: same host, robots respected."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bastide.library.connectors.item import Item
from bastide.library.models import Source
from bastide.providers.web_crawl import crawl


def website_items(source: Source) -> Iterator[Item]:
    """Pages and documents of the site, fetched one by one into a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="bastide-site-") as folder:
        path = Path(folder) / "page"
        for page in crawl(
            source.location, limit=source.limit, private_hosts=frozenset(settings.WEB_PRIVATE_HOSTS)
        ):
            if page.problem:
                yield Item(page.url, problem=page.problem, cut_short=page.cut_short)
                continue
            path.write_bytes(page.content)
            # The name carries the suffix that the reader is chosen by; the address is the key.
            yield Item(page.url, path, url=page.url, suffix=page.suffix)
