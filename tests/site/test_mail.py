"""`bastide mail`, as a user drives it, with and without an installation."""

from __future__ import annotations

import json
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from django.utils import timezone

from bastide.library.cards import publish
from bastide.library.index import catch_up
from bastide.library.models import AnswerCard
from bastide.runs.models import Run
from bastide.site.command import bastide
from bastide.tenants.scope import scope
from bastide.usecases.mail.models import Box, Thread

KEYS = {
    "thread", "brief", "service", "confidence", "urgency", "language", "mood", "personal_data",
    "warnings", "attachments", "draft",
}  # fmt: skip


def run(*words: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(bastide, ["mail", *map(str, words)], input=given)


def mail(body: str = "Bonjour, comment changer une poubelle cassée ?", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Zoé Fictive <zoe@fictive.example>"
    message["To"] = "contact@alpha.example"
    message["Subject"] = headers.get("subject", "Poubelle")
    message["Date"] = "Tue, 03 Nov 2026 10:12:00 +0100"
    message["Message-ID"] = headers.get("key", "<un@fictive.example>")
    message.set_content(body)
    message.add_attachment("Été".encode(), "text", "plain", filename="note.txt")
    return message.as_bytes()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "m.eml"
    path.write_bytes(mail())
    return path


# On PostgreSQL there is always a database to look in.
without_one = pytest.mark.skipif(connection.vendor != "sqlite", reason="without a database")


@without_one
def test_a_thread_without_an_installation(file, tmp_path):
    told = run(file, "--json")
    assert told.exit_code == 0, told.output
    data = json.loads(told.stdout)
    assert set(data) == KEYS
    assert set(data["brief"]) == {"request", "answered", "awaited", "due"}
    assert set(data["draft"]) == {"text", "statements"}
    assert data["service"] == "Déchets et propreté"
    assert data["language"] == "fr"
    assert [one["text"] for one in data["attachments"]] == ["Été"]
    assert {one["kind"] for one in data["draft"]["statements"]} == {"style", "to_complete"}
    assert "[à compléter]" in data["draft"]["text"]
    assert run("-", "--json", given=mail()).stdout == told.stdout
    plain = run(file)
    assert "Service : Déchets et propreté" in plain.stdout
    assert not list((tmp_path / "data").glob("*.sqlite3"))


@without_one
def test_a_mailbox_gives_a_line_a_thread(tmp_path):
    box = tmp_path / "b.mbox"
    parts = [
        mail(),
        mail("Un acte de naissance, svp", subject="Acte", key="<d@x.example>"),
        b"X: y\n\nz\n",
    ]
    box.write_bytes(b"".join(b"From a Tue Mar  3 10:12:00 2026\n" + one + b"\n" for one in parts))
    told = run(box, "--json")
    assert told.exit_code == 1
    assert "Message 3 de la boîte" in told.stderr
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["service"] for row in rows} == {"Déchets et propreté", "État civil"}


@pytest.mark.parametrize("given", [b"", b"pas un courriel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x"])
def test_bad_input_is_told(given):
    told = run("-", given=given)
    assert told.exit_code == 64
    assert told.stderr.strip()
    assert "Traceback" not in told.output


def test_bad_paths_are_told(tmp_path):
    for path in (tmp_path, tmp_path / "absent.eml"):
        told = run(path)
        assert told.exit_code == 64
        assert "Traceback" not in told.output
    assert "No such file" not in told.stderr
    assert run().exit_code == 2


@pytest.mark.django_db
def test_the_library_of_the_organisation_answers(file, organisation, other_organisation):
    with scope(organisation):
        card = AnswerCard(question="Comment changer une poubelle cassée ?", answer="Sous 5 jours.")
        publish(card, "essai")
        catch_up()
    data = json.loads(run(file, "--json", "-o", "alpha").stdout)
    cited = [one for one in data["draft"]["statements"] if one["kind"] == "cited"]
    assert [one["text"] for one in cited] == ["Sous 5 jours."]
    assert cited[0]["citations"][0]["quote"] == "Sous 5 jours."
    other = json.loads(run(file, "--json", "-o", "omega").stdout)
    assert "5 jours" not in other["draft"]["text"]
    assert run(file, "-o", "absente").exit_code == 64
    with scope(organisation):
        assert Run.objects.filter(usecase="mail").get().proved == 1
        Thread(touched=timezone.now() - timedelta(days=100)).save()
        Box(name="B", host="a.example", user="u", secret="env:X").save()
    fetched = CliRunner().invoke(bastide, ["mail-fetch"])
    assert fetched.stdout.splitlines() == ["alpha : 1 boîtes à lire.", "omega : 0 boîtes à lire."]
    purged = CliRunner().invoke(bastide, ["mail-purge"])
    assert "alpha : 1 échanges effacés." in purged.stdout
