from __future__ import annotations

import pytest

from bastide.engine.minutes.model import Votes
from bastide.engine.minutes.votes import votes


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("22 pour, 3 contre et deux abstentions", Votes(22, 3, 2)),
        ("Vingt-deux voix pour, une voix contre, pas d'abstention", Votes(22, 1, 0)),
        ("adopté à l'unanimité", Votes(unanimous=True)),
        ("Pour : 12, contre : 4", Votes(12, 4, None)),
        ("adopté à l'unanimité moins une abstention", Votes(None, None, 1)),
        ("douze voix favorables", Votes(12)),
        ("adoptée par 12 voix contre 8", Votes(12, 8)),
        ("repoussé par douze voix contre huit", Votes(8, 12)),
    ],
)
def test_a_vote_is_read_in_figures_and_in_words(said: str, told: Votes) -> None:
    assert votes(said) == told


@pytest.mark.parametrize(
    "said",
    ["c'est bon pour moi", "on perd trente pour cent", "aucune opposition", "il est contre le mur"],
)
def test_what_counts_no_voice_is_no_vote(said: str) -> None:
    assert votes(said) is None
