"""What an erasure does to mails: the person's exchanges go whole, in others' words are blanked."""

from __future__ import annotations

from bastide.tenants.erasure import Rule
from bastide.usecases.mail.models import Box, Intake, Mail, Reply, Step, Thread


def _unread() -> int:
    return Intake.objects.exclude(path="").count()


ERASURE = (
    Rule(Thread, "échanges de courriels", about=("sender", "sender_name")),
    Rule(Mail, "courriels d'autres personnes"),
    Rule(Reply, "brouillons de réponse"),
    Rule(Step, "suivi des échanges", kept=("by",), reason="qui a agi (RGPD, art. 17(3))"),
    Rule(Intake, "imports de courriels", kept=("path",), unread=_unread),
    Rule(
        Box,
        "boîtes de courriels",
        kept=("name", "host", "user", "secret", "folders", "drafts", "seen"),
        reason="réglage d'une boîte : à changer à la main",
    ),
)
