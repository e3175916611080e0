"""Web pages: text of blocks, alternative texts, title and description; scripts and code stay.

Only what is translated is written anew, in the page's own encoding or UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree

from bastide.engine.ports import ReadError
from bastide.providers.translation.formats import Languages, Opened, Refused
from bastide.providers.translation.formats.mixed import Mixed, What, add_text
from bastide.providers.translation.formats.text import decoded
from bastide.providers.translation.formats.texts import Texts

_SPANS = frozenset(
    "a abbr acronym b bdi bdo big cite dfn em font i ins label mark q s small span strike strong "
    "sub sup time tt u".split()
)
_OBJECTS = frozenset("img input button select svg math code kbd samp var canvas picture".split())
_LEFT = frozenset(
    "script style pre textarea template noscript code kbd samp var svg math iframe object".split()
)
_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "summary")
_DESCRIBED = frozenset({"description", "keywords", "og:title", "og:description", "twitter:title"})


def opened(path: Path, languages: Languages) -> Opened:
    text, encoding = decoded(path.read_bytes())
    declared = re.search(r"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", text[:4096], re.IGNORECASE)
    if encoding == "cp1252" and declared:
        text = _as_declared(path.read_bytes(), declared[1]) or text
    if not text.strip():
        raise Refused("Le fichier est vide.")
    whole = bool(re.search(r"<(?:!doctype|html|head|body)\b", text[:65536], re.IGNORECASE))
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    try:
        root = (
            lxml.html.document_fromstring(data, parser=parser)
            if whole
            else lxml.html.fragment_fromstring(data, create_parent="div", parser=parser)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("La page est abîmée : elle ne s'ouvre pas.") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise ReadError("La page est abîmée : ses éléments sont trop emboîtés.")
    texts = Texts()
    lines = Mixed(_what, lambda _: 1, add_text)
    for block in _blocks(root):
        lines.paragraph(block, texts)
    _attributes(root, texts)

    def written(translations: Sequence[str]) -> bytes:
        texts.put(translations)
        _unwrap(root)
        _in_language(root, languages)
        return _serialised(root, whole, declared[1] if declared else "utf-8")

    return Opened(texts.all, written)


def _as_declared(data: bytes, name: str) -> str:
    try:
        return data.decode(name, "replace")
    except LookupError:
        return ""


_OURS = "bastide-line"


def _blocks(element: Any) -> Iterator[Any]:
    """The elements that hold a line of text. Where text and blocks are mixed in one element, each
    stretch of text gets a holder for the time of the translation."""
    if not isinstance(element.tag, str) or element.tag in _LEFT or _kept(element):
        return
    children = [one for one in element if isinstance(one.tag, str)]
    if all(_in_line(one) for one in children):
        yield element
        return
    _hold(element)
    for child in list(element):
        if child.tag == _OURS:
            yield child
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _in_line(element: Any) -> bool:
    """Whether an element stands in a line, with all that is in it."""
    if element.tag not in _SPANS | _OBJECTS | {"br", "wbr"}:
        return False
    return element.tag not in _SPANS or all(
        _in_line(one) for one in element if isinstance(one.tag, str)
    )


def _hold(element: Any) -> None:
    """Wraps the stretches of text and inline elements between an element's blocks."""
    row: list[Any] = [element.text, *(x for one in list(element) for x in (one, one.tail))]
    for child in list(element):
        element.remove(child)
    element.text = None
    holder: Any = None
    for one in row:
        if one is None:
            continue
        if not isinstance(one, str):
            one.tail = None
            if not isinstance(one.tag, str) or not _in_line(one):
                element.append(one)
                holder = None
                continue
        if holder is None:
            holder = etree.SubElement(element, _OURS)
        if isinstance(one, str):
            add_text(holder, one)
        else:
            holder.append(one)


def _unwrap(root: Any) -> None:
    etree.strip_tags(root, _OURS)


def _kept(element: Any) -> bool:
    return element.get("translate") == "no" or "notranslate" in (element.get("class") or "").split()


def _what(element: Any) -> What:
    if _kept(element):
        return "object"
    if element.tag in _SPANS:
        return "span"
    if element.tag == "br":
        return "soft"
    return "object" if element.tag in _OBJECTS else "anchor"


def _attributes(root: Any, texts: Texts) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str) or _kept(element):
            continue
        for name in _ATTRIBUTES:
            if element.get(name):
                texts.attribute(element, name)
        told = (element.get("name") or element.get("property") or "").lower()
        if element.tag == "meta" and told in _DESCRIBED:
            texts.attribute(element, "content")
        if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
            texts.attribute(element, "value")


def _in_language(root: Any, languages: Languages) -> None:
    source, target = languages
    for element in root.iter():
        if isinstance(element.tag, str) and (element.get("lang") or "").lower()[:2] == source:
            element.set("lang", target)


def _serialised(root: Any, whole: bool, encoding: str) -> bytes:
    if whole:
        tree = root.getroottree()
        doctype = tree.docinfo.doctype or None
        told = lxml.html.tostring(tree, encoding="unicode", doctype=doctype)
    else:
        told = (root.text or "") + "".join(
            lxml.html.tostring(one, encoding="unicode") for one in root
        )
    try:
        return str(told).encode(encoding, "xmlcharrefreplace")
    except LookupError:
        return str(told).encode("utf-8", "replace")
