"""Which service a mail is for: cold, learnt, silent, kept, refused."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bastide.engine.mail.features import features
from bastide.engine.mail.subjects import heard, sound, subjects
from bastide.engine.mail.triage import (
    BadTriage,
    Example,
    Service,
    cold,
    from_data,
    measure,
    train,
)

SERVICES = (
    Service("Voirie", "Rues, trottoirs, éclairage public", ("nid-de-poule", "lampadaire")),
    Service("Petite enfance", "Crèches et cantines", ("assistante maternelle",)),
    Service("État civil", "Actes et titres d'identité", ("passeport", "acte de naissance")),
    Service("Impôts", "Impôt sur le revenu", ("avis d'imposition",), ours=False),
)
# Two services that no word of the trade tells apart: only examples do.
PEOPLE = (Service("Guichet A"), Service("Guichet B"))
LEARNT = [Example(f"le flobard gravu numéro {n} zalmi", "Guichet A") for n in range(60)] + [
    Example(f"un mirliton zogue {n} trapu", "Guichet B") for n in range(60)
]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Le lampadaire de ma rue est éteint", "Voirie"),
        ("ya un trou dan le trotoir", "Voirie"),
        ("Une place en crèche pour mon bébé ?", "Petite enfance"),
        ("mon pasport es perimé", "État civil"),
        ("Je conteste mon impôt sur le revenu", ""),
        ("Gagnez un bon d'achat, cliquez ici", ""),
        ("xyzzy plugh", ""),
        ("", ""),
        ("\x00\ud800 ☃", ""),
    ],
)
def test_services_are_told_before_any_example(text, service):
    assert cold(SERVICES).say(text).service == service


def test_another_administration_is_named_apart():
    told = cold(SERVICES).say("Je conteste mon impôt sur le revenu")
    assert told.elsewhere == "Impôts"
    assert "Impôts" not in [name for name, _ in told.others]


def test_examples_teach_what_no_table_knows():
    assert cold(PEOPLE).say("un flobard").service == ""
    model = train(PEOPLE, LEARNT)
    assert model.say("encore ce flobard gravu").service == "Guichet A"
    assert model.say("mon mirliton zogue").service == "Guichet B"
    assert model.say("bonjour").service == ""
    assert model.examples == 120


def test_an_example_adds_the_service_that_nobody_listed():
    model = train(PEOPLE, [*LEARNT, *[Example(f"barguin {n}", "Guichet C") for n in range(40)]])
    assert model.say("un barguin").service == "Guichet C"


def test_an_example_may_be_for_none():
    model = train(PEOPLE, [*LEARNT, *[Example(f"barguin {n}", "") for n in range(40)]])
    told = model.say("un barguin")
    assert (told.service, told.elsewhere) == ("", "")
    assert "" not in [name for name, _ in told.others]


def test_cross_validation_tells_what_the_examples_are_worth():
    good = measure(PEOPLE, LEARNT)
    assert (good.examples, good.right, good.answered) == (120, 120, 120)
    assert good.by_service == {"Guichet A": (60, 60), "Guichet B": (60, 60)}
    mixed = [Example(one.text, PEOPLE[n % 2].name) for n, one in enumerate(LEARNT)]
    assert measure(PEOPLE, mixed).accuracy < 0.8
    assert measure(PEOPLE, []).accuracy == 0
    assert measure((), []).abstention == 0


def test_a_model_is_kept_as_plain_data():
    model = train(SERVICES, [*LEARNT, Example("Bonjour flobard", "Voirie")])
    data = json.loads(json.dumps(model.as_data()))
    again = from_data(data)
    for text in ("un flobard gravu", "le lampadaire", "mirliton"):
        assert again.say(text).service == model.say(text).service
        assert again.say(text).confidence == pytest.approx(model.say(text).confidence, abs=0.03)
    assert "gravu" not in json.dumps(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: [],
        lambda d: {**d, "format": "bastide-triage-0"},
        lambda d: {**d, "weights": {"999999999": [0]}},
        lambda d: {**d, "weights": {"1": [1, 2]}},
        lambda d: {**d, "weights": {"1": ["x"] * len(d["services"])}},
        lambda d: {**d, "scale": float("nan")},
        lambda d: {**d, "sharpness": 0},
        lambda d: {**d, "ours": []},
        lambda d: {k: v for k, v in d.items() if k != "speaks"},
        lambda d: {**d, "services": None},
        lambda d: {**d, "weights": [1]},
        lambda d: None,
    ],
)
def test_spoilt_data_are_refused(spoil):
    with pytest.raises(BadTriage):
        from_data(spoil(cold(SERVICES).as_data()))


def test_no_service_at_all_is_a_silence():
    assert cold(()).say("le lampadaire").service == ""
    assert train((), []).say("").confidence == 0


def test_probabilities_are_probabilities():
    told = train(SERVICES, []).say("le lampadaire devant la crèche")
    every = [chance for _, chance in told.others] + [told.confidence] * bool(told.service)
    assert all(0 <= chance <= 1 for chance in every)
    assert sum(every) <= 1.01


def test_a_word_is_known_by_its_sound():
    assert sound("chèque") == sound("cheke")
    assert sound("déchetterie") == sound("decheteri")
    assert sound("bitume") != sound("bottine")
    assert "waste" in subjects([stem for _, stem in heard("la decheteri es ouverte ?")])


def test_features_are_of_norm_one_and_bounded():
    for text in ("un lampadaire", "a " * 100_000, "passeport " * 50_000, "é" * 50_000):
        found = features(text)
        if found:
            assert np.linalg.norm(list(found.values())) == pytest.approx(1)
