"""The second opinion on the kind of a page: by all its words, where the cues tell none."""

from __future__ import annotations

from bastide.engine.pieces.assemble import assemble
from bastide.engine.pieces.lines import Sheet
from bastide.engine.pieces.recognise import Recognised, recognise
from bastide.engine.pieces.words import second_opinion
from tests.engine.pieces.sheets import file, page

# No heading that the cues know.
CERTIFICATE = """
Bureau des Essais, organisme accrédité
# Conformité reconnue
Le prestataire SAVOIRS FICTIFS, SIRET 552 100 554 00025, déclaration d'activité 93131234513,
satisfait aux critères et aux indicateurs du référentiel national qualité après audit initial.
Catégories : actions de formation, bilans de compétences
Date d'effet : 3 mars 2025. Fin de validité : 2 mars 2028
Attestation n° 2025-0417, sous réserve des audits de surveillance
Le responsable de la certification
"""


def _opinion(text: str) -> tuple[Recognised, Recognised]:
    sheet = Sheet(page(text))
    first = recognise(sheet)
    return first, second_opinion(sheet, first)


def test_words_tell_a_kind_that_no_heading_tells() -> None:
    first, second = _opinion(CERTIFICATE)
    assert first.kind == "other"
    assert second.kind == "qualiopi_certificate"
    assert second.confidence <= 0.6
    assert [piece.kind for piece in assemble([file(CERTIFICATE)])] == ["qualiopi_certificate"]


def test_words_never_change_a_kind_that_the_cues_told() -> None:
    first, second = _opinion("# Bulletin de paie\nSalaire de base  1801,84\nNet à payer  1400,00")
    assert first.kind == "pay_slip"
    assert second is first


def test_words_alone_do_not_tell_a_kind() -> None:
    sheet = Sheet(page(CERTIFICATE))
    silent = Recognised("other", 0.8, {"qualiopi_certificate": 1.5, "cv": 0.0}, False)
    rivalled = Recognised("other", 0.8, {"qualiopi_certificate": 2.5, "cv": 4.0}, False)
    assert second_opinion(sheet, silent).kind == "other"
    assert second_opinion(sheet, rivalled).kind == "other"


def test_an_empty_page_stays_other() -> None:
    assert [piece.kind for piece in assemble([file("…")])] == ["other"]


def test_a_later_page_is_told_by_the_first() -> None:
    pieces = assemble(
        [file("# Bulletin de paie\nSalaire de base\nPage 1/2", CERTIFICATE + "Page 2/2")]
    )
    assert [piece.kind for piece in pieces] == ["pay_slip"]
