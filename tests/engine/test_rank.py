"""What makes one passage come before another."""

from __future__ import annotations

from collections import Counter

from bastide.engine.french import analyse
from bastide.engine.model import Candidate
from bastide.engine.packed import PackedCounts, PackedStems, pair_keys
from bastide.engine.rank import Counts, DocumentTokens, PassageTokens, question, score


def ranked(asked: str, *texts: tuple[str, str], limit: int = 10) -> list[Candidate]:
    passages, documents = [], {}
    for n, (title, text) in enumerate(texts):
        head, body = analyse(title), analyse(text)
        passages.append(PassageTokens(n, n, PackedStems.of(body)))
        pairs = frozenset(zip(head, head[1:], strict=False))
        documents[n] = DocumentTokens(n, Counter(head), pairs, {}, PackedCounts.of(head + body))

    def df(stem: str) -> int:
        return sum(bool(d.body.counts([stem])) for d in documents.values())

    def pair_df(one: str, other: str) -> int:
        return sum(bool(p.stems.pair_counts(pair_keys([(one, other)]))) for p in passages)

    counts = Counts(len(texts), len(texts), 2, 1, 6, 8)
    return score(question(asked), passages, documents, counts, df, pair_df, limit)


def test_words_side_by_side_come_before_words_apart() -> None:
    apart = ("Aide", "Le congé du salarié devenu récemment parental")
    together = ("Aide", "Le salarié devenu récemment congé parental")
    assert [c.passage for c in ranked("congé parental", apart, together)] == [1, 0]


def test_a_word_of_the_title_weighs_more_than_one_of_the_text() -> None:
    body, title = ("Loisirs", "piscine bassin"), ("Piscine", "loisirs bassin")
    assert [c.passage for c in ranked("piscine", body, title)] == [1, 0]


def test_a_word_of_the_family_finds_less_strongly() -> None:
    other, same = ("Transport", "carte du lycée"), ("Transport", "carte du lycéen")
    found = ranked("lycéen", other, same)
    assert [c.passage for c in found] == [1, 0]
    assert found[0].features["passage_cover"] > found[1].features["passage_cover"] > 0


def test_repeating_a_word_changes_nothing_and_unknown_words_find_nothing() -> None:
    texts = [("Piscine", "bassin ouvert"), ("Mairie", "la piscine")]
    once, often = ranked("piscine", *texts), ranked("piscine " * 9, *texts)
    assert [c.passage for c in once] == [c.passage for c in often]
    assert ranked("zyxw", *texts) == ranked("", *texts) == []


def test_equals_keep_a_fixed_order_and_the_limit_holds() -> None:
    assert [c.passage for c in ranked("piscine", *[("Piscine", "bassin")] * 5, limit=3)] == [
        0,
        1,
        2,
    ]
