import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bastide.engine.extract import best_sentence, extract
from bastide.engine.ground import verify
from bastide.engine.model import Hit, Passage, Source

DUPLICATE = """Une carte perdue doit être remplacée par la famille.
Le duplicata coûte 12 €. Il est gratuit en cas de vol, sur présentation d'un dépôt de plainte.
Pour le demander, vous devez fournir :
- une photo d'identité ;
- un justificatif de domicile ;
- le formulaire de demande.
Service des transports : téléphone 04 65 71 20 10."""


def hit(text, *, number=1, document=1, title="Carte perdue", score=1.0, headings=(), kind="text"):
    source = Source(document, f"d{document}", title, updated=datetime.date(2026, 8, 20))
    return Hit(Passage(number, document, 0, text, headings, kind), source, score, {"terms": 3.0})


def said(question, *hits, rest=()):
    return [(s.kind, s.text) for s in extract(question, hits, rest=rest).statements]


def test_an_amount_answers_how_much():
    kind, text = said("Combien coûte le duplicata de la carte ?", hit(DUPLICATE))[0]
    assert kind == "answer"
    assert text.startswith("Le duplicata coûte 12 €.")


def test_papers_come_as_a_whole_list_with_its_introduction():
    _, text = said("Quels documents fournir pour la demande ?", hit(DUPLICATE))[0]
    assert text.startswith("Pour le demander")
    assert text.endswith("le formulaire de demande.")


def test_a_sentence_that_says_it_is_quoted_with_the_one_before():
    _, text = said("Est-ce gratuit en cas de vol ?", hit(DUPLICATE))[0]
    assert text.startswith("Le duplicata coûte 12 €. Il est gratuit en cas de vol")


def test_the_contact_is_a_statement_of_its_own():
    kinds = dict(said("Combien coûte le duplicata de la carte perdue ?", hit(DUPLICATE)))
    assert "04 65 71 20 10" in kinds["contact"]


def test_a_row_is_quoted_with_its_header():
    table = "Demande reçue | Part remboursée\nEn octobre | 80 %\nEn novembre | 60 %"
    _, text = said("Quelle part est remboursée en novembre ?", hit(table, kind="table"))[0]
    assert text == table


def test_the_best_document_speaks_first():
    second = hit("Le duplicata du permis coûte 25 €.", number=2, document=2, score=0.9)
    first = extract("Combien coûte le duplicata ?", [hit(DUPLICATE), second]).statements[0]
    assert first.citations[0].document == 1


def test_the_rest_of_the_best_document_gives_the_steps():
    rest = [Passage(7, 1, 1, "La demande de duplicata se fait en ligne ou par courrier.")]
    texts = said("Combien coûte le duplicata ?", hit("Le duplicata coûte 12 €."), rest=rest)
    assert ("howto", rest[0].text) in texts


def test_no_hit_no_answer():
    assert extract("Combien ?", []).statements == ()
    assert extract("Combien ?", []).confidence == 0.0


def test_the_sentence_to_mark_is_the_one_that_holds_the_words():
    start, end = best_sentence("prix duplicata", hit(DUPLICATE))
    assert DUPLICATE[start:end] == "Le duplicata coûte 12 €."


HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("\n\n |:;.-•?!\u202e\u200f\u0301😀€éÉoeœßİ\u2028\u00a0"),
        st.sampled_from("abcdefuvwxyz       "),
    ),
    max_size=300,
)


@settings(max_examples=150, deadline=None)
@given(HOSTILE, st.lists(st.tuples(HOSTILE, st.sampled_from(["text", "table", "qa"])), max_size=4))
def test_every_citation_is_a_slice_of_its_passage(question, texts):
    hits = [hit(t, number=i, document=i % 2, kind=k) for i, (t, k) in enumerate(texts)]
    passages = {h.passage.id: h.passage for h in hits}
    for statement in extract(question, hits).statements:
        assert verify(statement, passages)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(DUPLICATE.split("\n")), min_size=1, max_size=12), HOSTILE)
def test_at_most_six_statements_never_twice_the_same(lines, tail):
    found = extract("Combien coûte le duplicata ?", [hit("\n".join([*lines, tail]))]).statements
    assert len(found) <= 6
    assert len({s.text for s in found}) == len(found)


@pytest.mark.parametrize("score", [0.0, -1.0, 1e9])
def test_an_odd_score_does_not_break_the_answer(score):
    assert extract("Combien coûte le duplicata ?", [hit(DUPLICATE, score=score)]).statements
