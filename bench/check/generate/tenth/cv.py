"""CV: a European model, by skills, a time line, two typed pages."""

from __future__ import annotations

from random import Random

from ..eighth.paper import (
    Rows,
    aside,
    band,
    boxed,
    checked,
    commas,
    deck,
    fieldset,
    heading,
    hidden,
    masthead,
    panel,
    place,
    plain,
    ruledhead,
    slash,
    small,
    stack,
    who,
    wide,
)
from ..facts import Cv
from ..people import Person
from ..sheet import BREAK, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import full
from . import looks_b
from .paper_b import drawn, stars


def _contact(person: Person) -> dict[str, str]:
    return {"phone": "+33" + person.phone.replace(" ", "")[1:], "email": person.email}


def _abroad(person: Person) -> str:
    """« +33 6 39 98 12 34 »."""
    return f"+33 {person.phone[1:]}"


def _year(random: Random) -> int:
    return random.randint(2014, 2020)


def _europe(facts: Cv, random: Random) -> Rows:
    """The European model: labels left of a line, tables of languages, skills by kind."""
    person, year = facts.person, _year(random)
    return (
        (letterhead("Curriculum vitae"), aside("Page 1/1")),
        heading("INFORMATIONS PERSONNELLES"),
        entries(Entry("Nom", full(person, 0)), Entry("Adresse", commas(person.address)),
                Entry("Téléphone", _abroad(person)), Entry("Courriel", person.email),
                Entry("Date de naissance", slash(person.birth)),
                Entry("Sexe", "masculin" if person.sex == "M" else "féminin")),
        hidden(_contact(person)),
        heading("EMPLOI RECHERCHÉ"),
        entries(Entry("", facts.trade)),
        heading("EXPÉRIENCE PROFESSIONNELLE"),
        entries(Entry(f"{year + 2} - {year + 5}", "Magasinier(ère) cariste - Logistique du "
                      "Prototype, Vitrolles. Réception, rangement, inventaires tournants"),
                Entry(f"{year} - {year + 2}", "Préparateur(trice) de commandes - Frais Spécimen. "
                      "Commande vocale, filmage, chargement"),
                Entry(f"{year - 2} - {year - 1}", "Employé(e) polyvalent(e) - Camping des "
                      "Chimères. Accueil, ménage, snack")),
        heading("ÉDUCATION ET FORMATION"),
        entries(Entry(f"{year + 1}", "Titre professionnel Agent magasinier (niveau 3)"),
                Entry(f"{year - 3}", "Première générale - Lycée du Faux-Semblant")),
        heading("COMPÉTENCES LINGUISTIQUES"),
        plain([("Langue", "Comprendre", "Parler", "Écrire"), ("Français", "C2", "C2", "C1"),
               ("Anglais", "B1", "A2", "A2"), ("Italien", "A2", "A2", "A1")],
              (0.34, 0.22, 0.22, 0.22)),
        heading("AUTRES COMPÉTENCES"),
        entries(Entry("Organisation", "Gestion des stocks, respect des délais"),
                Entry("Numérique", "Utilisateur(trice) autonome : tableur, messagerie"),
                Entry("Permis", "B")),
    )  # fmt: skip


def _skills(facts: Cv, random: Random) -> Rows:
    """By skills: three frames of know-how before a short list of posts."""
    person, year = facts.person, _year(random)
    return (
        (stack(lines(person.phone.replace(" ", "-"), person.email, place(person),
                     truth=_contact(person))),
         letterhead(full(person, 1))),
        title(f"Objectif : {facts.trade}"),
        panel("", "Après un parcours dans le commerce de proximité et une pause familiale, je "
              "souhaite me qualifier et retrouver un emploi stable près de chez moi."),
        (fieldset("Organiser", lines(*stars("planning d'équipe", "commandes", "tenue de caisse",
                                            "classement"))),
         fieldset("Communiquer", lines(*stars("accueil", "conseil", "réclamations",
                                              "réseaux sociaux"))),
         fieldset("Produire", lines(*stars("courriers", "tableaux", "affiches", "inventaires")))),
        ruledhead("Mon parcours"),
        entries(Entry("Responsable de rayon", f"Épicerie du Modèle, de {year} à {year + 4}"),
                Entry("Hôtesse ou hôte de caisse", f"Supermarché Factice, {year - 2} à {year}"),
                Entry("Bénévole", "Ressourcerie Les Fables, le samedi, depuis 2022")),
        ruledhead("Mes études"),
        entries(Entry("Bac professionnel Commerce", f"{year - 2}, mention assez bien"),
                Entry("Certification numérique de base", f"{year + 5}")),
        (boxed("Langues", "Français (maternel)", "Anglais (scolaire)", "Vietnamien (parlé)"),
         boxed("À côté", "Course à pied", "Photographie", "Parent d'élèves élu"),
         boxed("Pratique", "Permis B", "Disponible de suite", "Mobile à 25 km")),
    )  # fmt: skip


def _timeline(facts: Cv, random: Random) -> Rows:
    """A banner, then a table whose first column is the time line, and levels ticked."""
    person, year = facts.person, _year(random)
    return (
        masthead(full(person, 2), person.phone, person.email, *person.address.lines()),
        hidden(_contact(person)),
        title(facts.trade.upper()),
        small(f"{2026 - person.birth.year} ans - véhiculé{person.e} - réseau professionnel : "
              f"profil.example.org/{_handle(person)}"),
        band("PARCOURS"),
        plain([("Quand", "Où", "Quoi"),
               (f"09/{year + 3} - 06/{year + 6}", "Atelier Illusion, Aubagne",
                "Monteur(euse) en électricité : câblage d'armoires, lecture de schémas, "
                "vérifications avant mise sous tension"),
               (f"03/{year + 1} - 08/{year + 3}", "Intérim (diverses missions)",
                "Aide-électricien(ne), tirage de câbles, manutention sur chantiers"),
               (f"10/{year - 1} - 02/{year + 1}", "Association Fictive d'insertion",
                "Agent(e) d'entretien des espaces verts")], (0.22, 0.28, 0.5)),
        band("DIPLÔMES"),
        plain([("Année", "Établissement", "Diplôme"),
               (f"{year + 1}", "CFA des Modèles", "CAP Électricien"),
               (f"{year - 2}", "Collège de l'Ébauche", "Brevet des collèges")],
              (0.22, 0.28, 0.5)),
        band("SAVOIR-FAIRE"),
        checked("x Schémas électriques", "x Outils portatifs", "x Travail en hauteur",
                "x Règles de sécurité", form="two"),
        (wide(1.3, stack(band("LANGUES"), entries(Entry("Français", "courant"),
                                                  Entry("Portugais", "courant")))),
         stack(band("LOISIRS"), lines("Football en club, bricolage, pêche"))),
    )  # fmt: skip


def _handle(person: Person) -> str:
    """A handle that has nothing personal: the figures of the e-mail address."""
    return "".join(sign for sign in person.email if sign.isdigit())


def _two_pages(facts: Cv, random: Random) -> Rows:
    """An experienced person's, two typed pages: the posts in full, then training and the rest."""
    person, year = facts.person, _year(random) - 8
    return (
        (lines(f"{full(person, 1)}", *person.address.lines()),
         aside(f"Tél : {person.phone.replace(' ', '.')}", f"E-mail : {person.email}",
               truth=_contact(person))),
        title(f"Candidature : {facts.trade}"),
        heading("Résumé"),
        paragraph("Plus de quinze ans d'expérience en restauration collective et en aide à la "
                  "personne. Sens de l'organisation, goût du contact, fiabilité reconnue par mes "
                  "employeurs. En reconversion après une inaptitude à mon ancien poste."),
        heading("Emplois occupés"),
        entries(Entry(f"{year + 9} - {year + 13}", "Chef(fe) de cuisine adjoint(e), Résidence Les "
                      "Fictives, Carpentras")),
        small("Élaboration de menus pour 80 résidents, commandes et contrôle des livraisons, "
              "application du plan de maîtrise sanitaire, encadrement de deux aides."),
        entries(Entry(f"{year + 4} - {year + 9}", "Cuisinier(ère), Cantine centrale de "
                      "Fictiville")),
        small("Préparation de 300 repas par jour en liaison froide, entretien du matériel, "
              "accueil de stagiaires."),
        entries(Entry(f"{year} - {year + 4}", "Auxiliaire de vie, Association Modèle à domicile")),
        small("Aide au lever et au repas, courses, accompagnement aux rendez-vous, tenue du "
              "cahier de liaison."),
        heading("Missions courtes"),
        lines(f"{year - 1} : vendanges et conditionnement, Domaine de la Fable",
              f"{year - 2} : plonge, Brasserie du Spécimen"),
        BREAK,
        heading("Formation"),
        lines(f"{year + 11} : formation HACCP et allergènes, 14 heures",
              f"{year + 6} : sauveteur secouriste du travail (recyclé)",
              f"{year - 3} : CAP Cuisine, Lycée hôtelier de l'Exemple"),
        heading("Connaissances"),
        lines(*stars("Bureautique : courriels, commandes en ligne, tableaux simples",
                     "Normes d'hygiène, traçabilité, gestion des déchets",
                     "Calcul de portions et de coûts")),
        heading("Vie associative"),
        paragraph("Trésorier ou trésorière d'un club de pétanque pendant six ans ; organisation "
                  "de deux lotos par an et des repas du comité."),
        deck(Entry("Permis", "B"), Entry("Langue", "Espagnol, bon niveau"),
             Entry("Disponibilité", "immédiate")),
        foot(f"CV de {full(person, 1)} - page 2"),
    )  # fmt: skip


def render(facts: Cv, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.CV_EUROPE, _europe), (looks_b.CV_SKILLS, _skills),
                  (looks_b.CV_TIMELINE, _timeline), (looks_b.CV_TYPED, _two_pages)),
                 facts, number, random)  # fmt: skip
    made.truth.update(who(facts.person, (0, 1, 2, 1)[number - 36]))
    return made
