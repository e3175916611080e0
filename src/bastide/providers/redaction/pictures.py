"""Bitmaps without what cameras and programs write beside the picture (place, author, comments)."""

from __future__ import annotations

BITMAPS = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_PNG = b"\x89PNG\r\n\x1a\n"
_TOLD = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def bare(body: bytes) -> bytes:
    """The same picture; empty when it is not what its name says."""
    if body.startswith(_PNG):
        return _png(body)
    if body.startswith(b"\xff\xd8"):
        return _jpeg(body)
    return body if body.startswith((b"GIF8", b"BM")) else b""


def _png(body: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(body):
        end = at + 12 + int.from_bytes(body[at : at + 4], "big")
        if body[at + 4 : at + 8] not in _TOLD:
            kept.append(body[at:end])
        if body[at + 4 : at + 8] == b"IEND":
            break
        at = end
    return b"".join(kept)


def _jpeg(body: bytes) -> bytes:
    """Without APP1 to APP15 (but Adobe's colours, APP14) and comments (ISO/IEC 10918-1, B.1)."""
    kept, at = [body[:2]], 2
    while at + 4 <= len(body) and body[at] == 0xFF:
        marker = body[at + 1]
        if marker == 0xDA:  # the picture itself, up to its end
            last = body.rfind(b"\xff\xd9")
            kept.append(body[at : last + 2] if last > at else body[at:])
            break
        end = at + 2 + int.from_bytes(body[at + 2 : at + 4], "big")
        told = (0xE1 <= marker <= 0xEF and marker != 0xEE) or marker == 0xFE
        if not told:
            kept.append(body[at:end])
        at = end
    return b"".join(kept)
