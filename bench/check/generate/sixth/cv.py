"""CV: two columns, one column with its years at the left, a European form, by skills."""

from __future__ import annotations

from random import Random

from ..facts import Cv
from ..people import Person
from ..sheet import Block, Drawn, Entry, entries, letterhead, lines, paragraph, table, title
from ..wording import full
from . import looks
from .paper import GAP, Rows, bottom, boxed, commas, drawn, heading, panel, stack, who, wide


def _contact(person: Person) -> dict[str, str]:
    return {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}


def _year(random: Random) -> int:
    return random.randint(2014, 2021)


def _two_columns(facts: Cv, random: Random) -> Rows:
    """The career at the left, who one is at the right."""
    person, year = facts.person, _year(random)
    return (
        letterhead(full(person, 1), f"Projet : {facts.trade}"),
        (wide(1.35, stack(
            heading("PARCOURS PROFESSIONNEL"),
            lines(f"{year} - {year + 3}", f"Agent{person.e} de restauration collective",
                  "Cuisine centrale de Fictiville", "• préparation des entrées froides",
                  "• respect des règles d'hygiène (HACCP)", GAP,
                  f"{year - 3} - {year}", f"Vendeur{'' if person.sex == 'M' else ' (F)'} en "
                  "boulangerie", "Au Pain Imaginaire, Fictiville", "• accueil, encaissement", GAP,
                  f"{year - 4}", "Missions d'intérim", "Travail Modèle"),
            heading("FORMATION"),
            lines(f"{year - 4} - CAP Cuisine, lycée professionnel de l'Ébauche",
                  f"{year + 2} - Sauveteur secouriste du travail"))),
         stack(boxed("Contact", person.phone, person.email, *person.address.lines(),
                     truth=_contact(person)),
               boxed("Langues", "Français : langue maternelle", "Espagnol : A2"),
               boxed("Savoir-être", "Ponctualité", "Esprit d'équipe", "Adaptation"),
               boxed("Loisirs", "Marche, lecture"))),
    )  # fmt: skip


def _one_column(facts: Cv, random: Random) -> Rows:
    person, year = facts.person, _year(random)
    return (
        title(full(person, 1), commas(person.address),
              f"Tél. {person.phone} - {person.email}"),
        Block("lines", truth=_contact(person)),
        paragraph(f"Objectif : entrer en formation « {facts.trade} »"),
        heading("Expériences professionnelles"),
        entries(Entry(f"{year + 1}-{year + 4}", "Employé libre-service, Supérette Maquette"),
                Entry(f"{year - 1}-{year + 1}", "Préparateur de commandes, Entrepôt Prototype"),
                Entry(f"{year - 2}", "Agent d'entretien, Résidence des Fables")),
        heading("Formation et diplômes"),
        entries(Entry(f"{year + 3}", "Titre professionnel niveau 3 (partiel)"),
                Entry(f"{year - 3}", "Baccalauréat professionnel commerce")),
        heading("Compétences"),
        lines("Gestion des stocks - Caisse - Conduite de transpalette - Word, Excel",
              "Anglais : niveau scolaire"),
        heading("Centres d'intérêt"),
        lines("Football en club, bénévolat à l'association des Exemples"),
    )  # fmt: skip


def _european(facts: Cv, random: Random) -> Rows:
    """A European form: labels in a gutter, values beside."""
    person, year = facts.person, _year(random)
    return (
        letterhead("Curriculum vitae", "modèle européen (exemple)"),
        heading("INFORMATIONS PERSONNELLES"),
        entries(Entry("Nom et prénom", full(person, 0)),
                Entry("Adresse", commas(person.address)),
                Entry("Téléphone", person.phone), Entry("Courrier électronique", person.email,
                                                       _contact(person)),
                Entry("Nationalité", "Française"),
                Entry("Date de naissance", person.birth.strftime("%d/%m/%Y")), pairs="gutter"),
        heading("EMPLOI RECHERCHÉ"),
        lines(facts.trade),
        heading("EXPÉRIENCE PROFESSIONNELLE"),
        entries(Entry("Dates", f"De septembre {year} à juin {year + 2}"),
                Entry("Fonction", "Aide à domicile"),
                Entry("Employeur", "Association Chimère Services, Fictiville"),
                Entry("Dates", f"De janvier {year - 2} à août {year}"),
                Entry("Fonction", "Employé(e) de ménage"),
                Entry("Employeur", "Hôtel de l'Illusion, Fictiville"), pairs="gutter"),
        heading("ÉDUCATION ET FORMATION"),
        entries(Entry("Dates", str(year - 2)),
                Entry("Qualification", "BEP Carrières sanitaires et sociales"), pairs="gutter"),
        heading("COMPÉTENCES PERSONNELLES"),
        entries(Entry("Langue maternelle", "Français"), Entry("Autre langue", "Italien (B1)"),
                Entry("Permis de conduire", "Catégorie B"), pairs="gutter"),
        bottom("Page 1 / 1"),
    )  # fmt: skip


def _skills(facts: Cv, random: Random) -> Rows:
    """What one can do first, then where one did it."""
    person, year = facts.person, _year(random)
    return (
        (lines(full(person, 0), facts.trade, "Permis B - véhicule"),
         lines(*person.address.lines(), person.phone, person.email, truth=_contact(person))),
        title("Mes compétences"),
        (panel("Organiser", "Planifier une tournée", "Tenir un stock", "Rendre compte"),
         panel("Communiquer", "Accueillir le public", "Répondre au téléphone", "Écouter"),
         panel("Produire", "Monter une cloison", "Peindre", "Lire un plan")),
        title("Mes emplois"),
        table([("Période", "Poste", "Employeur"),
               (f"{year}-{year + 3}", "Aide-peintre", "Peintures Factices"),
               (f"{year - 1}-{year}", "Magasinier", "Quincaillerie Modèle"),
               (f"{year - 3}-{year - 1}", "Facteur saisonnier", "Courriers Fables")],
              (0.24, 0.38, 0.38)),
        title("Mes formations"),
        lines(f"{year - 4} : CAP Peintre applicateur de revêtements",
              f"{year + 1} : habilitation travaux en hauteur"),
    )  # fmt: skip


def render(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn(((looks.STARTUP, _two_columns), (looks.OFFICE_SERIF, _one_column),
                  (looks.STATISTICS, _european), (looks.OFFICE_ARIAL, _skills)),
                 facts, number, random)  # fmt: skip
    made.truth.update(who(facts.person, (1, 1, 0, 0)[number - 20]))
    return made
