"""What an organisation has settled of languages: terms, memory, engines; what each run costs."""

from __future__ import annotations

import io
import os
import subprocess

import pytest

from bastide.engine.translation.flow import memory_key
from bastide.engine.translation.model import Pair, TranslationError
from bastide.engine.translation.model import Term as EngineTerm
from bastide.languages import engines, glossary, memory
from bastide.languages.engines import Engine, able, best_pairs
from bastide.languages.models import Remembered, Term
from bastide.languages.translate import LEAST_S, Wanted, translate
from bastide.providers.translation import apertium
from bastide.providers.translation.apertium import cpu_s
from bastide.providers.translation.tmx import TmxError, TmxUnit, write_tmx
from bastide.runs.models import Run
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inside(organisation):
    with scope(organisation):
        yield


class Knows:
    """An engine that knows pairs and nothing else."""

    def __init__(self, *pairs: Pair) -> None:
        self._pairs = pairs

    def pairs(self):
        return self._pairs

    def translate(self, texts, source, target, *, deadline_s=60.0, kept=()):
        raise TranslationError("Rien.", "dead")


def test_terms_are_read_both_ways_the_longest_first():
    Term(term="carte", translations={"oc": "carta / cartas"}).save()
    Term(term="carte Thymo", translations={"oc": "carta Timò"}).save()
    Term(term="Garri'Jeune", kept=True, translations={"oc": "jamai"}).save()
    Term(term="lycée", translations={"es": "instituto"}).save()
    assert glossary.terms("fr", "oc") == (
        EngineTerm("Garri'Jeune", "Garri'Jeune"),
        EngineTerm("carte Thymo", "carta Timò"),
        EngineTerm("carte", "carta", "cartas"),
    )
    assert EngineTerm("carta", "carte") in glossary.terms("oc", "fr")
    assert EngineTerm("carta", "carte") not in glossary.terms("es", "fr")
    assert glossary.terms("es", "it") == (EngineTerm("Garri'Jeune", "Garri'Jeune"),)


def test_the_last_correction_counts_whatever_the_blanks():
    assert memory.remember("fr", "oc", "Le guichet  ouvre.", "Lo guichet dubrís.")
    assert memory.remember("fr", "oc", "Le guichet ouvre.", "Lo portanèl dubrís.")
    key = memory_key("Le guichet\nouvre.")
    assert memory.recall("fr", "oc")([key, "autre"]) == {key: "Lo portanèl dubrís."}
    assert memory.recall("fr", "es")([key]) == {}
    assert Remembered.objects.count() == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Madame Chimérique Exemple vient.", "Vendrà."),
        ("Elle vient, née le 3 mars 1980.", "Vendrà."),
        ("a" * 5001, "b"),
    ],
)
def test_what_tells_of_a_person_is_not_remembered(source, target):
    assert not memory.remember("fr", "oc", source, target)
    assert not Remembered.objects.exists()


def test_the_telephone_of_a_service_may_be_remembered():
    assert memory.remember("fr", "oc", "Appelez le 04 65 71 20 10.", "Sonatz lo 04 65 71 20 10.")


def test_a_tmx_file_goes_out_and_comes_back():
    memory.remember("fr", "oc", "Bonjour & merci.", "Bonjorn <e> mercés.")
    memory.remember("fr", "es", "Oui.", "Sí.")
    file = io.BytesIO("".join(write_tmx(memory.units())).encode())
    Remembered.objects.filter(target_language="es").delete()
    Remembered.objects.update(target="Autra causa.")
    taken = memory.take_tmx(file)
    assert (taken.added, taken.changed) == (1, 1)
    targets = set(Remembered.objects.values_list("target", "origin"))
    assert targets == {("Bonjorn <e> mercés.", "imported"), ("Sí.", "imported")}
    file.seek(0)
    assert memory.take_tmx(file) == memory.Taken(0, 0)


def test_a_bad_file_changes_nothing():
    units = [TmxUnit(f"Phrase {n}.", "x", "fr", "oc") for n in range(3)]
    cut = "".join(write_tmx(units)).encode()[:-30]
    with pytest.raises(TmxError):
        memory.take_tmx(io.BytesIO(cut))
    assert not Remembered.objects.exists()


def test_the_memory_is_that_of_the_organisation(other_organisation):
    memory.remember("fr", "oc", "Oui.", "Òc.")
    with scope(other_organisation):
        assert memory.recall("fr", "oc")([memory_key("Oui.")]) == {}
        assert not list(memory.units())


def test_a_draft_wins_then_what_was_chosen(monkeypatch):
    first = Engine("a", Knows(Pair("fr", "oc", "gist"), Pair("fr", "es", "gist", (), "A")))
    second = Engine("b", Knows(Pair("fr", "oc", "draft"), Pair("fr", "es", "gist", (), "B")))
    monkeypatch.setattr(engines, "engines", lambda member=None: [first, second])
    assert [e.stage for e, _pair in able(None, "fr", "oc")] == ["b", "a"]
    assert [e.stage for e, _pair in able(None, "fr", "es")] == ["b", "a"]
    found = best_pairs()
    assert list(found) == [("fr", "oc"), ("fr", "es")]
    assert (found["fr", "oc"].quality, found["fr", "es"].engine) == ("draft", "B")
    with pytest.raises(TranslationError, match="Aucun moteur"):
        translate(["Bonjour."], Wanted("oc", "fr"))
    assert not Run.objects.exists()
    with pytest.raises(TranslationError, match="Rien"):
        translate(["Bonjour."], Wanted("fr", "oc"))
    assert [(r.stage, r.outcome) for r in Run.objects.order_by("pk")] == [
        ("b", "dead"),
        ("a", "dead"),
    ]


@pytest.mark.skipif(
    ("fr", "oc") not in {(p.source, p.target) for p in engines.Apertium().pairs()},
    reason="Apertium's Occitan is not installed",
)
def test_apertium_costs_its_own_processor_time():
    before = cpu_s()
    texts = [f"Le guichet numéro {n} ouvre le lundi aux usagers de la région." for n in range(60)]
    done = translate(texts, Wanted("fr", "oc"))
    assert "diluns" in done.texts[0].text
    run = Run.objects.get(pk=done.run)
    assert (run.stage, run.outcome) == ("apertium", "translated")
    # The programs may still work while the run is entered: a tick of the system's clock each.
    programs = sum(len(pipe.pids) for pipe in apertium._pipes.values())
    late = programs / os.sysconf("SC_CLK_TCK")
    assert 0 < cpu_s() - before <= run.cpu_ms / 1000 + late
    assert run.wh_high > 0


def test_an_engine_that_took_all_the_time_leaves_none_to_the_next(monkeypatch):
    every = [Engine(name, Knows(Pair("fr", "oc", "draft"))) for name in "ab"]
    monkeypatch.setattr(engines, "engines", lambda member=None: every)
    with pytest.raises(TranslationError, match="Rien"):
        translate(["Bonjour."], Wanted("fr", "oc", deadline_s=LEAST_S / 2))
    assert [r.stage for r in Run.objects.all()] == ["a"]


@pytest.mark.skipif(
    ("fr", "es") not in {(p.source, p.target) for p in engines.Apertium().pairs()},
    reason="Apertium's Spanish is not installed",
)
def test_what_ended_programs_took_still_counts():
    translate(["Bonjour à tous."], Wanted("fr", "es"))
    before = cpu_s()
    for pipe in list(apertium._pipes.values()):
        pipe.close()
    assert cpu_s() == pytest.approx(before, abs=0.05)
    assert before > 0


@pytest.mark.skipif(
    ("fr", "es") not in {(p.source, p.target) for p in engines.Apertium().pairs()},
    reason="Apertium's Spanish is not installed",
)
def test_programs_that_are_being_ended_do_not_count_twice(monkeypatch):
    """Idle programs are ended by a thread of their own, while another reads what they took."""
    translate(["Bonjour à tous, le guichet ouvre le lundi. " * 300], Wanted("fr", "es"))
    pipe = next(one for one in apertium._pipes.values() if one.open)
    before, seen = pipe.cpu_s, []
    kill = subprocess.Popen.kill
    monkeypatch.setattr(
        subprocess.Popen, "kill", lambda one: (seen.append(pipe.cpu_s), kill(one))
    )  # fmt: skip
    assert before >= 0.1
    pipe.close()
    assert seen
    assert all(told == pytest.approx(before, abs=before / 2) for told in seen)
