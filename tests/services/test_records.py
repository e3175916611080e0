"""A real server from the form to the figures: registered, tried, described, asked."""

from __future__ import annotations

from typing import Any

import pytest

from bastide.library.models import Commune
from bastide.records.answer import answer
from bastide.records.catalogue import refresh
from bastide.records.models import Column, Connection, NamedQuery, Table
from bastide.records.queries import review
from bastide.records.targets import check
from bastide.tenants.scope import scope

from .conftest import READER, SPACE, WRITER

pytestmark = pytest.mark.django_db

PARAMETERS = [
    {
        "name": "statut",
        "type": "choice",
        "label": "État",
        "choices": {"en attente": [], "accordée": [], "refusée": [], "incomplète": []},
    },
    {"name": "commune", "type": "commune", "label": "Commune", "required": False},
    {"name": "mois", "type": "month", "label": "Mois", "required": False},
]
MONTH = {"postgresql": "TO_CHAR(d.depose_le, 'YYYY-MM')",
         "mariadb": "DATE_FORMAT(d.depose_le, '%Y-%m')"}  # fmt: skip
TEXT = {"postgresql": "TEXT", "mariadb": "CHAR"}


def connection_to(kind: str, account: str) -> Connection:
    row = Connection(
        name=f"{kind} {account}",
        kind=kind,
        host="127.0.0.1",
        port={"postgresql": 5432, "mariadb": 3306}[kind],
        database={"postgresql": "test", "mariadb": SPACE}[kind],
        namespace=SPACE if kind == "postgresql" else "",
        user=account,
        secret="env:ESSAI_MOT_DE_PASSE" if kind == "mariadb" else "",
    )
    row.save()
    return row


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_a_server_is_registered_and_answers(
    kind: str,
    request: pytest.FixtureRequest,
    organisation: Any,
    member: Any,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request.getfixturevalue(kind)
    settings.MODEL_SECRETS = ["ESSAI_MOT_DE_PASSE"]
    monkeypatch.setenv("ESSAI_MOT_DE_PASSE", "mot de passe du test")
    Commune.objects.create(insee="99003", postcode="99200", name="Cigalon", search_name="cigalon")
    with scope(organisation):
        refused = connection_to(kind, WRITER)
        assert not check(refused).usable
        assert "GRANT SELECT" in refused.report["remedy"]
        assert "mot de passe du test" not in str(refused.report)
        base = connection_to(kind, READER)
        assert check(base).usable, base.report
        assert refresh(base) >= 7
        Table.objects.filter(connection=base, name__in=["demandes", "communes"]).update(opened=True)
        Column.objects.filter(table__connection=base, name="iban").update(sensitivity="sensitive")
        text = TEXT[kind]
        query = NamedQuery(
            connection=base,
            slug="demandes",
            title="Demandes de carte par état",
            sql=(
                "SELECT COUNT(*) AS nombre FROM demandes d "
                "JOIN communes c ON c.id = d.commune_id WHERE d.statut = :statut "
                f"AND (CAST(:commune AS {text}) IS NULL OR c.insee = :commune) "
                f"AND (CAST(:mois AS {text}) IS NULL OR {MONTH[kind]} = :mois)"
            ),
            parameters=PARAMETERS,
            examples="combien de demandes de carte {statut} à {commune}\n"
            "combien de demandes {statut} en {mois}",
            singular="{nombre} demande.",
            plural="{nombre} demandes.",
            none="Aucune demande.",
        )
        assert review(query, member("editor")) == ""
        agent = member("agent")
        told = {
            text: answer(text, agent)
            for text in (
                "combien de demandes de carte en attente",
                "combien de demandes de carte en attente à Cigalon",
                "combien de demandes refusées en mars 2026",
            )
        }
        count = request.getfixturevalue(kind).rows
        every = count("SELECT COUNT(*) FROM demandes WHERE statut = 'en attente'")[0][0]
        there = count(
            "SELECT COUNT(*) FROM demandes WHERE statut = 'en attente' AND commune_id = 1"
        )[0][0]
        march = count(
            "SELECT COUNT(*) FROM demandes WHERE statut = 'refusée' "
            "AND depose_le >= '2026-03-01' AND depose_le < '2026-04-01'"
        )[0][0]
        figures = [found.rows[0][0] for found in told.values() if found]
        assert figures == [str(every), str(there), str(march)]
        query.sql = "SELECT iban FROM demandes WHERE statut = :statut"
        assert review(query, member("editor"))
