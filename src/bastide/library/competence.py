"""Which administration handles a subject here, and the sentence to say when it is not ours."""

from __future__ import annotations

from bastide.engine import model
from bastide.engine.matching import contains, rarity, stems_of
from bastide.library.directory import as_contact
from bastide.library.models import Commune, Competence
from bastide.library.words import lexicon


def competence_for(text: str, commune: Commune | None = None) -> model.Competence | None:
    """The subject whose words are in the question, the longest and rarest phrase winning.

    With the caller's commune, « la mairie de la commune » becomes the one that she must call.
    """
    words = lexicon()
    asked = stems_of(text, words)
    rows = list(Competence.objects.select_related("contact"))
    phrases = {
        row.pk: [
            stems_of(line, words)
            for line in [row.subject, *row.phrases.splitlines()]
            if line.strip()
        ]
        for row in rows
    }
    weights = rarity([p for several in phrases.values() for p in several])
    best: tuple[float, Competence, frozenset[str]] | None = None
    for row in rows:
        for phrase in phrases[row.pk]:
            if contains(asked, phrase, words):
                score = sum(weights.get(s, 1.0) for s in phrase)
                if best is None or score > best[0]:
                    best = (score, row, phrase)
    return _told(best[1], commune, best[2]) if best else None


def _told(row: Competence, commune: Commune | None, phrase: frozenset[str]) -> model.Competence:
    authority, transfer = row.authority, row.transfer
    if commune and row.level == Competence.Level.COMMUNE:
        transfer = f"{transfer} (Commune de l'appelant : {commune.name}.)"
    elif commune and row.level == Competence.Level.EPCI and commune.epci:
        transfer = f"{transfer} (Intercommunalité de l'appelant : {commune.epci}.)"
    elif commune and row.level == Competence.Level.DEPARTEMENT and commune.departement:
        transfer = f"{transfer} (Département de l'appelant : {commune.departement}.)"
    contact = as_contact(row.contact) if row.contact else None
    return model.Competence(row.subject, row.level, authority, transfer, row.ours, contact, phrase)
