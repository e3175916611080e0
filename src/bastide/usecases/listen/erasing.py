"""What an erasure does to the texts of citizens: one that names the person goes."""

from __future__ import annotations

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.listen.models import Batch, Note

ERASURE = (
    Rule(Note, "textes d'usagers", about=EVERY),
    Rule(Batch, "lots de textes"),
)
