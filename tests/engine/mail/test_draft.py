"""A draft whose sentences are cited, marked, or of the house."""

from __future__ import annotations

from datetime import datetime

import pytest

from bastide.engine.mail.draft import TO_COMPLETE, HouseStyle, draft
from bastide.engine.mail.model import Brief, Message
from bastide.engine.model import Answer, Citation, Competence, Statement

STYLE = HouseStyle(signature="Le service courrier\nVille de Chimérac")
SENTENCE = "Le dossier est à déposer avant le 30 juin."
CITATION = Citation(1, 2, "Crèches", "https://chimerac.example/creches", SENTENCE, 0, len(SENTENCE))
PROVED = Answer("?", "extract", (Statement(SENTENCE, "answer", (CITATION,)),))
SILENT = Answer("?", "silent")
BRIEF = Brief("Comment inscrire ma fille ?", "", "", "us", None, ("Comment inscrire ma fille ?",))
TWO = Brief("A ? B ?", "", "", "us", None, ("Comment inscrire ma fille ?", "Et le lampadaire ?"))


def sender(name="", signature=""):
    return Message(
        "<1>", "a@x.example", name, (), "s", datetime(2026, 3, 10, 9), "", "", "", signature
    )


def checked(made):
    """Every character of the draft belongs to a line, and every line is what it says it is."""
    left = made.text
    for line in made.statements:
        assert line.text in left
        left = left.replace(line.text, "", 1)
        assert bool(line.citations) is (line.kind == "cited")
        assert line.text.startswith(TO_COMPLETE) is (line.kind == "to_complete")
    assert not left.strip()
    return made


def test_what_the_library_proves_is_cited():
    made = checked(draft(BRIEF, PROVED, STYLE, sender=sender()))
    assert made.text == (
        "Madame, Monsieur,\n\nNous avons bien reçu votre message du 10/03/2026.\n\n"
        f"{SENTENCE}\n\nCordialement,\nLe service courrier\nVille de Chimérac"
    )
    (cited,) = [line.as_data() for line in made.statements if line.kind == "cited"]
    assert cited["citations"] == [
        {"title": "Crèches", "url": "https://chimerac.example/creches", "quote": SENTENCE}
    ]


def test_where_the_library_is_silent_a_mark_says_what_to_write():
    made = checked(draft(BRIEF, SILENT, STYLE))
    assert f"{TO_COMPLETE} réponse à « Comment inscrire ma fille ? »" in made.text


def test_a_sentence_without_a_proof_is_not_written():
    unproved = Answer("?", "extract", (Statement("Nous vous rappellerons.", "answer", ()),))
    made = checked(draft(BRIEF, unproved, STYLE))
    assert "rappellerons" not in made.text
    assert TO_COMPLETE in made.text


def test_two_requests_have_two_answers():
    made = checked(draft(TWO, (PROVED, SILENT), STYLE))
    kinds = [line.kind for line in made.statements]
    assert kinds.count("cited") == 1
    assert kinds.count("to_complete") == 1
    first, second = made.text.index("Sur votre première"), made.text.index("Sur votre deuxième")
    assert first < made.text.index(SENTENCE) < second < made.text.index("Et le lampadaire ?")


def test_another_administrations_subject_is_proposed_not_said():
    elsewhere = Competence("impôt", "etat", "DGFiP", "Appelez les impôts.", ours=False)
    made = checked(draft(BRIEF, Answer("?", "silent", competence=elsewhere), STYLE))
    assert f"{TO_COMPLETE} orientation proposée : Appelez les impôts." in made.text


@pytest.mark.parametrize(
    ("name", "signature", "salutation"),
    [
        ("Mme Ana Exemple", "", "Madame,"),
        ("M. Exemple", "", "Monsieur,"),
        ("Ana Exemple", "Cordialement\nMme Exemple", "Madame,"),
        ("Ana Exemple", "Ana Exemple", "Madame, Monsieur,"),
        ("", "Monsieur le Maire", "Madame, Monsieur,"),
        ("Mme", "", "Madame, Monsieur,"),
    ],
)
def test_the_salutation_fits_who_gives_her_title(name, signature, salutation):
    made = checked(draft(BRIEF, PROVED, STYLE, sender=sender(name, signature)))
    assert made.text.startswith(f"{salutation}\n")


def test_a_draft_of_nothing_is_still_a_letter():
    made = checked(draft(Brief("", "", "", ""), (), HouseStyle(signature=""), file_missing=True))
    assert made.text.startswith("Madame, Monsieur,\n\n[à compléter] votre réponse")
    assert "une pièce qui n'y est pas" in made.text


def test_long_requests_and_answers_are_bounded():
    long = Brief("x", "", "", "us", None, ("mot " * 5000,) * 4)
    many = Answer("?", "extract", PROVED.statements * 50)
    made = checked(draft(long, (many, SILENT), STYLE))
    assert len(made.text) < 3000
