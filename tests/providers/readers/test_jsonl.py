"""JSON lines: titles head their text, and nothing of a section is lost to search or quoting."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.model import Block
from bastide.providers.readers.jsonl import read

Section = Callable[[str], Block]


@pytest.fixture
def section(tmp_path: Path) -> Section:
    return lambda text: _section(tmp_path, text)


def _section(folder: Path, text: str) -> Block:
    path = folder / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "title": "T", "sections": [text]}))
    (document,) = read(path, "a.jsonl")
    return document.blocks[0]


@pytest.mark.parametrize(
    ("headings", "text"),
    [
        (["Démarche"], "Vous devez déposer le dossier complet au guichet de la mairie."),
        (["Par courrier", "À Paris"], "Envoyez les pièces suivantes :\nun formulaire"),
        (["4) Constat : dans quels cas ?"], "Le médecin constate que le poste ne convient plus."),
        (["Qui peut la demander ?"], "La demande est ouverte à tous les habitants majeurs."),
    ],
)
def test_titles_before_a_sentence_become_its_path(
    section: Section, headings: list[str], text: str
) -> None:
    assert section("\n".join([*headings, text])) == Block(text, tuple(headings))


@pytest.mark.parametrize(
    "text",
    [
        "18 506 €\nAu-delà de ce revenu, la famille ne perçoit plus aucune allocation.",
        "Moins de 1 200 €\n75 %\nDe 1 200 € à 1 500 €\n50 %",
        "Nombre d'enfants\nRevenus\nMontant\n1 enfant\n2 enfants\n3 enfants",
        "Copie du bail\nPhoto d'identité\nTimbre au tarif en vigueur",
        "Pièce d'identité\nActe de naissance\nAttestation d'hébergement\nAvis d'imposition\n"
        "Relevé d'identité bancaire\nLe dossier incomplet est renvoyé à son auteur sans délai.",
        "Maison des services\n12 rue du Lavoir\n34000 Exempleville\nOn y reçoit sans rendez-vous.",
        "Accueil au 04 00 00 00 00\nLe service répond à toutes les questions sur le dossier.",
        "Du lundi au vendredi de 8h30 à 17h\nLe service est fermé les jours fériés et en août.",
        "Oui\nLa demande peut être faite par un parent ou par le représentant légal.",
        "Février : 140 heures\nLa gratification est due pour chaque heure de présence effective.",
        "guichet unique\nLe guichet reçoit les demandes de toute la commune le matin.",
    ],
)
def test_tables_lists_and_addresses_stay_in_the_text(section: Section, text: str) -> None:
    assert section(text) == Block(text)


def test_a_line_announced_by_a_colon_is_no_title(section: Section) -> None:
    text = "Vous devez fournir :\nUne lettre\nLa lettre doit être signée par les deux parents."
    assert section(text).text == text


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map(lambda w: w[:60]),
        min_size=1,
    )
)
def test_no_line_is_ever_lost(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        block = _section(Path(folder), "\n".join(lines))
    assert [*block.headings, *block.text.split("\n")] == lines
