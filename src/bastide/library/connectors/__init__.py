"""Where the files of a source are found: one module a kind, all giving `Item`s."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bastide.library.connectors.files import archive_items, file_items, folder_items, upload_items
from bastide.library.connectors.item import Item
from bastide.library.connectors.website import website_items
from bastide.library.models import Source

__all__ = ["Item", "items_of"]

_CONNECTORS: dict[str, Callable[[Source], Iterator[Item]]] = {
    Source.Kind.FOLDER: folder_items,
    Source.Kind.FILE: file_items,
    Source.Kind.DILA: archive_items,
    Source.Kind.UPLOADS: upload_items,
    Source.Kind.WEBSITE: website_items,
}


def items_of(source: Source) -> Iterator[Item]:
    """The files of a source. Raises `ReadError` when there is nowhere to look."""
    connector = _CONNECTORS.get(source.kind)
    return connector(source) if connector else iter(())
