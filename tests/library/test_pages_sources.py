"""The sources' pages: adding, uploading, what was refused, removing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bastide.jobs.models import Job
from bastide.library.connectors.files import UPLOADS, uploads_folder
from bastide.library.models import Change, Document, Ingestion, Refusal, Source
from bastide.library.uploads import UploadRefused, safe_name
from bastide.tenants.models import AuditEntry, ReaderGroup
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in, organisation):
    """An editor's browser, the test being in the scope of her organisation."""
    client = signed_in("editor")
    with scope(organisation):
        yield client


@pytest.fixture
def uploads(organisation):
    with scope(organisation):
        return Source.objects.create(name="Fiches", kind="uploads")


def test_an_empty_base_teaches_how_to_begin(editor):
    page = editor.get(reverse("library")).content.decode()
    assert "La base est vide" in page
    assert reverse("source-new") in page


def test_a_web_site_is_added_and_taken_up(editor):
    answer = editor.post(
        reverse("source-new"),
        {
            "name": "Site",
            "kind": "website",
            "location": "https://www.alpha.example/",
            "limit": "50",
        },
    )
    assert answer.status_code == 302
    source = Source.objects.get()
    assert (source.kind, source.limit) == ("website", 50)
    assert Job.objects.get().payload == {"source": source.pk}
    assert AuditEntry.objects.filter(action="source.create").exists()
    page = editor.get(reverse("library")).content.decode()
    assert "en attente" in page
    assert 'hx-trigger="every 2s"' in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "website", "location": ""}, "adresse de départ"),
        ({"kind": "website", "location": "file:///etc/passwd"}, "https://"),
        ({"kind": "website", "location": "javascript:alert(1)"}, "https://"),
        ({"kind": "website", "location": "https://"}, "https://"),
        ({"kind": "website", "location": "http://[::1"}, "https://"),
        ({"kind": "website", "location": "https://a.example", "limit": "999999"}, "20 000"),
        ({"kind": "folder", "location": "/etc"}, "Choix"),
        ({"kind": "cards", "location": ""}, "Choix"),
    ],
)
def test_a_wrong_source_is_told_and_kept_on_the_page(editor, form, said):
    page = editor.post(reverse("source-new"), {"name": "Nom gardé"} | form)
    text = page.content.decode()
    assert page.status_code == 200
    assert "errorlist" in text
    assert said.lower() in text.lower()
    assert "Nom gardé" in text
    assert not Source.objects.exists()


def test_a_name_is_given_once_in_an_organisation(editor, uploads, other_organisation):
    page = editor.post(reverse("source-new"), {"name": "Fiches", "kind": "uploads"})
    assert "déjà ce nom" in page.content.decode()
    with scope(other_organisation):
        Source.objects.create(name="Ailleurs", kind="uploads")
    assert (
        editor.post(reverse("source-new"), {"name": "Ailleurs", "kind": "uploads"}).status_code
        == 302
    )


def test_folders_of_the_server_are_within_the_roots_of_the_organisation(
    signed_in, organisation, settings, tmp_path
):
    settings.SOURCE_FOLDERS = [str(tmp_path / "fiches" / "{organisation}")]
    mine, other = tmp_path / "fiches" / "alpha", tmp_path / "fiches" / "omega"
    (mine / "aides").mkdir(parents=True)
    other.mkdir()
    (mine / "lien").symlink_to(other)
    administrator, editor = signed_in("administrator"), signed_in("editor")

    def add(client, path):
        return client.post(
            reverse("source-new"), {"name": f"D {path}", "kind": "folder", "location": str(path)}
        )

    for path in (other, mine / "lien", mine / ".." / "omega", "/etc", "/", "\0", "~root", "fiches"):
        page = add(administrator, path)
        assert page.status_code == 200, path
        assert "errorlist" in page.content.decode()
    assert "n&#x27;existe pas" in add(administrator, mine / "absent").content.decode()
    assert add(editor, mine / "aides").status_code == 200
    assert add(administrator, mine / "aides").status_code == 302
    with scope(organisation):
        assert Source.objects.get().location == str(mine / "aides")


def test_files_are_kept_under_safe_names_and_taken_up_once(editor, uploads, organisation):
    address = reverse("upload", args=[uploads.pk])
    files = [
        SimpleUploadedFile("Carte d'accès.md", b"# Titre\n\nTexte."),
        SimpleUploadedFile("../../évasion.txt", b"Texte"),
    ]
    assert editor.post(address, {"files": files}).status_code == 302
    assert editor.post(address, {"files": [SimpleUploadedFile("b.txt", b"B")]}).status_code == 302
    folder = UPLOADS.absolute(uploads_folder(organisation.pk, uploads.pk))
    assert {p.name for p in folder.iterdir()} == {"Carte d'accès.md", "évasion.txt", "b.txt"}
    assert Job.objects.count() == 1
    assert "évasion.txt" in str(AuditEntry.objects.filter(action="source.upload").last().detail)


def test_good_files_are_kept_and_each_bad_one_has_its_reason(editor, uploads, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    page = editor.post(
        reverse("upload", args=[uploads.pk]),
        {
            "files": [
                SimpleUploadedFile("bon.txt", b"Texte"),
                SimpleUploadedFile("virus.exe", b"MZ"),
                SimpleUploadedFile("vide.txt", b""),
                SimpleUploadedFile("gros.txt", b"x" * (1024 * 1024 + 1)),
            ]
        },
    )
    text = page.content.decode()
    assert "1 fichier déposé" in text
    for name, reason in (("virus.exe", "format"), ("vide.txt", "vide"), ("gros.txt", "1 Mo")):
        assert name in text
        assert reason in text
    folder = UPLOADS.absolute(uploads_folder(uploads.organisation_id, uploads.pk))
    assert [p.name for p in folder.iterdir()] == ["bon.txt"]


def test_choosing_no_file_is_told(editor, uploads):
    page = editor.post(reverse("upload", args=[uploads.pk]), {})
    assert "Choisissez au moins un fichier" in page.content.decode()


def test_a_full_disk_is_told_and_leaves_nothing_half_written(editor, uploads, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bastide.library.uploads.os.replace", full)
    page = editor.post(
        reverse("upload", args=[uploads.pk]), {"files": [SimpleUploadedFile("a.txt", b"A")]}
    )
    assert "disque est plein" in page.content.decode()
    assert not list(UPLOADS.absolute(uploads_folder(uploads.organisation_id, uploads.pk)).iterdir())


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/", "...txt", "sans", "a.exe", "a.svg", "C:\\a\\", "\u202etxt.exe"]
)
def test_a_name_with_nothing_to_read_is_refused(name):
    with pytest.raises(UploadRefused):
        safe_name(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\fiches\\a.pdf", "a.pdf"),
        ("../../etc/a.txt", "a.txt"),
        (".cache.md", "cache.md"),
        ("a\0b\n.txt", "a_b_.txt"),
        ("e\u0301te\u0301.txt", "été.txt"),
    ],
)
def test_a_name_loses_what_could_harm(name, kept):
    assert safe_name(name) == kept


def test_a_long_name_still_fits_in_a_folder(tmp_path):
    kept = safe_name("é" * 5000 + ".txt")
    Path(tmp_path, kept).write_text("x")
    assert kept.endswith(".txt")


def test_progress_and_refusals_are_shown(editor, uploads):
    run = Ingestion.objects.create(source=uploads, state="running", total=10, seen=4, holder="x")
    page = editor.get(reverse("library")).content.decode()
    assert '<progress max="10" value="4"' in page
    run.state, run.refused = "done", 1
    run.save()
    Refusal.objects.create(ingestion=run, name="casse.pdf", reason="Ce PDF est chiffré.")
    assert "1 fichier refusé" in editor.get(reverse("library")).content.decode()
    page = editor.get(reverse("source", args=[uploads.pk])).content.decode()
    assert "casse.pdf" in page
    assert "Ce PDF est chiffré." in page


def test_a_pass_whose_process_died_can_be_started_again(editor, uploads):
    run = Ingestion.objects.create(source=uploads, state="running", holder="x")
    assert "disabled" in editor.get(reverse("library")).content.decode()
    Ingestion.objects.filter(pk=run.pk).update(heartbeat=timezone.now() - timedelta(minutes=5))
    page = editor.get(reverse("library")).content.decode()
    assert "sans nouvelles" in page
    assert "disabled" not in page


def test_a_job_that_no_worker_takes_is_told(editor, uploads):
    editor.post(reverse("source-ingest", args=[uploads.pk]))
    Job.objects.update(created=timezone.now() - timedelta(minutes=5))
    assert "bastide worker" in editor.get(reverse("library")).content.decode()


def test_a_source_is_started_again(editor, uploads):
    assert editor.get(reverse("source-ingest", args=[uploads.pk])).status_code == 405
    for _ in range(2):
        assert editor.post(reverse("source-ingest", args=[uploads.pk])).status_code == 302
    assert Job.objects.count() == 1


def test_a_source_is_removed_only_after_asking(editor, uploads, make_row):
    document = make_row(Document, "x", source=uploads)
    editor.post(
        reverse("upload", args=[uploads.pk]), {"files": [SimpleUploadedFile("a.txt", b"A")]}
    )
    address = reverse("source-delete", args=[uploads.pk])
    assert "ne répondra plus" in editor.get(address).content.decode()
    assert Source.objects.exists()
    assert editor.post(address).status_code == 302
    assert not Document.objects.exists()
    assert not UPLOADS.absolute(uploads_folder(uploads.organisation_id, uploads.pk)).exists()
    assert Change.objects.filter(document=document.pk).exists(), "the index must be told"


def test_the_answer_cards_are_not_a_source_to_remove(editor):
    cards = Source.objects.create(name="Réponses types", kind="cards")
    for name in ("source-delete", "source-ingest", "upload"):
        assert editor.post(reverse(name, args=[cards.pk])).status_code == 404


def test_new_readers_of_a_source_reach_the_index(signed_in, uploads, make_row, organisation):
    client = signed_in("administrator")
    with scope(organisation):
        group = make_row(ReaderGroup, "chefs")
        document = make_row(Document, "x", source=uploads)
        answer = client.post(
            reverse("source", args=[uploads.pk]), {"name": "Fiches", "readers": [group.pk]}
        )
        assert answer.status_code == 302
        assert list(uploads.readers.all()) == [group]
        assert Change.objects.filter(document=document.pk).exists()


def test_an_editor_does_not_remove_a_group_that_is_not_hers(editor, uploads, make_row, member):
    hers, secret = make_row(ReaderGroup, "siens"), make_row(ReaderGroup, "secret")
    uploads.readers.set([secret])
    person = member("editor")
    person.groups.add(hers)
    editor.force_login(person, backend="bastide.tenants.signin.LocalAccounts")
    address = reverse("source", args=[uploads.pk])
    editor.post(address, {"name": "Fiches", "readers": [hers.pk]})
    assert set(uploads.readers.all()) == {hers, secret}
    editor.post(address, {"name": "Fiches"})
    assert set(uploads.readers.all()) == {secret}
