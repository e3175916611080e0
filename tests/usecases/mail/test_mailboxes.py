"""A mailbox set by an administrator: tried, read, and given an agent's draft when she asks."""

from __future__ import annotations

import importlib.util
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.runs.models import Run
from bastide.tenants.models import ReaderGroup
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.mail.keeping import order_reading
from bastide.usecases.mail.models import Box, Intake, Thread

pytestmark = pytest.mark.django_db
MAIL = (
    b"From: zoe@fictive.example\r\nTo: contact@alpha.example\r\nSubject: Bac %d\r\n"
    b"Message-ID: <%d@fictive.example>\r\nDate: Tue, 03 Nov 2026 10:12:00 +0100\r\n\r\n"
    b"Ma poubelle est cass\xc3\xa9e.\r\n"
)


@pytest.fixture(scope="module")
def fakes():
    path = Path(__file__).parents[2] / "providers/mail/fake_imap.py"
    spec = importlib.util.spec_from_file_location("fake_imap", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def server(fakes, tmp_path, monkeypatch, settings):
    made = fakes.FakeImap(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    monkeypatch.setenv("ESSAI_BOITE", fakes.PASSWORD)
    settings.MAIL_PRIVATE_HOSTS = [f"127.0.0.1:{made.port}"]
    settings.MODEL_SECRETS = ["alpha:ESSAI_BOITE"]
    yield made
    made.close()


@pytest.fixture
def inside(organisation):
    with scope(organisation):
        yield organisation


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


def fields(fakes, server, **given: object) -> dict[str, object]:
    return {
        "name": "Contact", "host": "127.0.0.1", "port": server.port, "security": "tls",
        "user": fakes.USER, "auth": "password", "secret": "env:ESSAI_BOITE",
        "folders": "INBOX\nTraités\n", "drafts": "Drafts", "active": "on",
    } | given  # fmt: skip


def test_a_mailbox_is_set_tried_read_and_answered(signed_in, inside, fakes, server):
    admin, agent = signed_in("administrator"), signed_in()
    sent = admin.post(reverse("mail-box-new"), fields(fakes, server))
    box = Box.objects.get()
    assert sent.url == reverse("mail-box-test", args=[box.pk])
    page = admin.post(sent.url).content.decode()
    assert "Tout marche" in page
    assert "« Traités » : 0 messages" in page
    server.folders["INBOX"] = {4: MAIL % (1, 1), 9: MAIL % (2, 2)}
    admin.post(reverse("mail-box-fetch", args=[box.pk]))
    done()
    assert sorted(Thread.objects.values_list("subject", flat=True)) == ["Bac 1", "Bac 2"]
    assert Box.objects.get().seen == {"INBOX": [7, 9]}
    assert "Bac 1" in agent.get(reverse("mail")).content.decode()
    server.folders["INBOX"][12] = MAIL % (3, 3)
    admin.post(reverse("mail-box-fetch", args=[box.pk]))
    done()
    assert Thread.objects.count() == 3
    asked = " ".join(server.commands)
    assert not any(word in asked for word in ("SELECT", "STORE", "APPEND", " BODY["))
    thread = Thread.objects.get(subject="Bac 1")
    assert (
        "Déposer dans les brouillons"
        not in agent.get(reverse("mail-thread", args=[thread.pk])).content.decode()
    )
    agent.post(reverse("mail-prepare", args=[thread.pk]))
    assert (
        "Déposer dans les brouillons"
        in agent.get(reverse("mail-thread", args=[thread.pk])).content.decode()
    )
    address = reverse("mail-to-mailbox", args=[thread.pk])
    told = agent.post(address, {"text": "Nous venons."}, follow=True).content.decode()
    assert "Brouillon déposé" in told
    draft = server.folders["Drafts"][1].decode()
    assert "In-Reply-To: <1@fictive.example>" in draft
    assert "Nous venons." in draft


def test_what_does_not_work_is_told(signed_in, inside, fakes, server, monkeypatch):
    admin = signed_in("administrator")
    for wrong in (
        {"secret": fakes.PASSWORD}, {"secret": "env:HOME"}, {"secret": ""}, {"host": "a b"},
        {"port": 0},
    ):  # fmt: skip
        page = admin.post(reverse("mail-box-new"), fields(fakes, server, **wrong))
        assert "errorlist" in page.content.decode()
        assert fakes.PASSWORD not in page.content.decode()
    admin.post(reverse("mail-box-new"), fields(fakes, server, folders="INBOX\nAbsent", drafts="X"))
    box = Box.objects.get()
    page = admin.post(reverse("mail-box-test", args=[box.pk])).content.decode()
    assert "ouvrir le dossier « Absent »" in page
    assert "il n&#x27;existe pas" in page
    monkeypatch.setenv("ESSAI_BOITE", "faux")
    admin.post(reverse("mail-box-fetch", args=[box.pk]))
    done()
    assert Intake.objects.get().state == Intake.State.FAILED
    assert "refuse ce compte" in admin.get(reverse("mail-boxes")).content.decode()
    assert Run.objects.get(usecase="mail").outcome == "error"
    server.close()
    admin.post(reverse("mail-again", args=[Intake.objects.get().pk]))
    done()
    assert "ne répond pas" in Box.objects.get().problem


def test_a_page_orders_a_reading_when_it_is_due(signed_in, inside, fakes, server):
    agent = signed_in()
    Box(
        name="C", host="127.0.0.1", port=server.port, user=fakes.USER, secret="env:ESSAI_BOITE"
    ).save()
    agent.get(reverse("mail"))
    agent.get(reverse("mail"))
    assert Intake.objects.count() == 1
    done()
    assert not Intake.objects.exists()  # nothing new: no line remains
    agent.get(reverse("mail"))
    assert not Intake.objects.exists()
    Box.objects.update(checked=timezone.now() - timedelta(hours=1), active=False)
    agent.get(reverse("mail"))
    assert not Intake.objects.exists()


def test_a_reading_given_up_does_not_stop_the_next_ones(inside):
    box = Box(name="C", host="a.example", user="u", secret="env:X")
    box.save()
    first = order_reading(box)
    assert order_reading(box) == first
    Job.objects.update(state=Job.State.ASIDE)
    assert order_reading(box) != first
    first.refresh_from_db()
    assert first.state == Intake.State.FAILED


def test_a_mailbox_of_a_group_is_seen_by_the_group(signed_in, inside, member, make_row):
    group = ReaderGroup(slug="direction", name="Direction")
    group.save()
    box = Box(name="D", host="a.example", user="u", secret="env:X", active=False)
    box.save()
    box.readers.add(group)
    thread = Thread(subject="Réservé", box=box, touched=timezone.now())
    thread.save()
    within, without = member(), member()
    within.groups.add(group)
    address = reverse("mail-thread", args=[thread.pk])
    assert signed_in(person=within).get(address).status_code == 200
    assert signed_in(person=without).get(address).status_code == 404
    assert "Réservé" not in signed_in(person=without).get(reverse("mail")).content.decode()
    admin = signed_in("administrator")
    assert admin.get(address).status_code == 404
    admin.post(reverse("mail-box-remove", args=[box.pk]))
    assert admin.get(address).status_code == 200
    assert signed_in(person=within).get(address).status_code == 404
