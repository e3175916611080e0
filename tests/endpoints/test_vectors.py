"""Vectors of passages: made by batches, kept while others are made, never needed to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from bastide.endpoints.embedding import TASK, embedder_for, order_vectors
from bastide.endpoints.models import Assignment
from bastide.engine.chat import ModelError
from bastide.engine.vectors import packed
from bastide.jobs.models import Job
from bastide.jobs.queue import run
from bastide.library import vectors
from bastide.library.index import touch
from bastide.library.models import Document, Passage, Source, Vector, VectorSet
from bastide.library.search import search
from bastide.providers.fake_model import FakeModel
from bastide.runs.models import Run
from bastide.site.command import bastide
from bastide.tenants.models import ReaderGroup
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

PAGES = {
    "Carte de stationnement": "La carte de stationnement se demande en mairie.",
    "Cantine": "La cantine scolaire ouvre ses inscriptions en juin.",
    "Piscine": "La piscine est ouverte le dimanche matin.",
}


@pytest.fixture(autouse=True)
def nothing_in_memory() -> Iterator[None]:
    vectors.forget_held()
    yield
    vectors.forget_held()


@pytest.fixture
def library(organisation: Any) -> Callable[..., None]:
    def make(pages: dict[str, str] = PAGES, of: Any = None, readers: str = "") -> None:
        with scope(of or organisation):
            source = Source(name=f"Source {Source.objects.count()}", kind="uploads")
            source.save()
            if readers:
                source.readers.add(ReaderGroup.objects.get(slug=readers))
            for title, text in pages.items():
                document = Document(source=source, key=title, title=title, digest="0")
                document.save()
                Passage(document=document, position=0, text=text).save()
                touch([document.pk])

    return make


def titles(text: str, member: Any = None) -> list[str]:
    return [hit.source.title for hit in search(text, member)]


def made() -> vectors.Made:
    embedder = embedder_for()
    assert embedder is not None
    return vectors.make(embedder)


def bend(title: str, like: str) -> None:
    """Gives a passage the vector of a text, as a model that knows what it means would."""
    embedder = embedder_for()
    assert embedder is not None
    Vector.objects.filter(passage__document__title=title).update(
        values=packed(embedder.embed([like])[0])
    )
    vectors.forget_held()


def test_meaning_finds_what_no_word_says(
    organisation: Any, library: Callable[..., None], endpoint: Any
) -> None:
    library()
    with scope(organisation):
        before = titles("quand nager ?")
        assert before == []
        endpoint(roles=("embed",))
        assert titles("quand nager ?") == []  # no vector yet: the words alone
        assert made() == vectors.Made(3, 3, 3)
        assert {len(bytes(row.values)) for row in Vector.objects.all()} == {256 * 4}
        bend("Piscine", like="nager")
        assert titles("nager")[0] == "Piscine"
        # Words and meaning together: both are proposed, the one that both name comes first.
        bend("Cantine", like="stationnement")
        assert titles("stationnement")[:2] == ["Carte de stationnement", "Cantine"]
        assert search("stationnement", None, typing=True)[0].source.title != "Cantine"


def test_meaning_opens_nothing_that_is_closed(
    organisation: Any, library: Callable[..., None], endpoint: Any, member: Any
) -> None:
    with scope(organisation):
        ReaderGroup(slug="rh", name="RH").save()
    library()
    library({"Primes": "Les primes des agents."}, readers="rh")
    library({"Ancien": "Le parking d'avant."})
    person = member()
    with scope(organisation):
        Document.objects.filter(title="Ancien").update(
            valid_to=timezone.localdate() - timedelta(days=1)
        )
        touch(list(Document.objects.filter(title="Ancien").values_list("pk", flat=True)))
        endpoint(roles=("embed",))
        made()
        bend("Primes", like="zygote")
        bend("Ancien", like="zygote")
        assert {"Primes", "Ancien"}.isdisjoint(titles("zygote", person))
        person.groups.add(ReaderGroup.objects.get(slug="rh"))
        assert titles("zygote", person)[0] == "Primes"
        Document.objects.filter(title="Primes").update(withdrawn=True)  # the index lags
        assert "Primes" not in titles("zygote", person)


def test_the_vectors_of_another_organisation_are_not_read(
    organisation: Any, other_organisation: Any, library: Callable[..., None], endpoint: Any
) -> None:
    library()
    library({"Chez Oméga": "La piscine d'Oméga."}, of=other_organisation)
    with scope(organisation):
        endpoint(roles=("embed",))
        made()
    with scope(other_organisation):
        assert vectors.state() == []
        assert titles("piscine") == ["Chez Oméga"]
    with scope(organisation):
        assert "Chez Oméga" not in titles("piscine d'Oméga")


def test_stopped_in_the_middle_it_goes_on_from_there(
    organisation: Any,
    library: Callable[..., None],
    endpoint: Any,
    fake: FakeModel,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(vectors, "BATCH", 2)
    library()
    with scope(organisation):
        endpoint(roles=("embed",))
        embedder = embedder_for()
        assert embedder is not None

        def stop(done: int, total: int) -> None:
            if done == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            vectors.make(embedder, progress=stop)
        assert [s[1:] for s in vectors.state()] == [(2, 3, False)]
        assert titles("piscine") == ["Piscine"]
        before = len(fake.received)
        assert made() == vectors.Made(3, 3, 1)
        assert len(fake.received) == before + 1
        assert [s[1:] for s in vectors.state()] == [(3, 3, True)]


def test_a_new_model_waits_until_it_is_whole(
    organisation: Any, library: Callable[..., None], endpoint: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(vectors, "BATCH", 2)
    library()
    with scope(organisation):
        endpoint(roles=("embed",), deployment="fake-un")
        made()
        bend("Piscine", like="nager")
        Assignment.objects.all().delete()
        endpoint(roles=("embed",), deployment="fake-deux")
        new = embedder_for()
        assert new is not None
        assert not vectors.make(new, seconds=0).whole
        assert [(s[1], s[3]) for s in vectors.state()] == [(3, True), (2, False)]
        assert titles("nager")[0] == "Piscine"  # by the former model, which still serves
        assert made().whole
        assert [(row.model.split()[-1], row.whole) for row in VectorSet.objects.all()] == [
            ("fake-deux", True)
        ]


def test_another_model_under_the_same_name_is_noticed(
    organisation: Any, library: Callable[..., None], endpoint: Any
) -> None:
    library()
    with scope(organisation):
        endpoint(roles=("embed",))
        made()
        Vector.objects.update(values=packed([1.0, 0.0]))
        vectors.forget_held()
        assert titles("piscine") == ["Piscine"]  # lengths differ: the words answer alone
        library({"Tri": "Le tri des déchets."})
        assert made() == vectors.Made(4, 4, 4)


@pytest.mark.parametrize("mode", ["slow", "500", "401", "empty", "malformed", "endless"])
def test_a_model_that_fails_leaves_the_words(
    mode: str,
    organisation: Any,
    library: Callable[..., None],
    endpoint: Any,
    fake: FakeModel,
) -> None:
    library()
    with scope(organisation):
        before = titles("la piscine du dimanche")
        endpoint(roles=("embed",), deployment="petit")
        made()
        fake.mode = mode  # type: ignore[assignment]
        started = timezone.now()
        assert titles("la piscine du dimanche") == before
        assert timezone.now() - started < timedelta(seconds=1)


def test_the_job_makes_what_lacks_and_enters_it_in_the_ledger(
    organisation: Any, library: Callable[..., None], endpoint: Any, fake: FakeModel
) -> None:
    with scope(organisation):
        library()
        assert not Job.objects.exists()  # no model: nothing is ordered
        endpoint(roles=("embed",), price_in=10, deployment="petit")
        order_vectors()
        order_vectors()
        job = Job.objects.get(task=TASK)
        assert job.priority == Job.Priority.BULK
        run(job)
        job.state = Job.State.DONE
        job.save()
        entered = Run.objects.get(stage="vectors")
        assert (entered.usecase, entered.outcome) == ("library", "whole")
        assert entered.tokens_in > 0
        assert entered.euros > 0
        assert entered.wh_high > 0
        library({"Tri": "Le tri des déchets."})  # what changes is ordered by itself
        again = Job.objects.get(task=TASK, state=Job.State.WAITING)
        fake.mode = "500"
        with pytest.raises(ModelError):
            run(again)
        assert Run.objects.filter(stage="vectors", outcome="failed").count() == 1


def test_the_command_makes_them_and_says_where_they_are(
    organisation: Any, library: Callable[..., None], endpoint: Any, fake: FakeModel
) -> None:
    def told(*arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(bastide, ["models", *arguments])
        assert done.exit_code == code, done.output
        assert "Traceback" not in done.output
        return done.output

    library()
    assert "La recherche fonctionne sans lui" in told("embed", code=64)
    with scope(organisation):
        row = endpoint()
    told("assign", "embed", row.name)
    with scope(organisation):
        assert Job.objects.filter(task=TASK).count() == 1
    fake.mode = "500"
    with scope(organisation):
        row.deployment = "fake"
        row.save()
    assert "Ce qui était calculé est gardé" in told("embed", code=64)
    fake.mode = "normal"
    vectors.forget_held()
    assert "3 passages sur 3 ont leur vecteur (3 calculés)" in told("embed")
    assert "3 passages sur 3, servent à la recherche" in told("embed", "--state")
