"""Mails on their pages: dropped, pasted, joined, understood, corrected, answered, erased."""

from __future__ import annotations

import threading
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.library.cards import publish
from bastide.library.index import catch_up
from bastide.library.models import AnswerCard, Contact
from bastide.providers.readers.sandbox import close_idle_child
from bastide.runs.models import Run
from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.mail import flow, storage, tasks
from bastide.usecases.mail.models import Intake, LocalModel, Mail, Reply, Rules, Thread
from bastide.usecases.mail.pasted import as_mail
from bastide.usecases.mail.purge import purge
from bastide.usecases.mail.understanding import messages_of

ROADS, BOOKS = "Voirie", "Bibliothèque"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def ended():
    yield
    close_idle_child()


@pytest.fixture
def inside(organisation):
    with scope(organisation):
        yield organisation


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


def mail(body: str, key: str = "un", answers: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = headers.get("sender", "Zoé Fictive <zoe@fictive.example>")
    message["To"] = headers.get("to", "contact@alpha.example")
    message["Subject"] = headers.get("subject", "Poubelle cassée")
    message["Date"] = headers.get("date", "Tue, 03 Nov 2026 10:12:00 +0100")
    message["Message-ID"] = f"<{key}@fictive.example>"
    if answers:
        message["In-Reply-To"] = f"<{answers}@fictive.example>"
    message.set_content(body)
    return message.as_bytes()


def drop(client, *files: bytes, name: str = "m.eml"):
    given = [SimpleUploadedFile(name, data) for data in files]
    sent = client.post(reverse("mail"), {"mails": given})
    done()
    return sent


def page_of(client, thread: Thread) -> str:
    return client.get(reverse("mail-thread", args=[thread.pk])).content.decode()


def test_a_mail_dropped_is_read_and_understood(signed_in, inside):
    client = signed_in()
    assert "Aucun échange pour l" in client.get(reverse("mail")).content.decode()
    body = "Bonjour,\n<b>ma poubelle</b> est cassée. Pouvez-vous la changer avant le 20 novembre ?"
    sent = drop(client, mail(body + "\n\nCordialement,\nZoé Fictive\n06 39 98 12 34\n\n> cité"))
    assert sent.status_code == 302
    thread = Thread.objects.get()
    assert (thread.subject, thread.sender, thread.mails) == (
        "Poubelle cassée", "zoe@fictive.example", 1,
    )  # fmt: skip
    assert thread.service == "Déchets et propreté"
    assert str(thread.due) == "2026-11-20"
    assert "Poubelle cassée" in client.get(reverse("mail")).content.decode()
    page = page_of(client, thread)
    assert "Pouvez-vous la changer" in page
    assert "&lt;b&gt;ma poubelle" in page
    assert "<b>ma" not in page
    assert "06 39 98 12 34" in page
    assert "Texte cité" in page
    calendar = client.get(reverse("mail-dates", args=[thread.pk]))
    assert b"DTSTART;VALUE=DATE:20261120" in calendar.content
    run = Run.objects.get(usecase="mail")
    assert (run.stage, run.outcome) == ("linear", "read")
    assert not Intake.objects.get().path
    assert {"mail.import", "mail.see"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_threads_are_rebuilt_over_several_deposits(signed_in, inside):
    client = signed_in()
    answer = mail(
        "Bonjour, quel est le numéro du bac ?", "deux", "un",
        sender="Mairie <contact@alpha.example>", to="zoe@fictive.example",
        subject="Re: Poubelle cassée", date="Wed, 04 Nov 2026 10:12:00 +0100",
    )  # fmt: skip
    drop(client, mail("Ma poubelle est cassée, pouvez-vous la changer ?"))
    client.post(reverse("mail-prepare", args=[Thread.objects.get().pk]))
    client.post(reverse("mail-done", args=[Thread.objects.get().pk]))
    third = mail("C'est le 4512.", "trois", "deux", date="Thu, 05 Nov 2026 10:12:00 +0100",
                 subject="tout autre chose")  # fmt: skip
    drop(client, third)
    assert Thread.objects.count() == 2
    drop(client, answer)
    thread = Thread.objects.get()
    assert [one.data["key"][:4] for one in thread.messages.order_by("sent")] == [
        "un@f", "deux", "troi",
    ]  # fmt: skip
    assert thread.state == Thread.State.OPEN
    assert Reply.objects.get().thread == thread
    drop(client, answer, third)
    assert (Thread.objects.count(), Mail.objects.count()) == (1, 3)


def test_another_language_is_told(signed_in, inside):
    client = signed_in()
    drop(client, mail("Hello, my bin is broken. Could you please replace it?", subject="Bin"))
    thread = Thread.objects.get()
    assert (thread.told["language"], thread.told["mood"]) == ("en", "")
    assert "écrit en anglais" in page_of(client, thread)


def test_mails_without_a_date_are_read(signed_in, inside):
    client = signed_in()
    drop(client, b"From: a@fictive.example\nSubject: Bac\nMessage-ID: <a@x>\n\nUn bac, svp ?")
    assert "Un bac, svp" in page_of(client, Thread.objects.get())
    dated = mail("Deux", "deux", date="Tue, 03 Nov 2026 10:12:00 +0100").replace(
        b"Message-ID", b"References: <a@x>\nMessage-ID"
    )
    drop(client, dated, b"From: a@b.example\nReferences: <a@x>\nMessage-ID: <c@x>\n\nTrois")
    thread = Thread.objects.get()
    found = [one.body for one in messages_of(thread)]
    assert found == ["Un bac, svp ?", "Deux", "Trois"]


def test_a_pasted_mail_keeps_its_headers(signed_in, inside):
    client = signed_in()
    text = (
        "De : Zoé Fictive <zoe@fictive.example>\nEnvoyé : mardi 3 novembre 2026 10:12\n"
        "À : contact@alpha.example\nObjet : Élagage\n\nBonjour, un arbre penche."
    )
    client.post(reverse("mail"), {"text": text})
    client.post(reverse("mail"), {"text": "Le lampadaire est éteint.", "sender": "M. Fictif"})
    client.post(reverse("mail"), {"text": mail("Source entière.", "src").decode()})
    done()
    found = {one.subject: one for one in Thread.objects.all()}
    assert found["Élagage"].sender == "zoe@fictive.example"
    assert timezone.localtime(found["Élagage"].last).isoformat()[:16] == "2026-11-03T10:12"
    assert found["Poubelle cassée"].messages.get().data["body"] == "Source entière."
    assert found[""].sender_name == "M. Fictif"
    empty = client.post(reverse("mail"), {"text": "  \n "}).content.decode()
    assert "Collez un courriel" in empty


def test_pasted_headers_cannot_add_headers():
    data = as_mail("x", 'a" <a@b.example>\r\nBcc: c@d.example', "s\r\nBcc: c@d.example")
    read = message_from_bytes(data, policy=policy.default)
    assert read["Bcc"] is None
    assert read["From"].addresses[0].addr_spec == "a@b.example"


@pytest.mark.parametrize("body", [b"pas un courriel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1abc"])
def test_what_cannot_be_read_says_so_and_is_kept(signed_in, inside, body):
    client = signed_in()
    drop(client, body)
    row = Intake.objects.get()
    assert row.state == Intake.State.FAILED
    assert storage.absolute(row.path).read_bytes() == body
    assert escape(row.problem) in client.get(reverse("mail")).content.decode()
    assert Run.objects.get(usecase="mail").outcome == "error"
    client.post(reverse("mail-again", args=[row.pk]))
    done()
    client.post(reverse("mail-erase-intake", args=[row.pk]))
    assert not storage.absolute(row.path).exists()
    for name, data, said in (("x.exe", b"a", "pas un courriel"), ("e.eml", b"", "vide")):
        sent = client.post(reverse("mail"), {"mails": [SimpleUploadedFile(name, data)]})
        assert said in sent.content.decode()


def test_a_reading_given_up_says_so(signed_in, inside):
    client = signed_in()
    client.post(reverse("mail"), {"mails": [SimpleUploadedFile("m.eml", mail("x"))]})
    Job.objects.update(state=Job.State.ASIDE)
    assert "interrompue trois fois" in client.get(reverse("mail")).content.decode()
    client.post(reverse("mail-again", args=[Intake.objects.get().pk]))
    done()
    assert Thread.objects.count() == 1


def test_a_worker_killed_before_the_end_leaves_nothing_unread(signed_in, inside, monkeypatch):
    def killed(numbers):
        raise SystemExit

    client = signed_in()
    box = b"".join(b"From a\n" + mail("Ma haie gêne.", k, subject=k) + b"\n" for k in ("a1", "b2"))
    client.post(reverse("mail"), {"mails": [SimpleUploadedFile("b.mbox", box)]})
    intake = Intake.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "_understand", killed)
        with pytest.raises(SystemExit):
            tasks.read(intake.pk)
    assert [bool(one.told) for one in Thread.objects.all()] == [False, False]
    Intake.objects.update(read=2)
    done()
    assert [bool(one.told) for one in Thread.objects.all()] == [True, True]
    intake.refresh_from_db()
    assert (intake.state, intake.read, Mail.objects.count()) == (Intake.State.DONE, 2, 2)


def test_a_reading_that_two_workers_end_is_written_once(signed_in, inside, monkeypatch):
    """A worker suspended longer than its lease wakes after another did its job."""
    client = signed_in()
    client.post(reverse("mail"), {"mails": [SimpleUploadedFile("m.eml", mail("Ma haie gêne."))]})
    intake = Intake.objects.get()
    real, asleep = tasks._understand, [True]

    def meanwhile(numbers):
        if asleep.pop() if asleep else False:
            tasks.read(intake.pk)
        real(numbers)

    monkeypatch.setattr(tasks, "_understand", meanwhile)
    tasks.read(intake.pk)
    intake.refresh_from_db()
    assert intake.state == Intake.State.DONE
    assert Run.objects.filter(usecase="mail", outcome="read").count() == 1


def test_a_worker_killed_when_all_was_written_loses_nothing(signed_in, inside, monkeypatch):
    def killed(path):
        raise SystemExit

    client = signed_in()
    client.post(reverse("mail"), {"mails": [SimpleUploadedFile("m.eml", mail("Ma haie gêne."))]})
    monkeypatch.setattr(storage, "remove", killed)
    with pytest.raises(SystemExit):
        tasks.read(Intake.objects.get().pk)
    done()
    assert Intake.objects.get().state == Intake.State.DONE
    assert Mail.objects.count() == 1


def test_what_an_agent_does_while_a_thread_is_read_again_is_kept(signed_in, inside, monkeypatch):
    client = signed_in()
    drop(client, mail("Ma poubelle est cassée, pouvez-vous la changer ?"))
    thread = Thread.objects.get()
    real = flow.understood

    def meanwhile(*given, **named):
        client.post(reverse("mail-hand", args=[thread.pk]), {"service": "Logement"})
        client.post(reverse("mail-done", args=[thread.pk]))
        return real(*given, **named)

    monkeypatch.setattr(flow, "understood", meanwhile)
    tasks.sort_again()
    thread.refresh_from_db()
    assert (thread.handed, thread.state) == ("Logement", Thread.State.DONE)


def test_a_full_disk_keeps_what_was_pasted(signed_in, inside, monkeypatch):
    def full(chunks):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "write", full)
    sent = signed_in().post(reverse("mail"), {"text": "Bonjour, ma haie gêne."})
    page = sent.content.decode()
    assert "Le disque est plein" in page
    assert "ma haie gêne" in page


def test_odd_numbers_and_words_are_no_failure(signed_in, inside):
    client = signed_in()
    drop(client, mail("Ma haie gêne."))
    hand = reverse("mail-hand", args=[Thread.objects.get().pk])
    assert client.post(hand, {"colleague": "²"}).status_code == 302
    asked = {"q": "haie\0", "service": "\0", "vue": "\0", "page": "²"}
    assert client.get(reverse("mail"), asked).status_code == 200


def test_what_a_thread_makes_fail_leaves_the_others(signed_in, inside, monkeypatch):
    real = flow.understood

    def failing(thread, *given, **named):
        if thread[0].subject == "Piège":
            raise RuntimeError("piège")
        return real(thread, *given, **named)

    monkeypatch.setattr(flow, "understood", failing)
    client = signed_in()
    mails = [mail("x", title[:2], subject=title) for title in ("Piège", "Bac")]
    box = b"".join(b"From a\n" + one + b"\n" for one in mails)
    drop(client, box, name="b.mbox")
    found = {one.subject: bool(one.told) for one in Thread.objects.all()}
    assert found == {"Piège": False, "Bac": True}
    assert "Pas encore compris" in page_of(client, Thread.objects.get(subject="Piège"))


def test_corrections_are_learnt_and_forgotten(signed_in, inside):
    client, manager = signed_in(), signed_in("manager")
    for name in (ROADS, BOOKS, "Logement"):
        Contact(service=name).save()
    first = [mail(f"Le flobard {n} fuit.", f"a{n}", subject=f"Flobard {n}") for n in range(4)]
    other = [mail(f"Le mirliton {n} est cassé.", f"b{n}", subject=f"M {n}") for n in range(4)]
    drop(client, *first, *other)
    rows = list(Thread.objects.order_by("pk"))
    for place, row in enumerate(rows[:3] + rows[4:7]):
        service = ROADS if place < 3 else BOOKS
        client.post(reverse("mail-correct", args=[row.pk]), {"service": service})
    done()
    assert Thread.objects.get(pk=rows[3].pk).service == ROADS
    page = manager.get(reverse("mail-model")).content.decode()
    assert "Corrections apprises</dt><dd>6" in page
    assert LocalModel.objects.get().examples == 6
    assert "flobard" not in str(LocalModel.objects.get().data)
    assert client.get(reverse("mail-model")).status_code == 403
    manager.post(reverse("mail-model"))
    done()
    assert not LocalModel.objects.exists()
    assert Thread.objects.get(pk=rows[3].pk).service == ""
    assert Thread.objects.get(pk=rows[0].pk).concerned == ROADS
    client.post(reverse("mail-correct", args=[rows[3].pk]), {"service": "-"})
    done()
    assert LocalModel.objects.get().examples == 1
    assert "Aucun de nos services" in page_of(client, rows[3])
    told = client.post(reverse("mail-correct", args=[rows[3].pk]), {"service": "Inconnu"})
    assert told.status_code == 302


def test_the_services_are_those_of_the_directory(signed_in, inside):
    client = signed_in()
    for name in ("Pôle Flobards", "Pôle Mirlitons", "Pôle Bidules"):
        Contact(service=name, subjects=name.split()[1].lower()).save()
    drop(client, mail("Mon mirlitons est en panne.", subject="Mirlitons"))
    assert Thread.objects.get().service == "Pôle Mirlitons"


def test_handed_over_done_and_undone(signed_in, inside, member):
    client, colleague, stranger = signed_in(), member(name="Bob Fictif"), signed_in()
    drop(client, mail("Ma poubelle est cassée."))
    thread = Thread.objects.get()
    hand, undo = reverse("mail-hand", args=[thread.pk]), reverse("mail-undo", args=[thread.pk])
    assert stranger.get(reverse("mail-thread", args=[thread.pk])).status_code == 404
    client.post(hand, {"service": "", "colleague": ""})
    assert not thread.steps.exists()
    client.post(hand, {"colleague": colleague.pk})
    assert signed_in(person=colleague).get(reverse("mail") + "?vue=moi").status_code == 200
    assert "Bob Fictif" in page_of(signed_in(person=colleague), thread)
    assert stranger.get(reverse("mail-thread", args=[thread.pk])).status_code == 404
    client.post(hand, {"service": "Logement"})
    assert stranger.get(reverse("mail-thread", args=[thread.pk])).status_code == 200
    client.post(undo)
    thread.refresh_from_db()
    assert (thread.handed, thread.assignee) == ("", colleague)
    client.post(undo)
    client.post(reverse("mail-done", args=[thread.pk]))
    client.get(reverse("mail"))  # tells that it is done
    assert "Poubelle" not in client.get(reverse("mail")).content.decode()
    assert "Poubelle" in client.get(reverse("mail"), {"vue": "traites"}).content.decode()
    asked = {"vue": "traites", "q": "rien"}
    assert "Poubelle" not in client.get(reverse("mail"), asked).content.decode()
    assert Thread.objects.get().state == "done"
    client.post(undo)
    assert Thread.objects.get().state == "open"
    assert "rien à annuler" in client.post(undo, follow=True).content.decode()


def test_a_reply_is_prepared_kept_and_downloaded(signed_in, inside):
    card = AnswerCard(
        question="Comment changer une poubelle cassée ?",
        answer="Le bac est remplacé sous cinq jours, sur simple demande.",
    )
    publish(card, "essai")
    catch_up()
    Rules(formula="Bien à vous,", signature="Service <Propreté>").save()
    client = signed_in()
    drop(client, mail("Bonjour,\nComment changer une poubelle cassée ?\nEt mon zorglub ?"))
    thread = Thread.objects.get()
    client.post(reverse("mail-prepare", args=[thread.pk]))
    reply = Reply.objects.get()
    assert "Le bac est remplacé sous cinq jours" in reply.text
    assert reply.text.rstrip().endswith("Service <Propreté>")
    for line in reply.lines:
        assert line["kind"] in ("cited", "to_complete", "style")
        assert bool(line["citations"]) == (line["kind"] == "cited")
    page = page_of(client, thread)
    assert "D'où viennent les phrases" in page.replace("&#x27;", "'")
    run = Run.objects.filter(outcome="drafted").get()
    assert (run.stage, run.proved) == ("extract", 1)
    kept = client.post(
        reverse("mail-save", args=[thread.pk]),
        {"text": "Bonjour,\r\n[à compléter] ici"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "Il reste 1 passage" in kept
    assert Reply.objects.get().text == "Bonjour,\n[à compléter] ici"
    file = client.post(reverse("mail-file", args=[thread.pk]), {"text": "Voilà.\nMerci"})
    read = message_from_bytes(file.content, policy=policy.default)
    assert read["Subject"] == "Re: Poubelle cassée"
    assert read["In-Reply-To"] == read["References"] == "<un@fictive.example>"
    assert read["To"].addresses[0].addr_spec == "zoe@fictive.example"
    lines = read.get_content().splitlines()
    assert lines[:4] == ["Voilà.", "Merci", "", "Le 03/11/2026 à 10:12, Zoé Fictive a écrit :"]
    assert "> Comment changer une poubelle cassée ?" in lines
    assert Reply.objects.get().text == "Voilà.\nMerci"


def test_a_source_whose_address_is_a_script_is_no_link(signed_in, inside):
    client = signed_in()
    drop(client, mail("Ma haie gêne."))
    thread = Thread.objects.get()
    client.post(reverse("mail-prepare", args=[thread.pk]))
    for address, linked in (("https://a.example/", True), ("javascript:alert(1)", False)):
        cited = {"title": "Fiche", "url": address, "quote": "mots"}
        Reply.objects.update(lines=[{"kind": "cited", "text": "Mots.", "citations": [cited]}])
        page = page_of(client, thread)
        assert "Fiche" in page
        assert (f'href="{address}"' in page) is linked


def test_each_member_has_her_own_draft(signed_in, inside, member):
    client, colleague = signed_in(), member()
    drop(client, mail("Ma poubelle est cassée."))
    thread = Thread.objects.get()
    client.post(reverse("mail-save", args=[thread.pk]), {"text": "SECRET de moi"})
    client.post(reverse("mail-hand", args=[thread.pk]), {"colleague": colleague.pk})
    assert "SECRET de moi" in page_of(client, thread)
    assert "SECRET de moi" not in page_of(signed_in(person=colleague), thread)


def test_threads_go_when_their_time_is_over(signed_in, inside):
    client = signed_in()
    drop(client, mail("Ma poubelle est cassée."), b"pas un courriel")
    path = storage.absolute(Intake.objects.get(state="failed").path)
    old = timezone.now() - timedelta(days=91)
    Thread.objects.update(touched=old)
    Intake.objects.update(created=old)
    assert path.exists()
    assert purge("essai") == 1
    assert [model.objects.count() for model in (Thread, Mail, Intake)] == [0, 0, 0]
    assert not path.exists()
    assert AuditEntry.objects.get(action="mail.purge").detail == {"threads": 1}


def test_another_organisation_finds_nothing(signed_in, inside, other_organisation):
    drop(signed_in(), mail("OMEGASECRET.", subject="OMEGASECRET"))
    thread = Thread.objects.get()
    stranger = signed_in("administrator", of=other_organisation)
    assert "OMEGASECRET" not in stranger.get(reverse("mail") + "?vue=tous").content.decode()
    for name in ("mail-thread", "mail-dates"):
        assert stranger.get(reverse(name, args=[thread.pk])).status_code == 404
    for name in ("correct", "hand", "done", "undo", "erase", "prepare", "save", "file"):
        address = reverse(f"mail-{name}", args=[thread.pk])
        assert stranger.post(address, {"text": "x", "service": "Logement"}).status_code == 404
    with scope(inside):
        assert Thread.objects.get().state == "open"


def test_the_administrator_sets_the_style(signed_in, inside):
    client = signed_in("administrator")
    sent = {"salutation": "Bonjour,", "formula": "Merci", "signature": "", "own": "",
            "retention_days": 0}  # fmt: skip
    assert "errorlist" in client.post(reverse("mail-rules"), sent).content.decode()
    assert client.post(reverse("mail-rules"), sent | {"retention_days": 30}).status_code == 302
    assert Rules.objects.get().salutation == "Bonjour,"
    assert signed_in("manager").get(reverse("mail-rules")).status_code == 403
