"""Glossaries read from CSV, terms found in texts."""

from __future__ import annotations

import pytest

from bastide.engine.translation.glossary import BadGlossary, Glossary, read
from bastide.engine.translation.languages import from_to, language
from bastide.engine.translation.model import Term


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "source;cible\naide;ajuda\nPass Sud;\n",
            [Term("aide", "ajuda"), Term("Pass Sud", "Pass Sud")],
        ),
        ("aide,ajuda,ajudas\n", [Term("aide", "ajuda", "ajudas")]),
        ("\ufefffr\ttraduction\tpluriel\n\n a  b \tc\td\n", [Term("a b", "c", "d")]),
    ],
)
def test_csv_in_its_usual_dialects(text, terms):
    assert read(text) == terms


@pytest.mark.parametrize(
    ("text", "said"), [("", "vide"), ("aide\n", "deux colonnes"), ("a;" + "b" * 300, "ligne 1")]
)
def test_bad_glossaries_are_told(text, said):
    with pytest.raises(BadGlossary, match=said):
        read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L'AIDE RÉGIONALE", ["AJUDA"]),
        ("Aides regionales et aide-régionale", ["Ajuda", "ajuda"]),
        ("aide. Régionale ; aider régionale", []),
        ("une aide  régionale au transport", ["ajuda de transpòrt"]),
        ("les travaux municipaux", ["òbra"]),
    ],
)
def test_terms_are_found_whatever_their_writing(text, found):
    terms = [
        Term("aide régionale", "ajuda"),
        Term("aide régionale au transport", "ajuda de transpòrt"),
        Term("travaux municipal", "òbra"),
    ]
    assert [use.written for use in Glossary(terms).uses(text)] == found


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("fr", "fr"),
        ("Occitan", "oc"),
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        ("pt-BR", "pt"),
        ("català", "ca"),
        ("klingon", None),
        ("", None),
    ],
)
def test_languages_by_code_or_name(said, code):
    assert language(said) == code


def test_languages_in_a_sentence():
    assert from_to("fr", "oc") == "du français vers l'occitan"
    assert from_to("es", "fr") == "de l'espagnol vers le français"
