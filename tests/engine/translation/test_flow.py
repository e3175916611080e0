"""Texts into another language by an engine that writes in capitals: what is kept, remembered,
checked, asked again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from bastide.engine.translation import marks
from bastide.engine.translation.flow import memory_key, recalling, translate_texts
from bastide.engine.translation.model import Kept, Pair, Remembered, Term
from bastide.engine.translation.segments import cut


class Shouting:
    """A `Translator` that writes in capitals. `spoil`: what it does wrong with a text."""

    def __init__(self, spoil: Callable[[str], str] = str) -> None:
        self.spoil = spoil
        self.asked: list[str] = []

    def pairs(self) -> Sequence[Pair]:
        return [Pair("fr", "oc", "draft", engine="Cris")]

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        self.asked += texts
        return [self.spoil(text.upper()) for text in texts]


def one(text: str, translator: Shouting | None = None, **given):
    return translate_texts([text], "fr", "oc", translator or Shouting(), **given)[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "Bonjour. Merci !\n\n- un point\n- un autre ;\tfin",
        "Titre\r\nSuite",
        "a" * 500 + " : b ; c ; d",
        "a" * 5000 + " b" + " c" * 3000 + "  ",
        "M. Blanc, art. 12. « Oui. » Non.",
    ],
)
def test_sentences_and_blanks_make_the_text_again(text):
    found = cut(text)
    assert found.before + "".join(s.text + s.after for s in found.sentences) == text
    assert not "".join(s.after for s in found.sentences).strip()


def test_blanks_and_lines_stay():
    assert one("  Bonjour à tous.  Merci !\n\nfin\n").text == "  BONJOUR À TOUS.  MERCI !\n\nFIN\n"


def test_what_is_not_to_be_translated_is_kept():
    text = (
        "Écrivez à accueil@garrigue.example ou au 04 91 00 00 00, voir "
        "https://garrigue.example/a?b pour {prenom} avant le 12/03/2026, dossier AB-123, Mme Blanc."
    )
    told = one(text).text
    for kept in (
        "accueil@garrigue.example",
        "04 91 00 00 00",
        "https://garrigue.example/a?b",
        "{prenom}",
        "12/03/2026",
        "AB-123",
        "Blanc",
    ):
        assert kept in told
    assert told.startswith("ÉCRIVEZ À ")
    assert one(text).doubts == ()


def test_a_sentence_of_nothing_to_translate_does_not_go_to_the_engine():
    engine = Shouting()
    told = one(
        "https://garrigue.example\n3 500 €\nPass Sud",
        engine,
        glossary=[Term("Pass Sud", "Pass Sud")],
    )
    assert (told.text, told.origin, engine.asked) == (
        "https://garrigue.example\n3 500 €\nPass Sud",
        "kept",
        [],
    )


def test_the_glossary_is_imposed_with_its_case_and_plural():
    terms = [Term("aide régionale", "ajuda", "ajudas"), Term("Pass Sud", "Pass Sud")]
    told = one(
        "L'aide régionale et les aides regionales du Pass Sud. Aide régionale", glossary=terms
    )
    assert told.text == "L'ajuda ET LES ajudas DU Pass Sud. Ajuda"


def test_the_memory_comes_before_the_engine():
    memory = recalling(
        [Remembered("Bonjour  À tous.", "Adiu."), Remembered("bonjour a tous.", "Bonjorn.")]
    )
    told = one("Bonjour à tous. Merci.", memory=memory)
    assert [(s.target, s.origin) for s in told.segments] == [
        ("Bonjorn.", "memory"),
        ("MERCI.", "engine"),
    ]
    assert memory_key("Été ") == "ete"


def test_alike_sentences_are_translated_once():
    engine = Shouting()
    translate_texts(["Merci.", "Merci. Merci."], "fr", "oc", engine)
    assert engine.asked == ["Merci."]


@pytest.mark.parametrize(
    ("text", "spoil", "reason"),
    [
        ("Il reste 15 places.", lambda t: "RÈSTAN 51 PLAÇAS.", "number"),
        ("Fermé le 12 mars.", lambda t: t.replace("12 MARS", "12 de abril"), "date"),
        ("Il ne vient pas demain.", lambda t: "VEN DEMAN.", "negation"),
        ("Bonjour à tous ici présents.", lambda t: "", "empty"),
        ("La réunion est reportée à demain soir sans faute.", lambda t: t * 4, "length"),
        ("un mot drolatique", lambda t: marks.UNKNOWN + t.lower(), "unknown"),
        ("voici cinq mots tout simples", str.lower, "untranslated"),
    ],
)
def test_what_is_wrong_is_told(text, spoil, reason):
    told = one(text, Shouting(spoil))
    assert reason in [doubt.reason for doubt in told.doubts]
    assert all(doubt.told.endswith((".", "»")) for doubt in told.doubts)


def test_a_word_that_no_engine_knows_is_named():
    told = one("un drolatique", Shouting(lambda t: f"UN {marks.UNKNOWN}drolatique"))
    assert told.text == "UN drolatique"
    assert [d.detail for d in told.doubts] == ["drolatique"]


def test_numbers_written_otherwise_are_the_same():
    told = one(
        "Il reste 3 500,50 € et quinze jours.", Shouting(lambda t: "REST 3,500.50 € E 15 JORNS.")
    )
    assert told.doubts == ()


def test_an_engine_that_loses_marks_is_asked_piece_by_piece():
    engine = Shouting(lambda t: marks.KEPT.sub("", t))
    told = one(
        "Voir https://garrigue.example pour l'aide de 300 €.",
        engine,
        glossary=[Term("aide", "ajuda")],
    )
    assert told.text == "VOIR https://garrigue.example POUR L'ajuda DE 300 €."
    assert told.doubts == ()


def test_an_engine_that_changes_numbers_gets_them_marked():
    told = one("Il reste 15 places.", Shouting(lambda t: re.sub("15", "51", t)))
    assert told.text == "Il reste 15 places.".upper()
    assert told.doubts == ()


def test_formats_follow_their_words():
    text = marks.written((("La ", 1), ("nouvelle aide", 2), (" est versée.", 1)))
    assert one(text).segments[0].runs == (("LA ", 1), ("NOUVELLE AIDE", 2), (" EST VERSÉE.", 1))
    lost = one(text, Shouting(marks.plain))
    assert lost.text == "LA NOUVELLE AIDE EST VERSÉE."
    assert [t.strip() for t, n in lost.segments[0].runs if n == 2] == ["NOUVELLE AIDE"]


def test_marks_that_a_text_brings_are_not_ours():
    told = one(f"Bonjour {marks.kept(3)} à tous {marks.UNKNOWN}.")
    assert told.text == "BONJOUR � À TOUS �."
