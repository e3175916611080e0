"""The services that mails are sorted among: the directory's, else the common ones shipped."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from bastide.engine.mail.triage import MOST_SERVICES, Service
from bastide.library.models import Competence, Contact

# A directory of fewer services is one just begun: it would sort everything into them.
FEWEST = 3


@lru_cache(maxsize=1)
def shipped() -> tuple[Service, ...]:
    """Services that most local authorities have, and those of others that are taken for theirs."""
    text = (files("bastide.usecases.mail") / "services.toml").read_text(encoding="utf-8")
    return tuple(
        Service(row["name"], row["description"], tuple(row["keywords"]), row.get("ours", True))
        for row in tomllib.loads(text)["services"]
    )


def of_organisation() -> tuple[Service, ...]:
    """The services of the organisation in scope, by its directory and its table of competences."""
    others = Competence.objects.filter(ours=False).order_by("pk")
    theirs = {row.contact_id for row in others}
    own = [
        Service(row.service, keywords=_lines(row.subjects))
        for row in Contact.objects.order_by("pk")
        if row.pk not in theirs
    ]
    if len(own) < FEWEST:
        return shipped()
    names = {service.name for service in own}
    said: dict[str, list[str]] = {}
    for row in others:
        if row.authority not in names:
            said.setdefault(row.authority, []).extend([row.subject, *_lines(row.phrases)])
    elsewhere = [Service(name, keywords=tuple(of), ours=False) for name, of in said.items()]
    return tuple([*own, *elsewhere][:MOST_SERVICES])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
