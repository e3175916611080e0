"""A model set for the role « Traduire »: offered at once, and what it consumed is in the ledger."""

from __future__ import annotations

import pytest

from bastide.endpoints.models import Assignment, Endpoint
from bastide.engine.translation.model import TranslationError
from bastide.languages import engines
from bastide.languages.engines import Engine, best_pairs
from bastide.languages.translate import Wanted, translate
from bastide.providers.chat_client import forget_connections
from bastide.providers.fake_model import FakeModel
from bastide.runs.models import Run
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(organisation, settings):
    """The model without intelligence, which cannot translate, set for the role."""
    settings.MODEL_PRIVATE_HOSTS = ["127.0.0.1"]
    forget_connections()
    with FakeModel() as server, scope(organisation):
        row = Endpoint.objects.create(
            name="Modèle d'essai",
            kind="compatible",
            base_url=server.url,
            deployment="fake",
            energy_class="small",
            outside=False,
            capabilities={"json_schema": True, "usage": True},
        )
        Assignment.objects.create(role="translate", endpoint=row, order=0)
        yield server
    forget_connections()


def test_its_languages_are_offered(model):
    pair = best_pairs()["fr", "uk"]
    assert (pair.engine, pair.quality) == ("Modèle d'essai", "gist")
    Endpoint.objects.update(outside=True)
    assert best_pairs()["fr", "uk"].engine == "Modèle d'essai (hors de la collectivité)"


def test_what_it_consumed_is_entered_though_it_was_no_translation(model):
    with pytest.raises(TranslationError, match="modèle"):
        translate(["Bonjour à tous."], Wanted("fr", "uk", deadline_s=20))
    run = Run.objects.get()
    assert (run.usecase, run.stage, run.outcome) == ("translate", "model", "malformed")
    assert run.model
    assert run.tokens_in > 0
    assert run.wh_high > run.wh_low > 0


def test_the_next_engine_takes_its_place(model, monkeypatch):
    class Other:
        def pairs(self):
            return [engines.Pair("fr", "uk", "gist", (), "Autre")]

        def translate(self, texts, source, target, *, deadline_s=60.0, kept=()):
            return [text.upper() for text in texts]

    every = [Engine("other", Other()), *engines.engines()]
    monkeypatch.setattr(engines, "engines", lambda member=None: every)
    done = translate(["Bonjour à tous."], Wanted("fr", "uk", deadline_s=20))
    assert (done.texts[0].text, done.pair.engine) == ("BONJOUR À TOUS.", "Autre")
    assert [r.stage for r in Run.objects.order_by("pk")] == ["model", "other"]
