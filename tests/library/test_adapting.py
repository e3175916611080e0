"""The shipped retriever in the library: found without a shared word, fitted, undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from bastide.endpoints.embedding import ShippedEmbedder, embedder_for, order_vectors
from bastide.jobs.models import Job
from bastide.jobs.queue import run
from bastide.library import adapting, vectors
from bastide.library.adapting import NothingToLearn, adapt
from bastide.library.index import touch
from bastide.library.models import Document, Passage, Source, VectorSet
from bastide.library.search import search
from bastide.runs.models import Run
from bastide.site.command import bastide
from bastide.tenants.scope import scope
from bastide.usecases.ask.models import Call, Question

pytestmark = pytest.mark.django_db

PAGES = {
    "Carte d'identité": "Demande et renouvellement de la carte nationale d'identité.",
    "Restauration scolaire": "Inscription des enfants aux repas de midi dans les écoles.",
    "Allocation personnalisée d'autonomie": "Aide aux personnes âgées dépendantes.",
    "Déchetterie": "Dépôt des gravats, des encombrants et des végétaux.",
}


@pytest.fixture(autouse=True)
def with_the_retriever(settings: Any) -> Iterator[None]:
    settings.RETRIEVER = True
    vectors.forget_held()
    yield
    vectors.forget_held()


@pytest.fixture
def library(organisation: Any) -> Any:
    with scope(organisation):
        source = Source(name="Pages", kind="uploads")
        source.save()
        for title, text in PAGES.items():
            document = Document(source=source, key=title, title=title, digest="0")
            document.save()
            Passage(document=document, position=0, text=text).save()
            touch([document.pk])
    return organisation


def first(text: str) -> str:
    found = search(text, None)
    return found[0].source.title if found else ""


def test_it_is_the_default_and_finds_what_no_word_says(library: Any, settings: Any) -> None:
    asked = "ma mère vieillit et ne peut plus vivre seule"
    with scope(library):
        assert isinstance(embedder_for(), ShippedEmbedder)
        job = Job.objects.get(task="ask.vectors")  # ordered as the pages came
        assert first(asked) == ""
        run(job)
        assert [row[1:] for row in vectors.state()] == [(4, 4, True)]
        row = Run.objects.get(stage="vectors")
        assert row.outcome == "whole"
        assert row.cpu_ms > 0
        assert row.model == ""  # nothing but the processor time of the run
        assert first(asked) == "Allocation personnalisée d'autonomie"
        settings.RETRIEVER = False
        assert embedder_for() is None
        assert first(asked) == ""


def test_a_worker_that_starts_orders_what_lacks(library: Any) -> None:
    with scope(library):
        Job.objects.all().delete()
    vectors.order_where_lacking()
    with scope(library):
        run(Job.objects.get(task="ask.vectors"))
        Job.objects.all().delete()
    vectors.order_where_lacking()
    with scope(library):
        assert not Job.objects.exists()
        order_vectors()
        assert Job.objects.count() == 1


def test_what_is_learnt_is_kept_only_if_it_serves(library: Any) -> None:
    """This authority's agents call the tip « la Grande Benne » and say it in thirty ways."""
    ways = ["benne", "la grande benne", "horaires grande benne", "grande benne samedi"]
    with scope(library):
        with pytest.raises(NothingToLearn, match="vecteurs"):
            adapt([])
        vectors.make(embedder_for())
        with pytest.raises(NothingToLearn, match="il en faut 25"):
            adapt([("benne", frozenset({1}))])
        keys = dict(Document.objects.values_list("title", "pk"))
        asked = [
            (f"{way} {place}", frozenset({keys["Déchetterie"]}))
            for way in ways
            for place in ("", "de Garrigue", "du port", "ouverte ?", "fermée", "où est-ce", "tarif")
        ]
        dry = adapt(asked, dry=True)
        assert not dry.kept
        assert VectorSet.objects.get().adapter is None
        found = adapt(asked)
        assert found.questions == len(asked)
        assert found.after >= found.before
        assert found.kept == (found.sure >= adapting.SURE)
        assert (VectorSet.objects.get().adapter is not None) == found.kept
        if found.kept:
            assert first("la grande benne") == "Déchetterie"
        # What helps nothing is not kept: every question is answered already.
        served = [(f"déchetterie {n}", frozenset({keys["Déchetterie"]})) for n in range(30)]
        adapting.forget()
        assert not adapt(served).kept
        assert VectorSet.objects.get().adapter is None


def test_the_command_learns_from_what_agents_judged(library: Any) -> None:
    told = CliRunner().invoke(bastide, ["retriever", "adapt", "-o", "alpha"])
    assert told.exit_code == 64, told.output
    assert "bastide models embed" in told.output
    with scope(library):
        vectors.make(embedder_for())
        tip = Document.objects.get(title="Déchetterie").pk
        call = Call()
        call.save()
        for n in range(26):
            text = f"la grande benne numéro {n}"
            Question(call=call, text=text, mode="extract", rating="good", document=tip).save()
        Question(call=call, text="mauvaise", mode="extract", rating="bad", document=tip).save()
    told = CliRunner().invoke(bastide, ["retriever", "adapt", "-o", "alpha", "--dry-run"])
    assert told.exit_code == 0, told.output
    assert "26 questions" in told.output
    assert "Rien n'a été gardé" in told.output
    told = CliRunner().invoke(bastide, ["retriever", "forget", "-o", "alpha"])
    assert "Rien n'avait été appris" in told.output
