"""CV: classical with its dates in the gutter, drawn with a side column, a profile, a plain page."""

from __future__ import annotations

from random import Random

from ..eighth.paper import (
    GAP,
    Rows,
    band,
    bottom,
    boxed,
    centred,
    commas,
    deck,
    heading,
    place,
    plain,
    rail,
    ruledhead,
    small,
    stack,
    who,
    wide,
)
from ..facts import Cv
from ..people import Person
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import full
from . import looks_b
from .paper_b import dash, drawn


def _contact(person: Person) -> dict[str, str]:
    return {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}


def _year(random: Random) -> int:
    return random.randint(2013, 2021)


def _classic(facts: Cv, random: Random) -> Rows:
    """The classical one: name in the middle, sections ruled, dates in the gutter."""
    person, year = facts.person, _year(random)
    return (
        centred(full(person, 1), f"{place(person)}", f"{person.phone} | {person.email}",
                f"Né{person.e} le {person.birth:%d/%m/%Y} | Permis B, véhicule personnel",
                truth=_contact(person)),
        title(facts.trade),
        ruledhead("Expériences professionnelles"),
        entries(Entry(f"Depuis {year + 4}", "En recherche d'emploi et en reconversion : enquêtes "
                      "métier, immersion de deux semaines (PMSMP), ateliers numériques"),
                Entry(f"{year} à {year + 4}", f"Agent{person.e} d'entretien des locaux, "
                      "Propreté du Simulacre, Fictiville : nettoyage de bureaux, suivi des "
                      "produits, remise des clés, encadrement d'un collègue"),
                Entry(f"{year - 3} à {year}", "Opérateur de conditionnement, Conserverie Modèle : "
                      "conduite de ligne, contrôle du poids, étiquetage, traçabilité"),
                Entry(f"{year - 4}", "Service civique, Ludothèque de l'Ébauche (8 mois)")),
        ruledhead("Formation et diplômes"),
        entries(Entry(f"{year + 2}", "Certificat CléA (socle de compétences)"),
                Entry(f"{year - 4}", "Baccalauréat professionnel Accueil, Lycée de la Maquette"),
                Entry(f"{year - 6}", "Brevet d'études professionnelles")),
        ruledhead("Compétences"),
        lines(*dash("Règles d'hygiène et de sécurité, gestes et postures",
                    "Accueil du public, téléphone, prise de rendez-vous",
                    "Traitement de texte, tableur (bases), messagerie")),
        ruledhead("Langues et loisirs"),
        entries(Entry("Anglais", "niveau A2"), Entry("Arabe", "langue maternelle"),
                Entry("Loisirs", "couture, marche, lecture de romans policiers")),
    )  # fmt: skip


def _side(facts: Cv, random: Random) -> Rows:
    """A template of a site: a rail, a narrow column at the left, the path at the right."""
    person, year = facts.person, _year(random)
    return (
        rail("curriculum vitae"),
        letterhead(full(person, 1), facts.trade),
        (stack(boxed("CONTACT", person.phone.replace(" ", ""), person.email,
                     f"{person.address.postcode} {person.address.city}",
                     truth=_contact(person)),
               heading("Logiciels"), lines("Traitement de texte", "Tableur", "Retouche d'images",
                                           "Caisse tactile"),
               heading("Langues"), entries(Entry("Français", "courant"),
                                           Entry("Anglais", "intermédiaire"),
                                           Entry("Portugais", "notions")),
               heading("Qualités"), lines("Rigueur", "Esprit d'équipe", "Curiosité",
                                          "Résistance au stress"),
               heading("Loisirs"), lines("Escalade", "Cuisine du monde", "Théâtre amateur")),
         wide(1.6, stack(
             heading("PROFIL"),
             paragraph("Huit ans dans la restauration, aujourd'hui en transition. Je prépare mon "
                       "entrée en formation qualifiante et recherche une entreprise d'accueil."),
             heading("PARCOURS"),
             lines("Chef de rang - Brasserie de la Chimère",
                   f"Avril {year + 1} > septembre {year + 5}"),
             small(*dash("service de 40 couverts, encaissement, relation client",
                         "formation de trois apprentis", "commandes et inventaire des boissons")),
             lines(GAP, "Commis de salle - Hôtel du Faux-Semblant",
                   f"Juin {year - 1} > mars {year + 1}"),
             small(*dash("mise en place, petits déjeuners, room service")),
             lines(GAP, "Vendeur-livreur - Pizzeria Fable", f"Étés {year - 3} et {year - 2}"),
             heading("ÉTUDES"),
             lines(f"CAP Commercialisation et services en hôtel-café-restaurant - {year - 1}",
                   f"Classe de seconde générale - {year - 4}"),
             heading("RÉALISATIONS"),
             paragraph("Refonte de la carte des vins d'un restaurant ; création d'un site vitrine "
                       "pour une association sportive ; permis B obtenu en conduite "
                       "accompagnée.")))),
        bottom("Références disponibles sur demande"),
    )  # fmt: skip


def _profile(facts: Cv, random: Random) -> Rows:
    """The profile that a jobs agency's site prints: wish, know-how, behaviour, experience."""
    person, year = facts.person, _year(random)
    return (
        (wide(1.3, letterhead(full(person, 0), commas(person.address))),
         lines(f"Tél. : {person.phone.replace(' ', '.')}", f"E-mail : {person.email}",
               "Mobilité : 30 km", truth=_contact(person))),
        title("Mon profil de compétences"),
        band("Projet : métier ou formation visés"),
        entries(Entry(facts.trade, "temps plein, CDI ou CDD")),
        band("Expériences"),
        plain([("Poste occupé", "Entreprise", "Durée"),
               ("Manutentionnaire", "Entrepôt Prototype - Arles", "2 ans et 4 mois"),
               ("Livreur de colis", "Coursiers Imaginaires", f"{year} - 11 mois"),
               ("Aide-maçon", "Bâti Fictif", f"{year - 2} - 1 an et 6 mois"),
               ("Ouvrier agricole", "Domaine du Spécimen", "saisons")], (0.36, 0.4, 0.24)),
        (stack(band("Savoir-faire"),
               lines(*dash("Charger et décharger un camion", "Lire un bon de commande",
                           "Utiliser un engin de manutention", "Tenir un tableau de suivi",
                           "Respecter un plan de tournée"))),
         stack(band("Savoir-être professionnels"),
               lines(*dash("Faire preuve d'autonomie", "Travailler en équipe",
                           "Faire preuve de rigueur et de précision", "S'adapter aux "
                           "changements")))),
        band("Diplômes, certifications, permis"),
        lines(f"CACES R489 catégories 1A et 3 (obtenu en {year + 1})",
              f"CAP Maçon, {year - 2}", "Permis B - B96"),
        band("Langues"),
        deck(Entry("Français", "Courant"), Entry("Espagnol", "Scolaire"),
             Entry("Wolof", "Courant")),
        foot("CV édité depuis l'espace personnel du candidat (exemple)."),
    )  # fmt: skip


def _plain(facts: Cv, random: Random) -> Rows:
    """A page typed by a person: name and address above, capitals, short lines, no frame."""
    person, year = facts.person, _year(random)
    return (
        lines(full(person, 1), *person.address.lines(), f"Portable : {person.phone}",
              f"Mail : {person.email}", f"{2025 - person.birth.year} ans", truth=_contact(person)),
        title("Curriculum vitæ"),
        heading("PROJET PROFESSIONNEL"),
        paragraph(f"Suivre la formation « {facts.trade} » puis trouver un emploi dans ce domaine."),
        heading("FORMATION"),
        lines(f"{year - 2} : niveau baccalauréat, filière technologique",
              f"{year + 1} : formation aux premiers secours (PSC1)"),
        heading("EXPÉRIENCE"),
        lines(f"{year + 3} - {year + 4} : garde d'enfants à domicile, deux familles",
              f"{year + 1} - {year + 2} : caisse et mise en rayon, Supermarché Factice",
              f"{year - 1} - {year} : plonge et aide en cuisine, cantine scolaire",
              f"{year - 2} : stage de trois semaines en mairie, service de l'état civil"),
        heading("DIVERS"),
        entries(Entry("Informatique", "internet, courriels, texte"),
                Entry("Langues", "anglais lu, créole parlé"),
                Entry("Permis", "B en cours, code obtenu"),
                Entry("Intérêts", "jardinage, chorale, bénévolat aux Fables du Cœur")),
    )  # fmt: skip


def render(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.CV_CLASSIC, _classic), (looks_b.CV_DRAWN, _side),
                  (looks_b.CV_PROFILE, _profile), (looks_b.CV_PLAIN, _plain)),
                 facts, number, random)  # fmt: skip
    made.truth.update(who(facts.person, (1, 1, 0, 1)[number - 32]))
    return made
