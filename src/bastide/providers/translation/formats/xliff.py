"""XLIFF 1.2 and 2.x (OASIS): a target for each source that has none a person approved.

Inline codes stay: those around words go with them (`g`, `pc`, `mrk`), the others are objects.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from bastide.engine.ports import ReadError
from bastide.providers.translation.formats import Languages, Opened, Refused
from bastide.providers.translation.formats.mixed import Mixed, What, add_text
from bastide.providers.translation.formats.package import parsed, serialised
from bastide.providers.translation.formats.texts import Texts

_SPANS = frozenset({"g", "pc", "mrk"})
# States that say that a person, or an earlier step, is done with the target.
_DONE = frozenset({"final", "signed-off", "translated", "reviewed"})
_TO_REVIEW = "needs-review-translation"


def opened(path: Path, languages: Languages) -> Opened:
    try:
        root = parsed(path.read_bytes())
    except etree.XMLSyntaxError as error:
        raise ReadError("Le fichier est abîmé : ce n'est pas du XML bien formé.") from error
    if etree.QName(root).localname != "xliff":
        raise Refused("Ce fichier XML n'est pas du XLIFF.")
    namespace = etree.QName(root).namespace
    prefix = f"{{{namespace}}}" if namespace else ""
    second = (root.get("version") or "1.2").startswith("2")
    texts = Texts()
    lines = Mixed(_what, lambda _: 1, add_text)
    for holder in _holders(root, second):
        source = holder.find(f"{prefix}source")
        if source is None or _approved(holder, holder.find(f"{prefix}target")):
            continue
        fresh = _target(holder, source, f"{prefix}target")
        lines.paragraph(fresh, texts)
        _stated(holder, fresh, second)

    def written(translations: Sequence[str]) -> bytes:
        texts.put(translations)
        if second:
            root.set("trgLang", languages[1])
        for file in () if second else root.iter(f"{prefix}file"):
            file.set("target-language", languages[1])
        return serialised(root)

    return Opened(texts.all, written)


def _holders(element: Any, second: bool) -> Iterator[Any]:
    """Units (1.2) or segments (2.x), those that are not to be translated left out."""
    for child in element:
        if not isinstance(child.tag, str) or child.get("translate") == "no":
            continue
        name = etree.QName(child).localname
        if name == ("segment" if second else "trans-unit"):
            yield child
        elif name not in ("alt-trans", "skeleton", "matches"):
            yield from _holders(child, second)


def _approved(holder: Any, target: Any) -> bool:
    if target is None or not "".join(target.itertext()).strip():
        return False
    state = target.get("state") or holder.get("state") or ""
    return holder.get("approved") == "yes" or state in _DONE


def _target(holder: Any, source: Any, tag: str) -> Any:
    """A target with what the source holds, in its place; the former one goes."""
    former = holder.find(tag)
    fresh = etree.SubElement(holder, tag)
    fresh.tail = source.tail if former is None else former.tail
    if former is not None:
        holder.remove(former)
    holder.insert(holder.index(source) + 1, fresh)
    fresh.text = source.text
    for child in source:
        fresh.append(copy.deepcopy(child))
    return fresh


def _stated(holder: Any, target: Any, second: bool) -> None:
    if second:
        holder.set("state", "translated")
    else:
        target.set("state", _TO_REVIEW)


def _what(element: Any) -> What:
    name = etree.QName(element).localname
    if name == "mrk" and element.get("translate") == "no":
        return "object"
    if name == "mrk" and element.get("mtype") == "protected":
        return "object"
    return "span" if name in _SPANS else "object"
