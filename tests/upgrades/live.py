"""What agents do on one version, before its data folder is frozen. Run by that version's Python.

Whatever that version lacks is passed over: it is said on the standard output.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bastide.site.settings"
import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from bastide.tenants.models import Member, Organisation  # noqa: E402
from bastide.tenants.scope import Scoped, scope  # noqa: E402

TEXT = (
    "Madame Jeanne Exemple, née le 3 mars 1980, habite 12 rue des Lilas à Garrigue-sur-Mer. "
    "Son téléphone est le 01 99 00 12 34. Elle est très mécontente de son dossier."
)
CAPTIONS = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:06.000\n<v Paul Exemple>Bonjour à tous, nous parlons de la "
    "cantine.\n\n00:00:07.000 --> 00:00:14.000\n<v Anne Imaginaire>Je m'occupe d'envoyer le devis "
    "avant le 12 janvier 2027.\n\n00:00:15.000 --> 00:00:20.000\n<v Paul Exemple>Il est décidé de "
    "fermer la cantine en juillet.\n"
)
KINDS = ["name", "phone", "address", "birth"]
DEEDS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"text": "J'ai perdu ma carte de car, que faire ?"}),
    ("ask", {"text": "Comment adopter un éléphant ?"}),
    ("redact", {"text": TEXT, "mode": "masks", "kinds": KINDS}),
    ("redact", {"text": TEXT, "mode": "pseudonyms", "kinds": KINDS}),
    ("translate", {"text": "La cantine ouvre à midi.", "source": "fr", "target": "oc"}),
    ("listen", {"text": TEXT, "theme": "Aides", "day": "2026-11-02", "paste": "1"}),
    ("mail", {"text": "Bonjour, quand ouvre la cantine ? Merci.", "sender": "a@b.example",
              "subject": "Cantine", "paste": "1"}),
    ("minutes", {"text": CAPTIONS, "kind": "compte-rendu", "title": "Cantine"}),
    ("card-new", {"question": "Quand ferme la cantine ?", "title": "Cantine",
                  "answer": "En juillet.", "text": "En juillet.", "publish": "1"}),
]  # fmt: skip


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    place = Organisation.objects.order_by("id")[0]
    with scope(place):
        people = {m.role: m for m in Member.objects.filter(organisation=place).order_by("-id")}
    client = Client()
    client.force_login(people["administrator"], backend="bastide.tenants.signin.LocalAccounts")
    for name, fields in DEEDS:
        try:
            answer = client.post(reverse(name), fields)
        except NoReverseMatch:
            print(f"{name}: not of this version")
            continue
        print(f"{name}: {answer.status_code}")
        if name == "ask" and answer.status_code == 302:
            client.post(answer.headers["Location"].partition("#")[0] + "avis/", {"rating": "good"})
    fill(Organisation.objects.create(slug="rangs", name="Une ligne de chaque sorte"))


def fill(place: Organisation) -> None:
    """A row of each table that is still empty, in an organisation of their own."""
    spec = importlib.util.spec_from_file_location("rows", Path(__file__).parents[1] / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    conftest = sys.modules["rows"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(conftest)
    with scope(place):
        for model in apps.get_models():
            if issubclass(model, Scoped) and not model.objects.exists() and not others(model):
                try:
                    conftest.row_of(model, "rang")
                except Exception as error:
                    print(f"{model.__name__}: no row ({type(error).__name__}: {error})")


def others(model: Any) -> bool:
    """Whether another organisation has rows of it."""
    from bastide.tenants.scope import every_organisation

    with every_organisation():
        return model.objects.exists() or model.__name__ == "Job"


if __name__ == "__main__":
    main()
