"""Files in a bucket: what agents give, what is read, shown, swept and erased; the bucket away.

The server is moto's, of the tests' own, on this machine.
"""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from moto.server import ThreadedMotoServer

from bastide.engine.pieces.model import Box, FileRead, Page, Quality, Word
from bastide.jobs.worker import work
from bastide.library import uploads
from bastide.library.ingest import ingest
from bastide.library.models import Source
from bastide.library.search import search
from bastide.site import health, leftovers, purging, sizes
from bastide.site.command import bastide
from bastide.site.objects import read_files
from bastide.tenants.files import Room
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.check import keeping, tasks
from bastide.usecases.check.erasing import ERASURE
from bastide.usecases.check.models import Case
from bastide.usecases.mail.models import Intake, Thread
from bastide.usecases.redact.models import Redaction

pytestmark = pytest.mark.django_db
TEXT = "Mme Perle Chimérique (tél. 06 39 98 12 34)."
MAIL = (
    b"From: zoe@fictive.example\nSubject: Lampadaire\n"
    b"Date: Tue, 3 Nov 2026 10:12:00 +0100\n\nOui.\n"
)


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


def on_the_disk(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and "index" not in p.parts]


def test_a_room_is_the_same_in_a_bucket(objects: Any, own_data_folder: Path) -> None:
    room = Room("essais")
    room.write("1/a", [b"un", b"deux"])
    room.write("1/2/b", [b"x"])
    room.put("12/c.txt", [b"avant"])
    room.put("12/c.txt", [b"apr\xc3\xa8s"])
    assert objects() == ["ville/essais/1/2/b", "ville/essais/1/a", "ville/essais/12/c.txt"]
    with room.open("1/a") as file, room.local("12/c.txt") as path:
        assert (file.read(), path.read_text(encoding="utf-8")) == (b"undeux", "après")
    assert not path.exists()
    with room.written("1/d") as path:
        path.write_bytes(b"fait")
    with pytest.raises(ZeroDivisionError), room.written("1/e") as path:
        path.write_bytes(b"/" * (1 // 0))
    assert [(one.path, one.size) for one in room.files("1")] == [
        ("1/2/b", 1), ("1/a", 6), ("1/d", 4),
    ]  # fmt: skip
    assert sorted(room.folders()) == ["1", "12"]
    with room.local_folder("1") as folder:
        assert sorted(p.name for p in folder.rglob("*") if p.is_file()) == ["a", "b", "d"]
    with pytest.raises(FileNotFoundError):
        room.open("1/absent")
    room.remove("1/a", "", "1/absent")
    room.remove_folder("1")
    room.remove_folder("1")
    assert objects() == ["ville/essais/12/c.txt"]
    assert not on_the_disk(own_data_folder)


def test_what_agents_give_lies_in_the_bucket_and_nowhere_else(
    objects: Any, organisation: Any, signed_in: Any, own_data_folder: Path
) -> None:
    client = signed_in()
    given = {"mode": "masks", "kinds": ["name", "phone"]}
    given["file"] = SimpleUploadedFile("lettre.txt", TEXT.encode())
    assert client.post(reverse("redact"), given).status_code == 302
    sent = client.post(reverse("mail"), {"mails": [SimpleUploadedFile("a.eml", MAIL)]})
    assert sent.status_code == 302
    number = organisation.pk
    assert [key.rsplit("/", 1)[0] for key in objects()] == [
        f"ville/files/redact/{number}", f"ville/mail/{number}",
    ]  # fmt: skip
    assert set(sizes.of_organisation(number)) == {"mail"}
    done()
    with scope(organisation):
        assert Intake.objects.get().state == Intake.State.DONE
        assert Thread.objects.get().subject == "Lampadaire"
        row = Redaction.objects.get()
    assert len(objects()) == 1, "a mail that is read is kept no longer"
    masked = client.get(reverse("redact-result", args=[row.pk]))
    assert b"".join(masked).decode() == "Mme [NOM] (tél. [TÉLÉPHONE])."
    with scope(organisation):
        row.delete()
    assert objects() == []
    assert not on_the_disk(own_data_folder)


def test_a_case_is_read_shown_and_erased(
    objects: Any, organisation: Any, member: Any, signed_in: Any, monkeypatch: Any
) -> None:
    seen: list[bytes] = []

    def read_file(path: Path, name: str) -> Any:
        seen.append(path.read_bytes())
        words = (Word("RIB", Box(0.1, 0.1, 0.2, 0.12), 1, 0.9),)
        page = Page(1, 62, 88, words, Quality(True))
        return FileRead(name, "0" * 64, "application/pdf", (page,)), (picture(),), 0.1

    monkeypatch.setattr(tasks, "read_file", read_file)
    someone = member("instructor")
    with scope(organisation):
        case = keeping.open_case(
            Case(reference="r", procedure="transport", deposited=timezone.localdate()), someone
        )
        keeping.deposit(case, SimpleUploadedFile("rib.pdf", b"%PDF rib"), someone)
    done()
    assert seen == [b"%PDF rib"]
    assert len(objects()) == 2
    browser = signed_in(person=someone)
    with scope(organisation):
        file = case.files.get()
        shown = browser.get(reverse("check-page", args=[case.pk, file.pages.get().pk]))
    assert shown.content == picture()
    original = browser.get(reverse("check-original", args=[case.pk, file.pk]))
    assert b"".join(original.streaming_content) == b"%PDF rib"
    told = CliRunner().invoke(bastide, ["purge", "--dry-run"])
    assert told.exit_code == 0
    with scope(organisation):
        leftovers.note(organisation.pk, ERASURE[0].files(case))
        assert leftovers.clear().refused == ()
    assert objects() == []


def picture() -> bytes:
    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (62, 88), "white").save(written, "JPEG")
    return written.getvalue()


def test_files_uploaded_to_the_library_are_read_from_the_bucket(
    objects: Any, organisation: Any, own_data_folder: Path
) -> None:
    with scope(organisation):
        source = Source.objects.create(name="Fiches", kind="uploads")
        for name, text in (("cantine.txt", "La cantine ouvre à midi."), ("car.txt", "Le car.")):
            uploads.keep(source, SimpleUploadedFile(name, text.encode()))
        done = ingest(source)
        assert (done.seen, done.added, done.refused) == (2, 2, 0)
        assert search("cantine", None)[0].source.key == "cantine.txt"
        assert ingest(source).unchanged == 2
    assert objects() == [f"ville/uploads/{organisation.pk}/{source.pk}/{n}.txt" for n in
                         ("cantine", "car")]  # fmt: skip
    assert not on_the_disk(own_data_folder)


def test_orphans_and_the_files_of_organisations_that_are_no_more_are_swept(
    objects: Any, organisation: Any, other_organisation: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(purging, "ORPHAN_SECONDS", -60)
    with scope(other_organisation):
        Room("translate").keep([b"sans ligne"])
    Room("mail").put(f"{organisation.pk}/x", [b"x"])
    with every_organisation():
        organisation.delete()
    told = CliRunner().invoke(bastide, ["purge", "--json"])
    assert told.exit_code == 0, told.output
    assert objects() == []


def test_a_person_who_is_erased_leaves_the_bucket(
    objects: Any, organisation: Any, signed_in: Any
) -> None:
    given = {"mode": "masks", "kinds": ["name", "phone"]}
    given["file"] = SimpleUploadedFile("lettre.txt", TEXT.encode())
    assert signed_in().post(reverse("redact"), given).status_code == 302
    done()
    assert objects()
    asked = ["erase", "Perle Chimérique", "-o", "alpha", "--yes"]
    told = CliRunner().invoke(bastide, asked)
    assert told.exit_code == 0, told.output
    assert objects() == []


def test_the_files_of_an_organisation_that_is_removed_leave_the_bucket(
    objects: Any, organisation: Any, other_organisation: Any
) -> None:
    for which in (organisation, other_organisation):
        Room("mail").put(f"{which.pk}/x", [b"x"])
        which.logo.save("logo.png", SimpleUploadedFile("logo.png", b"png"))
    asked = ["organisation", "remove", "alpha", "--without-backup"]
    told = CliRunner().invoke(bastide, asked, input="alpha\n")
    assert told.exit_code == 0, told.output
    assert objects() == [
        f"ville/files/{other_organisation.logo.name}", f"ville/mail/{other_organisation.pk}/x",
    ]  # fmt: skip


def test_a_bucket_that_is_away_is_said_and_loses_nothing(
    objects: Any, server: ThreadedMotoServer, organisation: Any, signed_in: Any, settings: Any
) -> None:
    assert health.checked()["storage"] == "ok"
    server.stop()
    health._last = (0.0, {})
    assert health.checked()["storage"] == "failed"
    client = signed_in()
    sent = client.post(reverse("mail"), {"mails": [SimpleUploadedFile("a.eml", MAIL)]})
    assert sent.status_code in (200, 302, 507)
    assert "Traceback" not in sent.content.decode()
    with scope(organisation):
        assert not Intake.objects.exists(), "no row names a file that was not kept"
    (settings.DATA_DIR / "bastide.sqlite3").touch()
    told = CliRunner().invoke(bastide, ["backup", str(settings.DATA_DIR.parent)])
    assert told.exit_code == 64, told.output
    assert not list(settings.DATA_DIR.parent.glob("*.tar*")), "one that is not whole is not left"


@pytest.mark.parametrize(
    "address", ["https://x/y", "s3://", "s3://a?endpoint=ftp://h", "s3://a?clef=secret"]
)
def test_an_address_that_names_no_bucket_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="attendu"):
        read_files(address)
