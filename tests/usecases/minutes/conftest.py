"""A meeting given and written, as an agent has it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from bastide.jobs.worker import work
from bastide.tenants.scope import every_organisation, scope

MEETING = """WEBVTT

1
00:00:01.000 --> 00:00:06.000
<v Speaker 1>Bonjour, on commence. La toiture de l'école fuit depuis le mois de mars.</v>

2
00:00:07.000 --> 00:00:12.000
<v Zoé Canular>Le devis de la toiture est de douze mille euros, c'est trop cher.</v>

3
00:01:05.000 --> 00:01:12.000
<v Speaker 1>On vote. Douze pour, un contre, deux abstentions. Le devis est adopté.</v>

4
00:02:00.000 --> 00:02:09.000
<v Zoé Canular>J'enverrai le devis <b>signé</b> à l'entreprise d'ici vendredi.</v>
"""


def done() -> None:
    with every_organisation():
        work(threading.Event(), until_idle=True)


@pytest.fixture
def inside(organisation: Any) -> Any:
    with scope(organisation):
        yield
