"""Other documents that applicants send by mistake, none of the kinds asked for."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..facts import Other
from ..numbers import digits
from ..other import SORTS
from ..sheet import Drawn, Entry, address, entries, foot, letterhead, paragraph, sign, table, title
from ..wording import full
from . import looks
from .paper import Rows, aside, bottom, drawn, nothing, slash, words

# Letterhead, title, text, pairs, table; `{who}`, `{day}`, `{city}`, `{n}` are filled in.
_Sort = tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]
_SORTS: tuple[_Sort, ...] = (
    ("Travail Modèle Intérim", "Contrat de mission temporaire", "L'intérimaire est mis à la "
     "disposition de l'entreprise utilisatrice pour faire face à un accroissement temporaire "
     "d'activité. La période d'essai est de deux jours.", (("Intérimaire", "{who}"),
     ("Entreprise utilisatrice", "Entrepôt Prototype"), ("Début de mission", "{day}"),
     ("Qualification", "Manutentionnaire")), ()),
    ("Ville de Fictiville", "Extrait d'acte de naissance", "Extrait délivré sans filiation, "
     "conforme à l'acte n° {n} inscrit au registre. Mentions marginales : néant.",
     (("Intéressé(e)", "{who}"), ("Délivré le", "{day}")), ()),
    ("Collège de l'Ébauche", "Relevé de notes", "Examen : diplôme national du brevet, série "
     "générale. Décision du jury : admis, mention assez bien.", (("Candidat", "{who}"),
     ("N° candidat", "{n}{n}")), (("Épreuve", "Note"), ("Français", "61/100"),
                                  ("Mathématiques", "54/100"), ("Oral", "82/100"))),
    ("Caisse de retraite Chimère", "Relevé de carrière", "Ce relevé récapitule les trimestres "
     "enregistrés à votre compte. Vérifiez-le et signalez toute erreur.", (("Assuré", "{who}"),
     ("Total au {day}", "58 trimestres")), (("Année", "Salaire", "Trimestres"),
     ("2019", "14 210", "4"), ("2020", "9 874", "4"), ("2021", "17 003", "4"))),
    ("Cabinet médical du Mirage", "Certificat médical d'aptitude", "Je soussigné, docteur en "
     "médecine, certifie avoir examiné {who} ce jour et n'avoir constaté aucune contre-indication "
     "apparente à l'exercice du métier visé.", (), ()),
    ("Garage Illusion", "Procès-verbal de contrôle technique", "Résultat du contrôle : favorable. "
     "Nature : contrôle technique périodique. Kilométrage relevé : 143 {n}.",
     (("Titulaire", "{who}"), ("Date du contrôle", "{day}"), ("Énergie", "gazole")),
     (("Point de contrôle", "Défaillance"), ("Pneumatiques", "mineure"), ("Éclairage", "néant"))),
    ("Transports des Fables", "Abonnement mensuel", "Titre nominatif, à présenter à toute demande. "
     "Valable sur l'ensemble du réseau.", (("Abonné", "{who}"), ("Carte", "{n} {n} {n}"),
                                           ("Montant", "36,50 €")), ()),
    ("Tribunal fictif", "Bulletin n° 3 du casier judiciaire", "Néant. Ce bulletin n'est délivré "
     "qu'à la personne concernée.", (("Demandeur", "{who}"), ("Date de délivrance", "{day}")), ()),
    ("Menuiserie Maquette", "Facture acquittée n° {n}", "Travaux réalisés à votre domicile. "
     "Assurance décennale fictive.", (("Client", "{who}"), ("Date", "{day}")),
     (("Travaux", "Montant"), ("Pose d'une porte", "310,00 €"), ("Fourniture", "245,00 €"),
      ("Total TTC", "610,50 €"))),
    ("Plateforme Fable", "Attestation de réussite au test de positionnement", "Le candidat a passé "
     "le test en ligne de connaissances générales. Résultat : 34 points sur 50.",
     (("Candidat", "{who}"), ("Passé le", "{day}"), ("Durée", "42 minutes")), ()),
    ("Copropriété des Modèles", "Convocation à l'assemblée générale", "Vous êtes convoqué(e) à "
     "l'assemblée générale ordinaire des copropriétaires. Ordre du jour : approbation des comptes, "
     "budget, travaux de façade.\nSi vous ne pouvez être présent(e), un pouvoir est joint.",
     (("Date", "{day} à 18 h"), ("Lieu", "salle des Fables, {city}")), ()),
    ("", "Lettre de démission", "Madame, Monsieur,\nJe vous informe de ma décision de quitter le "
     "poste que j'occupe dans votre entreprise. Mon préavis d'un mois prendra effet à réception de "
     "ce courrier.\nJe vous prie d'agréer mes salutations distinguées.", (), ()),
)  # fmt: skip
_Order = tuple[str | tuple[str, ...], ...]


def _make(order: _Order, number: int) -> Callable[[Other, Random], Rows]:
    def make(facts: Other, random: Random) -> Rows:
        head, name, text, pairs, rows = _SORTS[
            (7 * list(SORTS).index(facts.sort) + 5 * number) % len(_SORTS)
        ]
        told = {"who": full(facts.person, number), "day": slash(facts.issued),
                "city": facts.person.address.city, "n": digits(random, 3)}  # fmt: skip
        blank = paragraph("")
        blocks = {
            "head": letterhead(head, "12 traverse de la Maquette, 99999 FICTIVILLE")
            if head else blank,
            "title": title(name.format(**told)), "text": paragraph(text.format(**told)),
            "pairs": entries(*(Entry(a.format(**told), b.format(**told)) for a, b in pairs))
            if pairs else blank,
            "table": table(list(rows), (1 / len(rows[0]),) * len(rows[0])) if rows else blank,
            "to": address(full(facts.person, 0), *facts.person.address.lines()),
            "day": aside(f"{facts.person.address.city}, le {words(facts.issued)}"),
            "nothing": nothing(), "sign": sign(f"Fait le {slash(facts.issued)}"),
            "foot": foot("Exemple."), "bottom": bottom("Document d'exemple, sans valeur."),
        }  # fmt: skip
        return [
            blocks[row] if isinstance(row, str) else tuple(blocks[one] for one in row)
            for row in order
        ]

    return make


_MAKERS = (
    (looks.OFFICE_ARIAL, _make(("head", "title", "pairs", "text", "table", "sign", "foot"), 20)),
    (looks.FUND_GREEN, _make((("head", "to"), "title", "text", "table", "pairs", "bottom"), 21)),
    (looks.CLOUD, _make(("title", ("pairs", "head"), "text", "table", "bottom"), 22)),
    (looks.OFFICE_FREE, _make((("to", "nothing"), "day", "head", "title", "text", "pairs",
                               "table", "sign"), 23)),
)  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, random)
