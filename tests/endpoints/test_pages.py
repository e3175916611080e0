"""The administrator's page of models, as a browser without JavaScript uses it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from bastide.endpoints.budgets import this_month
from bastide.endpoints.models import Assignment, Budget, Endpoint, Spent
from bastide.providers.fake_model import FakeModel
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

KEY = "cle-tres-secrete-0123456789"


def form(fake: FakeModel, **changed: str) -> dict[str, str]:
    return {
        "name": "Modèle d'essai",
        "kind": "compatible",
        "base_url": fake.url,
        "deployment": "fake",
        "api_version": "",
        "secret": "",
        "outside": "on",
        "hide_personal": "on",
        "region": "France",
        "energy_class": "small",
        "price_in": "0",
        "price_out": "0",
    } | changed


def test_a_model_is_added_tried_given_a_role_and_removed(
    organisation: Any, signed_in: Any, fake: FakeModel, settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("ESSAI_KEY", KEY)
    settings.MODEL_SECRETS = ["alpha:ESSAI_KEY"]
    fake.key = KEY
    browser = signed_in("administrator")
    assert "Aucun modèle" in browser.get(reverse("models")).content.decode()

    answer = browser.post(reverse("model-new"), form(fake, secret="env:ESSAI_KEY"), follow=True)
    page = answer.content.decode()
    assert "est enregistré" in page
    assert not fake.received, "a visit calls nothing"

    with scope(organisation):
        row = Endpoint.objects.get()
    page = browser.post(reverse("model-test", args=[row.pk])).content.decode()
    assert "Il fonctionne" in page
    assert "oui : suit un schéma JSON imposé" in page
    assert KEY not in page

    browser.post(reverse("model-roles"), {"answer_0": row.pk, "answer_2": row.pk})
    page = browser.get(reverse("models")).content.decode()
    assert "Rédiger une réponse (1)" in page
    assert "hors de la collectivité" in page
    with scope(organisation):
        assert Assignment.objects.count() == 1
        assert Endpoint.objects.get().able.json_schema

    browser.post(reverse("model-delete", args=[row.pk]))
    with scope(organisation):
        assert not Endpoint.objects.exists()
        trail = list(AuditEntry.objects.values("action", "detail"))
    actions = {entry["action"] for entry in trail}
    assert {"model.create", "model.test", "model.roles", "model.delete"} <= actions
    assert KEY not in json.dumps(trail)


def test_a_model_that_fails_says_why(organisation: Any, signed_in: Any, endpoint: Any) -> None:
    row = endpoint("401")
    browser = signed_in("administrator")
    page = browser.post(reverse("model-test", args=[row.pk])).content.decode()
    assert "Il ne fonctionne pas" in page
    assert "refuse la clé" in page
    assert "refuse la clé" in browser.get(reverse("models")).content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"base_url": "http://10.0.0.5:8000/v1"}, "BASTIDE_MODEL_PRIVATE_HOSTS"),
        ({"base_url": "ftp://127.0.0.1/v1"}, "commence par https://"),
        ({"base_url": "https://moi:passe@modele.example/v1"}, "ne porte pas de mot de passe"),
        ({"base_url": "https://modele.example:port/v1"}, "ne peut pas être lue"),
        ({"secret": "env:BASTIDE_SECRET_KEY"}, "pas de celles que l&#x27;installation autorise"),
        ({"secret": "file:../omega/cle"}, "pas dans le dossier des clés"),
        ({"secret": "file:/etc/passwd"}, "pas dans le dossier des clés"),
        ({"price_in": "-1"}, "errorlist"),
    ],
)
def test_what_is_not_allowed_is_refused_in_french(
    changed: Any, told: str, organisation: Any, signed_in: Any, fake: FakeModel
) -> None:
    answer = signed_in("administrator").post(reverse("model-new"), form(fake, **changed))
    assert told in answer.content.decode()
    with scope(organisation):
        assert not Endpoint.objects.exists()


def test_a_key_pasted_by_mistake_is_neither_kept_nor_shown(
    organisation: Any, signed_in: Any, fake: FakeModel
) -> None:
    answer = signed_in("administrator").post(reverse("model-new"), form(fake, secret=KEY))
    page = answer.content.decode()
    assert "La clé elle-même ne se met pas ici" in page
    assert KEY not in page


def test_another_address_forgets_what_was_found(
    organisation: Any, signed_in: Any, endpoint: Any, fake: FakeModel
) -> None:
    row = endpoint()
    browser = signed_in("administrator")
    browser.post(reverse("model", args=[row.pk]), form(fake, name=row.name, deployment="autre"))
    with scope(organisation):
        assert Endpoint.objects.get().capabilities == {}


def test_budgets_are_set_and_their_use_shown(
    organisation: Any, signed_in: Any, member: Any
) -> None:
    person = member("agent", name="Agathe Exemple")
    browser = signed_in("administrator")
    answer = browser.post(
        reverse("model-budgets"),
        {"organisation-tokens": "1000", "organisation-euros": "", "person-tokens": "100"},
        follow=True,
    )
    assert "Les budgets sont enregistrés" in answer.content.decode()
    with scope(organisation):
        assert dict(Budget.objects.values_list("whose", "tokens")) == {
            "organisation": 1000,
            "person": 100,
        }
        Spent(month=this_month(), person=0, tokens=850, micro_euros=1_250_000).save()
        Spent(month=this_month(), person=person.pk, tokens=85).save()
    page = browser.get(reverse("models")).content.decode()
    assert "85 %" in page
    assert "1,25" in page
    assert "Agathe Exemple" in page


def test_a_wrong_budget_is_told(organisation: Any, signed_in: Any) -> None:
    page = signed_in("administrator").post(reverse("model-budgets"), {"person-tokens": "-5"})
    assert "errorlist" in page.content.decode()
    with scope(organisation):
        assert not Budget.objects.exists()


def test_another_organisation_s_model_is_not_a_choice(
    organisation: Any, other_organisation: Any, signed_in: Any, endpoint: Any
) -> None:
    with scope(other_organisation):
        theirs = Endpoint(name="À eux", kind="compatible", base_url="https://o.example/v1")
        theirs.save()
    browser = signed_in("administrator")
    answer = browser.post(reverse("model-roles"), {"answer_0": theirs.pk})
    assert answer.status_code == 200
    assert "À eux" not in answer.content.decode()
    with scope(organisation):
        assert not Assignment.objects.exists()
