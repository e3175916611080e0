"""The glossary and the memory on their pages: edited by editors, exchanged as CSV and TMX."""

from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bastide.languages import memory
from bastide.languages.models import Remembered, Term
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in):
    return signed_in("editor")


def page_of(client, name, **query) -> str:
    return html.unescape(client.get(reverse(name), query).content.decode())


def sent(client, name, text: str | bytes, field: str) -> str:
    body = text if isinstance(text, bytes) else text.encode()
    answer = client.post(reverse(name), {field: SimpleUploadedFile("f", body)}, follow=True)
    return html.unescape(answer.content.decode())


def test_pages_are_for_editors(signed_in):
    agent = signed_in()
    for name in ("glossary", "term-new", "glossary-import", "memory", "memory-import"):
        assert agent.get(reverse(name)).status_code == 403, name


def test_a_term_is_written_changed_and_removed(editor, organisation):
    assert "Le glossaire est vide" in page_of(editor, "glossary")
    wrong = editor.post(reverse("term-new"), {"term": "carte Thymo"})
    assert "au moins une traduction" in html.unescape(wrong.content.decode())
    editor.post(reverse("term-new"), {"term": "carte Thymo", "oc": "carta / cartas", "ar": "بطاقة"})
    page = page_of(editor, "glossary")
    assert '<td lang="ar" dir="rtl">بطاقة</td>' in page
    assert "Occitan" in page
    assert "Catalan" not in page
    again = editor.post(reverse("term-new"), {"term": "carte Thymo", "kept": "on"})
    assert again.status_code == 200
    with scope(organisation):
        row = Term.objects.get()
    change = reverse("term", args=[row.pk])
    form = html.unescape(editor.get(change).content.decode())
    assert 'value="carta / cartas"' in form
    assert "le pluriel après une barre" in form
    editor.post(change, {"term": "carte Thymo", "kept": "on"})
    assert "ne jamais traduire" in page_of(editor, "glossary", q="Thymo")
    assert "Aucun terme" in page_of(editor, "glossary", q="rien")
    editor.post(reverse("term-delete", args=[row.pk]))
    with scope(organisation):
        assert not Term.objects.exists()
        done = AuditEntry.objects.filter(kind="term").order_by("pk")
        assert [e.action for e in done] == ["term.create", "term.change", "term.delete"]


def test_the_sheet_comes_back_as_it_went_and_runs_no_formula(editor, organisation):
    with scope(organisation):
        Term(term="=1+1", translations={"oc": "+oc"}, note="@note").save()
        Term(term="Thymo", kept=True).save()
        before = list(Term.objects.values("term", "kept", "translations", "note"))
    sheet = editor.get(reverse("glossary-export")).content.decode()
    assert sheet.startswith("\ufeffterme;ne jamais traduire;précision;occitan;")
    for cell in ("'=1+1", "'+oc", "'@note"):
        assert f";{cell};" in f";{sheet};".replace("\r\n", ";")
    with scope(organisation):
        Term.objects.all().delete()
    assert "2 ligne(s) ajoutée(s)" in sent(editor, "glossary-import", sheet, "sheet")
    with scope(organisation):
        assert list(Term.objects.values("term", "kept", "translations", "note")) == before


def test_a_wrong_sheet_changes_nothing_and_says_where(editor, organisation):
    page = sent(editor, "glossary-import", "terme;occitan\ncarte;carta\nrien;\n", "sheet")
    assert "Ligne 3" in page
    assert "colonne « terme »" in sent(editor, "glossary-import", "a;b\n1;2\n", "sheet")
    with scope(organisation):
        assert not Term.objects.exists()


def test_the_memory_is_searched_forgotten_and_exchanged(editor, organisation):
    assert "Rien n'est encore retenu" in page_of(editor, "memory")
    with scope(organisation):
        memory.remember("fr", "oc", "Le guichet ouvre.", "Lo portanèl dubrís.")
        memory.remember("fr", "ar", "Merci <b>.", "شكرا")
    page = page_of(editor, "memory", q="portanèl")
    assert "Le guichet ouvre." in page
    assert "Merci" not in page
    assert '<td lang="ar" dir="rtl">شكرا</td>' in page_of(editor, "memory")
    file = b"".join(editor.get(reverse("memory-export")).streaming_content)
    with scope(organisation):
        row = Remembered.objects.get(target_language="ar")
    editor.post(reverse("memory-delete", args=[row.pk]))
    assert "شكرا" not in page_of(editor, "memory")
    assert "1 phrase(s) ajoutée(s), 0" in sent(editor, "memory-import", file, "file")
    assert "شكرا" in page_of(editor, "memory")
    assert "n'est pas une mémoire" in sent(editor, "memory-import", "<html/>", "file")


def test_another_organisation_finds_nothing(signed_in, other_organisation, organisation):
    with scope(organisation):
        memory.remember("fr", "oc", "OMEGASECRET.", "x")
        Term(term="OMEGASECRET", kept=True).save()
        term, row = Term.objects.get(), Remembered.objects.get()
    stranger = signed_in("administrator", of=other_organisation)
    for name in ("glossary", "memory", "glossary-export"):
        assert "OMEGASECRET" not in page_of(stranger, name)
    file = b"".join(stranger.get(reverse("memory-export")).streaming_content)
    assert b"OMEGASECRET" not in file
    assert stranger.get(reverse("term", args=[term.pk])).status_code == 404
    assert stranger.post(reverse("term-delete", args=[term.pk])).status_code == 404
    assert stranger.post(reverse("memory-delete", args=[row.pk])).status_code == 404
