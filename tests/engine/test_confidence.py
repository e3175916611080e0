from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.confidence import SILENT, Signals, confidence
from bastide.engine.model import Hit, Passage, Source


def hit(**features):
    return Hit(Passage(1, 1, 0, "Texte."), Source(1, "d", "Titre"), 1.0, features)


def test_a_question_wholly_covered_is_answered_and_a_stranger_is_not():
    sure = hit(
        document_cover=1, title_cover=1, strength=0.6, pairs=1, terms=4, unknown=0, documents=900
    )
    stranger = hit(document_cover=0.2, strength=0.1, terms=4, unknown=0.5, documents=900)
    assert confidence(Signals.of("Combien ?", [sure])) > 0.9
    assert confidence(Signals.of("Combien ?", [stranger])) < SILENT / 4


@given(
    st.dictionaries(st.sampled_from(["document_cover", "terms", "pairs", "strength"]), st.floats())
)
def test_any_feature_gives_a_probability(features):
    assert 0 <= confidence(Signals.of("Combien ?", [hit(**features)])) <= 1
