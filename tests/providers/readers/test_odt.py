"""OpenDocument texts: headings, lists and tables in their order."""

from __future__ import annotations

from pathlib import Path

import odfdo

from bastide.providers.readers.sandbox import close_idle_child, read_in_child


def test_an_opendocument_keeps_its_order(tmp_path: Path) -> None:
    written = odfdo.Document("text")
    written.body.clear()
    table = odfdo.Table("T", width=2, height=2)
    for at, text in enumerate(["Âge", "Prix", "6", "1"]):
        table.set_value((at % 2, at // 2), text)
    for part in (
        odfdo.Header(1, "Aides"),
        odfdo.Paragraph("Avant."),
        odfdo.List(["un", "deux"]),
        table,
        odfdo.Header(2, "Retrait"),
        odfdo.Paragraph("Après."),
    ):
        written.body.append(part)
    path = tmp_path / "deposited"
    written.save(str(tmp_path / "a.odt"))
    (tmp_path / "a.odt").rename(path)
    (document,) = read_in_child(path, "a.odt")
    close_idle_child()
    assert [(b.kind, b.headings, b.text) for b in document.blocks] == [
        ("text", ("Aides",), "Avant.\n- un\n- deux"),
        ("table", ("Aides",), "Âge | Prix\n6 | 1"),
        ("text", ("Aides", "Retrait"), "Après."),
    ]
