"""Answer cards: written, found, restored, removed; the trail says by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bastide.library.cards import publish
from bastide.library.models import AnswerCard, CardVersion, Document
from bastide.library.search import search
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(member, organisation):
    person = member("editor", name="Camille Modèle")
    with scope(organisation):
        yield person


@pytest.fixture
def browser(signed_in, editor):
    return signed_in(person=editor)


def written(**changes):
    return {
        "question": "Combien coûte le duplicata ?",
        "phrasings": "Prix d'une carte perdue\nRefaire ma carte",
        "answer": "Le duplicata coûte 12 €.",
        "theme": "Transports > Scolaires",
        "url": "https://alpha.example/duplicata",
        "review_date": "2090-01-01",
        "published": "on",
    } | changes


def test_an_empty_list_teaches(browser):
    assert "votre propre réponse" in browser.get(reverse("cards")).content.decode()


def test_a_card_answers_as_soon_as_it_is_saved(browser, editor):
    answer = browser.post(reverse("card-new"), written(owner=editor.pk))
    assert answer.status_code == 302
    card = AnswerCard.objects.get()
    assert card.owner == editor
    assert card.versions.get().author == editor.email
    assert search("duplicata", editor)[0].passage.text.endswith("Le duplicata coûte 12 €.")
    entry = AuditEntry.objects.get(action="card.create")
    assert entry.actor == editor.email


def test_a_card_comes_from_a_question_without_answer(browser):
    page = browser.get(
        reverse("card-new"), {"question": "Qui vide les bornes à verre ?", "gap": "12"}
    ).content.decode()
    assert 'value="Qui vide les bornes à verre ?"' in page
    assert 'name="gap" value="12"' in page
    browser.post(reverse("card-new"), written(gap="12"))
    assert AuditEntry.objects.get(action="card.create").detail["gap"] == 12
    for odd in ("x", "<script>", "9" * 400, "\0"):
        page = browser.get(reverse("card-new"), {"question": odd, "gap": odd})
        assert page.status_code == 200
        assert "<script>" not in page.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    "changes",
    [
        {"question": ""},
        {"answer": ""},
        {"question": "x" * 501},
        {"url": "javascript:alert(1)"},
        {"review_date": "demain"},
        {"owner": "999999"},
    ],
)
def test_nothing_typed_is_lost_on_an_error(browser, changes):
    page = browser.post(reverse("card-new"), written(theme="Thème à garder", **changes))
    text = page.content.decode()
    assert page.status_code == 200
    assert "errorlist" in text
    assert "Thème à garder" in text
    assert "Prix d&#x27;une carte perdue" in text
    assert not AnswerCard.objects.exists()


def test_a_card_past_its_review_date_says_so(browser, editor):
    yesterday = timezone.localdate() - timedelta(days=1)
    old = publish(AnswerCard(question="Ancienne", answer="Oui.", review_date=yesterday), editor)
    publish(AnswerCard(question="Récente", answer="Oui.", published=False), editor)
    assert "À relire" in browser.get(reverse("card", args=[old.pk])).content.decode()
    listed = browser.get(reverse("cards"), {"state": "stale"}).content.decode()
    assert "Ancienne" in listed
    assert "Récente" not in listed
    drafts = browser.get(reverse("cards"), {"state": "draft"}).content.decode()
    assert "Récente" in drafts
    assert "Ancienne" not in drafts
    assert "Ancienne" in browser.get(reverse("cards"), {"q": "ancienne"}).content.decode()


def test_every_version_is_kept_and_one_can_be_taken_up_again(browser, editor):
    browser.post(reverse("card-new"), written())
    card = AnswerCard.objects.get()
    browser.post(reverse("card", args=[card.pk]), written(answer="Le duplicata coûte 15 €."))
    first = card.versions.last()
    page = browser.get(reverse("card-history", args=[card.pk])).content.decode()
    assert "12 €" in page
    assert "15 €" in page
    assert editor.email in page
    address = reverse("card-restore", args=[card.pk, first.pk])
    assert "12 €" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    card.refresh_from_db()
    assert card.answer == "Le duplicata coûte 12 €."
    assert card.versions.count() == 3
    assert "12 €" in search("duplicata", editor)[0].passage.text
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"card.history", "card.restore"} <= actions


def test_the_version_of_another_card_is_not_taken_up(browser, editor):
    one = publish(AnswerCard(question="Une", answer="Oui."), editor)
    two = publish(AnswerCard(question="Deux", answer="Non."), editor)
    address = reverse("card-restore", args=[one.pk, two.versions.get().pk])
    assert browser.post(address).status_code == 404


def test_a_card_is_removed_only_after_asking(browser, editor):
    browser.post(reverse("card-new"), written())
    card = AnswerCard.objects.get()
    address = reverse("card-delete", args=[card.pk])
    assert "historique" in browser.get(address).content.decode()
    assert AnswerCard.objects.exists()
    assert browser.post(address).status_code == 302
    assert not AnswerCard.objects.exists()
    assert not CardVersion.objects.exists()
    assert not Document.objects.exists()
    assert not search("duplicata", editor)
    assert "12 €" in str(AuditEntry.objects.get(action="card.delete").detail)


def test_an_unpublished_card_does_not_answer(browser, editor):
    browser.post(reverse("card-new"), written(published=""))
    assert not search("duplicata", editor)


def test_the_document_of_a_card_leads_to_its_editor(browser):
    browser.post(reverse("card-new"), written())
    card = AnswerCard.objects.get()
    page = browser.get(reverse("document", args=[card.document_id])).content.decode()
    assert reverse("card", args=[card.pk]) in page
    assert (
        browser.post(reverse("document-hide", args=[card.document_id]), {"hidden": "1"}).status_code
        == 404
    )
