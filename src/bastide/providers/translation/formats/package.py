"""Office files: archives of XML parts. What is not translated is copied as it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from bastide.engine.ports import ReadError
from bastide.providers.readers import budget
from bastide.providers.translation.formats import Refused

_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": False,
}
MACROS = (
    "Ce fichier contient des macros : il n'est pas ouvert. Enregistrez-le sans macros ({}) puis "
    "déposez-le de nouveau."
)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "macrosheets/")


def parsed(data: bytes) -> Any:
    """The root of an XML part; nothing outside it is read."""
    return etree.fromstring(data, etree.XMLParser(**_PARSER))


def serialised(root: Any) -> bytes:
    return bytes(
        etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    )


class Package:
    """An archive opened, its parts by name."""

    def __init__(self, path: Path, without_macros: str) -> None:
        budget.check_archive(path)
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                self.names = [info.filename for info in archive.infolist()]
        except zipfile.BadZipFile as error:
            raise ReadError("Le fichier est abîmé : il ne s'ouvre pas.") from error
        lowered = [name.lower() for name in self.names]
        macros = any(part in name for name in lowered for part in _MACRO_PARTS)
        if macros or any(name.startswith(("basic/", "scripts/")) for name in lowered):
            raise Refused(MACROS.format(without_macros))

    def read(self, name: str) -> bytes:
        with zipfile.ZipFile(self._path) as archive:
            return archive.read(name)

    def xml(self, chosen: Callable[[str], bool]) -> dict[str, Any]:
        """The parts that `chosen` names, parsed. Raises `ReadError` for one that is no XML."""
        found = {}
        with zipfile.ZipFile(self._path) as archive:
            for name in dict.fromkeys(self.names):
                if chosen(name):
                    try:
                        found[name] = parsed(archive.read(name))
                    except etree.XMLSyntaxError as error:
                        raise ReadError(f"Le fichier est abîmé : « {name} » y est faux.") from error
        return found

    def with_parts(self, parts: dict[str, Any]) -> bytes:
        """The archive with some of its parts changed, the others as they were."""
        out = io.BytesIO()
        with zipfile.ZipFile(self._path) as archive, zipfile.ZipFile(out, "w") as made:
            done = set()
            for info in archive.infolist():
                if info.filename in done:  # a name given twice: the last is what offices read
                    continue
                done.add(info.filename)
                root = parts.get(info.filename)
                data = archive.read(info.filename) if root is None else serialised(root)
                kind = info.compress_type
                if kind not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    kind = zipfile.ZIP_DEFLATED
                fresh = zipfile.ZipInfo(info.filename, info.date_time)
                fresh.external_attr = info.external_attr
                made.writestr(fresh, data, kind)
        return out.getvalue()
