"""The applicant's page: nothing without link and code, nothing of another case, never a verdict."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bastide.engine.pieces.model import FileRead, Page, PageRef, Piece, Quality, Verdict
from bastide.engine.pieces.similar import fingerprint
from bastide.jobs.models import Job
from bastide.tenants.scope import scope
from bastide.usecases.check import applicant, examinations, keeping, links, readings, storage
from bastide.usecases.check.models import ApplicantLink, Case, DepositedFile, Event

drafted: Any = import_module("tests.usecases.check.drafted")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_scheme(monkeypatch):
    for module in ("views_applicant", "export_data", "views_case", "tasks"):
        monkeypatch.setattr(
            f"bastide.usecases.check.{module}.procedures", lambda: {"essai": drafted.scheme()}
        )


@pytest.fixture
def instructor(member):
    return member("instructor")


@pytest.fixture
def open_case(organisation, instructor):
    def make(reference: str = "2026-0001", of: Any = None, by: Any = None) -> Case:
        with scope(of or organisation):
            return keeping.open_case(
                Case(
                    reference=reference,
                    surname="EXEMPLE",
                    given_names="Zoé",
                    procedure="essai",
                    deposited=timezone.localdate(),
                ),
                by or instructor,
            )

    return make


@pytest.fixture
def opened(organisation, instructor, open_case):
    case = open_case()
    with scope(organisation):
        return links.open_link(case, instructor)


def pdf(name: str = "rib.pdf", data: bytes = b"%PDF-1.4 rib") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def enter(opened: links.Opened, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.post(reverse("depot", args=[opened.token]), {"code": opened.spaced_code})
    assert answer.status_code == 302
    return client


def page(client: Client, opened: links.Opened) -> str:
    return client.get(reverse("depot", args=[opened.token])).content.decode()


def send(client: Client, opened: links.Opened, name: str = "rib", *files: Any) -> Any:
    return client.post(
        reverse("depot-send", args=[opened.token]), {"document": name, "files": list(files)}
    )


def read(case: Case, quality: Quality, kind: str, findings: tuple = ()) -> None:
    """What the worker would have done: every waiting file is a page of a piece of that kind."""
    for row in case.files.filter(state=DepositedFile.State.WAITING):
        said = FileRead(row.name, row.sha256, "application/pdf", (Page(1, 62, 88, (), quality),))
        readings.keep_reading(row, said, [drafted.picture()])
    rows, files = readings.files_read(case)
    pieces = [Piece(kind, 0.9, (PageRef(len(rows) - 1, 1),))]
    verdict = Verdict("essai", "2026-1", "incomplete", findings)
    examinations.keep_examination(
        case, rows, pieces, [fingerprint(p, files) for p in pieces], verdict
    )


# --- the door -------------------------------------------------------------------------------------


def test_the_secrets_are_kept_hashed_only(opened):
    with scope(opened.link.organisation_id):
        row = ApplicantLink.objects.values().get()
    assert re.fullmatch(r"\d{8}", opened.code)
    assert opened.token not in str(row)
    assert opened.code not in str(row)


def test_without_the_code_the_link_tells_nothing(opened):
    answer = Client().get(reverse("depot", args=[opened.token]))
    assert answer.status_code == 200
    assert "2026-0001" not in answer.content.decode()
    assert "RIB" not in answer.content.decode()
    for name, more in (("send", []), ("state", []), ("withdraw", [1])):
        address = reverse(f"depot-{name}", args=[opened.token, *more])
        for method in ("get", "post"):
            assert getattr(Client(), method)(address).status_code in (403, 405)


def test_the_code_opens_the_page_and_leaving_closes_it(opened):
    client = enter(opened)
    assert "2026-0001" in page(client, opened)
    assert "sessionid" not in client.cookies
    client.post(reverse("depot-leave", args=[opened.token]))
    assert "2026-0001" not in page(client, opened)


def test_search_engines_and_caches_keep_nothing(opened):
    answer = enter(opened).get(reverse("depot", args=[opened.token]))
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'content="noindex' in answer.content.decode()


def test_tries_are_limited_and_a_right_code_no_longer_opens(opened):
    address = reverse("depot", args=[opened.token])
    wrong = f"{(int(opened.code) + 1) % 10**8:08d}"
    for left in range(links.MOST_TRIES - 1, 0, -1):
        answer = Client().post(address, {"code": wrong})
        assert answer.status_code == 422
        assert f"il vous reste {left} essais" in answer.content.decode()
    assert Client().post(address, {"code": wrong}).status_code == 429
    assert Client().post(address, {"code": opened.code}).status_code == 404


def test_every_door_that_opens_nothing_looks_the_same(opened, organisation, instructor):
    unknown = Client().get(reverse("depot", args=["0" * 43]))
    with scope(organisation):
        links.close_links(opened.link.case, instructor)
    closed = Client().get(reverse("depot", args=[opened.token]))
    assert unknown.status_code == closed.status_code == 404
    assert unknown.content == closed.content


def test_a_link_ends(opened, organisation):
    client = enter(opened)
    with scope(organisation):
        ApplicantLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("depot", args=[opened.token])).status_code == 404
    assert send(client, opened, "rib", pdf()).status_code == 404


def test_a_new_link_closes_the_former_even_for_who_is_inside(opened, organisation, instructor):
    client = enter(opened)
    with scope(organisation):
        links.open_link(opened.link.case, instructor)
    assert client.get(reverse("depot", args=[opened.token])).status_code == 404


def test_the_cookie_of_a_link_opens_no_other(opened, organisation, instructor, open_case):
    other = open_case("2026-0002")
    with scope(organisation):
        second = links.open_link(other, instructor)
    client = enter(opened)
    client.cookies["depot"]["path"] = "/"
    assert "2026-0002" not in page(client, second)


def test_a_forged_cookie_opens_nothing(opened):
    client = Client()
    for value in ("", "x", '{"link": 1}', "eyJsaW5rIjoxfQ:1abc:def"):
        client.cookies["depot"] = value
        assert "2026-0001" not in page(client, opened)


def test_the_cookie_is_for_this_page_alone_and_ends(opened, monkeypatch):
    client = enter(opened)
    cookie = client.cookies["depot"]
    assert cookie["path"] == reverse("depot", args=[opened.token])
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    monkeypatch.setattr("bastide.usecases.check.views_applicant.SECONDS_OPEN", -1)
    assert "2026-0001" not in page(client, opened)
    late = send(client, opened, "rib", pdf())
    assert late.status_code == 403
    assert "tapez de nouveau le code" in late.content.decode()


@pytest.mark.parametrize("typed", ["", "x", "1234", "0" * 40, "١٢٣٤٥٦٧٨", "' OR 1=1 --"])
def test_what_is_no_code_opens_nothing(opened, typed: str):
    answer = Client().post(reverse("depot", args=[opened.token]), {"code": typed})
    assert answer.status_code == 422


def test_a_members_session_is_no_code_and_lends_no_scope(
    opened, other_organisation, signed_in, member
):
    stranger = signed_in("administrator", other_organisation)
    assert "2026-0001" not in page(stranger, opened)
    assert 'class="menu"' not in page(enter(opened, stranger), opened)


# --- what is sent ---------------------------------------------------------------------------------


def test_what_is_sent_is_kept_confirmed_and_read_in_its_organisation(opened, organisation):
    client = enter(opened)
    answer = send(client, opened, "rib", pdf())
    assert answer.status_code == 302
    shown = client.get(answer.headers["Location"].split("#")[0]).content.decode()
    with scope(organisation):
        row = DepositedFile.objects.get()
        assert row.by_applicant
        assert row.announced == "rib"
        assert storage.absolute(row.path).read_bytes() == b"%PDF-1.4 rib"
        assert Job.objects.filter(task="check.read").count() == 1
        assert Event.objects.filter(what="deposited", who="le demandeur").exists()
        assert applicant.receipt(row) in shown
    assert "C&#x27;est reçu" in shown or "C'est reçu" in shown
    assert "lecture en cours" in shown
    assert "<strong>1</strong> document reçu sur 3 demandés." in shown


def test_a_photograph_and_its_pages_go_together(opened, organisation):
    client = enter(opened)
    data = {
        "document": "identity",
        "photo": SimpleUploadedFile("a.jpg", b"recto"),
        "files": [SimpleUploadedFile("b.jpg", b"verso")],
    }
    client.post(reverse("depot-send", args=[opened.token]), data)
    with scope(organisation):
        assert {r.name for r in DepositedFile.objects.all()} == {"a.jpg", "b.jpg"}


def test_the_same_page_sent_again_is_one_deposit(opened, organisation):
    client = enter(opened)
    send(client, opened, "identity", pdf())
    send(client, opened, "rib", pdf())
    with scope(organisation):
        assert DepositedFile.objects.get().announced == "rib"


def test_what_is_refused_says_why_and_the_rest_is_kept(opened, organisation, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    client = enter(opened)
    big = pdf("gros.pdf", b"x" * (1024 * 1024 + 1))
    answer = send(client, opened, "rib", big, pdf("vide.pdf", b""), pdf())
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "gros.pdf" in said
    assert "dépasse 1 Mo" in said
    assert "vide" in said
    with scope(organisation):
        assert DepositedFile.objects.get().name == "rib.pdf"
    nothing = client.post(reverse("depot-send", args=[opened.token]), {"document": "rib"})
    assert "Choisissez un fichier" in nothing.content.decode()


def test_a_disk_is_not_filled_by_one_applicant(opened, monkeypatch):
    monkeypatch.setattr(applicant, "MOST_BYTES", 20)
    client = enter(opened)
    assert send(client, opened, "rib", pdf()).status_code == 302
    assert send(client, opened, "rib", pdf("b.pdf", b"%PDF-1.4 another")).status_code == 422


def test_what_was_deposited_is_never_served(opened, organisation):
    client = enter(opened)
    send(client, opened, "rib", pdf())
    with scope(organisation):
        row = DepositedFile.objects.get()
    for name in ("check-original", "check-page"):
        answer = client.get(reverse(name, args=[row.case_id, row.pk]))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("sign-in"))


def test_files_that_agents_added_are_not_told(opened, organisation, instructor):
    with scope(organisation):
        keeping.deposit(opened.link.case, pdf("note-interne.pdf"), instructor)
    assert "note-interne" not in page(enter(opened), opened)


def test_a_file_is_withdrawn_until_an_agent_looks(opened, organisation, signed_in, instructor):
    client = enter(opened)
    send(client, opened, "rib", pdf(), pdf("autre.pdf", b"%PDF other"))
    with scope(organisation):
        first, second = DepositedFile.objects.order_by("pk")
    withdraw = reverse("depot-withdraw", args=[opened.token, first.pk])
    assert client.post(withdraw).status_code == 302
    assert not storage.absolute(first.path).exists()
    assert "rib.pdf" not in page(client, opened)
    with scope(organisation):
        assert Event.objects.filter(what="withdrawn", reason="rib.pdf").exists()
    signed_in(person=instructor).get(reverse("check-case", args=[first.case_id]))
    refused = client.post(reverse("depot-withdraw", args=[opened.token, second.pk]))
    assert refused.status_code == 409
    assert "déjà regardé" in refused.content.decode()
    assert storage.absolute(second.path).exists()
    assert "Retirer" not in page(client, opened)


def test_nothing_of_another_case_is_withdrawn(opened, organisation, instructor, open_case):
    other = open_case("2026-0002")
    with scope(organisation):
        theirs = keeping.deposit(other, pdf(), None)
    client = enter(opened)
    answer = client.post(reverse("depot-withdraw", args=[opened.token, theirs.pk]))
    assert answer.status_code == 409
    assert storage.absolute(theirs.path).exists()


def test_a_link_of_one_organisation_gives_nothing_of_another(
    opened, other_organisation, member, open_case
):
    outsider = member("instructor", other_organisation, name="OMEGASECRET")
    other = open_case("OMEGASECRET", other_organisation, outsider)
    with scope(other_organisation):
        theirs = keeping.deposit(other, pdf("OMEGASECRET.pdf"), None)
    client = enter(opened)
    assert send(client, opened, "rib", pdf()).status_code == 302
    assert "OMEGASECRET" not in page(client, opened)
    client.post(reverse("depot-withdraw", args=[opened.token, theirs.pk]))
    with scope(other_organisation):
        assert list(DepositedFile.objects.values_list("name", flat=True)) == ["OMEGASECRET.pdf"]


# --- advice ---------------------------------------------------------------------------------------


def states(case: Case) -> dict[str, Any]:
    return {one.name: one for one in applicant.expected(case, drafted.scheme())}


def deposited(opened: links.Opened, name: str) -> Case:
    send(enter(opened), opened, name, pdf())
    return Case.objects.get(pk=opened.link.case_id)


def test_each_document_says_where_it_stands(opened, organisation):
    with scope(organisation):
        case = deposited(opened, "rib")
        assert states(case)["rib"].state == "reading"
        read(case, Quality(True), "rib")
        assert {n: s.state for n, s in states(case).items()} == {
            "identity": "awaited",
            "rib": "received",
            "quote": "awaited",
            "": "awaited",
        }


def test_a_page_that_cannot_be_read_says_what_to_do(opened, organisation):
    with scope(organisation):
        case = deposited(opened, "rib")
        read(case, Quality(False, ("blurred",), "Photographiez-la sans bouger."), "rib")
        rib = states(case)["rib"]
    assert rib.state == "replace"
    assert rib.advice == ("« rib.pdf », page 1 : Photographiez-la sans bouger.",)


def test_another_document_than_expected_is_said(opened, organisation):
    with scope(organisation):
        case = deposited(opened, "identity")
        read(case, Quality(True), "rib")
        told = states(case)
    assert told["identity"].state == "replace"
    assert "ressemble à un autre document (RIB)" in told["identity"].advice[0]
    assert told["rib"].state == "received"


def test_a_document_that_is_not_recognised_is_received_without_reproach(opened, organisation):
    with scope(organisation):
        case = deposited(opened, "quote")
        read(case, Quality(True), "other")
        quote = states(case)["quote"]
    assert (quote.state, quote.advice) == ("received", ())


def test_what_the_rules_ask_is_said_and_the_rest_is_not(opened, organisation):
    found = (
        drafted.finding("rib_holder", pieces=(0,), applicant="Ce RIB n'est pas à votre nom."),
        drafted.finding("rate", pieces=(0,), applicant="Le taux dépasse 35 €."),
    )
    with scope(organisation):
        case = deposited(opened, "rib")
        read(case, Quality(True), "rib", found)
        rib = states(case)["rib"]
    assert (rib.state, rib.advice) == ("replace", ("Ce RIB n'est pas à votre nom.",))


def test_a_file_set_aside_is_said(opened, organisation):
    with scope(organisation):
        case = deposited(opened, "rib")
        readings.set_aside(case.files.get(), "Il est protégé par un mot de passe.")
        rib = states(case)["rib"]
    assert rib.state == "replace"
    assert "protégé par un mot de passe" in rib.advice[0]


def test_the_page_never_tells_a_verdict(opened, organisation):
    client = enter(opened)
    with scope(organisation):
        for state in Case.State.values:
            Case.objects.update(state=state, outcome="incomplete")
            said = page(client, opened).lower()
            assert not re.search(r"refus|accepté|rejet|éligible|incomplet", said), state


def test_a_decided_case_receives_nothing_more(opened, organisation):
    client = enter(opened)
    with scope(organisation):
        Case.objects.update(state="refused")
    assert 'type="file"' not in page(client, opened)
    assert send(client, opened, "rib", pdf()).status_code == 422


def test_the_page_asks_again_until_the_rules_have_run(opened, organisation):
    with scope(organisation):
        case = deposited(opened, "rib")
        assert applicant.still_reading(case)
        row = case.files.get()
        said = FileRead("a", row.sha256, "", (Page(1, 62, 88, (), Quality(True)),))
        readings.keep_reading(row, said, [drafted.picture()])
        assert applicant.still_reading(case)
        read(case, Quality(True), "rib")
        assert not applicant.still_reading(case)
        Case.objects.update(examined=None)
        DepositedFile.objects.update(created=timezone.now() - timedelta(hours=1))
        case.refresh_from_db()
        assert not applicant.still_reading(case)


# --- the agent's side -----------------------------------------------------------------------------


def test_the_code_is_shown_once(signed_in, open_case, instructor):
    case = open_case()
    client = signed_in(person=instructor)
    address = reverse("check-link", args=[case.pk])
    made = client.post(address).content.decode()
    code = re.search(r"data-code>(\d{4} \d{4})<", made)
    assert code
    again = client.get(address).content.decode()
    assert code[1] not in again
    assert "/depot/" not in again
    token = re.search(r"/depot/([\w-]{43})/", made)
    assert token
    mail = re.search(r"<textarea.*?</textarea>", made, re.S)
    assert mail
    assert code[1] not in mail[0]
    assert Client().post(reverse("depot", args=[token[1]]), {"code": code[1]}).status_code == 302
    client.post(reverse("check-link-close", args=[case.pk]))
    assert Client().get(reverse("depot", args=[token[1]])).status_code == 404
