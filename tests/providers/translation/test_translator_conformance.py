"""What every `Translator` does, whatever is behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bastide.engine.ports import Translator
from bastide.engine.translation import marks
from bastide.engine.translation.flow import translate_texts
from bastide.engine.translation.model import Kept, Term, TranslationError
from bastide.providers.translation.apertium import Apertium
from bastide.providers.translation.chat import ChatTranslator
from bastide.providers.translation.libretranslate import LibreTranslate

from .conftest import CapitalModel, needs_apertium

KEPT = [
    Kept("convention", "acòrdi"),
    Kept("https://a.example/b?c=1&d=<e>", "https://a.example/b?c=1&d=<e>"),
]


@pytest.fixture(params=[pytest.param("apertium", marks=needs_apertium), "chat", "libretranslate"])
def translator(request: pytest.FixtureRequest) -> Iterator[Translator]:
    if request.param == "apertium":
        yield Apertium()
    elif request.param == "chat":
        yield ChatTranslator(CapitalModel())
    else:
        server = request.getfixturevalue("libre_server")
        place = f"127.0.0.1:{server.server_port}"
        yield LibreTranslate(f"http://{place}", private_hosts=frozenset({place}))


def test_one_translation_a_text_in_order(translator):
    texts = [f"Il y a {n} bureaux." for n in range(60)]
    told = translator.translate(texts, "fr", "oc")
    assert [re.findall(r"\d+", one) for one in told] == [[str(n)] for n in range(60)]
    assert translator.translate([], "fr", "oc") == []


def test_marks_come_out_once(translator):
    text = f"La nouvelle {marks.kept(0)} est signée, voir {marks.kept(1)}."
    told = translator.translate([text], "fr", "oc", kept=KEPT)[0]
    assert sorted(marks.KEPT.findall(told)) == [marks.kept(0), marks.kept(1)]
    assert "signée" not in told


def test_formats_stay_on_words(translator):
    runs = (("La ", 1), ("présidente", 2), (" vient demain.", 1))
    told = marks.runs_of(translator.translate([marks.written(runs)], "fr", "oc")[0])
    assert [text.strip().lower()[:7] for text, number in told if number == 2] in (
        ["preside"],
        ["préside"],
    )


def test_hostile_characters_go_through(translator):
    texts = [
        "a [b] {c} ^d$ e/f \\ g@h <i> #j *k & l ⟦9⟧ ⟨3⟩",
        "\0\x1b]0;x\x07",
        "",
        "<b>",
        "aqzb aqzbc",
    ]
    told = translate_texts(texts, "fr", "oc", translator)
    for text, one in zip(texts, told, strict=True):
        for character in "[]{}^$/\\@<>#*&":
            assert one.text.count(character) == text.count(character), (text, one.text)
    assert "\n" not in "".join(one.text for one in told)


def test_terms_and_addresses_are_all_there(translator):
    texts = ["La convention https://a.example/b?c=1 est à [{nom}], convention comprise."] * 3
    for one in translate_texts(texts, "fr", "oc", translator, [Term("convention", "acòrdi")]):
        assert one.text.count("acòrdi") == 2
        assert one.text.count("https://a.example/b?c=1") == one.text.count("{nom}") == 1
        assert one.doubts == ()


def test_a_pair_that_is_not_known_is_told(translator):
    with pytest.raises(TranslationError) as told:
        translator.translate(["Bonjour."], "fr", "tlh")
    assert told.value.kind == "pair"
    assert str(told.value).endswith(".")


def test_pairs_say_their_quality(translator):
    pairs = {(pair.source, pair.target): pair for pair in translator.pairs()}
    assert pairs["fr", "oc"].label in ("brouillon relisible", "pour comprendre seulement")
    assert pairs["fr", "oc"].engine
