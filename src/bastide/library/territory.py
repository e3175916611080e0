"""Communes: the caller's, from a name or a postcode; and the official INSEE file.

Source of the file: « base officielle des codes postaux » (La Poste, Licence Ouverte 2.0) or any CSV
with the columns of `COLUMNS`; delimiter `;` or `,`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from bastide.engine.french import fold
from bastide.library.models import Commune

COLUMNS = {
    "insee": ("code_commune_insee", "code_insee", "insee", "codgeo", "com", "code_commune"),
    "name": ("nom_de_la_commune", "nom_commune", "name", "nom", "libelle", "libgeo"),
    "postcode": ("code_postal", "postcode", "codepostal"),
    "epci": ("epci", "nom_epci", "libepci"),
    "departement": ("departement", "dep", "code_departement"),
    "region": ("region", "reg", "code_region"),
}


class CommunesError(ValueError):
    """A file of communes that cannot be read; the message says why, in French."""


def find_communes(text: str, limit: int = 8) -> list[Commune]:
    """Communes whose name or postcode begins by the text, shortest name first."""
    wanted = searchable(text)
    if not wanted:
        return []
    if wanted.isdigit():
        return list(Commune.objects.filter(postcode__startswith=wanted)[:limit])
    found = Commune.objects.filter(search_name__startswith=wanted).order_by("name")[: limit * 4]
    return sorted(found, key=lambda c: (len(c.name), c.name))[:limit]


def commune_named(text: str) -> Commune | None:
    """The commune meant by a name or a postcode, when there is just one or an exact match."""
    found = find_communes(text.split("(")[0])
    exact = [c for c in found if searchable(c.name) == searchable(text.split("(")[0])]
    candidates = exact or found
    return candidates[0] if candidates and (exact or len(candidates) == 1) else None


def searchable(name: str) -> str:
    """A name as it is compared: without accents, hyphens nor « Saint » in full."""
    words = fold(name).replace("-", " ").replace("'", " ").replace("’", " ").split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def import_communes(path: Path) -> int:
    """Takes up a file of communes, replacing those it names; returns how many rows."""
    rows = list(_rows(path))
    with transaction.atomic():
        Commune.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["insee", "postcode"],
            update_fields=["name", "search_name", "epci", "departement", "region"],
        )
    return len(rows)


def _rows(path: Path) -> Iterator[Commune]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="latin-1")
    except OSError as error:
        raise CommunesError(f"Le fichier « {path} » ne peut pas être lu.") from error
    lines = text.splitlines()
    if not lines:
        raise CommunesError("Le fichier est vide.")
    reader = csv.reader(lines, delimiter=";" if lines[0].count(";") > lines[0].count(",") else ",")
    header = [fold(h).strip("# ").replace(" ", "_") for h in next(reader)]
    at = {
        field: next((header.index(n) for n in names if n in header), -1)
        for field, names in COLUMNS.items()
    }
    if min(at["insee"], at["name"], at["postcode"]) < 0:
        raise CommunesError(
            "Il faut au moins trois colonnes : code INSEE, nom de la commune, code postal."
        )
    seen = set()
    for row in reader:
        value = {f: row[i].strip() if 0 <= i < len(row) else "" for f, i in at.items()}
        key = (value["insee"], value["postcode"])
        if all(key) and key not in seen:
            seen.add(key)
            departement = value["departement"] or _departement(value["insee"])
            yield Commune(
                insee=value["insee"][:5],
                postcode=value["postcode"][:5],
                name=value["name"][:120],
                search_name=searchable(value["name"])[:120],
                epci=value["epci"][:150],
                departement=departement[:60],
                region=value["region"][:60],
            )


def _departement(insee: str) -> str:
    return insee[:3] if insee.startswith("97") else insee[:2]
