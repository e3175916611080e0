"""Which image a file is, by its first bytes: never by its name or what the browser claims."""

from __future__ import annotations

LARGEST_LOGO = 200_000


def media_type(content: bytes) -> str | None:
    """`image/png`, `image/jpeg`, `image/webp`, or None for anything else (SVG may hold scripts).

    Signatures: PNG, W3C Recommendation § 5.2 and first chunk IHDR; JPEG, ITU-T T.81 (SOI, then a
    marker); WebP, RFC 9649 (RIFF container).
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return "image/png"
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
