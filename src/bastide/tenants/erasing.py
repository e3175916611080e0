"""What an erasure does to the organisation's own rows: the audit trail stays, as the law asks."""

from __future__ import annotations

from bastide.tenants.erasure import EVERY, Rule
from bastide.tenants.models import AuditEntry

ERASURE = (
    Rule(AuditEntry, "piste d'audit", kept=EVERY, reason="piste d'audit (RGPD, art. 17(3)b et e)"),
)
