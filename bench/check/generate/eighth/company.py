"""Kbis extracts, and extracts of the national register; SIRENE notices in `sirene`."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import BREAK, Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import address_truth
from . import looks, sirene
from .mentions import note
from .paper import (
    Rows,
    aside,
    bottom,
    brief,
    capitals,
    centred,
    commas,
    deck,
    drawn,
    edge,
    fieldset,
    ledger,
    masthead,
    pill,
    qr,
    ruledhead,
    slash,
    small,
    stack,
    watermark,
    weekday,
    wide,
    words,
)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _named(facts: Company) -> dict[str, str]:
    return truths.body_name(facts) | truths.siren(facts)


def _clerk(facts: Company, random: Random) -> Rows:
    """A clerk's extract: labels in bold above what they say, headings in capitals."""
    body = facts.body
    return (
        masthead("Greffe du tribunal de Fictiville", "2 place de l'Ébauche", "99999 FICTIVILLE",
                 f"N° de gestion 2019B0{digits(random, 4)}"),
        title("Extrait Kbis", f"à jour au {words(facts.issued)}"),
        lines("EXTRAIT D'IMMATRICULATION AU REGISTRE DU COMMERCE ET DES SOCIÉTÉS"),
        (stack(ruledhead("PERSONNE MORALE"),
               entries(Entry("Dénomination", body.name, _named(facts)),
                       Entry("Numéro d'immatriculation", f"{_siren(facts)} RCS Fictiville"),
                       Entry("Immatriculée le", "12/03/2019"),
                       Entry("Forme juridique", body.form),
                       Entry("Capital", "5 000,00 EUR"),
                       Entry("Siège", commas(body.address), address_truth(body.address)))),
         stack(ruledhead("ADMINISTRATION"),
               entries(Entry("Représentant légal", body.director),
                       Entry("Né(e) le", "01/01/1970"), Entry("Nationalité", "française")),
               ruledhead("ÉTABLISSEMENT PRINCIPAL"),
               entries(Entry("Activité", "Formation continue d'adultes"),
                       Entry("Début d'activité", "01/03/2019"),
                       Entry("Exploitation", "directe")),
               *([ruledhead("RADIATION"), lines(f"Radiée du registre le {slash(facts.closed)}")]
                 if facts.closed else []))),
        (lines("Le greffier"), Block("sign", "GREFFE")),
        note("registry"),
        foot("Fin de l'extrait - 1 page - exemple sans valeur"),
    )  # fmt: skip


def _columns(facts: Company, random: Random) -> Rows:
    """Tabs of labels, page upon page, with the control code of a site."""
    body = facts.body
    return (
        edge(f"Code de vérification : {digits(random, 10)} (fictif)"),
        watermark("SPÉCIMEN"),
        (letterhead("Greffes réunis de l'Illusion", "Copie numérique"),
         aside(f"Extrait du {slash(facts.issued)}", f"Réf. {digits(random, 9)}")),
        title("KBIS - IMMATRICULATION PRINCIPALE"),
        ruledhead("1. Identité"),
        entries(Entry("Immatriculation au RCS", f"{_siren(facts)} R.C.S. Fictiville"),
                Entry("Date d'immatriculation", "12/03/2019"),
                Entry("Raison sociale", body.name, _named(facts)),
                Entry("Forme", body.form), Entry("Capital social", "1 000,00 euros"),
                Entry("Adresse du siège", commas(body.address), address_truth(body.address)),
                Entry("Durée de la personne morale", "jusqu'au 11/03/2118"),
                Entry("Clôture de l'exercice", "31 décembre")),
        ruledhead("2. Établissement"),
        entries(Entry("SIRET", spaced(body.siret, 3, 3, 3, 5), truths.siret(facts)),
                Entry("Adresse", "au siège"), Entry("Nom commercial", "néant"),
                Entry("Activité (NAF)", "8559A")),
        bottom("1/2 - exemple sans valeur"),
        BREAK,
        ruledhead("3. Gestion, direction, contrôle"),
        entries(Entry("Qualité", "Président ou gérant"), Entry("Nom", body.director),
                Entry("Domicile", "99999 Fictiville")),
        entries(Entry("Qualité", "Commissaire aux comptes titulaire"), Entry("Nom", "néant")),
        ruledhead("4. Observations"),
        lines(f"Mention du {slash(facts.closed)} : radiation, dissolution sans poursuite d'activité"
              if facts.closed else "Aucune observation."),
        ruledhead("5. Origine du fonds et activité"),
        entries(Entry("Origine", "création"), Entry("Activités principales",
                                                    "actions de formation professionnelle, conseil "
                                                    "et ingénierie pédagogique"),
                Entry("Commencement", "01/03/2019"), Entry("Mode d'exploitation", "directe")),
        note("registry"),
        bottom("2/2 - exemple sans valeur"),
    )  # fmt: skip


def _register(facts: Company, random: Random) -> Rows:
    """The national register's page: a pill for the state, legends, a code."""
    body = facts.body
    return (
        letterhead("Registre national fictif", "Guichet des formalités d'entreprises"),
        (title("Extrait RNE"), aside(f"généré le {brief(facts.issued)}")),
        pill(f"Radiée le {slash(facts.closed)}" if facts.closed else "Immatriculée"),
        entries(Entry("Entreprise", body.name, _named(facts)),
                Entry("N° SIREN", body.siren),
                Entry("SIRET du siège", body.siret, truths.siret(facts)),
                Entry("Forme", f"{body.form}, société à capital fixe"),
                Entry("Inscrite le", "12 mars 2019"),
                Entry("Adresse", commas(body.address), address_truth(body.address))),
        ledger([("Rôle", "Identité", "Depuis"),
                ("Dirigeant", body.director, "12/03/2019"),
                ("Bénéficiaire effectif", "non diffusé", "")], (0.34, 0.4, 0.26)),
        paragraph("Attestation délivrée gratuitement. Les données proviennent des déclarations "
                  "de l'entreprise et des greffes."),
        qr(f"rne/{body.siren}/{digits(random, 4)}", "Contrôler cet extrait"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _sealed(facts: Company, random: Random) -> Rows:
    """A certified copy with the seal: everything in the middle, then edges."""
    body = facts.body
    return (
        letterhead("TRIBUNAL DES ACTIVITÉS ÉCONOMIQUES DE FICTIVILLE", "Le greffe"),
        title("EXTRAIT DU REGISTRE DU COMMERCE ET DES SOCIÉTÉS", "(K bis)"),
        centred(body.name, f"{body.form} au capital de 8 000 euros",
                f"inscrite sous le numéro {_siren(facts)}", truth=_named(facts)),
        fieldset("", entries(Entry("Siège social", commas(body.address),
                                   address_truth(body.address)),
                             Entry("Objet", "enseignement et formation"),
                             Entry("Gérance", body.director),
                             Entry("Immatriculation", "12 mars 2019, origine : création"))),
        deck(Entry("Sauvegarde", "néant"), Entry("Redressement", "néant"),
             Entry("Radiation", slash(facts.closed) if facts.closed else "néant")),
        paragraph(f"Extrait certifié sincère et véritable, levé {weekday(facts.issued)}."),
        (wide(1.3, small(f"Coût : 3,37 euros - réquisition {digits(random, 5)}",
                         capitals(facts.issued))),
         Block("sign", "GREFFE", ("Le greffier associé",))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    makers = ((looks.CLERK, _clerk), (looks.CLERK_COLUMNS, _columns),
              (looks.COUNTER_RNE, _register), (looks.SEALED, _sealed)
              ) if facts.model == "kbis" else sirene.MAKERS  # fmt: skip
    made = drawn(makers, facts, number, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
