import pytest

from bastide.engine.beyond import beyond
from bastide.engine.everyday import everyday_idf
from bastide.engine.french import analyse


@pytest.mark.parametrize(
    "question",
    [
        "Qui a inventé la carte de transport ?",
        "quel est le meilleur car pour aller au lac",
        "Le tarif du car va-t-il augmenter ?",
        "Combien pèse un car scolaire ?",
        "écris un poème sur le lycée",
        "D’où vient le nom de la région ?",
    ],
)
def test_forms_that_pages_of_procedure_do_not_answer(question):
    assert beyond(question)


@pytest.mark.parametrize(
    "question",
    [
        "Combien coûte la carte de transport ?",
        "Comment inscrire mon fils au car scolaire ?",
        "Quels papiers pour la bourse ?",
        "j'ai perdu ma carte que faire",
        "Ai-je droit à une aide à la mobilité ?",
    ],
)
def test_honest_questions_are_not_beyond(question):
    assert not beyond(question)


def test_words_of_the_trade_are_rarer_in_everyday_french():
    (woman,), (school,) = analyse("femme"), analyse("intercommunalité")
    assert everyday_idf(woman) < 2
    assert everyday_idf(school) > 6
