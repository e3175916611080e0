"""Citizens' texts on their pages: kept, judged, alerted, shown by groups, learnt, erased.

Never a score of an agent, a voice or a face: no column, no address.
"""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from django.utils import timezone

from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.runs.models import Run
from bastide.tenants.models import AuditEntry, Member
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.listen import asking, urls
from bastide.usecases.listen import models as listen_models
from bastide.usecases.listen.keeping import Refused, paste, take_file
from bastide.usecases.listen.models import Batch, LocalModel, Note, Rules
from bastide.usecases.listen.page import segments
from bastide.usecases.listen.purge import purge
from bastide.usecases.listen.trends import trends

pytestmark = pytest.mark.django_db
FORBIDDEN = re.compile(
    r"agent|member|operator|employee|staff|voice|voix|audio|sound|speech|pitch|\bface|visage|"
    r"biometr|emotion|fingerprint|empreinte|photo|video|camera"
)


@pytest.fixture
def inside(organisation):
    with scope(organisation):
        yield


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


def texts(count: int, **given: object) -> None:
    batch = Batch.objects.create(name="essai", total=count)
    fields = {"text": "nul", "day": timezone.localdate(), "judged": True, "polarity": "negative"}
    Note.objects.bulk_create(Note(batch=batch, **fields | given) for _ in range(count))


def test_no_agent_is_scored_and_no_body_is_read():
    own = [
        m
        for m in vars(listen_models).values()
        if isinstance(m, type) and issubclass(m, models.Model) and not m._meta.abstract
    ]
    assert len(own) == 4
    for model in own:
        for field in model._meta.get_fields():
            assert not FORBIDDEN.search(field.name.lower()), f"{model.__name__}.{field.name}"
            assert field.related_model is not Member, f"{model.__name__}.{field.name}"
            assert not isinstance(field, models.FileField | models.BinaryField)
    for route in urls.urlpatterns:
        assert not FORBIDDEN.search(f"{route.pattern} {route.name}".lower()), route


def test_pasted_texts_are_judged_marked_and_entered(signed_in, organisation):
    client = signed_in()
    page = client.get(reverse("listen"))
    assert "Aucun texte pour l" in page.content.decode()
    sent = client.post(
        reverse("listen"),
        {"text": "<b>nul</b>, c'est honteux !\n---\nMon mari me frappe.", "theme": "Car"},
    )
    done()
    page = client.get(sent.url).content.decode()
    assert '<mark class="anger" title="colère">c&#x27;est honteux</mark>' in page
    assert "<b>nul" not in page
    home = client.get(reverse("listen")).content.decode()
    assert "3919" in home
    assert '<mark class="distress" title="détresse">me frappe</mark>' in home
    with scope(organisation):
        assert [n.anger for n in Note.objects.all()] == [True, False]
        run = Run.objects.get(usecase="listen")
        assert (run.stage, run.outcome) == ("linear", "judged")
        alert = Note.objects.get(distress=True)
    client.post(reverse("listen-seen", args=[alert.pk]))
    assert "me frappe" not in client.get(reverse("listen")).content.decode()


def test_a_file_is_taken_in(inside):
    sheet = "Commune;Thème;Message;Date\nAlpha;Eau;c'est nul;03/02/2026\n;;;\nBeta;Eau;bien;\n"
    batch = take_file(SimpleUploadedFile("enquête.csv", sheet.encode("cp1252")))
    first, second = batch.notes.all()
    assert (first.theme, first.territory, str(first.day)) == ("Eau", "Alpha", "2026-02-03")
    assert (second.text, second.day) == ("bien", timezone.localdate())
    lines = b'{"text": "nul", "territoire": "Alpha", "polarity": -1}\npas du JSON\n{"a": 1}\n'
    batch = take_file(SimpleUploadedFile("t.jsonl", lines))
    assert (batch.total, batch.left_out, batch.notes.get().said) == (1, 2, "negative")
    for body in (b"", b"a\0b", b"nom;prenom\nx;y\n", b"texte\n\n"):
        with pytest.raises(Refused):
            take_file(SimpleUploadedFile("t.csv", body))


def test_only_the_citizen_of_a_call_is_judged(inside):
    paste("Agent : c'est une honte !\nUsager : merci beaucoup")
    done()
    note = Note.objects.get()
    assert (note.polarity, note.anger) == ("positive", False)
    marked = [part.text for part in segments(note) if part.kind]
    assert marked == ["merci beaucoup"]


def test_small_groups_are_never_shown(inside, signed_in):
    texts(9, theme="Eau", territory="Alpha")
    texts(10, theme="Voirie", territory="Alpha", polarity="positive")
    found = trends(10)
    assert [(g.name, g.texts, g.positive) for g in found["theme"]] == [("Voirie", 10, 100)]
    assert [(g.name, g.texts) for g in found["territory"]] == [("Alpha", 19)]
    assert [g.texts for g in found["week"]] == [19]
    texts(4, theme="Bruit")
    assert "Bruit" not in {g.name for g in trends(1)["theme"]}
    page = signed_in().get(reverse("listen-trends")).content.decode()
    assert "Voirie" in page
    assert "Eau" not in page


def test_the_administrator_writes_the_rules(signed_in, organisation):
    client = signed_in("administrator")
    address = reverse("listen-rules")
    sent = {"procedure": "Appelez Zoé.", "group": 4, "retention_days": 30}
    assert "errorlist" in client.post(address, sent).content.decode()
    assert client.post(address, sent | {"group": 5}).status_code == 302
    client.post(reverse("listen"), {"text": "Je veux en finir."})
    done()
    assert "Appelez Zoé." in client.get(reverse("listen")).content.decode()
    assert signed_in("manager").get(address).status_code == 403


def test_texts_go_when_their_time_is_over(inside):
    texts(3)
    Note.objects.update(created=timezone.now() - timedelta(days=31))
    Batch.objects.update(created=timezone.now() - timedelta(days=31))
    texts(1)
    assert purge("essai") == 0
    Rules(retention_days=30).save()
    assert purge("essai") == 3
    assert Note.objects.count() == Batch.objects.count() == 1
    assert AuditEntry.objects.get(action="listen.purge").detail == {"texts": 3}


def test_labels_are_learnt_and_forgotten_at_a_click(signed_in, organisation):
    with scope(organisation):
        batch = paste("\n---\n".join(["le flobard"] * 8 + ["le mirliton"] * 8 + ["mirliton"]))
        keys = list(batch.notes.values_list("pk", flat=True))
    agent, manager = signed_in(), signed_in("manager")
    for at, key in enumerate(keys[:16]):
        said = "positive" if at < 8 else "negative"
        agent.post(reverse("listen-correct", args=[key]), {"said": said})
    address = reverse("listen-model")
    assert agent.get(address).status_code == 403
    manager.post(address, {"train": "1"})
    assert "Apprentissage en cours" in manager.get(address).content.decode()
    done()
    assert "100 %" in manager.get(address).content.decode()
    with scope(organisation):
        assert Note.objects.get(pk=keys[16]).polarity == "negative"
    manager.post(address, {"forget": "1"})
    done()
    with scope(organisation):
        assert not LocalModel.objects.exists()
        assert Note.objects.get(pk=keys[16]).polarity == "neutral"
        assert Note.objects.exclude(said="").count() == 16


def test_the_texts_that_teach_most_are_labelled_first(signed_in, organisation):
    agent, address = signed_in(), reverse("listen-asking")
    assert "importez d'abord" in agent.get(address).content.decode()
    with scope(organisation):
        known = ["le flobard"] * 8 + ["le mirliton"] * 8
        batch = paste("\n---\n".join([*known, *["le flobard"] * 30, "un zinzolin tarabuste"]))
        keys = list(batch.notes.values_list("pk", flat=True))
    done()
    for at, key in enumerate(keys[:16]):
        said = "positive" if at < 8 else "negative"
        agent.post(reverse("listen-correct", args=[key]), {"said": said})
    agent.post(address)
    agent.post(address)  # a choice is being made: no other is ordered
    assert "Choix des textes en cours" in agent.get(address).content.decode()
    with scope(organisation):
        assert Job.objects.filter(task="listen.ask").count() == 1
    done()
    page = agent.get(address).content.decode()
    assert "en cours" not in page
    shown = [int(key) for key in re.findall(r'id="note-(\d+)"', page)]
    # What resembles nothing that is labelled comes first; nothing labelled comes at all.
    assert shown[0] == keys[-1]
    assert len(shown) == asking.ASKED
    assert not set(shown) & set(keys[:16])
    assert "<mark" not in page
    sent = agent.post(
        reverse("listen-correct", args=[shown[0]]), {"said": "negative", "next": address}
    )
    assert sent.url.startswith(address)
    assert f'id="note-{shown[0]}"' not in agent.get(address).content.decode()
    agent.post(address)
    done()
    with scope(organisation):
        assert Note.objects.get(pk=shown[0]).asked is None
        assert list(asking.asked().values_list("asked", flat=True)) == [*range(1, 21)]
        assert AuditEntry.objects.filter(action="listen.ask").count() == 2


def test_nothing_to_label_is_no_failure(inside):
    asking.order()
    done()
    assert not asking.choosing()
    assert asking.choose() == 0


def test_another_organisation_finds_nothing(signed_in, organisation, other_organisation):
    with scope(organisation):
        batch = paste("Je veux en finir, OMEGASECRET.")
    done()
    with scope(organisation):
        assert asking.choose() == 1
        note = Note.objects.get()
    stranger = signed_in("administrator", of=other_organisation)
    for name in ("listen-batch", "listen-progress"):
        assert stranger.get(reverse(name, args=[batch.pk])).status_code == 404
    for name, key in (
        ("listen-erase", batch.pk),
        ("listen-correct", note.pk),
        ("listen-seen", note.pk),
    ):
        assert stranger.post(reverse(name, args=[key]), {"said": "positive"}).status_code == 404
    for name in ("listen", "listen-trends", "listen-asking", "listen-model", "listen-rules"):
        assert "OMEGASECRET" not in stranger.get(reverse(name)).content.decode()
    with scope(organisation):
        assert (Note.objects.get().said, Note.objects.get().seen_to) == ("", None)
