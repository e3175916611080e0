"""The mood of a text: what alerts, what shows it, whose words count, what labels teach."""

from __future__ import annotations

import time

import pytest

from bastide.engine.mood import local
from bastide.engine.mood.features import BUCKETS
from bastide.engine.mood.judge import judge
from bastide.engine.mood.local import Label, TooFewLabels, measure, train
from bastide.engine.mood.meaning import shipped_meaning
from bastide.engine.mood.model import BadModel, NeedsVector, from_data, shipped_path
from bastide.engine.mood.turns import WhoSpeaks, citizens_words, from_turns

# Pieces of two invented domains, of which the shipped lists know no word.
GOOD, BAD = "flobard gravu", "mirliton zogue"


def shown(text: str, kind: str) -> list[str]:
    return [text[s.start : s.end] for s in judge(text).spans if s.kind == kind]


@pytest.mark.parametrize(
    ("text", "polarity", "anger", "distress"),
    [
        ("Merci beaucoup, l'accueil était parfait.", "positive", False, False),
        ("C'est inadmissible, vous vous moquez de nous !", "negative", True, False),
        ("Je ne vois plus d'issue, je veux en finir.", "negative", False, True),
        ("Mon mari me frappe, j'ai peur de rentrer.", "negative", False, True),
        ("À quelle heure ouvre la mairie ?", "neutral", False, False),
        ("Je voudrais suivre la formation sur la prévention du suicide.", None, False, False),
        ("", "neutral", False, False),
        ("\x00 \ud800 123 …", "neutral", False, False),
    ],
)
def test_a_text_is_judged(text, polarity, anger, distress):
    mood = judge(text)
    assert polarity in (mood.polarity, None)
    assert (mood.anger, mood.distress) == (anger, distress)
    assert -1 <= mood.score <= 1
    assert all(0 <= s.start < s.end <= len(text) for s in mood.spans)


def test_the_words_that_show_it_are_given():
    assert shown("Le guichet est fermé, c'est honteux !", "anger") == ["c'est honteux"]
    assert "en finir" in shown("Je veux en finir.", "distress")
    assert shown("L'accueil est parfait.", "positive") == ["parfait"]
    assert judge("L'accueil n'est pas bon.").score < judge("L'accueil est bon.").score


def test_only_the_citizen_is_read():
    call = (
        "Agent : C'est une honte, vous m'insultez !\nUsager : Bonjour, merci à vous.\n"
        "c'est gentil\n[00:01:02] Conseillère : je veux en finir"
    )
    words = citizens_words(call)
    assert len(words) == len(call)
    assert words.split() == "Bonjour, merci à vous. c'est gentil".split()
    turns = [{"speaker": "Agent", "text": "nul"}, {"role": "Appelant", "text": "oui"}]
    assert citizens_words(from_turns(turns) or "").split() == ["oui"]
    mail = "Je suis content.\n\nLe 3 mai 2026 à 9 h, la mairie a écrit :\n> votre refus"
    assert citizens_words(mail).split() == "Je suis content.".split()
    form = "Objet : cantine\nMessage : les repas sont froids"
    assert citizens_words(form) == form
    with pytest.raises(WhoSpeaks):
        citizens_words("Ana : oui\nBob : non\nAna : si\nBob : bon")


def test_local_labels_teach_words_of_the_place():
    labels = [Label(f"le {GOOD} {n}", 1) for n in range(8)]
    labels += [Label(f"le {BAD} {n}", -1) for n in range(8)]
    learnt = train(labels)
    assert judge(f"un {GOOD}", learnt).polarity == "positive"
    assert judge(f"un {BAD}", learnt).polarity == "negative"
    again = from_data(learnt.as_data())
    assert judge(f"un {BAD}", again).score == pytest.approx(judge(f"un {BAD}", learnt).score, 0.01)
    told = measure(labels)
    assert told.labels == 16
    assert told.after > told.before
    with pytest.raises(TooFewLabels):
        train(labels[:8] + labels[:8])


def test_texts_without_a_label_confirm_the_words_of_the_place(monkeypatch):
    monkeypatch.setattr(local, "FEWEST_UNLABELLED", 10)
    labels = [Label(f"le {GOOD} {n}", 1) for n in range(8)]
    labels += [Label(f"le {BAD} {n}", -1) for n in range(8)]
    alone = train(labels)
    helped = train(labels, [f"{GOOD} vornik"] * 10 + [f"{BAD} plutch"] * 10)
    assert judge(GOOD, helped).score > judge(GOOD, alone).score > 0
    assert judge(BAD, helped).score < judge(BAD, alone).score < 0


def test_texts_that_mislead_are_not_heard(monkeypatch):
    monkeypatch.setattr(local, "FEWEST_UNLABELLED", 10)
    labels = [Label(f"le {GOOD} {n}", 1) for n in range(8)]
    labels += [Label(f"le {BAD} {n}", -1) for n in range(8)]
    others = [f"{GOOD} vornik"] * 10 + [f"{BAD} plutch"] * 10
    assert train(labels, others).as_data() != train(labels).as_data()
    monkeypatch.setattr(local, "HEARD", -5.0)  # the reverse of what the texts say
    assert train(labels, others).as_data() == train(labels).as_data()


def test_vectors_teach_what_words_do_not():
    size = len(shipped_meaning().weights)
    here, there = [1.0] + [0.0] * (size - 1), [0.0] * (size - 1) + [1.0]
    labels = [Label("la zogue", 1), Label("la zogue", -1)] * 10
    learnt = train(labels, (), [here, there] * 10)
    assert judge("la zogue", learnt, here).polarity == "positive"
    assert judge("la zogue", learnt, there).polarity == "negative"
    data = learnt.as_data()
    again = judge("la zogue", from_data(data), there)
    assert again.score == pytest.approx(judge("la zogue", learnt, there).score, abs=0.01)
    for vector in (None, [1.0]):
        with pytest.raises(NeedsVector):
            judge("la zogue", learnt, vector)
    for meaning in (None, {}, {**data["meaning"], "weights": ["nan"]}):
        with pytest.raises(BadModel):
            from_data(data | {"meaning": meaning})


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"format": "other"},
        {"format": "bastide-mood-1", "features": []},
        {"buckets": {str(BUCKETS): 1.0}},
        {"buckets": {"1": "nan"}},
        {"dense": [1e9]},
    ],
)
def test_a_model_file_is_hostile(data):
    if isinstance(data, dict) and "format" not in data:
        sound = train([Label(GOOD, 1), Label(BAD, -1)] * 5).as_data()
        data = sound | data
    with pytest.raises(BadModel):
        from_data(data)


def test_the_model_is_small_and_quick():
    assert shipped_path().stat().st_size <= 300_000
    text = "Bonjour, j'attends ma carte depuis un mois et personne ne répond au téléphone. " * 4
    judge(text)
    best = 1.0
    for _ in range(5):
        start = time.process_time()
        for _ in range(20):
            judge(text)
        best = min(best, (time.process_time() - start) / 20)
    assert best < 0.005  # 1 ms on a quiet machine (bench/mood.py); here several times that
