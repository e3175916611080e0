"""Other documents that applicants send by mistake, none of the kinds asked for."""

from __future__ import annotations

from random import Random

from ..facts import Other
from ..numbers import digits
from ..other import SORTS
from ..sheet import Drawn, Entry, address, entries, foot, letterhead, paragraph, sign, table, title
from ..wording import full
from .paper import Rows, drawn, slash, words

# Letterhead, title, text, pairs, table; `{who}`, `{day}`, `{city}`, `{n}` are filled in.
_Sort = tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]
_SORTS: tuple[_Sort, ...] = (
    ("Bibliothèque de Fictiville", "Inscription annuelle", "La carte est personnelle. Les retards "
     "entraînent une suspension de prêt.", (("Lecteur", "{who}"), ("Valable dès le", "{day}")), ()),
    ("Clinique Imaginaire", "Bulletin de sortie", "Le patient quitte ce jour le service. Repos "
     "conseillé une semaine.", (("Patient", "{who}"), ("Entrée", "la veille")), ()),
    ("Tribunal de l'Exemple", "Casier judiciaire - bulletin n° 3", "Aucune condamnation ne figure "
     "à ce bulletin.", (("Demandeur", "{who}"), ("Date", "{day}")), ()),
    ("Mairie de Fictiville", "Extrait d'acte de naissance", "Délivré selon procédé informatisé, "
     "sans mention marginale.", (("Intéressé(e)", "{who}"), ("Acte n°", "{n}")), ()),
    ("Club Sportif des Fables", "Licence saison en cours", "Pratique loisir. Assurance incluse.",
     (("Licencié", "{who}"), ("N°", "{n}")), (("Option", "Prix"), ("Licence", "42,00 €"))),
    ("Magasin Modèle", "Ticket de caisse", "Merci de votre visite. Échange sous trente jours.",
     (("Le", "{day}"), ("Caisse", "{n}")), (("Article", "Prix"), ("Lampe", "19,90 €"),
                                            ("Ampoule", "4,50 €"), ("Total", "24,40 €"))),
    ("Auto Chimère", "Carte verte d'assurance automobile", "Ce document atteste l'assurance du "
     "véhicule désigné.", (("Véhicule", "Fictiva Break"), ("Immatriculation", "EX-{n}-FI")), ()),
    ("FORMA FICTIF", "Programme de la session", "Objectifs : comprendre, pratiquer, évaluer. "
     "Public : tous. Prérequis : aucun.", (), (("Module", "Durée"), ("Découverte", "2 jours"),
                                               ("Pratique", "5 jours"), ("Bilan", "1 jour"))),
    ("", "Lettre de motivation", "Madame, Monsieur,\nLe métier auquel je me prépare demande "
     "patience et rigueur : je les ai apprises au fil de mes emplois. Je serais heureux de vous "
     "rencontrer.\nBien cordialement,\n{who}", (), ()),
    ("Opticien Factice", "Ordonnance de lunettes - bon de commande", "Délai de fabrication : huit "
     "jours.", (("Client", "{who}"),), (("Œil", "Sphère"), ("Droit", "-1,25"),
                                       ("Gauche", "-1,00"))),
    ("Préfecture Fictive", "Récépissé de déclaration de perte", "Le déclarant a signalé la perte "
     "de ses clés sur la voie publique.", (("Déclarant", "{who}"), ("Le", "{day}")), ()),
    ("Syndic de la Maquette", "Procès-verbal d'assemblée générale", "L'assemblée approuve les "
     "comptes et le budget. La séance est levée à vingt heures.", (("Immeuble", "{city}"),),
     (("Résolution", "Vote"), ("Comptes", "Adoptée"), ("Ravalement", "Reportée"))),
)  # fmt: skip


def _make(order: tuple[str | tuple[str, ...], ...], number: int):  # type: ignore[no-untyped-def]
    def make(facts: Other, random: Random) -> Rows:
        head, name, text, pairs, rows = _SORTS[
            (3 * list(SORTS).index(facts.sort) + 5 * number) % len(_SORTS)
        ]
        told = {"who": full(facts.person, number), "day": slash(facts.issued),
                "city": facts.person.address.city, "n": digits(random, 3)}  # fmt: skip
        blocks = {
            "head": letterhead(head, "12 quai du Prototype, 99999 FICTIVILLE") if head
            else paragraph(""),
            "title": title(name), "text": paragraph(text.format(**told)),
            "pairs": entries(*(Entry(a, b.format(**told)) for a, b in pairs)) if pairs
            else paragraph(""),
            "table": table(list(rows), (1 / len(rows[0]),) * len(rows[0])) if rows
            else paragraph(""),
            "to": address(full(facts.person, 1), *facts.person.address.lines()),
            "sign": sign(f"Le {words(facts.issued)}"), "foot": foot("Exemple."),
        }  # fmt: skip
        return [
            blocks[row] if isinstance(row, str) else tuple(blocks[one] for one in row)
            for row in order
        ]

    return make


_MAKERS = (
    _make((("to", "head"), "title", "table", "pairs", "text", "sign"), 12),
    _make(("title", "head", "text", "pairs", "table", "foot"), 13),
    _make((("head", "to"), "title", "pairs", "table", "text", "foot"), 14),
    _make(("head", "title", "text", ("pairs", "table"), "sign"), 15),
)


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, 1, random)
