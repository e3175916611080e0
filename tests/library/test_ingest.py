"""Taking up a source again and again: only what changed costs, nothing that is gone answers."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from bastide.library import index as library_index
from bastide.library import ingest as ingestion_module
from bastide.library.claim import holder as holder_of_this
from bastide.library.ingest import IngestionBusy, hide, ingest, withdraw
from bastide.library.models import Document, Ingestion, Passage, Refusal, Source
from bastide.library.search import search
from bastide.providers.readers.sandbox import close_idle_child
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

CANTINE = "# Cantine\n\nLe repas de la cantine coûte trois euros pour les enfants.\n"
PISCINE = "# Piscine\n\nLa piscine municipale ouvre ses bassins chaque samedi matin.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    at = tmp_path / "pages"
    at.mkdir()
    (at / "cantine.md").write_text(CANTINE)
    (at / "piscine.md").write_text(PISCINE)
    return at


@pytest.fixture
def source(organisation: Any, folder: Path) -> Iterator[Source]:
    library_index.forget_open_indexes()
    with scope(organisation):
        yield Source.objects.create(name="Pages", kind="folder", location=str(folder))
    library_index.forget_open_indexes()
    close_idle_child()


def counts(done: Ingestion) -> dict[str, int]:
    names = ("added", "changed", "unchanged", "withdrawn", "refused")
    return {name: getattr(done, name) for name in names if getattr(done, name)}


def titles(text: str) -> list[str]:
    return [hit.source.title for hit in search(text, None)]


def test_what_did_not_change_costs_nothing(source: Source) -> None:
    assert counts(ingest(source)) == {"added": 2}
    passages = set(Passage.objects.values_list("pk", flat=True))
    again = ingest(source)
    assert (again.state, counts(again)) == (Ingestion.State.DONE, {"unchanged": 2})
    assert set(Passage.objects.values_list("pk", flat=True)) == passages


def test_what_changed_answers_anew_and_its_former_text_no_more(
    source: Source, folder: Path
) -> None:
    ingest(source)
    (folder / "cantine.md").write_text("# Cantine\n\nLe goûter est offert aux enfants inscrits.\n")
    assert counts(ingest(source)) == {"changed": 1, "unchanged": 1}
    assert titles("goûter offert") == ["Cantine"]
    assert not [hit for hit in search("repas", None) if "trois euros" in hit.passage.text]


def test_what_is_gone_stops_answering_and_may_come_back(source: Source, folder: Path) -> None:
    ingest(source)
    assert titles("piscine samedi") == ["Piscine"]
    (folder / "piscine.md").unlink()
    assert counts(ingest(source)) == {"unchanged": 1, "withdrawn": 1}
    assert titles("piscine samedi") == []
    (folder / "piscine.md").write_text(PISCINE)
    assert counts(ingest(source)) == {"changed": 1, "unchanged": 1}
    assert titles("piscine samedi") == ["Piscine"]


def test_a_refused_file_is_told_and_its_former_version_stays(source: Source, folder: Path) -> None:
    ingest(source)
    (folder / "piscine.md").write_bytes(b"\x00\x01\x02")
    done = ingest(source)
    assert (done.state, counts(done)) == (Ingestion.State.DONE, {"unchanged": 1, "refused": 1})
    refusal = Refusal.objects.get()
    assert (refusal.name, "binaire" in refusal.reason) == ("piscine.md", True)
    assert titles("piscine samedi") == ["Piscine"]


def test_a_broken_line_keeps_the_documents_of_its_file(source: Source, folder: Path) -> None:
    lines = [
        json.dumps({"id": str(n), "title": f"Fiche {n}", "sections": [f"Le sujet {n} est traité."]})
        for n in range(3)
    ]
    (folder / "fiches.jsonl").write_text("\n".join(lines))
    ingest(source)
    (folder / "fiches.jsonl").write_text("\n".join([lines[0], "{oups", lines[2]]))
    assert counts(ingest(source)) == {"unchanged": 4, "refused": 1}
    assert Document.objects.filter(withdrawn=False).count() == 5


def test_a_folder_that_is_gone_withdraws_nothing(source: Source, folder: Path) -> None:
    ingest(source)
    folder.rename(folder.with_name("moved"))
    done = ingest(source)
    assert done.state == Ingestion.State.FAILED
    assert "n'existe pas" in done.message
    assert titles("piscine samedi") == ["Piscine"]


def test_two_passes_over_a_source_at_once(source: Source) -> None:
    Ingestion(source=source, holder=holder_of_this()).save()
    with pytest.raises(IngestionBusy, match="déjà en cours"):
        ingest(source)


@pytest.mark.parametrize("holder", ["dead process", "another start", "another machine", "stuck"])
def test_a_pass_whose_process_was_killed_is_relieved(source: Source, holder: str) -> None:
    host, pid, started = holder_of_this().split(":")
    held_by = {
        "dead process": f"{host}:{2**22 + 1}:{started}",
        "another start": f"{host}:{pid}:1",
        "another machine": "elsewhere:1:1",
        "stuck": f"{host}:{pid}:{started}",
    }[holder]
    left = Ingestion(source=source, holder=held_by)
    left.save()
    if holder in ("another machine", "stuck"):
        Ingestion.objects.filter(pk=left.pk).update(heartbeat=timezone.now() - timedelta(hours=2))
    assert counts(ingest(source)) == {"added": 2}
    left.refresh_from_db()
    assert (left.state, "arrêté" in left.message) == (Ingestion.State.FAILED, True)


def test_a_pass_killed_half_way_is_taken_up_where_it_stood(
    source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingestion_module, "BATCH", 1)

    def killed(ingestion: Ingestion) -> None:
        if ingestion.added == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(source, killed)
    assert Ingestion.objects.get().state == Ingestion.State.FAILED
    assert titles("cantine repas") == ["Cantine"]
    assert counts(ingest(source)) == {"added": 1, "unchanged": 1}
    assert titles("piscine samedi") == ["Piscine"]


def full_database(*_: Any) -> None:
    raise OperationalError("database or disk is full")


def full_index(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("what", "breaks", "kept"), [("touch", full_database, 0), ("catch_up", full_index, 2)]
)
def test_a_full_disk_is_said_in_french_and_nothing_is_lost(
    source: Source,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    breaks: Callable[..., None],
    kept: int,
) -> None:
    with monkeypatch.context() as full:
        full.setattr(ingestion_module, what, breaks)
        done = ingest(source)
    done.refresh_from_db()
    assert "disque est plein" in done.message
    assert Document.objects.count() == kept  # a batch is written whole or not at all
    again = ingest(source)
    assert again.state == Ingestion.State.DONE
    assert titles("piscine samedi") == ["Piscine"]


def test_a_document_put_aside_stays_so_when_it_is_taken_up_again(
    source: Source, folder: Path
) -> None:
    ingest(source)
    hide([Document.objects.get(title="Piscine").pk], True)
    assert titles("piscine samedi") == []
    (folder / "piscine.md").write_text(PISCINE + "\nElle ferme pendant le mois de février.\n")
    ingest(source)
    assert titles("piscine février") == []
    hide([Document.objects.get(title="Piscine").pk], False)
    assert titles("piscine février") == ["Piscine"]


@pytest.mark.parametrize("how", ["withdrawn", "deleted"])
def test_a_document_removed_stops_answering_even_while_the_index_lags(
    source: Source, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    ingest(source)
    assert titles("piscine samedi") == ["Piscine"]
    monkeypatch.setattr("bastide.library.search.catch_up", lambda **_: 0)  # another is writing
    piscine = Document.objects.get(title="Piscine")
    if how == "withdrawn":
        withdraw([piscine.pk])
    else:
        piscine.delete()
    assert titles("piscine samedi") == []


def test_a_link_out_of_the_folder_is_not_followed(source: Source, folder: Path) -> None:
    outside = folder.with_name("secret.md")
    outside.write_text("# Secret\n\nCe texte ne doit pas entrer.\n")
    (folder / "lien.md").symlink_to(outside)
    assert counts(ingest(source)) == {"added": 2, "refused": 1}
    assert "hors du dossier" in Refusal.objects.get().reason


def test_an_opened_archive_gives_its_fiches_only(organisation: Any, tmp_path: Path) -> None:
    fiche = (
        '<Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="{0}"><dc:title>Fiche {0}'
        "</dc:title><Texte><Paragraphe>Un texte de fiche.</Paragraphe></Texte></Publication>"
    )
    for name in ("F1", "N1", "R1"):
        (tmp_path / f"{name}.xml").write_text(fiche.format(name))
    with scope(organisation):
        archive = Source.objects.create(name="SP", kind="dila", location=str(tmp_path))
        assert counts(ingest(archive)) == {"added": 1}
        assert Document.objects.get().title == "Fiche F1"


@pytest.fixture
def tiny_disk(own_data_folder: Path) -> Iterator[Path]:
    """The index's folder on a disk of 64 KiB, where the system lets us make one."""
    at = own_data_folder / "index"
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(at)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk cannot be mounted here (not root)")
    yield at
    library_index.forget_open_indexes()
    subprocess.run(["umount", "-l", str(at)], check=False)


def test_an_index_on_a_full_disk_is_right_once_there_is_room(
    tiny_disk: Path, source: Source
) -> None:
    (tiny_disk / "ballast").write_bytes(b"0" * 56 * 1024)
    done = ingest(source)
    assert "disque" in done.message.lower()
    assert Document.objects.count() == 2
    (tiny_disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=64m", str(tiny_disk)], check=True)
    library_index.forget_open_indexes()
    assert titles("piscine samedi") == ["Piscine"]
