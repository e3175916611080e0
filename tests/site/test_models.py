"""`bastide models`, tried as a new user would: no model, a wrong key, the local server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from bastide.providers.chat_client import forget_connections
from bastide.providers.fake_model import FakeModel
from bastide.site.command import bastide

pytestmark = pytest.mark.django_db

KEY = "cle-tres-secrete-0123456789"


@pytest.fixture
def fake(settings: Any, monkeypatch: Any) -> Iterator[FakeModel]:
    forget_connections()
    settings.MODEL_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.MODEL_SECRETS = ["RIGHT_KEY", "WRONG_KEY"]
    monkeypatch.setenv("RIGHT_KEY", KEY)
    monkeypatch.setenv("WRONG_KEY", "une-autre-cle-secrete")
    with FakeModel(key=KEY) as server:
        yield server
    forget_connections()


def run(*arguments: str, code: int = 0) -> str:
    told = CliRunner().invoke(bastide, list(arguments))
    assert told.exit_code == code, told.output
    assert KEY not in told.output
    assert "une-autre-cle-secrete" not in told.output
    assert "Traceback" not in told.output
    return told.output


def test_no_model_is_said_plainly(organisation: Any) -> None:
    assert "Bastide répond par ses réponses types" in run("models", "list")
    assert "Aucun modèle à essayer" in run("models", "test")


def test_from_nothing_to_a_model_that_answers(organisation: Any, fake: FakeModel) -> None:
    added = ("models", "add", "essai", "--url", fake.url, "--model", "fake", "--local")
    run(*added, "--secret", "env:WRONG_KEY")
    told = run("models", "test", code=1)
    assert "essai : ne fonctionne pas" in told
    assert "refuse la clé" in told
    run(*added, "--secret", "env:RIGHT_KEY")
    told = run("models", "test", "essai")
    assert "essai : fonctionne" in told
    assert "oui : suit un schéma JSON imposé" in told
    run("models", "add", "secours", "--url", fake.url, "--model", "fake-500", "--local")
    assert "essai, puis secours" in run("models", "assign", "answer", "essai", "secours")
    told = run("models", "list")
    assert "Rédiger une réponse (answer) : essai, puis secours" in told
    assert "schéma JSON" in told
    assert "aucun modèle" in run("models", "assign", "answer")


def test_what_is_wrong_is_said_in_french(organisation: Any, fake: FakeModel) -> None:
    refused = ("models", "add", "a", "--model", "m")
    assert "http:// n'est admis" in run(*refused, "--url", "http://10.0.0.1/v1", code=64)
    assert "autorise" in run(*refused, "--url", fake.url, "--secret", "env:HOME", code=64)
    assert "La clé elle-même" in run(*refused, "--url", fake.url, "--secret", KEY, code=64)
    assert "n'existe pas" in run("models", "assign", "answer", "inconnu", code=64)
    assert "n'existe pas" in run("models", "test", "inconnu", code=64)
