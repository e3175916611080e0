"""Three fictitious databases of « Région Garrigue », written as SQLite files: transport cards and
lines, training-aid files, lycée places. The same figures each time: nothing is drawn at random."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

# (INSEE code, name) of the demonstration's communes that have something to count.
COMMUNES = (
    ("99001", "Brûmefort"), ("99003", "Cigalon"), ("99004", "Port-Sarriette"),
    ("99005", "Rocmuscade"), ("99006", "Pinède-sur-Mer"), ("99007", "Lauze-les-Bains"),
    ("99010", "Santoline"), ("99011", "Montfarigoule"), ("99019", "Tamaris-Plage"),
    ("99031", "Le Mazet-Perdu"),
)  # fmt: skip
LINES = (
    ("7", "Le Mazet-Perdu – Cigalon", "car"), ("11", "Cigalon – Brûmefort", "car"),
    ("42", "Port-Sarriette – Cigalon", "train"), ("58", "Brûmefort – Pinède-sur-Mer", "train"),
    ("63", "Santoline – Rocmuscade", "car"),
)  # fmt: skip
CARD_STATES = ("en attente", "accordée", "refusée", "incomplète")
FILE_STATES = ("en cours", "accordé", "refusé", "incomplet")
SCHEMES = ("Pass Chantier Garrigue", "Aide Tremplin", "Chèque Reprise d'études")
BODIES = ("Institut Imaginaire", "École Fictive du Sud", "Atelier des Canulars")
LACKING = ("devis signé", "relevé d'identité bancaire", "avis d'imposition", "attestation")
LYCEES = (
    ("Lycée des Cigales", "99003"), ("Lycée Jean-Fictif", "99001"),
    ("Lycée de la Mer-Inventée", "99004"), ("Lycée du Romarin", "99011"),
)  # fmt: skip
LEVELS = ("seconde", "première", "terminale")
FIRST, LAST = date(2025, 9, 1), date(2026, 11, 20)
Row = Sequence[object]


def write_databases(folder: Path) -> dict[str, Path]:
    """Writes the files that are missing; returns them by subject."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for subject, tables in (
        ("transports", _transports()), ("aides", _aides()), ("lycees", _lycees()),
    ):  # fmt: skip
        path = made[subject] = folder / f"{subject}.sqlite3"
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            connection = sqlite3.connect(draft)
            with connection:
                for name, columns, rows in tables:
                    connection.execute(f"CREATE TABLE {name} ({columns})")
                    marks = ", ".join("?" * (columns.count(",") + 1))
                    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
            connection.close()
            draft.rename(path)
    return made


def _day(number: int) -> date:
    return FIRST + timedelta(days=number % ((LAST - FIRST).days + 1))


def _transports() -> list[tuple[str, str, Iterable[Row]]]:
    cards = []
    for n in range(1, 901):
        asked = _day(n * 37)
        state = CARD_STATES[(n * 7 + n // 11) % 4]
        done = asked + timedelta(days=4 + n % 17) if state in ("accordée", "refusée") else None
        insee, commune = COMMUNES[(n * 3 + n // 7) % len(COMMUNES)]
        cards.append((
            n, f"GA-{asked.year}-{n:04d}", f"Personne Fictive {n}", insee, commune,
            LINES[n % len(LINES)][0], ("scolaire", "tout public", "senior")[n % 3], state,
            asked.isoformat(), done.isoformat() if done else None,
        ))  # fmt: skip
    traffic = [
        (line, f"{2025 + m // 12}-{m % 12 + 1:02d}", 4_000 + 310 * i + 97 * m, 3 + (i * m) % 9)
        for i, (line, _, _) in enumerate(LINES)
        for m in range(8, 22)
    ]
    return [
        ("lignes", "numero TEXT, nom TEXT, mode TEXT", LINES),
        ("cartes", "id INTEGER, numero TEXT, demandeur TEXT, insee TEXT, commune TEXT, ligne TEXT, "
         "profil TEXT, statut TEXT, deposee_le TEXT, traitee_le TEXT", cards),
        ("frequentation", "ligne TEXT, mois TEXT, voyages INTEGER, retards INTEGER", traffic),
        ("extraction", "jour TEXT", [(LAST.isoformat(),)]),
    ]  # fmt: skip


def _aides() -> list[tuple[str, str, Iterable[Row]]]:
    files, lacking = [], []
    for n in range(1, 641):
        received = _day(n * 53)
        state = FILE_STATES[(n * 5 + n // 9) % 4]
        done = received + timedelta(days=11 + n % 23) if state in ("accordé", "refusé") else None
        wanted = 900 + 35 * (n % 60)
        files.append((
            n, f"{received.year}-{n:04d}", f"Personne Fictive {n}", BODIES[n % 3],
            SCHEMES[(n // 2) % 3], state, received.isoformat(), done.isoformat() if done else None,
            wanted, round(wanted * 0.7) if state == "accordé" else None,
        ))  # fmt: skip
        if state == "incomplet":
            lacking.append((n, LACKING[n % 4] if n % 3 else LACKING[0]))
    return [
        ("dossiers", "id INTEGER, numero TEXT, demandeur TEXT, organisme TEXT, dispositif TEXT, "
         "statut TEXT, recu_le TEXT, decide_le TEXT, montant_demande REAL, montant_accorde REAL",
         files),
        ("pieces_manquantes", "dossier_id INTEGER, piece TEXT", lacking),
        ("extraction", "jour TEXT", [(LAST.isoformat(),)]),
    ]  # fmt: skip


def _lycees() -> list[tuple[str, str, Iterable[Row]]]:
    names = dict(COMMUNES)
    lycees = [(i, name, insee, names[insee]) for i, (name, insee) in enumerate(LYCEES, 1)]
    places = [
        (
            lycee[0],
            level,
            path,
            60 + 10 * ((lycee[0] + j) % 4),
            52 + (lycee[0] * 5 + j * 3 + k) % 19,
        )
        for lycee in lycees
        for j, level in enumerate(LEVELS)
        for k, path in enumerate(("générale", "professionnelle"))
    ]
    places = [(a, b, c, most, min(most, taken)) for a, b, c, most, taken in places]
    boarding = [(lycee[0], 40 + 8 * lycee[0], 36 + 7 * lycee[0]) for lycee in lycees]
    return [
        ("lycees", "id INTEGER, nom TEXT, insee TEXT, commune TEXT", lycees),
        ("places", "lycee_id INTEGER, niveau TEXT, voie TEXT, capacite INTEGER, occupees INTEGER",
         places),
        ("internats", "lycee_id INTEGER, lits INTEGER, occupes INTEGER", boarding),
        ("extraction", "jour TEXT", [(LAST.isoformat(),)]),
    ]  # fmt: skip
