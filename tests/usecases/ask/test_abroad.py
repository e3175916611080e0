"""A caller who does not speak French: the proved sentences in her language, under the French."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.urls import reverse

from bastide.engine.translation.model import TranslationError
from bastide.languages.models import Term
from bastide.library.models import Document, Source
from bastide.runs.models import Run
from bastide.tenants.models import ReaderGroup
from bastide.tenants.scope import scope
from bastide.usecases.ask.models import Call, Question

pytestmark = pytest.mark.django_db
PRICE = "La carte Thymo coûte 14 euros."
TABLE = "Ville | Jour\nCigalon | mardi"
TRANSFER = "Voyez la mairie de Cigalon."


def statement(text: str, document: int = 0) -> dict[str, Any]:
    cited = {"document": document, "title": "Page", "url": "", "quote": text, "updated": None}
    return {"text": text, "kind": "answer", "headings": [], "citations": [cited]}


@pytest.fixture
def question(member, organisation) -> Question:
    """A question answered by a sentence and a table, which sends elsewhere."""
    with scope(organisation):
        call = Call.objects.create(member=member())
        return Question.objects.create(
            call=call,
            text="Combien ?",
            mode="extract",
            answer={
                "statements": [statement(PRICE), statement(TABLE)],
                "competence": {"ours": False, "subject": "bus", "transfer": TRANSFER},
            },
        )


@pytest.fixture
def client(signed_in, question):
    return signed_in(person=question.call.member)


def address(name: str, question: Question) -> str:
    return reverse(name, args=[question.call_id, question.pk])


def shown(client, question, **headers) -> str:
    answer = client.get(address("answer-abroad", question), headers={"HX-Request": "true"})
    return html.unescape(answer.content.decode())


def test_the_language_is_chosen_for_the_contact(client, question, engine):
    engine()
    page = html.unescape(client.get(address("question", question)).content.decode())
    assert '<option value="oc">occitan</option>' in page
    assert "abroad-" not in page
    assert client.get(address("answer-abroad", question)).status_code == 404
    client.post(address("call-language", question), {"language": "xx"})
    assert "abroad-" not in client.get(address("question", question)).content.decode()
    client.post(address("call-language", question), {"language": "oc"})
    page = html.unescape(client.get(address("question", question)).content.decode())
    # The French is whole without it: what is translated is asked for once the page is there.
    assert PRICE in page
    assert PRICE.upper() not in page
    assert f'hx-get="{address("answer-abroad", question)}" hx-trigger="load"' in page
    assert f'<a href="{address("answer-abroad", question)}">' in page
    client.post(address("call-language", question), {"language": ""})
    assert "abroad-" not in client.get(address("question", question)).content.decode()


def test_without_an_engine_nothing_is_offered(client, question, engine):
    engine(pairs=())
    assert (
        'name="language" id="language"'
        not in client.get(address("question", question)).content.decode()
    )


def test_proved_sentences_are_said_in_her_language(client, question, engine, organisation):
    one = engine()
    with scope(organisation):
        Term(term="carte Thymo", translations={"ar": "بطاقة Thymo"}).save()
    client.post(address("call-language", question), {"language": "ar"})
    part = shown(client, question)
    assert "LA بطاقة Thymo COÛTE 14 EUROS." in part
    assert part.count('lang="ar" dir="rtl"') == 3
    assert ">CIGALON</td>" in part
    assert TRANSFER.upper() in part
    assert "Traduction de compréhension, non certifiée" in part
    assert "pour comprendre seulement" in part
    one.asked.clear()
    assert "COÛTE 14 EUROS." in shown(client, question)
    assert not one.asked
    with scope(organisation):
        assert [r.usecase for r in Run.objects.all()] == ["translate"]


def test_without_a_script_the_translation_has_a_page(client, question, engine):
    engine()
    client.post(address("call-language", question), {"language": "oc"})
    page = html.unescape(client.get(address("answer-abroad", question)).content.decode())
    assert PRICE in page
    assert PRICE.upper() in page
    assert address("question", question) in page


def test_a_failure_is_told_and_tried_again(client, question, engine):
    one = engine()
    one.failure = TranslationError("Le moteur s'est arrêté.", "dead")
    client.post(address("call-language", question), {"language": "oc"})
    part = shown(client, question)
    assert "Le moteur s'est arrêté." in part
    assert "Réessayer" in part
    one.failure = None
    assert PRICE.upper() in shown(client, question)


def test_what_the_reader_may_not_see_is_not_translated(client, question, engine, organisation):
    one = engine()
    with scope(organisation):
        source = Source.objects.create(name="Pages", kind="uploads")
        secret = Document.objects.create(source=source, key="s", title="Réservé")
        secret.readers.add(ReaderGroup.objects.create(slug="chefs", name="Chefs"))
        question.answer["statements"].append(statement("Le secret est gardé.", secret.pk))
        question.save()
    client.post(address("call-language", question), {"language": "oc"})
    assert PRICE.upper() in shown(client, question)
    assert not any("secret" in text for text in one.asked)


def test_a_contact_is_its_agents_alone(signed_in, question, engine, other_organisation):
    engine()
    for stranger in (signed_in(), signed_in("administrator", of=other_organisation)):
        assert stranger.get(address("answer-abroad", question)).status_code == 404
        sent = stranger.post(address("call-language", question), {"language": "oc"})
        assert sent.status_code == 404
