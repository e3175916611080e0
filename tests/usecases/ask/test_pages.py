"""The pages of a question, as the agent meets them without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from bastide.library.ingest import ingest
from bastide.library.models import Contact, Document, Source
from bastide.tenants.scope import scope
from bastide.usecases.ask.models import Call, Question

pytestmark = pytest.mark.django_db

PAGE = """# Remplacer une carte de bus perdue

## Tarif

Le remplacement d'une carte de bus perdue coûte 14 euros. Voir aussi https://ailleurs.example/bus.

## Démarche

Pour remplacer une carte de bus perdue, remplissez le formulaire en ligne avec une photo.
"""
ASKED = "Combien coûte le remplacement d'une carte de bus perdue ?"
UNKNOWN = "Quelle est la masse volumique du mercure liquide ?"


@pytest.fixture
def agent(member, organisation, tmp_path: Path):
    """An agent of an authority whose library holds one page, and a directory of one desk."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "carte.md").write_text(PAGE, encoding="utf-8")
    person = member("agent")
    with scope(organisation):
        source = Source.objects.create(
            name="Pages", kind="folder", location=str(tmp_path / "pages"), owner=person
        )
        ingest(source)
        Contact.objects.create(service="Accueil d'Alpha", phone="04 00 00 00 01")
        yield person


@pytest.fixture
def browser(signed_in, agent):
    return signed_in(person=agent)


def said(answer) -> str:
    return answer.content.decode()


def asked(browser, text=ASKED, **more):
    return browser.post(reverse("ask"), {"text": text, **more}, follow=True)


def test_the_empty_page_teaches(browser):
    page = said(browser.get(reverse("ask")))
    assert "Tapez la question" in page
    assert "autofocus" in page


def test_typing_shows_the_passage_with_its_sentence_marked(browser):
    page = said(browser.get(reverse("ask-preview"), {"text": "remplacement carte de bus perdue"}))
    assert "<mark" in page
    assert "Remplacer une carte de bus perdue" in page


def test_two_letters_search_nothing(browser):
    assert "<mark" not in said(browser.get(reverse("ask-preview"), {"text": "ca"}))


def test_an_answer_stands_at_its_own_address_beside_its_source(browser):
    answer = asked(browser)
    address = answer.redirect_chain[-1][0]
    page = said(answer)
    assert "14 euros" in page
    assert '<mark class="chosen">' in page
    assert "14 euros" in said(browser.get(address))


def test_a_contact_nobody_vouches_for_is_said_to_be(browser):
    page = said(asked(browser))
    assert "non vérifié" in page
    assert 'href="https://ailleurs.example/bus"' not in page


def test_the_forms_of_the_directory_stand_with_the_contact(browser, organisation):
    with scope(organisation):
        Contact.objects.update(
            subjects="carte de bus",
            forms=[{"title": "Refaire sa carte", "url": "https://formulaires.example/carte"}],
        )
    page = said(asked(browser))
    assert 'href="https://formulaires.example/carte"' in page
    assert "Refaire sa carte" in page


def test_silence_is_said_and_kept_for_the_editors(browser, signed_in):
    assert "La base ne répond pas à cette question." in said(asked(browser, UNKNOWN))
    assert "mercure" in said(signed_in("editor").get(reverse("gaps")))
    assert browser.get(reverse("gaps")).status_code == 403


def test_a_gap_is_set_aside_and_taken_up_again(browser, signed_in):
    asked(browser, UNKNOWN)
    editor, row = signed_in("editor"), Question.objects.get()
    after = said(editor.post(reverse("gap-close"), {"questions": row.pk}, follow=True))
    assert "Annuler le classement" in after
    again = editor.post(reverse("gap-close"), {"questions": row.pk, "open": "1"}, follow=True)
    assert "mercure" in said(again)


def test_a_second_question_of_the_contact_lists_the_first(browser):
    asked(browser)
    call = Call.objects.get()
    page = said(asked(browser, "Comment faire pour une carte de bus ?", call=call.pk))
    assert Call.objects.count() == 1
    assert 'class="earlier"' in page


@pytest.mark.parametrize("text", ["", "   \n", "\u202e\u200f", "🙂🙂", "a" * 50_001, "\x00\x01"])
def test_what_cannot_be_asked_is_said_and_nothing_is_kept(browser, text):
    answer = browser.post(reverse("ask"), {"text": text})
    assert answer.status_code == 422
    assert 'role="alert"' in said(answer)
    assert not Question.objects.exists()


def test_what_was_typed_is_given_back_with_the_error(browser):
    answer = browser.post(reverse("ask"), {"text": "à" * 50_001, "commune": "Alphaville"})
    assert "à" * 1000 in said(answer)
    assert "Alphaville" in said(answer)


def test_markup_in_a_question_is_shown_as_text(browser):
    page = said(asked(browser, "<script>alert(1)</script> carte de bus perdue ?"))
    assert "<script>alert(1)" not in page


def test_a_rating_and_its_reason_are_kept_then_taken_back(browser):
    asked(browser)
    row = Question.objects.get()
    address = reverse("rate", args=[row.call_id, row.pk])
    page = said(browser.post(address, {"rating": "bad", "reason": "tarif ancien"}, follow=True))
    row.refresh_from_db()
    assert (row.rating, row.reason) == ("bad", "tarif ancien")
    assert "tarif ancien" in page
    browser.post(address, {"rating": ""})
    row.refresh_from_db()
    assert (row.rating, row.reason) == ("", "")


def test_the_note_is_proposed_then_the_agents_own(browser):
    asked(browser)
    address = reverse("note", args=[Call.objects.get().pk])
    page = said(browser.get(address))
    assert "14 euros" in page
    assert "Remplacer une carte de bus perdue" in page
    note = {"request": "Carte perdue", "answer": "14 euros", "next_step": "Rappeler lundi"}
    browser.post(address, note)
    assert "Rappeler lundi" in said(browser.get(address))
    assert ASKED.split("'")[0] in said(browser.get(reverse("history"), {"q": "Carte perdue"}))
    assert "Aucun échange ne correspond" in said(browser.get(reverse("history"), {"q": "piscine"}))


@pytest.mark.parametrize("day", ["2026-99-99", "hier"])
def test_a_day_that_is_no_day_is_said(browser, day):
    answer = browser.get(reverse("history"), {"day": day})
    assert answer.status_code == 200
    assert "AAAA-MM-JJ" in said(answer)


def test_another_agents_contact_is_not_hers_to_see(browser, signed_in):
    asked(browser)
    row = Question.objects.get()
    for name, numbers in (
        ("question", [row.call_id, row.pk]),
        ("note", [row.call_id]),
        ("source-panel", [row.call_id, row.pk, 1]),
    ):
        assert signed_in("agent").get(reverse(name, args=numbers)).status_code == 404


def test_a_withdrawn_source_shows_no_text(browser, organisation, tmp_path):
    asked(browser)
    row = Question.objects.get()
    (tmp_path / "pages" / "carte.md").unlink()
    (tmp_path / "pages" / "autre.md").write_text("# Autre\n\nTout autre chose.", encoding="utf-8")
    ingest(Source.objects.get(name="Pages"))
    panel = browser.get(reverse("source-panel", args=[row.call_id, row.pk, 1]))
    assert "remplissez le formulaire" not in said(panel)


def test_an_address_that_is_no_web_page_is_no_link(browser, organisation):
    with scope(organisation):
        Document.objects.update(url="javascript:alert(1)")
    assert "javascript:" not in said(asked(browser))


def test_a_number_that_is_none_is_passed_over(browser):
    address = asked(browser).redirect_chain[-1][0]
    assert browser.get(address, {"source": "²"}).status_code == 200
    assert browser.post(reverse("ask"), {"text": "Bonjour ?", "call": "²"}).status_code < 500
