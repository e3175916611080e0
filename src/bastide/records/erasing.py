"""What an erasure does to the databases' settings and questions; never to the databases."""

from __future__ import annotations

from bastide.records.models import Column, Connection, FreeQuestion, NamedQuery, Table
from bastide.tenants.erasure import EVERY, Rule

_SETTING = "réglage d'une base : à changer à la main"

ERASURE = (
    Rule(FreeQuestion, "questions libres", about=EVERY),
    Rule(NamedQuery, "requêtes nommées", kept=EVERY, reason=_SETTING),
    Rule(Connection, "bases de données", kept=EVERY, reason=_SETTING),
    Rule(Table, "tables", kept=EVERY, reason=_SETTING),
    Rule(Column, "colonnes", kept=EVERY, reason=_SETTING),
)
