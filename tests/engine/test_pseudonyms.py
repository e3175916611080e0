"""What leaves is hidden, what returns is whole, whatever the text."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.personal import personal
from bastide.engine.pseudonyms import Key, Restorer, hide, hide_all, restore

FRAGMENTS = st.sampled_from(
    [
        "Je m'appelle Élodie Exemple", "M. FICTIF", "Mme Anne-Laure d'Exemple", "née le 12/03/1987",
        "06 39 98 12 34", "+33 6 39 98 12 34", "elodie.exemple@courriel.example", "PERSONNE_1",
        "[PERSONNE_1]", "[personne_2]", "TELEPHONE_3", "[", "]", "_1", "12 rue des Chimères",
        "12 bis, avenue du Spécimen\n13001 Marseille", "FR76 3000 6000 0112 3456 7890 189",
        "2 87 03 13 055 042 73", "Cordialement,\nKarim Spécimen\n", "DUPONTEL Marie", "Exemple",
        "le 3939", "bonjour", "\n", " ", ",", "É", "ſ", "\\", '"', "1", "_",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.lists(FRAGMENTS, max_size=12).map(" ".join),
    st.lists(FRAGMENTS, max_size=12).map("".join),
)


@given(TEXTS)
def test_what_was_hidden_comes_back(text: str) -> None:
    hidden, key = hide(text)
    assert restore(hidden, key) == text


@given(TEXTS)
def test_nothing_of_the_key_is_left_in_the_text(text: str) -> None:
    hidden, key = hide(text)
    for value in key.values.values():
        assert not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", hidden)


@given(TEXTS, st.lists(st.integers(1, 9), min_size=1))
def test_it_comes_back_piece_by_piece(text: str, sizes: list[int]) -> None:
    hidden, key = hide(text)
    restorer, told, at = Restorer(key), [], 0
    while at < len(hidden):
        size = sizes[at % len(sizes)]
        told.append(restorer.feed(hidden[at : at + size]))
        at += size
    assert "".join(told) + restorer.end() == text


@given(TEXTS)
def test_it_comes_back_within_json(text: str) -> None:
    hidden, key = hide(text)
    restored = restore(json.dumps({"texte": hidden}, ensure_ascii=False), key, in_json=True)
    assert json.loads(restored) == {"texte": text}


@given(st.lists(TEXTS, max_size=4))
def test_several_texts_share_a_key(texts: list[str]) -> None:
    hidden, key = hide_all(texts)
    assert [restore(one, key) for one in hidden] == texts


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Je m'appelle Élodie Exemple.", "Je m'appelle [PERSONNE_1]."),
        ("M. Jean-Baptiste FICTIF attend.", "M. [PERSONNE_1] attend."),
        ("Madame de la Fiction", "Madame de la Fiction"),
        ("Dossier de DUPONTEL Marie, complet", "Dossier de [PERSONNE_1], complet"),
        ("Marie DUPONTEL et Marie DUPONTEL", "[PERSONNE_1] et [PERSONNE_1]"),
        ("Merci d'avance,\nKarim Spécimen", "Merci d'avance,\n[PERSONNE_1]"),
        ("appelez le 06.39.98.12.34 !", "appelez le [TELEPHONE_1] !"),
        ("écrire à a.b@mail.example.", "écrire à [COURRIEL_1]."),
        ("12 bis rue des Chimères, 13001 Marseille.", "[ADRESSE_1]."),
        ("5 place Vide | lundi", "[ADRESSE_1] | lundi"),
        ("3 rue des Fables 13001 Marseille (gare)", "[ADRESSE_1] (gare)"),
        ("j'habite 3 impasse des Fables", "j'habite [ADRESSE_1]"),
        ("née le 3 mars 1987 à Gap", "née le [NAISSANCE_1] à Gap"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", "IBAN [IDENTIFIANT_1]"),
        # A slip in the key does not make a number public.
        ("IBAN FR76 3000 6000 0112 3456 7890 188", "IBAN [IDENTIFIANT_1]"),
        ("NIR 2 87 03 13 055 042 73", "NIR [IDENTIFIANT_1]"),
        ("SIRET 732 829 320 00074", "SIRET [IDENTIFIANT_1]"),
        ("déjà dit : [PERSONNE_1], M. Fictif", "déjà dit : [PERSONNE_1], M. [PERSONNE_2]"),
    ],
)
def test_persons_are_hidden(text: str, hidden: str) -> None:
    assert hide(text)[0] == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Le lycée ouvre à 8 h 30 du lundi au vendredi.",
        "Le Pass Sud Formation prend en charge 9 500 € au plus.",
        "Monsieur le Maire et Madame la Présidente sont là.",
        "Madame, Monsieur, bonjour.",
        "Appelez le 3939 ou le 115.",
        "La rue des Chimères est fermée.",
        "Réunion le 12/03/2026 à Digne-les-Bains (04000).",
        "Dossier n° 2026-0412, ligne 27.",
    ],
)
def test_what_names_nobody_stays_as_it_is(text: str) -> None:
    assert hide(text) == (text, Key({}))


def test_a_name_told_once_is_hidden_everywhere() -> None:
    hidden, _ = hide_all(["Je m'appelle Élodie Chimérique.", "Chimérique a déposé un dossier."])
    assert "Chimérique" not in " ".join(hidden)


def test_a_model_may_lose_brackets_and_capitals() -> None:
    hidden, key = hide("M. Fictif habite 3 rue des Fables.")
    assert hidden == "M. [PERSONNE_1] habite [ADRESSE_1]."
    assert restore("personne_1, [Adresse_1]", key) == "Fictif, 3 rue des Fables"
    assert restore("PERSONNE_12 PERSONNE_9", key) == "PERSONNE_12 PERSONNE_9"


def test_a_key_printed_by_mistake_says_nothing() -> None:
    _, key = hide("M. Fictif")
    assert "Fictif" not in f"{key} {key!r}"


def test_a_long_hostile_text_takes_no_time() -> None:
    hostile = "Jean " * 4000 + "1 rue " * 4000 + "A" * 20000 + " 0" * 20000 + "[PERSONNE_" * 2000
    begun = time.process_time()
    hidden, key = hide(hostile)
    assert (
        time.process_time() - begun < 20
    )  # seconds of processor: a regular expression gone wild takes hours
    assert restore(hidden, key) == hostile


def test_most_names_are_found_and_little_else() -> None:
    """156 sentences written for the project, names between brackets. Odd lines were not looked at
    while the rules were written: floors are of those alone."""
    sentences = Path(__file__).with_name("sentences_with_names.txt").read_text("utf-8").splitlines()
    names = found = spans = right = 0
    for sentence in sentences[1::2]:
        pieces = re.split(r"[\[\]]", sentence)
        text = "".join(pieces)
        at, held = 0, []
        for number, piece in enumerate(pieces):
            held += [(at, at + len(piece))] * (number % 2)
            at += len(piece)
        hidden = [s for s in personal(text) if s.kind == "name"]
        names += len(held)
        found += sum(any(s.start <= a and b <= s.end for s in hidden) for a, b in held)
        spans += len(hidden)
        right += sum(any(s.start < b and a < s.end for a, b in held) for s in hidden)
    assert (len(sentences), names) == (156, 43)
    assert found >= 0.85 * names
    assert right >= 0.95 * spans
