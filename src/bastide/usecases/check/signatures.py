"""The 2D-Docs of a case: found among its barcodes, put together when cut in parts, verified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from bastide.engine.pieces.model import Barcode, FileRead, PageRef, Signed
from bastide.engine.pieces.twoddoc import assemble, is_twoddoc, parse
from bastide.engine.pieces.twoddoc_kinds import kind_fields
from bastide.engine.pieces.twoddoc_message import TwoDDocError


def trust_folder() -> Path:
    """Where the administrator's trust store lies."""
    return Path(settings.DATA_DIR) / "trust"


def signed_of(
    files: Sequence[FileRead], *, trust_test_authority: bool, on: date
) -> tuple[Signed, ...]:
    """Every 2D-Doc of the files with what its signature is worth. `on`: the day of the check.

    Its fields bear our own names, in normal form.
    """
    found = [one for index, file in enumerate(files) for one in _codes(index, file)]
    if not found:
        return ()
    from bastide.providers.twoddoc_trust import load_store, verify

    store = load_store(trust_folder())
    signed = []
    for payload, page, barcode in found:
        try:
            code = parse(payload)
        except TwoDDocError as error:
            unreadable = Signed("", {}, "unreadable", str(error), "", "", None, page, barcode.box)
            signed.append(unreadable)
            continue
        check = verify(code, store, trust_test_authority=trust_test_authority, on=on)
        signed.append(
            Signed(
                document_type=code.document_type,
                fields=kind_fields(code)[1],
                outcome=check.outcome,
                reason=check.reason,
                test=check.test,
                issuer=code.issuer,
                certificate=code.certificate,
                signed_on=code.signed_on,
                page=page,
                box=barcode.box,
            )
        )
    return tuple(signed)


def _codes(index: int, file: FileRead) -> list[tuple[bytes, PageRef, Barcode]]:
    """The codes of a file with where they stand; one cut in parts stands where its first is."""
    every = [
        (barcode, PageRef(index, page.number))
        for page in file.pages
        for barcode in page.barcodes
        if is_twoddoc(barcode.data)
    ]
    whole, parts = [], []
    for barcode, ref in every:
        alone = assemble([barcode.data])
        if alone:
            whole.append((alone[0], ref, barcode))
        else:
            parts.append((barcode, ref))
    if parts:
        first, place = parts[0]
        joined = assemble([barcode.data for barcode, _ in parts])
        whole += [(payload, place, first) for payload in joined]
    return whole
