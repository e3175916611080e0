"""CV: a European form, a column at the right, skills first, a table."""

from __future__ import annotations

from random import Random

from ..facts import Cv
from ..people import Person
from ..sheet import Drawn, Entry, entries, letterhead, lines, paragraph, table, title
from ..wording import full
from . import looks
from .paper import (
    GAP,
    Rows,
    centred,
    commas,
    drawn,
    fieldset,
    heading,
    hidden,
    masthead,
    panel,
    pill,
    ruledhead,
    slash,
    stack,
    who,
    wide,
)


def _contact(person: Person) -> dict[str, str]:
    return {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}


def _abroad(person: Person) -> str:
    """« (+33) 6 39 98 12 34 »."""
    return f"(+33) {person.phone[1:]}"


def _year(random: Random) -> int:
    return random.randint(2012, 2020)


def _europe(facts: Cv, random: Random) -> Rows:
    """The European model: dates in the gutter, levels of languages in a grid."""
    person, year = facts.person, _year(random)
    return (
        letterhead(full(person, 1), "Curriculum vitae au format européen"),
        ruledhead("INFORMATIONS PERSONNELLES"),
        entries(Entry("Adresse", commas(person.address)), Entry("Téléphone", _abroad(person)),
                Entry("Courriel", person.email), Entry("Nationalité", "française"),
                Entry("Date de naissance", slash(person.birth))),
        hidden(_contact(person)),
        ruledhead("EMPLOI RECHERCHÉ"), lines(facts.trade),
        ruledhead("EXPÉRIENCE PROFESSIONNELLE"),
        entries(Entry(f"{year} - {year + 4}", "Préparateur de commandes - Logistique Prototype, "
                      "Fictiville (France)"),
                Entry(f"{year - 2} - {year}", "Employé de restauration rapide - La Fable, "
                      "Fictiville")),
        ruledhead("ÉDUCATION ET FORMATION"),
        entries(Entry(f"{year - 2}", "CAP Restaurant (niveau CEC 3), lycée du Spécimen"),
                Entry(f"{year - 5}", "Certificat de formation générale")),
        ruledhead("COMPÉTENCES LINGUISTIQUES"),
        table([("Langue", "Comprendre", "Parler", "Écrire"),
               ("Français", "C2", "C2", "C1"), ("Anglais", "A2", "A2", "A1"),
               ("Espagnol", "B1", "A2", "A2")], (0.34, 0.22, 0.22, 0.22)),
        ruledhead("PERMIS DE CONDUIRE"), lines("B, BE"),
    )  # fmt: skip


def _side(facts: Cv, random: Random) -> Rows:
    """The jobs at the left, and a narrow column of panels at the right."""
    person, year = facts.person, _year(random)
    return (
        letterhead(f"{person.given[0]} {person.used_name}", facts.trade),
        (wide(1.7, stack(
            heading("À propos"),
            paragraph("Après plusieurs années auprès du public, je souhaite apprendre un métier "
                      "technique et m'investir durablement dans une entreprise locale."),
            heading("Ce que j'ai fait"),
            lines(f"Conseiller(ère) de vente - Jardinerie Modèle - {year} à {year + 3}",
                  "Conseil, réassort, caisse, entretien du rayon pépinière. Formation des "
                  "saisonniers, inventaire annuel.",
                  GAP, f"Auxiliaire de vie - Aide Factice - {year - 3} à {year}",
                  "Aide au lever, courses, repas, compagnie, transmission aux familles et aux "
                  "infirmiers.",
                  GAP, f"Animateur(rice) - Centre de loisirs des Fables - étés {year - 5} et "
                  f"{year - 4}", "Groupe de douze enfants, ateliers, sorties."),
            heading("Bénévolat"),
            lines("Collecte alimentaire deux fois par an", "Entraînement des poussins, club local"),
            heading("Ce que j'ai appris"),
            lines(f"{year - 3} : titre professionnel Assistant de vie aux familles",
                  f"{year - 6} : brevet"))),
         stack(panel("Me joindre", person.phone.replace(" ", "."), person.email,
                     *person.address.lines(), truth=_contact(person)),
               panel("Je parle", "français", "italien (scolaire)"),
               panel("Je sais", "écouter", "organiser", "conduire (permis B)"),
               panel("J'aime", "le vélo", "la photographie"))),
    )  # fmt: skip


def _skills(facts: Cv, random: Random) -> Rows:
    """Skills by trade first, the jobs in a few lines at the end."""
    person, year = facts.person, _year(random)
    return (
        centred(full(person, 0), commas(person.address),
                f"Mobile {person.phone} / {person.email}", truth=_contact(person)),
        title(f"Objectif : {facts.trade}"),
        (fieldset("Accueillir", lines("- orienter le public", "- tenir un standard",
                                      "- gérer un conflit")),
         fieldset("Gérer", lines("- saisir des factures", "- suivre un stock",
                                 "- classer et archiver"))),
        fieldset("Utiliser", lines("- tableur, messagerie, logiciel de caisse",
                                   "- autolaveuse, transpalette électrique")),
        paragraph("Après une pause consacrée à ma famille, j'ai fait un bilan avec un organisme et "
                  "confirmé mon projet par deux semaines d'immersion. Je suis disponible à partir "
                  "du premier jour de la session."),
        entries(Entry("Emplois", f"agent polyvalent (mairie, {year} - {year + 5}), caissier "
                      f"(supermarché, {year - 2} - {year}), intérim ({year - 3})"),
                Entry("Diplômes", f"BEP Métiers du secrétariat, {year - 4}"),
                Entry("Langues", "français, comorien"),
                Entry("Autres", "sauveteur secouriste du travail, permis B")),
    )  # fmt: skip


def _table(facts: Cv, random: Random) -> Rows:
    """A table of a word processor, as an adviser helps one to fill."""
    person, year = facts.person, _year(random)
    return (
        masthead(full(person, 1), *person.address.lines(), person.phone, person.email),
        hidden(_contact(person)),
        title(f"Candidat{person.e} à l'entrée en formation"),
        pill(facts.trade),
        table([("Année", "Poste", "Employeur"),
               (f"{year + 2} - {year + 5}", "Agent de sécurité incendie", "Gardes du Mirage"),
               (f"{year} - {year + 2}", "Manœuvre", "BTP Ébauche"),
               (f"{year - 1}", "Cueilleur", "Vergers Illusion")], (0.22, 0.42, 0.36)),
        table([("Année", "Diplôme", "Lieu"),
               (f"{year - 1}", "SSIAP 1", "Centre Chimère"),
               (f"{year - 3}", "CAP Peintre applicateur", "CFA Modèle")], (0.22, 0.42, 0.36)),
        entries(Entry("Informatique", "navigation internet, courriels"),
                Entry("Déplacements", "scooter, transports en commun"),
                Entry("Centres d'intérêt", "football, cuisine")),
        paragraph("Points forts : ponctualité, endurance, respect des consignes de sécurité. "
                  "Points à travailler : expression écrite, bureautique."),
        paragraph("Références sur demande."),
    )  # fmt: skip


def render(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn(((looks.CV_EUROPE, _europe), (looks.CV_SIDE, _side), (looks.CV_SKILLS, _skills),
                  (looks.CV_TABLE, _table)),
                 facts, number, random)  # fmt: skip
    made.truth.update(who(facts.person, (1, 1, 0, 1)[number - 28]))
    return made
