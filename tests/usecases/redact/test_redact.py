"""Texts and files on their pages: found, reviewed, handed over, brought back, erased."""

from __future__ import annotations

import importlib.util
import json
import threading
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bastide.engine.personal import KINDS
from bastide.jobs.worker import work
from bastide.runs.models import Run
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.redact.choices import add, by_kind, by_value, toggle
from bastide.usecases.redact.flow import find, made
from bastide.usecases.redact.models import Redaction, Rules
from bastide.usecases.redact.purge import purge

pytestmark = pytest.mark.django_db
TEXT = "Mme Chimérique (tél. 06 39 98 12 34) et M. Fictif.\r\nFictif habite 3 rue des Fables."
ALL = list(KINDS)


def files() -> object:
    """The documents of tests/providers/redaction/made.py."""
    path = Path(__file__).parents[2] / "providers" / "redaction" / "made.py"
    spec = importlib.util.spec_from_file_location("made", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def given(client, **fields):
    sent = client.post(reverse("redact"), {"text": TEXT, "mode": "masks", "kinds": ALL} | fields)
    assert sent.status_code == 302, sent.content.decode()
    return sent.url


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


def content(answer) -> str:
    return b"".join(answer).decode()


def row_of(organisation) -> Redaction:
    with scope(organisation):
        return Redaction.objects.first()


def test_a_text_is_masked_where_the_agent_accepts(signed_in, organisation):
    client = signed_in()
    url = given(client)
    page = client.get(url).content.decode()
    assert "<del>Chimérique</del>" in page
    assert "remplacé par" in page
    row = row_of(organisation)
    assert [one["kind"] for one in row.found] == ["name", "phone", "name", "name", "address"]
    address, choose = (reverse(f"redact-{n}", args=[row.pk]) for n in ("result", "choose"))
    result = client.get(address)
    assert result.content.decode() == (
        "Mme [NOM] (tél. [TÉLÉPHONE]) et M. [NOM].\n[NOM] habite [ADRESSE]."
    )
    assert "attachment" in result.headers["Content-Disposition"]
    phone = row.found[1]["start"]
    client.post(choose, {"do": f"place:{phone}"})
    client.post(choose, {"do": "kind:address:off"})
    client.post(choose, {"do": f"value:{row.found[2]['start']}:off"})
    assert client.get(address).content.decode() == (
        "Mme [NOM] (tél. 06 39 98 12 34) et M. Fictif.\nFictif habite 3 rue des Fables."
    )
    partial = client.post(choose, {"do": "add", "words": "HABITE", "kind": "name"},
                          headers={"HX-Request": "true"}).content.decode()  # fmt: skip
    assert "1 passage à remplacer" in partial
    assert "<html" not in partial
    assert "Fictif [NOM] 3 rue" in client.get(address).content.decode()
    with scope(organisation):
        assert set(Run.objects.filter(usecase="redact").values_list("outcome", flat=True)) == {
            "found", "written",
        }  # fmt: skip
        actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"redact.give", "redact.see", "redact.result"} <= actions


def test_pseudonyms_and_their_key_bring_the_text_back(signed_in, organisation):
    client = signed_in()
    given(client, mode="pseudonyms")
    row = row_of(organisation)
    result = client.get(reverse("redact-result", args=[row.pk])).content.decode()
    key = client.get(reverse("redact-key", args=[row.pk])).content.decode()
    assert "Fictif" not in result
    assert "Chimérique" not in result
    assert json.loads(key)["format"] == "bastide-redact/1"
    sent = {"text": result, "key": SimpleUploadedFile("k.json", key.encode())}
    back = client.post(reverse("redact-restore"), sent)
    assert back.content.decode() == TEXT.replace("\r\n", "\n")
    wrong = {"text": "autre chose", "key": SimpleUploadedFile("k.json", key.encode())}
    assert "est-ce la bonne clé" in client.post(reverse("redact-restore"), wrong).content.decode()
    for body in (b"{}", b"\xff\xfe", b"[" * 100_000):
        bad = {"text": "a", "key": SimpleUploadedFile("k.json", body)}
        page = client.post(reverse("redact-restore"), bad)
        assert page.status_code == 200
        assert "errorlist" in page.content.decode()


def test_the_key_is_not_kept(signed_in, organisation):
    client = signed_in()
    given(client, mode="pseudonyms")
    row = row_of(organisation)
    before = {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields}
    client.get(reverse("redact-key", args=[row.pk]))
    row = row_of(organisation)
    assert before == {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields}
    assert "replacement" not in json.dumps(row.found)


def test_a_file_comes_out_of_the_same_kind(signed_in, organisation, tmp_path):
    made_files, client = files(), signed_in()
    path = made_files.opendocument(tmp_path / "Élodie Chimérique.odt")
    url = given(client, text="", file=SimpleUploadedFile(path.name, path.read_bytes()))
    assert "Lecture du fichier" in client.get(url).content.decode()
    done()
    row = row_of(organisation)
    assert row.state == "ready", row.reason
    assert "Chimérique" not in row.source.name
    result = client.get(reverse("redact-result", args=[row.pk]))
    assert result.content[:2] == b"PK"
    assert "chim" not in result.headers["Content-Disposition"].lower()
    stored = Path(row.source.path)
    assert stored.exists()
    client.post(reverse("redact-erase", args=[row.pk]))
    assert not stored.exists()
    assert row_of(organisation) is None


def test_what_cannot_be_read_is_told(signed_in, organisation):
    client = signed_in()
    url = given(client, text="", file=SimpleUploadedFile("a.docx", b"PK\x03\x04 abime"))
    done()
    assert "abîmé" in client.get(url).content.decode()
    empty = client.post(reverse("redact"), {"text": " ", "mode": "masks", "kinds": ALL})
    assert "Collez un texte" in empty.content.decode()
    none = client.post(reverse("redact"), {"text": "a", "mode": "masks"})
    assert "Cochez au moins une sorte" in none.content.decode()


def test_only_the_kinds_asked_for_are_found(signed_in, organisation):
    given(signed_in(), kinds=["phone"])
    assert [one["kind"] for one in row_of(organisation).found] == ["phone"]


def test_nobody_else_sees_what_a_member_gave(signed_in, organisation, other_organisation):
    given(signed_in())
    pk = row_of(organisation).pk
    for stranger in (signed_in("administrator"), signed_in("administrator", of=other_organisation)):
        for name in ("review", "progress", "result", "key"):
            assert stranger.get(reverse(f"redact-{name}", args=[pk])).status_code == 404
        for name in ("choose", "erase"):
            assert stranger.post(reverse(f"redact-{name}", args=[pk])).status_code == 404
        assert "Texte collé" not in stranger.get(reverse("redact")).content.decode()


def test_texts_go_when_their_time_is_over(signed_in, organisation):
    given(signed_in())
    with scope(organisation):
        assert purge("essai") == 0
        Redaction.objects.update(created=timezone.now() - timedelta(days=8))
        assert purge("essai") == 1
        assert AuditEntry.objects.get(action="redact.purge").detail == {"texts": 1}
        Rules(retention_days=30).save()
    admin = signed_in("administrator")
    assert admin.post(reverse("redact-rules"), {"retention_days": 91}).status_code == 200
    assert admin.post(reverse("redact-rules"), {"retention_days": 3}).status_code == 302
    assert signed_in("manager").get(reverse("redact-rules")).status_code == 403


def test_choices_hold_whatever_is_added():
    row = Redaction(text="Rose dit à rose : Rose Fictif, ROSE.", found=[], mode="masks")
    row.found = [{"start": 18, "end": 29, "kind": "name", "on": False, "hand": False}]
    assert add(row, " rose ", "name") == 4
    assert [(o["start"], o["on"]) for o in row.found] == [
        (0, True),
        (11, True),
        (18, True),
        (31, True),
    ]
    assert [one.value for one in made(row)] == ["Rose", "rose", "Rose Fictif", "ROSE"]
    by_value(row, 0, on=False)
    assert [o["on"] for o in row.found] == [False, False, True, False]
    by_kind(row, "name", on=True)
    toggle(row, 18)
    assert [o["on"] for o in row.found] == [True, True, False, True]
    assert add(row, "absent", "name") == add(row, "", "name") == add(row, "Rose", "autre") == 0
    assert add(row, "Fictif, ROSE", "name") == 1
    assert (row.found[-1]["start"], row.found[-1]["end"]) == (18, 35)


def test_a_word_said_everywhere_is_added_at_once():
    """A hit that looked at every place found would not end within the hour."""
    row = Redaction(text="de la mairie " * 100_000, found=[], mode="masks")
    assert add(row, "la", "name") == 100_000
    assert len(row.found) == 20_000
    assert add(row, "de la", "name") == 100_000
    assert [(o["start"], o["end"]) for o in row.found[:2]] == [(0, 5), (13, 18)]
    assert all(a["end"] <= b["start"] for a, b in pairwise(row.found))


def test_a_worker_that_wakes_late_neither_undoes_a_decision_nor_counts_again(
    signed_in, organisation
) -> None:
    given(signed_in(), text="", file=SimpleUploadedFile("note.txt", TEXT.encode()))
    with scope(organisation):
        late = Redaction.objects.get()  # read by a worker that is suspended here
    done()
    row = row_of(organisation)
    with scope(organisation):
        toggle(row, 0)
        row.save()
        decided, runs = row.found, Run.objects.filter(usecase="redact").count()
        find(late)
        assert Redaction.objects.get().found == decided
        assert Run.objects.filter(usecase="redact").count() == runs
