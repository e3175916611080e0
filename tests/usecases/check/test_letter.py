"""The letter lists what the applicant must send, all of it and nothing else, and judges nothing."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import docx
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.model import Finding, Piece
from bastide.tenants.scope import scope
from bastide.usecases.check import decisions
from bastide.usecases.check.letter import LetterFacts, asked_of, draft, in_words, mendable
from bastide.usecases.check.models import Case, Event

drafted: Any = import_module("tests.usecases.check.drafted")


FACTS = LetterFacts(
    person="Zoé Exemple",
    reference="2026-0001",
    organisation="Région d'Essai",
    until=date(2026, 12, 1),
    address="https://pieces.example/depot/abc/",
    signed_by="Agathe Exemple",
)
PIECES = (Piece("rib", 0.9, (drafted.FIRST,)), Piece("passport", 0.9, (drafted.FIRST,)))
VERDICTS = re.compile(r"refus|rejet|accept|inéligible|éligible|favorable|irrecevable", re.I)


def test_what_is_missing_is_listed_by_document_in_the_order_of_the_scheme():
    findings = [
        drafted.finding("quote_present"),
        drafted.finding("rib_holder", pieces=(0,)),
        drafted.finding("identity_valid", pieces=(1,), applicant="Votre passeport a expiré."),
        drafted.finding("identity_valid", pieces=(1,), applicant="Votre passeport a expiré."),
    ]
    asked = asked_of(findings, PIECES, drafted.scheme())
    assert [one.document for one in asked] == ["Pièce d'identité", "RIB", "Devis de l'organisme"]
    assert asked[0].why == ("Votre passeport a expiré.",)
    assert asked[0].send.startswith("pièce d'identité, un autre exemplaire")
    assert asked[2].send == "devis de l'organisme"


@pytest.mark.parametrize(
    "left_out",
    [
        drafted.finding("rib_holder", outcome="PASSED"),
        drafted.finding("rib_holder", level="info"),
        drafted.finding("rate"),
        drafted.finding("rib_holder", applicant=""),
    ],
)
def test_what_she_cannot_mend_is_not_asked(left_out: Finding):
    assert not mendable(drafted.scheme(), left_out)
    assert not asked_of([left_out], PIECES, drafted.scheme())


def test_a_file_that_could_not_be_opened_is_asked_for_again():
    unread = drafted.finding("file_unread", outcome="INCONCLUSIVE", level="review")
    assert asked_of([unread], PIECES, drafted.scheme())[0].document == "Votre dossier"


def test_the_letter_says_until_when_where_and_who_writes():
    text = draft(FACTS, [drafted.finding("rib_holder", pieces=(0,))], PIECES, drafted.scheme()).text
    assert "au plus tard le 1er décembre 2026" in text
    assert "https://pieces.example/depot/abc/" in text
    assert "RIB :\n- Demande de rib_holder.\n- À envoyer : RIB" in text
    assert text.endswith("Agathe Exemple\nRégion d'Essai\n")
    assert in_words(date(2026, 8, 13)) == "13 août 2026"


def test_plain_words_are_used_when_asked_for():
    found = [drafted.finding("rib_holder", pieces=(0,))]
    text = draft(FACTS, found, PIECES, drafted.scheme(), plain=True).text
    assert "Simple rib_holder." in text
    assert "Demande de" not in text


def test_a_number_that_the_scheme_does_not_need_is_masked():
    found = [drafted.finding("rib_holder", applicant="Le 1 85 05 78 006 084 91 diffère.")]
    assert "006 084" not in draft(FACTS, found, PIECES, drafted.scheme()).text
    assert "006 084" in draft(FACTS, found, PIECES, drafted.scheme(needs_nir=True)).text


findings = st.builds(
    drafted.finding,
    st.sampled_from(["quote_present", "rib_holder", "identity_valid", "rate", "gone"]),
    outcome=st.sampled_from(["PASSED", "FAILED", "INCONCLUSIVE"]),
    level=st.sampled_from(["required", "review", "info"]),
    pieces=st.lists(st.integers(-1, 3), max_size=2).map(tuple),
)


@given(st.lists(findings, max_size=8), st.booleans())
def test_whatever_was_found_the_letter_asks_it_all_and_never_judges(found, plain):
    letter = draft(FACTS, found, PIECES, drafted.scheme(), plain=plain)
    asked = {why for one in letter.asked for why in one.why}
    wanted = {f.plain if plain else f.applicant for f in found if mendable(drafted.scheme(), f)}
    assert asked == wanted
    assert not VERDICTS.search(letter.text)


def test_a_rule_that_tells_of_every_missing_document_names_each():
    presence = replace(drafted.rule("presence"), check="presence")
    scheme = replace(drafted.scheme(), rules=(presence,))
    found = [drafted.finding("presence", message=f"Manque : {s.label}.") for s in scheme.documents]
    assert [one.document for one in asked_of(found, (), scheme)] == [
        "Pièce d'identité",
        "RIB",
        "Devis de l'organisme",
    ]


# --- the agent's page -----------------------------------------------------------------------------


@pytest.fixture
def client(signed_in, instructor, monkeypatch):
    monkeypatch.setattr(
        "bastide.usecases.check.export_data.procedures", lambda: {"essai": drafted.scheme()}
    )
    return signed_in(person=instructor)


@pytest.mark.django_db
def test_the_draft_is_edited_downloaded_and_kept_when_sent(case, client, organisation):
    address = reverse("check-letter", args=[case.pk])
    with scope(organisation):
        case.findings.filter(rule="rib_holder").update(applicant="Ce RIB n'est pas à votre nom.")
    drafted_page = client.get(address).content.decode()
    assert "Ce RIB n&#x27;est pas à votre nom." in drafted_page
    long = "Une phrase. " * 500
    mine = {"title": "Votre RIB", "text": f"{long}\n\nEnvoyez « l'autre » RIB."}
    word = client.post(address, mine | {"action": "docx"})
    read = docx.Document(io.BytesIO(word.content))
    assert "Envoyez « l'autre » RIB." in [p.text for p in read.paragraphs]
    assert client.post(address, mine | {"action": "sent"}).status_code == 302
    with scope(organisation):
        event = Event.objects.get(what="asked")
        assert "Envoyez « l'autre » RIB." in event.reason
        assert Case.objects.get().state == "asked"


@pytest.mark.django_db
def test_nothing_typed_is_lost_when_the_letter_is_refused(case, client, instructor, organisation):
    with scope(organisation):
        decisions.accept(case, instructor)
    mine = {"title": "T", "text": "Des mots que j'ai écrits.", "action": "sent"}
    answer = client.post(reverse("check-letter", args=[case.pk]), mine)
    assert answer.status_code == 422
    assert "Des mots que j&#x27;ai écrits." in answer.content.decode()


@pytest.mark.django_db
def test_the_draft_takes_another_day_and_only_an_address_of_ours(case, client):
    address = reverse("check-letter", args=[case.pk])
    asked = {"action": "draft", "until": "2099-03-01", "address": "http://testserver/depot/abc/"}
    page = client.post(address, asked).content.decode()
    assert "1er mars 2099" in page
    assert "http://testserver/depot/abc/" in page
    evil = client.post(address, asked | {"address": "https://evil.example/depot/"})
    assert "evil.example" not in evil.content.decode()
    for day in ("hier", "2001-01-01"):
        assert 'role="alert"' in client.post(address, asked | {"until": day}).content.decode()
