"""Where to look when nothing answers surely."""

from bastide.engine.french import shipped_lexicon
from bastide.engine.model import Hit, Passage, Source
from bastide.engine.near import LONGEST, suggested

WORDS = shipped_lexicon()


def hit(document: int, text: str, score: float, close: float | None = None) -> Hit:
    features = {} if close is None else {"closeness": close, "passage_closeness": close}
    passage = Passage(document * 10 + len(text), document, 0, text)
    return Hit(passage, Source(document, f"d{document}", f"Page {document}"), score, features)


def test_nearest_in_meaning_and_in_words_come_in_turn_each_document_once() -> None:
    hits = [
        hit(1, "La cantine est ouverte à midi.", 3.0, 0.1),
        hit(2, "Le car passe à huit heures.", 2.0, 0.2),
        hit(3, "Une remise est accordée au malade.", 1.0, 0.6),
        hit(3, "Prévenez le secrétariat.", 0.9, 0.6),
        hit(4, "Le garage à vélos ferme tard.", 0.5, 0.4),
    ]
    assert [s.source.id for s in suggested("déjeuners décomptés ?", hits, WORDS)] == [3, 1, 4, 2]


def test_without_closeness_the_words_alone_order_them() -> None:
    hits = [hit(2, "Le car passe.", 2.0), hit(1, "La cantine.", 1.0)]
    assert [s.source.id for s in suggested("le car", hits, WORDS)] == [2, 1]


def test_a_quote_is_word_for_word_and_short() -> None:
    text = "Le bus part. " + "La carte de bus se commande en ligne " * 20 + "."
    (near,) = suggested("carte de bus", [hit(1, text, 1.0)], WORDS)
    assert near.quote in text
    assert 0 < len(near.quote) <= LONGEST


def test_nothing_found_suggests_nothing() -> None:
    assert suggested("quoi ?", [], WORDS) == []
