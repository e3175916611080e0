"""CV: a model with a side column, a typed page, a spreadsheet, the export of a job site."""

from __future__ import annotations

from random import Random

from ..facts import Cv
from ..people import Person
from ..sheet import Block, Drawn, Entry, entries, letterhead, lines, paragraph, table, title
from ..wording import full
from . import looks
from .paper import (
    GAP,
    Rows,
    band,
    bottom,
    drawn,
    panel,
    stack,
    who,
    wide,
)


def _contact(person: Person) -> dict[str, str]:
    return {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}


def _year(random: Random) -> int:
    return random.randint(2013, 2021)


def _sidebar(facts: Cv, random: Random) -> Rows:
    """A model of a site: a coloured column at the left, the career at the right."""
    person, year = facts.person, _year(random)
    return (
        (stack(
            panel("CONTACT", person.phone, person.email, *person.address.lines(), "Permis B",
                  truth=_contact(person)),
            panel("LANGUES", "Français : courant", "Anglais : B1", "Arabe : notions"),
            panel("ATOUTS", "Rigueur", "Sens du contact", "Travail en équipe"),
            panel("LOISIRS", "Chorale, jardinage")),
         wide(2, stack(
             title(full(person, 1), facts.trade),
             paragraph("Après plusieurs expériences de terrain, je souhaite me former pour exercer "
                       "un métier qui me correspond et m'y engager durablement."),
             band("Expérience professionnelle"),
             lines(f"{year} - {year + 4} | Employé{person.e} de commerce", "Épicerie des Fables, "
                   "Fictiville", "Mise en rayon, caisse, commandes", GAP,
                   f"{year - 2} - {year} | Agent{person.e} de propreté", "Nettoyage Modèle, "
                   "Fictiville"),
             band("Formation"),
             lines(f"{year - 3} | CAP Vente, lycée de l'Ébauche",
                   f"{year - 5} | Brevet des collèges")))),
    )  # fmt: skip


def _typed(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        lines(f"{person.given[0]} {person.used_name}", *person.address.lines(),
              f"Tél. portable : {person.phone.replace(' ', '.')}", f"E-mail : {person.email}",
              f"{2026 - person.birth.year} ans, permis B", truth=_contact(person)),
        title("CURRICULUM VITÆ"),
        Block("heading", "Projet professionnel"),
        lines(facts.trade),
        Block("heading", "Expériences"),
        lines(f"Depuis {year} : assistant{person.e} de vie, Association des Exemples",
              f"{year - 3} à {year} : agent{person.e} d'accueil, Mairie de Fictiville",
              f"{year - 4} : saison de cueillette, Vergers Imaginaires"),
        Block("heading", "Études"),
        lines(f"{year - 4} : baccalauréat général, lycée de l'Échantillon",
              f"{year} : certificat de sauveteur secouriste du travail"),
        Block("heading", "Divers"),
        lines("Bureautique : traitement de texte, tableur", "Bénévole aux Repas de l'Exemple"),
    )  # fmt: skip


def _grid(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        (lines(full(person, 2), facts.trade),
         lines(f"Mobile {person.phone}", f"Courriel {person.email}", person.address.city,
               truth=_contact(person))),
        title("Mes expériences"),
        table([("Quand", "Quoi", "Où"),
               (f"{year} - auj.", "Conducteur-livreur", "Colis Chimère (04)"),
               (f"{year - 2} - {year}", "Cariste", "Entrepôt Factice (13)"),
               (f"{year - 3}", "Manœuvre", "Bâtiment Maquette (84)")], (0.24, 0.4, 0.36)),
        title("Mes diplômes et titres"),
        table([("Année", "Titre"), (str(year - 1), "CACES R489 catégorie 3"),
               (str(year - 4), "BEP Logistique")], (0.24, 0.76)),
        lines("Disponible immédiatement. Véhiculé. Mobile sur la région."),
    )  # fmt: skip


def _portal(facts: Cv, random: Random) -> Rows:
    """As a job site exports a profile."""
    person, year = facts.person, _year(random)
    return (
        letterhead(full(person, 1), f"{facts.trade} - débutant{person.e} accepté{person.e}"),
        entries(Entry("Téléphone", person.phone), Entry("Mail", person.email, _contact(person)),
                Entry("Localisation", f"{person.address.postcode} {person.address.city}"),
                Entry("Mobilité", "30 km")),
        Block("heading", "Expérience"),
        lines(f"{year} - {year + 2} - Serveur{'' if person.sex == 'M' else ' (f)'} - Brasserie "
              "Illusion", "Prise de commande, encaissement, service en terrasse",
              f"{year - 2} - {year} - Plonge - Cantine Spécimen"),
        Block("heading", "Formation"),
        lines(f"{year - 2} - Bac pro Commercialisation et services en restauration"),
        Block("heading", "Compétences"),
        lines("Accueil de la clientèle - Hygiène alimentaire - Anglais A2 - Permis B"),
        bottom("Profil exporté d'un site imaginaire."),
    )  # fmt: skip


def render(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn(((looks.UTILITY, _sidebar), (looks.WORD_SERIF, _typed), (looks.SPREADSHEET, _grid),
                  (looks.APP, _portal)),
                 facts, number, random)  # fmt: skip
    made.truth.update(who(facts.person, (1, 1, 2, 1)[number - 16]))
    return made
