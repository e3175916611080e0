"""Translation memories as TMX 1.4b files (LISA/GALA, « TMX 1.4b Specification », 2005): what every
translation tool writes and reads.

A file is hostile: it is read in a stream by expat, no entity is declared, nothing outside it is
opened (a DOCTYPE that names `tmx14.dtd`, usual in such files, is passed over), and sizes are bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from bastide.engine.translation.languages import language

LARGEST = 50 * 1024 * 1024
MOST_UNITS = 200_000
LONGEST = 5_000
DEEPEST = 60

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Elements whose content is code of the original file, not words (§ « Content Markup »).
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
# What XML 1.0 cannot hold (§ 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TmxError(ValueError):
    """A file that is not taken up: `str(error)` is a sentence in French."""


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """A segment and its translation; languages by their codes (`engine.translation.languages`)."""

    source: str
    target: str
    source_language: str
    target_language: str


def read_tmx(stream: IO[bytes]) -> Iterator[TmxUnit]:
    """The units of a file, each variant of a unit paired with its source; those in a language that
    is not offered are left out. Raises `TmxError`."""
    units = depth = 0
    default = ""
    root: Element | None = None
    try:
        for event, element in iterparse(_Bounded(stream), ("start", "end")):
            if event == "start":
                depth += 1
                if depth > DEEPEST:
                    raise TmxError("Ce fichier TMX est trop imbriqué pour être lu.")
                if root is None:
                    root = element
                    if _tag(root) != "tmx":
                        raise TmxError("Ce fichier n'est pas une mémoire de traduction (TMX).")
                continue
            assert root is not None
            depth -= 1
            if _tag(element) == "header":
                default = element.get("srclang", "")
            elif _tag(element) == "tu":
                units += 1
                if units > MOST_UNITS:
                    raise TmxError(f"Plus de {MOST_UNITS} segments : partagez la mémoire.")
                yield from _pairs(element, element.get("srclang") or default)
                # What was read is let go, whatever holds it: a memory may be large.
                element.clear()
                _forget(root, element)
    except (ParseError, ValueError, LookupError, DefusedXmlException) as error:
        if isinstance(error, TmxError):
            raise
        raise TmxError("Ce fichier TMX est abîmé ou n'en est pas un.") from error
    if root is None:
        raise TmxError("Ce fichier TMX est vide.")


def write_tmx(units: Iterable[TmxUnit], version: str = "") -> Iterator[str]:
    """The pieces of a TMX 1.4 file, in UTF-8."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="Bastide" creationtoolversion={quoteattr(version or "0")} '
        'segtype="sentence" o-tmf="Bastide" adminlang="fr" srclang="*all*" datatype="plaintext"/>\n'
        "<body>\n"
    )
    for unit in units:
        yield (
            f"<tu srclang={quoteattr(unit.source_language)}>"
            f"{_variant(unit.source_language, unit.source)}"
            f"{_variant(unit.target_language, unit.target)}</tu>\n"
        )
    yield "</body>\n</tmx>\n"


def _variant(language: str, text: str) -> str:
    words = escape(_FORBIDDEN.sub("", text))
    return f"<tuv xml:lang={quoteattr(language)}><seg>{words}</seg></tuv>"


class _Bounded:
    """A stream that stops a file larger than it may be."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._read = stream, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(min(size, 1 << 16) if size >= 0 else 1 << 16)
        self._read += len(piece)
        if self._read > LARGEST:
            raise TmxError(f"Ce fichier dépasse {LARGEST // (1024 * 1024)} Mo : partagez-le.")
        return piece


def _pairs(unit: Element, source_tag: str) -> Iterator[TmxUnit]:
    variants = [
        (language(one.get(_LANGUAGE) or one.get("lang") or "") or "", _words(one))
        for one in unit
        if _tag(one) == "tuv"
    ]
    variants = [(tag, text) for tag, text in variants if tag and text and len(text) <= LONGEST]
    wanted = language(source_tag)
    source = next((one for one in variants if one[0] == wanted), variants[0] if variants else None)
    for tag, text in variants:
        if source is not None and tag != source[0]:
            yield TmxUnit(source[1], text, source[0], tag)


def _words(variant: Element) -> str:
    segment = next((one for one in variant if _tag(one) == "seg"), None)
    return " ".join("".join(_text(segment)).split()) if segment is not None else ""


def _text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _tag(child) not in _CODES:
            yield from _text(child)
        yield child.tail or ""


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _forget(root: Element, unit: Element) -> None:
    body = next((one for one in root if _tag(one) == "body"), None)
    for holder in (root, body):
        if holder is not None and len(holder) and holder[-1] is unit:
            holder.remove(unit)
