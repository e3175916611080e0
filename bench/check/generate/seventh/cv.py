"""CV: a dark head, a rail and dates in a gutter, a plain page, a job site's profile."""

from __future__ import annotations

from random import Random

from ..facts import Cv
from ..people import Person
from ..sheet import Block, Drawn, Entry, entries, letterhead, lines, paragraph, title
from ..wording import full
from . import looks
from .paper import (
    GAP,
    Rows,
    bottom,
    centred,
    commas,
    drawn,
    panel,
    plain,
    rail,
    ruledhead,
    small,
    stack,
    ticks,
    who,
    wide,
)


def _contact(person: Person) -> dict[str, str]:
    return {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}


def _year(random: Random) -> int:
    return random.randint(2013, 2021)


def _dark(facts: Cv, random: Random) -> Rows:
    """The name on a dark ground, who one is in a narrow column at the left."""
    person, year = facts.person, _year(random)
    return (
        letterhead(full(person, 1)),
        (wide(0.7, stack(
            ruledhead("CONTACT"),
            lines(person.phone, person.email, *person.address.lines(), truth=_contact(person)),
            ruledhead("PROFIL"), small("Organisé(e), à l'écoute, je souhaite me reconvertir."),
            ruledhead("ATOUTS"), lines("Rigueur", "Sens du service", "Travail en équipe"),
            ruledhead("LANGUES"), lines("Français - courant", "Arabe - bases"),
            ruledhead("MOBILITÉ"), lines("Permis B", "30 km autour de chez moi"))),
         wide(1.4, stack(
             ruledhead("EXPÉRIENCE"),
             lines(f"Depuis {year + 3} - Hôte{'sse' if person.e else ''} de caisse",
                   "Hypermarché de l'Illusion", "Encaissement, fidélisation, ouverture de caisse",
                   GAP, f"{year} à {year + 3} - Agent de propreté", "Net Exemple Services",
                   "Bureaux et parties communes", GAP, f"{year - 1} - Saisonnier agricole",
                   "Domaine des Fables"),
             ruledhead("ÉTUDES"),
             lines(f"{year - 1} - CAP Assistant technique en milieux familial et collectif",
                   f"{year - 4} - Brevet des collèges"),
             ruledhead("PROJET"), lines(f"Suivre la formation {facts.trade}")))),
    )  # fmt: skip


def _gutter(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        rail("CURRICULUM VITÆ"),
        letterhead(full(person, 0), commas(person.address), f"{person.phone} | {person.email}"),
        Block("lines", truth=_contact(person)),
        title(facts.trade),
        ruledhead("Parcours"),
        entries(Entry(f"09/{year} - 06/{year + 4}", "Assistant(e) administratif(ve), Cabinet "
                      "Maquette, Fictiville : accueil, courrier, facturation"),
                Entry(f"02/{year - 1} - 08/{year}", "Téléconseiller(ère), Appels Chimère : appels "
                      "entrants, 60 dossiers par jour"),
                Entry(f"{year - 2}", "Service civique, médiathèque du Prototype")),
        ruledhead("Diplômes"),
        entries(Entry(f"{year - 2}", "Bac STMG, lycée de l'Ébauche"),
                Entry(f"{year + 1}", "Certificat Voltaire, 620 points")),
        ruledhead("Outils"),
        lines("Tableur, traitement de texte, logiciel de paie, messagerie"),
        ruledhead("Divers"),
        lines("Bénévole à la banque alimentaire, randonnée"),
    )  # fmt: skip


def _plain(facts: Cv, random: Random) -> Rows:
    """A page typed by hand, birth and children told as one used to."""
    person, year = facts.person, _year(random)
    return (
        lines(full(person, 1), *person.address.lines(), f"Tél : {person.phone}",
              f"Mél : {person.email}", f"Né{person.e} le {person.birth:%d/%m/%Y}, célibataire",
              truth=_contact(person)),
        title("CURRICULUM VITAE"),
        paragraph(f"Recherche une formation : {facts.trade}"),
        lines("EXPÉRIENCES"),
        lines(f"- De {year} à {year + 2} : ouvrier(ère) de conditionnement (Conserverie Modèle)",
              f"- De {year - 2} à {year} : plongeur, puis commis (Restaurant Le Mirage)",
              f"- {year - 3} : distribution de prospectus"),
        lines("SCOLARITÉ"),
        lines(f"- {year - 4} : niveau CAP maçonnerie", f"- {year - 6} : niveau troisième"),
        lines("LANGUES : français parlé et écrit, portugais lu"),
        lines("PERMIS : B en cours"),
        lines("LOISIRS : pêche, mécanique"),
    )  # fmt: skip


def _profile(facts: Cv, random: Random) -> Rows:
    """What a job site makes of one's answers."""
    person, year = facts.person, _year(random)
    return (
        (letterhead("Profil candidat", "site d'emploi imaginaire"),
         stack(lines(full(person, 0), person.email, person.phone, truth=_contact(person)),
               small(commas(person.address)))),
        centred(facts.trade, "Disponible immédiatement"),
        (panel("Contrat cherché", "CDI ou formation", "Temps plein"),
         panel("Permis", "B", "Véhicule personnel"), panel("Niveau", "4 (bac)", "Français C1")),
        ruledhead("Expériences (3)"),
        plain([("Poste", "Entreprise", "De", "À"),
               ("Conducteur de ligne", "Usine Factice", str(year), str(year + 3)),
               ("Cariste", "Plateforme Prototype", str(year - 2), str(year)),
               ("Livreur", "Colis Fables", str(year - 3), str(year - 2))],
              (0.36, 0.36, 0.14, 0.14)),
        ruledhead("Compétences déclarées"),
        ticks("x Conduite de chariots (CACES 3)", "x Lecture de plans", "- Soudure",
              "x Outils bureautiques"),
        ruledhead("Formations (1)"),
        entries(Entry("Bac professionnel Pilote de ligne", str(year - 3))),
        bottom("Généré depuis un profil en ligne - page 1/1"),
    )  # fmt: skip


def render(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn(((looks.CV_DARK, _dark), (looks.CV_RAIL, _gutter), (looks.CV_PLAIN, _plain),
                  (looks.CV_JOBS, _profile)),
                 facts, number, random)  # fmt: skip
    made.truth.update(who(facts.person, (1, 0, 1, 0)[number - 24]))
    return made
