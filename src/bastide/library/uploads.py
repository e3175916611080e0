"""Files that a member hands over, kept in the folder of their source."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from bastide.library.connectors.files import UPLOADS, uploads_folder
from bastide.library.models import Source
from bastide.providers.readers import READABLE

_FORBIDDEN = re.compile(r"[^\w .,()'’&+=@-]", re.UNICODE)
LONGEST_NAME = 150


class UploadRefused(ValueError):
    """A file that is not kept; the message says why, in French."""


def safe_name(name: str) -> str:
    """The name under which a file is kept: no folder, no leading dot, no odd character.

    Raises `UploadRefused` when nothing is left or the format is not one that can be read.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", last)).strip(" .")
    stem, suffix = os.path.splitext(clean)
    if not stem.strip("_ .") or suffix.lower() not in READABLE:
        known = ", ".join(sorted(s.lstrip(".") for s in READABLE))
        raise UploadRefused(
            _("Ce format ne se lit pas. Formats acceptés : %(known)s.") % {"known": known}
        )
    stem = stem.encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(" .")
    return f"{stem}{suffix}"


def keep(source: Source, file: UploadedFile) -> str:
    """Writes an uploaded file; one of the same name is replaced. Returns the name kept.

    Raises `UploadRefused` (format, size, empty) and `OSError` (full disk).
    """
    name = safe_name(file.name or "")
    limit = settings.UPLOAD_MAX_BYTES
    if not file.size:
        raise UploadRefused(_("Ce fichier est vide."))
    if file.size > limit:
        raise UploadRefused(_("Ce fichier dépasse %(most)d Mo.") % {"most": limit // (1024 * 1024)})
    UPLOADS.put(f"{uploads_folder(source.organisation_id, source.pk)}/{name}", file.chunks())
    return name
