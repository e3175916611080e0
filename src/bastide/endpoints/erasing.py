"""What an erasure does to the settings of models: nothing, it tells where to look."""

from __future__ import annotations

from bastide.endpoints.models import Endpoint
from bastide.tenants.erasure import EVERY, Rule

ERASURE = (
    Rule(Endpoint, "modèles", kept=EVERY, reason="réglage d'un modèle : à changer à la main"),
)
