"""Previews are advice: a process makes a few at once, and leaves the others out."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from bastide.providers import prometheus
from bastide.usecases.ask import views

MOST = views.PREVIEWS_AT_ONCE


def skipped() -> float:
    return prometheus._own.get_sample_value("bastide_previews_skipped_total") or 0.0


@pytest.fixture
def ask(rf: RequestFactory, member: Any) -> Any:
    person = member()

    def asked() -> int:
        request = rf.get("/questions/apercu/", {"text": "bus"})
        request.user = person
        return int(views.typing(request).status_code)

    return asked


@pytest.mark.django_db
def test_one_too_many_is_left_out_at_once_and_the_others_end(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, finish = threading.Semaphore(0), threading.Event()

    def slow(_: Any) -> HttpResponse:
        inside.release()
        assert finish.wait(30)
        return HttpResponse("fait")

    monkeypatch.setattr(views, "_preview", slow)
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(ask())) for _ in range(MOST)]
    for thread in threads:
        thread.start()
    assert all(inside.acquire(timeout=30) for _ in threads)
    before = skipped()
    assert [ask(), ask()] == [204, 204]
    assert skipped() == before + 2
    finish.set()
    for thread in threads:
        thread.join()
    assert statuses == [200] * MOST
    assert ask() == 200, "the places are free again"


@pytest.mark.django_db
def test_a_preview_that_fails_gives_its_place_back(
    ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Any) -> HttpResponse:
        raise ValueError

    with monkeypatch.context() as failing:
        failing.setattr(views, "_preview", broken)
        for _ in range(MOST + 1):
            with pytest.raises(ValueError):
                ask()
    assert views._previewing._value == MOST
    monkeypatch.setattr(views, "_preview", lambda _: HttpResponse("fait"))
    assert ask() == 200
