"""Limits of requests: of a person, of an organisation, of an address; and what is never limited."""

from __future__ import annotations

import html
import logging
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve

from bastide.providers import prometheus
from bastide.site import caching, limits
from bastide.site.databases import cache_at
from bastide.site.limits import Kind
from bastide.tenants.scope import scope
from bastide.usecases.check.links import open_link
from bastide.usecases.check.models import Case

pytestmark = pytest.mark.django_db

PAGE = "/aide/"
NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the windows, stopped; a test moves it."""
    now = [NOW]
    monkeypatch.setattr(caching, "clock", lambda: now[0])
    monkeypatch.setattr(limits, "_away_until", 0.0)
    return now


@pytest.fixture
def low(settings: Any) -> Any:
    settings.RATE_PERSON, settings.RATE_ORGANISATION, settings.RATE_ADDRESS = 3, 0, 0
    return settings


def seen(client: Client, times: int, address: str = PAGE) -> list[int]:
    return [client.get(address).status_code for _ in range(times)]


def told(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def refused_so_far(of: str, kind: str) -> float:
    found = prometheus._own.get_sample_value(
        "bastide_requests_refused_total", {"of": of, "kind": kind}
    )
    return found or 0.0


def case_of(organisation: Any) -> Case:
    with scope(organisation):
        case = Case(reference="D-1", procedure="pass-sud-formation", deposited=date(2026, 1, 1))
        case.save()
        return case


def test_a_person_is_held_back_and_her_colleague_is_not(low: Any, signed_in: Any) -> None:
    script, colleague = signed_in(), signed_in()
    assert seen(script, 5) == [200, 200, 200, 429, 429]
    assert seen(colleague, 3) == [200, 200, 200]


def test_a_minute_later_she_goes_on(low: Any, signed_in: Any, clock: list[float]) -> None:
    client = signed_in()
    assert seen(client, 4)[-1] == 429
    clock[0] += 42.5
    assert client.get(PAGE).headers["Retry-After"] == "18"
    clock[0] += 17.4
    assert seen(client, 1) == [429]
    clock[0] += 0.2
    assert seen(client, 4) == [200, 200, 200, 429]


def test_a_clock_set_back_closes_nothing(low: Any, signed_in: Any, clock: list[float]) -> None:
    client = signed_in()
    assert seen(client, 4)[-1] == 429
    clock[0] -= 3600
    assert seen(client, 1) == [200]


def test_an_organisation_is_held_back_and_the_others_are_not(
    low: Any, signed_in: Any, other_organisation: Any
) -> None:
    low.RATE_PERSON, low.RATE_ORGANISATION = 0, 4
    first, second, other = signed_in(), signed_in(), signed_in(of=other_organisation)
    assert seen(first, 2) == seen(second, 2) == [200, 200]
    assert seen(first, 1) == seen(second, 1) == [429]
    assert seen(other, 4) == [200] * 4


def test_what_is_refused_to_a_person_does_not_close_her_organisation(
    low: Any, signed_in: Any
) -> None:
    low.RATE_ORGANISATION = 5
    script, colleague = signed_in(), signed_in()
    assert seen(script, 20).count(200) == 3
    assert seen(colleague, 2) == [200, 200]
    assert seen(colleague, 1) == [429]


def test_strangers_are_counted_by_address(low: Any) -> None:
    low.RATE_ADDRESS, low.RATE_PERSON = 3, 1
    here, there = Client(REMOTE_ADDR="198.51.100.7"), Client(REMOTE_ADDR="198.51.100.8")
    assert seen(here, 4, "/connexion/") == [200, 200, 200, 429]
    assert seen(there, 3, "/connexion/") == [200, 200, 200]
    assert seen(here, 1, "/questions/") == [429], "what asks for an account is counted too"


def test_the_address_is_that_behind_the_proxies_trusted(low: Any) -> None:
    low.RATE_ADDRESS, low.TRUSTED_PROXIES = 1, 1
    one, two = (Client(headers={"X-Forwarded-For": a}) for a in ("192.0.2.1", "192.0.2.2"))
    assert seen(one, 2) == [200, 429]
    assert seen(two, 1) == [200]


def test_a_line_of_the_internet_is_one_address_of_version_6(low: Any) -> None:
    low.RATE_ADDRESS = 2
    same, other = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), "2001:db8:1:3::1"
    first, second, third = (Client(REMOTE_ADDR=a) for a in (*same, other))
    assert (seen(first, 1), seen(second, 2), seen(third, 1)) == ([200], [200, 429], [200])


def test_the_cache_holds_no_address_in_clear(low: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    monkeypatch.setattr(limits, "count", lambda key, *_: keys.append(key) or (1, 60.0))
    low.RATE_ADDRESS = 3
    seen(Client(REMOTE_ADDR="198.51.100.7"), 1)
    assert len(keys) == 1
    assert "198.51" not in keys[0]


def test_an_applicant_by_her_link_is_limited_and_reads_why(
    low: Any, organisation: Any, member: Any
) -> None:
    low.RATE_ADDRESS = 2
    case = case_of(organisation)
    with scope(organisation):
        token = open_link(case, member("instructor")).token
    client = Client()
    assert seen(client, 2, f"/depot/{token}/") == [200, 200]
    refused = client.get(f"/depot/{token}/")
    assert refused.status_code == 429
    assert "Trop de demandes en peu de temps" in told(refused)


@pytest.mark.parametrize("address", ["/health/live", "/health/ready", "/couleurs.css"])
def test_supervisors_and_style_sheets_are_never_limited(low: Any, address: str) -> None:
    low.RATE_ADDRESS = 1
    assert 429 not in seen(Client(), 4, address)


def test_static_files_and_metrics_are_never_limited(low: Any) -> None:
    low.RATE_ADDRESS, low.METRICS_TOKEN = 1, "seize-caracteres-au-moins"
    client = Client()
    assert seen(client, 3, "/static/web/bastide.css") == [200] * 3
    bearer = {"Authorization": f"Bearer {low.METRICS_TOKEN}"}
    assert [client.get("/metrics", headers=bearer).status_code for _ in range(3)] == [200] * 3


def test_zero_is_no_limit(low: Any, signed_in: Any) -> None:
    low.RATE_PERSON = 0
    assert seen(signed_in(), 20) == [200] * 20
    assert seen(Client(), 20) == [200] * 20


# Kinds


@pytest.mark.parametrize(
    ("method", "address", "kind"),
    [
        ("get", "/questions/", Kind.PAGE),
        ("get", "/questions/apercu/", Kind.PAGE),
        ("get", "/traduire/", Kind.PAGE),
        ("post", "/questions/1/1/avis/", Kind.PAGE),
        ("post", "/questions/", Kind.WORK),
        ("post", "/traduire/", Kind.WORK),
        ("get", "/pieces/1/rapport/", Kind.WORK),
        ("post", "/pieces/1/deposer/", Kind.HEAVY),
        ("post", "/connexion/", Kind.HEAVY),
        ("get", "/connexion/", Kind.PAGE),
        ("get", "/connexion/annuaire/", Kind.HEAVY),
        ("get", "/health/live", None),
    ],
)
def test_the_kind_of_a_request(rf: RequestFactory, method: str, address: str, kind: Any) -> None:
    request = getattr(rf, method)(address)  # of a form, as `rf` posts it: multipart
    request.resolver_match = resolve(address)
    if address.endswith("/avis/"):
        request.content_type = "application/x-www-form-urlencoded"
    assert limits.kind_of(request) == kind


def test_the_names_of_kinds_are_routes(routes: Any) -> None:
    named = limits.FREE | limits.HEAVY | limits.HEAVY_POSTED | limits.WORK | limits.WORK_POSTED
    assert named <= {route.name for route in routes}
    assert not limits.WORK & limits.WORK_POSTED


def test_each_kind_is_counted_apart(low: Any, signed_in: Any) -> None:
    low.RATE_PERSON = 20  # ten heavy ones, two of work
    client = signed_in()
    asking = [client.post("/questions/", {"text": " "}).status_code for _ in range(3)]
    assert asking == [422, 422, 429]
    assert seen(client, 21)[-2:] == [200, 429]


def test_a_minute_of_work_by_default(signed_in: Any) -> None:
    """Two previews and two polls a second, a page every two seconds, ten questions: the clock
    stands still meanwhile."""
    client = signed_in()
    assert seen(client, 120, "/questions/apercu/?text=bu") == [200] * 120
    assert seen(client, 120, "/courriels/depots/") == [200] * 120
    assert seen(client, 30, "/couleurs.css") == seen(client, 30) == [200] * 30
    assert {client.post("/questions/", {"text": " "}).status_code for _ in range(10)} == {422}


def test_three_hundred_files_dropped_by_default(signed_in: Any, organisation: Any) -> None:
    """As the page of a case sends them: one by one, as fast as they are taken."""
    case = case_of(organisation)
    client = signed_in("instructor")
    file = SimpleUploadedFile("vide.pdf", b"")
    sent = {
        client.post(
            f"/pieces/{case.pk}/deposer/", {"files": file}, headers={"Accept": "application/json"}
        ).status_code
        for _ in range(300)
    }
    assert sent == {422}, "an empty file is refused by the case, none by the limit"


# What is read


def test_the_page_says_when_and_nothing_typed_is_lost(low: Any, signed_in: Any) -> None:
    low.RATE_PERSON = 10
    client, long = signed_in(), "Bonjour,\nje demande <b>quand</b> " + "vient le bus " * 9
    sent = {"text": long, "commune": "Beauval"}
    client.post("/questions/", {"text": " "})
    refused = client.post("/questions/", sent)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["Cache-Control"] == "no-store"
    raw = refused.content.decode()
    assert "<b>quand</b>" not in raw
    page = told(refused)
    assert "réessayez dans 60 secondes" in page
    assert f'name="text" rows="5">\n{long}</textarea>' in page
    assert '<input type="hidden" name="commune" value="Beauval">' in page
    assert 'action="/questions/"' in page
    assert page.count("csrfmiddlewaretoken") >= 1


def test_a_page_asked_again_is_the_same_address(low: Any, signed_in: Any) -> None:
    client = signed_in()
    seen(client, 3)
    assert 'href="/aide/?q=%22%3E&p=2"' in told(client.get("/aide/?q=%22%3E&p=2"))


def test_files_are_said_not_to_be_taken(low: Any, signed_in: Any, organisation: Any) -> None:
    case = case_of(organisation)
    client, address = signed_in("instructor"), f"/pieces/{case.pk}/deposer/"
    low.RATE_PERSON = 2
    client.post(address, {"files": SimpleUploadedFile("vide.pdf", b"")})
    page = told(client.post(address, {"files": SimpleUploadedFile("vide.pdf", b"x")}))
    assert "Vos fichiers n'ont pas été pris" in page
    script = client.post(
        address,
        {"files": SimpleUploadedFile("vide.pdf", b"x")},
        headers={"Accept": "application/json"},
    )
    assert script.status_code == 429
    assert "réessayez dans 60 secondes" in script.json()["refused"][0]["reason"]


def test_a_password_does_not_come_back(low: Any) -> None:
    low.RATE_ADDRESS = 2
    client = Client()
    sent = {"username": "lise@alpha.example", "password": "quatre cigales"}
    client.post("/connexion/", sent)
    page = told(client.post("/connexion/", sent))
    assert "Trop de demandes" in page
    assert "cigales" not in page


def test_a_part_of_a_page_is_told_in_a_sentence(low: Any, signed_in: Any) -> None:
    client = signed_in()
    seen(client, 3)
    part = client.get("/questions/apercu/", {"text": "bus"}, headers={"HX-Request": "true"})
    assert part.status_code == 429
    assert part.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "<" not in told(part)
    assert told(part).startswith("Trop de demandes en peu de temps : réessayez dans")


# What is told of it


def test_it_is_counted_each_time_and_logged_once_without_a_name(
    low: Any, signed_in: Any, member: Any, caplog: pytest.LogCaptureFixture
) -> None:
    person = member()
    before = refused_so_far("person", "page")
    with caplog.at_level(logging.WARNING, "bastide.limits"):
        assert seen(signed_in(person=person), 6).count(429) == 3
    assert refused_so_far("person", "page") == before + 3
    assert [one.getMessage() for one in caplog.records] == [
        "over 3 page requests a minute for one person"
    ]


def test_the_administrator_sees_what_was_refused_to_her_organisation_alone(
    low: Any, signed_in: Any, other_organisation: Any, clock: list[float]
) -> None:
    page = "/organisation/exploitation/"
    assert seen(signed_in(), 5).count(429) == 2
    assert "2 en un jour" in told(signed_in("administrator").get(page))
    theirs = signed_in("administrator", of=other_organisation)
    assert "aucune en un jour" in told(theirs.get(page))
    clock[0] += limits.DAY + 1
    assert "aucune en un jour" in told(signed_in("administrator").get(page))


# The cache


def test_a_cache_that_fails_refuses_nobody_and_is_left_alone(
    low: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    def away(key: str, *_: Any) -> Any:
        asked.append(key)
        raise ConnectionError("redis.ville.example: secret")

    monkeypatch.setattr(limits, "count", away)
    assert seen(signed_in(), 9) == [200] * 9
    assert len(asked) == 1
    assert [one.getMessage() for one in caplog.records if one.name == "bastide.limits"] == [
        "requests are not counted: the cache fails (ConnectionError)"
    ]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    given = cache_at("", tmp_path / "shared")
    settings.CACHES = {"default": given, "other": given}
    return tmp_path / "shared"


def test_two_caches_of_one_folder_count_together(folder: Path, clock: list[float]) -> None:
    first, other = caches["default"], caches["other"]
    assert first is not other
    assert first.count("a", 60) == (1, 60.0)
    clock[0] += 20
    assert other.count("a", 60) == (2, 40.0)
    assert other.count("b", 60) == (1, 60.0)
    assert first.count("a", 60, 0) == (2, 40.0)
    first.clear()
    assert other.count("a", 60) == (1, 60.0)


def test_a_counter_cut_short_begins_again(folder: Path) -> None:
    caches["default"].count("a", 60)
    (kept,) = (folder / "cache").iterdir()
    kept.write_bytes(b"\x00\x01")
    assert caches["default"].count("a", 60) == (1, 60.0)


COUNTING = """
import sys
from pathlib import Path
from bastide.site.caching import FolderCache
cache = FolderCache(sys.argv[1], {})
for _ in range(500):
    cache.count("a", 3600)
"""


def test_no_count_is_lost_among_processes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COUNTING, str(tmp_path / "cache")]
    processes = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    cache = caching.FolderCache(str(tmp_path / "cache"), {})
    with pytest.MonkeyPatch.context() as real:
        real.setattr(caching, "clock", caching.time.time)
        assert cache.count("a", 3600, 0)[0] == 1500


def test_no_count_is_lost_among_threads(folder: Path) -> None:
    def work() -> None:
        for _ in range(200):
            caching.count("a", 60)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caching.count("a", 60, 0)[0] == 1600


def test_counters_do_not_fill_the_folder(folder: Path) -> None:
    cache = caching.FolderCache(str(folder / "few"), {"OPTIONS": {"MAX_ENTRIES": 50}})
    for number in range(2000):
        cache.count(f"adresse-{number}", 60)
    assert len(list((folder / "few").iterdir())) < 1500


def test_a_request_before_any_session_is_counted_once(low: Any, rf: RequestFactory) -> None:
    low.RATE_ADDRESS = 3
    request = rf.get(PAGE)
    request.user = AnonymousUser()
    assert [of for of, _, _ in limits._counted(request)] == ["address"]
