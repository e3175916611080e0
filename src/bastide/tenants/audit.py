"""Writing in the audit trail. `actor` is a member, or the name of a command."""

from __future__ import annotations

from typing import Any

from bastide.tenants.models import AuditEntry, Member


def record(
    actor: Member | str, action: str, kind: str = "", target: object = "", **detail: Any
) -> None:
    """Adds a row to the trail of the organisation in scope."""
    AuditEntry(
        actor=actor.email if isinstance(actor, Member) else f"commande {actor}",
        action=action,
        kind=kind,
        target=str(target)[:200],
        detail=detail,
    ).save()
