"""The directory, the competence table and the words: lists, forms, sheets."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bastide.library.models import Competence, Contact, Word
from bastide.library.words import lexicon
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in, organisation):
    client = signed_in("editor")
    with scope(organisation):
        yield client


CONTACT = {
    "service": "Transports",
    "phone": "04 65 71 20 10",
    "email": "transports@alpha.example",
    "hours": "du lundi au vendredi, 8 h - 18 h",
    "url": "https://alpha.example/transports",
    "forms": "Duplicata | https://alpha.example/duplicata\nRéclamation | https://alpha.example/r",
    "territory": "Alpha",
    "subjects": "car scolaire\ncarte",
}
SUBJECT = {
    "subject": "carte d'identité",
    "phrases": "carte d'identité\nCNI",
    "level": "commune",
    "authority": "La mairie",
    "transfer": "Adressez-vous à la mairie.",
}


def sheet(text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.csv", text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("name", ["directory", "competence", "words"])
def test_an_empty_table_teaches(browser, name):
    page = browser.get(reverse(name)).content.decode()
    assert 'class="empty"' in page


def test_a_contact_is_added_changed_and_removed(browser):
    assert browser.post(reverse("contact-new"), CONTACT).status_code == 302
    contact = Contact.objects.get()
    assert contact.forms[1] == {"title": "Réclamation", "url": "https://alpha.example/r"}
    page = browser.get(reverse("contact", args=[contact.pk])).content.decode()
    assert "Réclamation | https://alpha.example/r" in page
    browser.post(reverse("contact", args=[contact.pk]), CONTACT | {"phone": "3939"})
    assert "3939" in browser.get(reverse("directory"), {"q": "car scolaire"}).content.decode()
    address = reverse("contact-delete", args=[contact.pk])
    assert "Transports" in browser.get(address).content.decode()
    assert Contact.objects.exists()
    browser.post(address)
    assert not Contact.objects.exists()
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["contact.create", "contact.change", "contact.delete"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"service": ""}, "obligatoire"),
        ({"phone": "appelez-nous"}, "chiffres"),
        ({"email": "rien"}, "valide"),
        ({"url": "ftp://a.example"}, "https://"),
        ({"forms": "Sans adresse"}, "titre |"),
        ({"forms": "Mauvais | javascript:alert(1)"}, "titre |"),
        ({"review_date": "bientôt"}, "date"),
    ],
)
def test_a_wrong_contact_is_told_and_kept_on_the_page(browser, changes, said):
    page = browser.post(reverse("contact-new"), CONTACT | changes)
    text = page.content.decode()
    assert page.status_code == 200
    assert said in text
    assert "du lundi au vendredi, 8 h - 18 h" in text
    assert not Contact.objects.exists()


def test_a_service_is_named_once(browser):
    browser.post(reverse("contact-new"), CONTACT)
    assert (
        "déjà dans l&#x27;annuaire"
        in browser.post(reverse("contact-new"), CONTACT).content.decode()
    )


def test_a_subject_is_added_changed_and_removed(browser):
    contact = Contact.objects.create(service="Mairie")
    assert (
        browser.post(reverse("subject-new"), SUBJECT | {"contact": contact.pk}).status_code == 302
    )
    row = Competence.objects.get()
    assert row.contact == contact
    page = browser.get(reverse("competence"), {"q": "CNI"}).content.decode()
    assert "Adressez-vous à la mairie." in page
    browser.post(reverse("subject", args=[row.pk]), SUBJECT | {"ours": "on"})
    assert "c'est nous" in browser.get(reverse("competence")).content.decode()
    assert (
        "obligatoire"
        in browser.post(
            reverse("subject", args=[row.pk]), SUBJECT | {"transfer": ""}
        ).content.decode()
    )
    browser.post(reverse("subject-delete", args=[row.pk]))
    assert not Competence.objects.exists()


def test_a_word_counts_at_once(browser):
    page = browser.get(reverse("word-new"), {"kind": "family", "term": "thymo"}).content.decode()
    assert 'value="family" selected' in page
    assert 'value="thymo"' in page
    before = lexicon()
    form = {"kind": "family", "term": "thymo", "meaning": "timo, thym'o"}
    assert browser.post(reverse("word-new"), form).status_code == 302
    assert lexicon() is not before
    assert "timo" in browser.get(reverse("words")).content.decode()
    assert "déjà dans la table" in browser.post(reverse("word-new"), form).content.decode()
    wrong = browser.post(reverse("word-new"), form | {"term": "autre", "meaning": " , "})
    assert "errorlist" in wrong.content.decode()
    word = Word.objects.get()
    browser.post(reverse("word-delete", args=[word.pk]))
    assert not Word.objects.exists()


@pytest.mark.parametrize(
    ("model", "name", "form"),
    [(Contact, "directory", CONTACT), (Competence, "competence", SUBJECT)],
)
def test_an_exported_sheet_comes_back_the_same(browser, model, name, form):
    new = "contact-new" if name == "directory" else "subject-new"
    browser.post(reverse(new), form)
    key = "service" if name == "directory" else "subject"
    browser.post(reverse(new), form | {key: '=Formule; "citée"'})
    exported = browser.get(reverse(f"{name}-export"))
    assert exported.headers["Content-Type"].startswith("text/csv")
    before = list(model.objects.order_by(key).values())
    assert (
        browser.post(reverse(f"{name}-import"), {"sheet": sheet(exported.content)}).status_code
        == 302
    )
    assert list(model.objects.order_by(key).values()) == before
    model.objects.all().delete()
    browser.post(reverse(f"{name}-import"), {"sheet": sheet(exported.content)})
    after = list(model.objects.order_by(key).values())
    assert [dict(row, id=0) for row in after] == [dict(row, id=0) for row in before]


def test_a_sheet_is_taken_whole_or_not_at_all(browser):
    text = "service,téléphone\nAccueil,0465712000\nMairie,pas un numéro\n"
    page = browser.post(reverse("directory-import"), {"sheet": sheet(text)}).content.decode()
    assert "Ligne 3" in page
    assert not Contact.objects.exists()


def test_absent_columns_stay_as_they_were(browser):
    browser.post(reverse("contact-new"), CONTACT)
    browser.post(
        reverse("directory-import"), {"sheet": sheet("service;téléphone\nTransports;3939\n")}
    )
    contact = Contact.objects.get()
    assert (contact.phone, contact.territory, len(contact.forms)) == ("3939", "Alpha", 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\0\0",
        b"nom;prix\na;b\n",
        b"\xff\xfe\0a",
        b"PK\x03\x04",
        b"service\n" + b'"' + b"x" * 200_000,
        ("service\n" + "a\n" * 6000).encode(),
    ],
    ids=["empty", "image", "other columns", "utf-16", "zip", "open quote", "too long"],
)
def test_a_file_that_is_not_such_a_sheet_is_told(browser, content):
    page = browser.post(reverse("directory-import"), {"sheet": sheet(content)})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not Contact.objects.exists()


def test_a_sheet_of_an_old_spreadsheet_keeps_its_accents(browser):
    text = "service;horaires\nAccueil général;l'été, de 8 h à 12 h\n".encode("cp1252")
    browser.post(reverse("directory-import"), {"sheet": sheet(text)})
    assert Contact.objects.get().service == "Accueil général"
