"""Translation memories as other tools write them, and as nobody should."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.providers.translation import tmx
from bastide.providers.translation.tmx import TmxError, TmxUnit, read_tmx, write_tmx

OLD = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="X" segtype="sentence" srclang="FR-FR" datatype="xml"
 o-tmf="x" adminlang="en" creationtoolversion="1"><note>mot</note></header><body>
<tu tuid="1"><prop type="p">x</prop>
 <tuv xml:lang="oc"><seg>L'estatjant</seg></tuv>
 <tuv xml:lang="fr-FR"><seg>L'<bpt i="1">&lt;b&gt;</bpt>habitant<ept i="1">&lt;/b&gt;</ept>
   du <hi>lieu</hi></seg></tuv>
 <tuv lang="cat"><seg>L'habitant</seg></tuv><tuv xml:lang="xx"><seg>?</seg></tuv></tu>
<tu srclang="es"><tuv xml:lang="es_ES"><seg>Hola</seg></tuv>
 <tuv xml:lang="fr"><seg>Salut</seg></tuv></tu>
</body></tmx>"""


def read(text: str | bytes) -> list[TmxUnit]:
    return list(read_tmx(io.BytesIO(text if isinstance(text, bytes) else text.encode())))


def test_a_file_of_another_tool_is_read():
    assert read(OLD.encode("utf-16")) == [
        TmxUnit("L'habitant du lieu", "L'estatjant", "fr", "oc"),
        TmxUnit("L'habitant du lieu", "L'habitant", "fr", "ca"),
        TmxUnit("Hola", "Salut", "es", "fr"),
    ]


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=4))
def test_what_is_written_is_read_back(pairs):
    def words(text: str) -> str:
        return " ".join(tmx._FORBIDDEN.sub("", text).split())

    units = [TmxUnit(a, b, "fr", "oc") for a, b in pairs]
    expected = [TmxUnit(words(a), words(b), "fr", "oc") for a, b in pairs if words(a) and words(b)]
    assert read("".join(write_tmx(units))) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body/></html>",
        b"<tmx><body><tu>",
        b"pas du XML",
        b"\xff\xfe\x00<",
        b'<?xml version="1.0" encoding="klingon"?><tmx/>',
        b'<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><body>&b;</body></tmx>',
        b'<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/passwd">]><tmx>&e;</tmx>',
        b"<tmx>" + b"<note>" * 100,
    ],
)
def test_what_is_no_memory_is_refused_in_french(body):
    with pytest.raises(TmxError, match="TMX"):
        read(body)


def test_sizes_are_bound(monkeypatch):
    monkeypatch.setattr(tmx, "MOST_UNITS", 1)
    with pytest.raises(TmxError, match="segments"):
        read(OLD.encode("utf-16"))
    monkeypatch.setattr(tmx, "LARGEST", 1024)
    with pytest.raises(TmxError, match="partagez"):
        read(OLD.encode("utf-16") + b" " * 2048)
