"""Other documents that applicants send by mistake, none of the kinds asked for."""

from __future__ import annotations

from random import Random

from ..facts import Other
from ..numbers import digits
from ..other import SORTS
from ..sheet import (
    Block,
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import full
from .paper import Rows, drawn, slash, words

# Letterhead, title, text, pairs, table; `{who}`, `{day}`, `{city}`, `{n}` are filled in.
_SORTS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]], ...]
_SORTS = (
    ("Ministère fictif", "Certificat d'immatriculation", "Ce certificat est à présenter à toute "
     "réquisition.", (("A. Numéro d'immatriculation", "AB-{n}-CD"), ("D.1 Marque", "FICTIVA"),
                      ("D.3 Dénomination commerciale", "CITADINE"), ("C.1 Titulaire", "{who}"),
                      ("B. Première immatriculation", "14/06/2017")), ()),
    ("Magasin Factice", "Contrat de travail à durée indéterminée", "Entre la société Magasin "
     "Factice et {who}, il a été convenu ce qui suit.\nArticle 1 – Engagement. Le salarié est "
     "engagé à compter du {day}.\nArticle 2 – Fonctions. Employé de rayon.\nArticle 3 – Durée du "
     "travail. 35 heures par semaine.\nArticle 4 – Période d'essai de deux mois.", (), ()),
    ("Magasin Factice", "Certificat de travail", "Je soussigné, gérant, certifie que {who} a été "
     "employé dans notre entreprise en qualité de vendeur et la quitte ce jour libre de tout "
     "engagement.", (("Emploi occupé", "Vendeur"), ("Jusqu'au", "{day}")), ()),
    ("Académie de l'Exemple", "Diplôme du baccalauréat professionnel", "Vu le procès-verbal de "
     "l'examen, le diplôme est délivré à {who}, spécialité Commerce, mention Assez bien.", (), ()),
    ("Peintures Imaginaires", "Devis de travaux de peinture", "Préparation des supports, deux "
     "couches de peinture acrylique, nettoyage de fin de chantier.", (("Chantier", "{city}"),),
     (("Désignation", "Surface", "Montant"), ("Murs du séjour", "42 m²", "630,00 €"),
      ("Plafond", "18 m²", "324,00 €"), ("Total TTC", "", "1 049,40 €"))),
    ("Docteur A. MODÈLE", "Certificat médical", "Je certifie avoir examiné ce jour {who}, dont "
     "l'état de santé est compatible avec la pratique du sport en club.", (("Le", "{day}"),), ()),
    ("Auto-école Spécimen", "Livret d'apprentissage de la conduite", "L'élève a suivi les leçons "
     "ci-dessous. Présenter ce livret à chaque séance.", (("Élève", "{who}"),),
     (("Leçon", "Thème", "Durée"), ("1", "Prise en main", "1 h"), ("2", "Circulation en ville",
      "2 h"), ("3", "Voie rapide", "1 h"))),
    ("", "Objet : demande de rendez-vous", "Madame, Monsieur,\nJe me permets de vous écrire pour "
     "obtenir un rendez-vous avec un conseiller au sujet de mon dossier. Je suis disponible tous "
     "les matins.\nDans l'attente de votre réponse, je vous adresse mes respectueuses "
     "salutations.\n{who}", (), ()),
    ("Garage de l'Ébauche", "Contrôle technique périodique – procès-verbal", "Résultat : "
     "favorable. Prochaine visite dans deux ans.", (("Véhicule", "Fictiva Citadine"),
     ("Kilométrage", "98 {n}"), ("Date du contrôle", "{day}")), (("Défaillance", "Niveau"),
     ("Usure des pneumatiques", "Mineure"))),
    ("Mairie de Fictiville", "Inscription à la cantine scolaire", "Le représentant légal autorise "
     "l'enfant à déjeuner au restaurant scolaire les jours cochés.", (("Représentant", "{who}"),
     ("École", "Les Fables"), ("Jours", "lundi, mardi, jeudi")), ()),
    ("FORMA FICTIF", "Convocation à une réunion d'information", "Vous êtes attendu à la réunion "
     "de présentation de nos parcours. Merci de vous munir d'un stylo.", (("Participant", "{who}"),
     ("Date", "{day}"), ("Heure", "9 h 30")), ()),
    ("Voyages Chimère", "Confirmation de réservation", "Votre séjour est confirmé. Aucun "
     "remboursement après le départ.", (("Voyageur", "{who}"), ("Référence", "CH{n}"),
     ("Départ", "{day}")), (("Prestation", "Prix"), ("Vol aller-retour", "184,00 €"),
                            ("Hôtel trois nuits", "270,00 €"))),
)  # fmt: skip


def _filled(facts: Other, number: int, random: Random) -> dict[str, Block]:
    rank = (list(SORTS).index(facts.sort) + number) % len(_SORTS)
    head, name, text, pairs, rows = _SORTS[rank]
    told = {"who": full(facts.person, number), "day": slash(facts.issued),
            "city": facts.person.address.city, "n": digits(random, 3)}  # fmt: skip
    nothing = paragraph("")
    return {
        "head": letterhead(head, "Quartier des Modèles, 99999 FICTIVILLE") if head else nothing,
        "title": title(name),
        "text": paragraph(text.format(**told)),
        "pairs": entries(*(Entry(a, b.format(**told)) for a, b in pairs)) if pairs else nothing,
        "table": table(list(rows), (1 / len(rows[0]),) * len(rows[0])) if rows else nothing,
        "to": address(full(facts.person, 1), *facts.person.address.lines()),
        "sign": sign(f"Fictiville, le {words(facts.issued)}"),
        "foot": foot("Document d'exemple."),
    }  # fmt: skip


def _rows(number: int, *order: str | tuple[str, ...]):  # type: ignore[no-untyped-def]
    def make(facts: Other, random: Random) -> Rows:
        blocks = _filled(facts, number, random)
        return [
            blocks[row] if isinstance(row, str) else tuple(blocks[name] for name in row)
            for row in order
        ]

    return make


_MAKERS = (
    _rows(8, "head", "title", "pairs", "text", "table", "sign"),
    _rows(9, ("to", "head"), "title", "text", "pairs", "table", "foot"),
    _rows(10, "title", ("head", "pairs"), "text", "table", "sign"),
    _rows(11, "title", "text", "table", "pairs", "head", "foot"),
)


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, 3, random)
