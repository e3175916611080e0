from dataclasses import replace

from bastide.engine.ground import kept, verify
from bastide.engine.model import Citation, Passage, Statement

PASSAGE = Passage(5, 2, 0, "Le duplicata coûte 12 €. Il est envoyé sous 8 jours.")


def cite(start, end):
    return Citation(2, 5, "Carte", "", PASSAGE.text[start:end], start, end)


def statement(*citations, joiner="\n"):
    return Statement(joiner.join(c.quote for c in citations), "answer", citations)


GOOD = statement(cite(0, 24))
KNOWN = {5: PASSAGE}


def test_a_verbatim_statement_is_proved():
    assert verify(GOOD, KNOWN)
    assert verify(statement(cite(0, 24), cite(25, 52), joiner="\n[…]\n"), KNOWN)


def test_a_changed_word_is_refused():
    assert not verify(replace(GOOD, text=GOOD.text.replace("12", "15")), KNOWN)
    wrong = replace(GOOD.citations[0], quote=GOOD.text.replace("12", "15"))
    assert not verify(Statement(wrong.quote, "answer", (wrong,)), KNOWN)


def test_words_added_around_a_quote_are_refused():
    assert not verify(replace(GOOD, text=f"{GOOD.text} C'est gratuit."), KNOWN)
    assert not verify(replace(GOOD, text=f"Oui. {GOOD.text}"), KNOWN)


def test_without_citation_or_passage_or_document_it_is_refused():
    assert not verify(Statement("Oui.", "answer", ()), KNOWN)
    assert not verify(GOOD, {})
    assert not verify(GOOD, {5: replace(PASSAGE, document=3)})


def test_a_passage_that_changed_since_drops_the_statement():
    assert kept([GOOD], [replace(PASSAGE, text="Le duplicata coûte 15 €.")]) == ()
    assert kept([GOOD], [PASSAGE]) == (GOOD,)
