"""The documents' pages: finding, reading with one's rights, facts, putting aside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bastide.library.models import Change, Document, Passage, Source
from bastide.tenants.models import AuditEntry, ReaderGroup
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(organisation):
    with scope(organisation):
        yield Source.objects.create(name="Fiches", kind="uploads")


def document(source, title, **fields):
    row = Document.objects.create(
        source=source,
        key=title,
        title=title,
        digest="d",
        **{"updated": timezone.localdate()} | fields,
    )
    Passage.objects.create(
        document=row, position=0, text=f"Texte de {title}.", headings=["Partie", "Détail"]
    )
    return row


def shown(client, **asked) -> str:
    return client.get(reverse("documents"), asked).content.decode()


def test_an_empty_list_teaches(signed_in, library):
    assert "viennent des sources" in shown(signed_in("editor"))


def test_documents_are_found_and_filtered(signed_in, library, make_row):
    today = timezone.localdate()
    document(library, "Carte jeune")
    document(library, "Vieux texte", updated=today - timedelta(days=800))
    document(library, "Relecture passée", review_date=today - timedelta(days=1))
    document(library, "Vieux mais relu", updated=date(2015, 1, 1), review_date=today)
    document(library, "Parti", withdrawn=True)
    document(library, "Mis de côté", hidden=True)
    client = signed_in("editor")
    assert "6 documents" in shown(client)
    assert "1 document<" in shown(client, q="carte jeune")
    assert "Aucun document" in shown(client, q="carte perdue")
    stale = shown(client, state="stale")
    assert "Vieux texte" in stale
    assert "Relecture passée" in stale
    assert "2 documents" in stale
    assert "Parti" in shown(client, state="withdrawn")
    assert "1 document<" in shown(client, state="hidden")
    assert "Aucun document" in shown(client, source="999999")


@pytest.mark.parametrize("odd", ["\0", "x" * 5000, "%", "9" * 40, "-1", "‮", "²", "' OR 1=1"])
def test_odd_filters_only_find_nothing(signed_in, library, odd):
    document(library, "Carte jeune")
    client = signed_in("editor")
    for name in ("q", "state", "source", "page"):
        assert client.get(reverse("documents"), {name: odd}).status_code == 200


def test_a_document_shows_its_passages_with_anchors(signed_in, library):
    row = document(library, "Carte jeune", url="https://alpha.example/carte")
    page = signed_in("agent").get(reverse("document", args=[row.pk])).content.decode()
    assert f'id="p{row.passages.get().pk}"' in page
    assert "Texte de Carte jeune." in page
    assert "Partie › Détail" in page
    assert "tous les membres" in page
    assert 'href="https://alpha.example/carte"' in page
    assert reverse("document-change", args=[row.pk]) not in page


def test_a_hostile_text_or_address_is_only_text(signed_in, library):
    row = document(library, "<script>alert(1)</script>", url="javascript:alert(1)")
    page = signed_in("agent").get(reverse("document", args=[row.pk])).content.decode()
    assert "<script>alert" not in page
    assert "javascript:alert" not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawn": True},
        {"hidden": True},
        {"valid_to": date(2020, 1, 1)},
        {"valid_from": date(2090, 1, 1)},
    ],
)
def test_what_no_longer_answers_is_for_editors_only(signed_in, library, fields):
    row = document(library, "Ancien", **fields)
    assert signed_in("agent").get(reverse("document", args=[row.pk])).status_code == 404
    assert signed_in("editor").get(reverse("document", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("where", ["document", "source"])
@pytest.mark.parametrize("role", ["agent", "editor", "administrator"])
def test_a_reserved_document_is_read_by_its_groups_alone(
    signed_in, member, library, make_row, where, role
):
    group = make_row(ReaderGroup, "chefs")
    row = document(library, "Consigne secrète")
    (row if where == "document" else library).readers.add(group)
    outside, inside = member(role), member(role)
    inside.groups.add(group)
    address = reverse("document", args=[row.pk])
    assert signed_in(person=outside).get(address).status_code == 404
    page = signed_in(person=inside).get(address)
    assert page.status_code == 200
    assert "chefs" in page.content.decode()
    assert AuditEntry.objects.filter(action="document.see").count() == 1
    if role != "agent":
        assert "Consigne secrète" not in shown(signed_in(person=outside))
        assert "Consigne secrète" in shown(signed_in(person=inside), state="restricted")
        for name in ("document-change", "document-hide"):
            assert signed_in(person=outside).post(reverse(name, args=[row.pk])).status_code == 404


def test_a_document_s_own_groups_replace_its_source_s(signed_in, member, library, make_row):
    wide, narrow = make_row(ReaderGroup, "large"), make_row(ReaderGroup, "etroit")
    library.readers.add(wide)
    row = document(library, "Consigne")
    row.readers.add(narrow)
    person = member("agent")
    person.groups.add(wide)
    client = signed_in(person=person)
    assert client.get(reverse("document", args=[row.pk])).status_code == 404
    person.groups.add(narrow)
    assert client.get(reverse("document", args=[row.pk])).status_code == 200


def test_facts_are_saved_and_reach_the_index(signed_in, library, member):
    row = document(library, "Carte jeune")
    owner = member("editor", name="Rédactrice Unetelle")
    client = signed_in("editor")
    answer = client.post(
        reverse("document-change", args=[row.pk]),
        {"owner": owner.pk, "review_date": "2027-01-31", "valid_to": "2027-12-31"},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.owner, row.review_date) == (owner, date(2027, 1, 31))
    assert Change.objects.filter(document=row.pk).exists()
    assert "Rédactrice Unetelle" in client.get(reverse("document", args=[row.pk])).content.decode()
    page = client.get(reverse("document-change", args=[row.pk])).content.decode()
    assert 'value="2027-01-31"' in page


def test_dates_in_the_wrong_order_are_told(signed_in, library):
    row = document(library, "Carte jeune")
    page = signed_in("editor").post(
        reverse("document-change", args=[row.pk]),
        {"valid_from": "2027-01-02", "valid_to": "2027-01-01"},
    )
    assert "La fin précède le début" in page.content.decode()


def test_a_document_is_put_aside_and_taken_back(signed_in, library):
    row = document(library, "Carte jeune")
    client = signed_in("editor")
    address = reverse("document-hide", args=[row.pk])
    assert client.get(address).status_code == 405
    client.post(address, {"hidden": "1"})
    row.refresh_from_db()
    assert row.hidden
    assert "Remettre" in client.get(reverse("document", args=[row.pk])).content.decode()
    client.post(address, {"hidden": "0"})
    row.refresh_from_db()
    assert not row.hidden
    assert [e.action for e in AuditEntry.objects.order_by("id")] == [
        "document.hide",
        "document.show",
    ]


def test_a_table_is_shown_as_a_table(signed_in, library):
    row = document(library, "Tarifs")
    Passage.objects.create(
        document=row, position=1, kind="table", text="Quotient | Prix\n< 500 | 30 €\n> 500 | 60 €"
    )
    page = signed_in("agent").get(reverse("document", args=[row.pk])).content.decode()
    assert '<th scope="col">Quotient</th>' in page
    assert "<td>&lt; 500</td><td>30 €</td>" in page
