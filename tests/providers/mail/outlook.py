"""Writes small .msg files for the tests: a compound file ([MS-CFB]) of Outlook's properties."""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]
_END, _FREE, _FATSECT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STRING, _BINARY, _INTEGER = 0x001F, 0x0102, 0x0003


def props(header: int, values: Mapping[int, str | bytes | int]) -> dict[str, bytes]:
    """The streams of properties: `header` bytes, then sixteen a property ([MS-OXMSG], 2.4)."""
    entries, streams = b"", {}
    for pid, value in sorted(values.items()):
        if isinstance(value, int):
            entries += struct.pack("<HHIII", _INTEGER, pid, 6, value, 0)
            continue
        kind = _STRING if isinstance(value, str) else _BINARY
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        size = len(data) + (2 if kind == _STRING else 0)
        entries += struct.pack("<HHIII", kind, pid, 6, size, 0)
        streams[f"__substg1.0_{pid:04X}{kind:04X}"] = data
    return {"__properties_version1.0": b"\0" * header + entries, **streams}


def msg(values, recipients=(), attachments=()) -> bytes:
    """A saved mail: its properties, those of each recipient, those of each attachment."""
    tree = dict(props(32, values))
    for number, one in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = props(8, one)
    for number, one in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = props(8, one)
    return compound(tree)


def compound(tree: Tree) -> bytes:
    """A compound file of streams and folders, all streams in sectors of 512 or 64 bytes."""
    entries: list[list] = [["Root Entry", 5, _FREE, _FREE, _FREE, _END, 0]]
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, mini_fat = b"", []

    def chain(data: bytes) -> int:
        first = len(fat)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        sectors.extend(pieces)
        fat.extend(range(first + 1, first + len(pieces)))
        fat.append(_END)
        return first

    def fill(parent: int, folder: Tree) -> None:
        nonlocal mini
        before = None
        for name in sorted(folder, key=lambda n: (len(n), n.upper())):
            value, at = folder[name], len(entries)
            entries.append([name, 2, _FREE, _FREE, _FREE, _END, 0])
            if before is None:
                entries[parent][4] = at
            else:
                entries[before][3] = at
            before = at
            if not isinstance(value, bytes):
                entries[at][1] = 1
                fill(at, value)
            elif value:
                entries[at][6] = len(value)
                if len(value) >= 4096:
                    entries[at][5] = chain(value)
                else:
                    entries[at][5] = len(mini_fat)
                    count = -(-len(value) // 64)
                    mini += value.ljust(64 * count, b"\0")
                    mini_fat.extend(range(len(mini_fat) + 1, len(mini_fat) + count))
                    mini_fat.append(_END)

    fill(0, tree)
    entries[0][5], entries[0][6] = (chain(mini), len(mini)) if mini else (_END, 0)
    mini_at = chain(struct.pack(f"<{len(mini_fat)}I", *mini_fat)) if mini_fat else _END
    mini_sectors = -(-4 * len(mini_fat) // 512)
    names = b"".join(_entry(*one) for one in entries)
    names_at = chain(names.ljust(-(-len(names) // 512) * 512, b"\0"))
    fats = 1
    while 128 * fats < len(fat) + fats:
        fats += 1
    where = list(range(len(fat), len(fat) + fats))
    fat += [_FATSECT] * fats
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512 * fats, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fats, names_at, 0, 4096, mini_at, mini_sectors, _END, 0,
    )  # fmt: skip
    head += struct.pack("<109I", *where, *[_FREE] * (109 - fats))
    # Sectors that only fill the last one of the mini table are free.
    return head + b"".join(sectors) + table


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    named = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", named, len(named), kind, 1, left, right, child, b"", 0, 0, 0, start,
        size,
    )  # fmt: skip
