"""What a question is about, apart from who asks it."""

from __future__ import annotations

import pytest

from bastide.engine.spoken_of import without_caller


@pytest.mark.parametrize("caller", ["06 39 98 12 34 :", "Mon courriel est zoe@exemple.fr."])
def test_contacts_are_left_out(caller: str) -> None:
    left = without_caller(f"{caller} Un repas de cantine est-il remboursé ?")
    assert "Un repas de cantine est-il remboursé ?" in left
    assert "06" not in left
    assert "@" not in left


@pytest.mark.parametrize(
    "question",
    [
        "À qui est le 06 39 98 12 34 ?",
        "Où en est le dossier 2026-0412 ?",
        "Qui est Madame Colette Faribole, au service des bourses ?",
        "Combien coûte la carte à partir du 12 mars 2026 ?",
    ],
)
def test_what_is_asked_about_stays(question: str) -> None:
    assert without_caller(question) == question
