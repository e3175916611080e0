"""Registry extracts: a local court's, the national register's, in columns, from a portal.

SIRENE notices are in `sirene`.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    band,
    bars,
    blank,
    bottom,
    boxed,
    commas,
    dashes,
    heading,
    hidden,
    panel,
    ruledhead,
    slash,
    small,
    spelt,
    stack,
    strip,
    watermark,
    wide,
    words,
)
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from ..wording import address_truth
from . import looks_b, sirene
from .paper_b import drawn, shouted

_COST = Decimal("2.56")  # euros
_CAPITAL = (1000, 5000, 8000, 20000, 37500)
_FORMS = {
    "SARL": "Société à responsabilité limitée",
    "SAS": "Société par actions simplifiée",
    "SASU": "Société par actions simplifiée unipersonnelle",
    "EURL": "Société à responsabilité limitée à associé unique",
    "SCOP": "Société coopérative ouvrière de production, à responsabilité limitée",
}


def _form(facts: Company) -> str:
    return _FORMS.get(facts.body.form, facts.body.form)


def _head(facts: Company) -> str:
    return "Gérance" if facts.body.form in ("SARL", "EURL", "SCOP") else "Présidence"


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _named(facts: Company) -> dict[str, str]:
    return truths.body_name(facts) | truths.siren(facts)


def _capital(random: Random, unit: str) -> str:
    return f"{random.choice(_CAPITAL):,}".replace(",", " ") + unit


def _local(facts: Company, random: Random) -> Rows:
    """A judicial court's that keeps the register of its district: numbered lines, in prose."""
    body = facts.body
    state = (
        f"La société est radiée du registre depuis le {words(facts.closed)}."
        if facts.closed
        else "Aucune mention de radiation, de dissolution ni de procédure collective."
    )
    return (
        letterhead("TRIBUNAL JUDICIAIRE DE FICTIVILLE", "Service du registre du commerce et des "
                   "sociétés", "Cité judiciaire, 99999 Fictiville"),
        title("EXTRAIT KBIS", "du registre du commerce et des sociétés"),
        aside(f"État au {words(facts.issued)}"),
        ruledhead("1 - Immatriculation"),
        entries(Entry("Numéro unique d'identification", _siren(facts), truths.siren(facts)),
                Entry("Inscrite au", f"RCS Fictiville TI {_siren(facts)}"),
                Entry("Section et numéro de gestion", f"B - 2017 B {digits(random, 3)}"),
                Entry("Depuis le", "4 septembre 2017")),
        ruledhead("2 - Société"),
        entries(Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Nature", _form(facts)),
                Entry("Capital", _capital(random, " euros")),
                Entry("Siège", commas(body.address), address_truth(body.address)),
                Entry("Objet", "Actions de formation, conseil, édition de supports"),
                Entry("Terme", "3 septembre 2116")),
        ruledhead("3 - Représentation"),
        entries(Entry(_head(facts), f"{body.director}, né(e) le 21 janvier 1968, de nationalité "
                      "française, avec pouvoir d'engager seul(e) la société")),
        ruledhead("4 - Établissement"),
        entries(Entry("Lieu", "au siège"), Entry("Ouvert le", "1er octobre 2017"),
                Entry("Provenance", "création d'un fonds")),
        ruledhead("5 - Mentions"),
        paragraph(state),
        (small("Pour extrait certifié conforme.",
               f"Coût : {spelt(_COST)}"),
         Block("sign", "TRIBUNAL", (f"Fictiville, le {words(facts.issued)}", "Le greffier"))),
        foot("Extrait fictif, exemple sans valeur."),
    )  # fmt: skip


def _national(facts: Company, random: Random) -> Rows:
    """The national register's extract: tables of pairs under bars, its sites on a second page."""
    body = facts.body
    return (
        (wide(1.4, letterhead("Guichet des entreprises (exemple)", "Registre national des "
                              "entreprises")),
         stack(bars(f"RNE{digits(random, 10)}"))),
        title("Extrait d'immatriculation d'une personne morale", "Registre national des "
              "entreprises (RNE)"),
        strip(Entry("Numéro SIREN", _siren(facts)), Entry("Date de l'extrait", slash(facts.issued)),
              Entry("Situation", f"Radiée le {slash(facts.closed)}" if facts.closed
                    else "Immatriculée")),
        band("Identification"),
        entries(Entry("Dénomination sociale", body.name, _named(facts)),
                Entry("Forme juridique", _form(facts)),
                Entry("Immatriculée le", "04/09/2017"),
                Entry("Associé unique", "Oui" if body.form in ("SASU", "EURL") else "Non"),
                Entry("Montant et devise du capital", _capital(random, " EUR")),
                Entry("Durée", "99 ans"), Entry("Clôture de l'exercice", "3112")),
        band("Siège social"),
        entries(Entry("Voie", body.address.street),
                Entry("Complément", body.address.more or "-"),
                Entry("Code postal", body.address.postcode),
                Entry("Commune", body.address.city), Entry("Pays", "FRANCE")),
        hidden(address_truth(body.address)),
        band("Organe de direction"),
        entries(Entry("Rôle", "Représentant(e) légal(e)"), Entry("Identité", body.director),
                Entry("Mois et année de naissance", "01/1968"),
                Entry("Adresse", "non communicable")),
        bottom(f"Extrait RNE du {slash(facts.issued)} - 1/2"),
        BREAK,
        band("Activités et établissements"),
        table([("Établissement", "SIRET", "Activité", "Début"),
               ("Siège et établissement principal", spaced(body.siret, 9, 5),
                "Formation continue d'adultes (85.59A)", "01/10/2017")],
              (0.3, 0.24, 0.32, 0.14), truth=truths.siret(facts)),
        band("Observations"),
        table([("Date", "Libellé"), ("04/09/2017", "Création de l'entreprise"),
               *([(slash(facts.closed), "Cessation et radiation de l'entreprise")]
                 if facts.closed else [])], (0.2, 0.8)),
        paragraph("L'extrait reproduit les informations validées par l'autorité compétente. Il "
                  "peut être produit à l'appui de toute démarche administrative."),
        bottom(f"Extrait RNE du {slash(facts.issued)} - 2/2 - exemple sans valeur"),
    )  # fmt: skip


def _columns(facts: Company, random: Random) -> Rows:
    """A court's printed close: frames in two columns, then tables of people and mentions."""
    body, day = facts.body, shouted(facts.issued)
    mention = [(slash(facts.closed), f"{random.randint(2, 9)}", "Radiation, à la suite de la "
                "clôture des opérations de liquidation")] if facts.closed else []  # fmt: skip
    return (
        watermark("EXTRAIT"),
        (wide(1.5, letterhead("GREFFE DU TRIBUNAL DES ACTIVITÉS ÉCONOMIQUES", "DE FICTIVILLE")),
         stack(small("www.greffe.example.org", f"Gestion 2017B{digits(random, 5)}",
                     f"Réf. {digits(random, 9)}"))),
        title(f"EXTRAIT KBIS AU {day}"),
        (boxed("PERSONNE MORALE", body.name, _form(facts), f"Capital {_capital(random, ' €')}",
               "Variable : non", truth=truths.body_name(facts)),
         boxed("R.C.S. FICTIVILLE", f"{_siren(facts)}", "Immatriculée le 04/09/2017",
               "Origine : création", "Durée : jusqu'au 03/09/2116", truth=truths.siren(facts))),
        (boxed("SIÈGE SOCIAL", *body.address.lines(), truth=address_truth(body.address)),
         boxed("ÉTABLISSEMENT PRINCIPAL", "À l'adresse du siège",
               f"SIRET {spaced(body.siret, 3, 3, 3, 5)}", truth=truths.siret(facts))),
        heading("Dirigeants et associés"),
        table([("Fonction", "Identité", "Né(e) le", "Domicile"),
               (_head(facts), body.director, "21/01/1968", "Fictiville (99)"),
               ("Commissaire aux comptes", "Néant", "", "")], (0.27, 0.27, 0.18, 0.28)),
        heading("Activité"),
        entries(Entry("Enseigne", "Néant"), Entry("Début d'exploitation", "01/10/2017"),
                Entry("Objet exercé", "Formation des adultes et formation continue"),
                Entry("Mode", "Exploitation directe")),
        heading("Mentions"),
        table([("Date", "N°", "Texte de la mention"),
               ("11/06/2020", "1", "Transfert du siège dans le ressort"), *mention],
              (0.16, 0.08, 0.76)),
        (lines("Certifié conforme par le greffier", f"le {slash(facts.issued)}"),
         Block("sign", "GREFFE")),
        bottom("L'absence de mention de radiation vaut immatriculation en cours. Exemple sans "
               "valeur. 1/1"),
    )  # fmt: skip


def _portal(facts: Company, random: Random) -> Rows:
    """A portal's copy for a customer: an order, a summary in a panel, values beside a line."""
    body = facts.body
    return (
        letterhead("Registres en ligne (exemple)", "Documents officiels des greffes"),
        (small(f"Commande n° {digits(random, 9)}", "Téléchargement : 1 fois"),
         aside(f"Extrait à jour au {dashes(facts.issued)}")),
        title("Extrait Kbis"),
        panel(body.name, f"RCS Fictiville {_siren(facts)}",
              f"RADIÉE depuis le {dashes(facts.closed)}" if facts.closed else "INSCRITE",
              truth=_named(facts)),
        heading("Renseignements généraux"),
        entries(Entry("Forme sociale", _form(facts)), Entry("Capital social",
                                                            _capital(random, ",00 EUR")),
                Entry("Adresse du siège", commas(body.address), address_truth(body.address)),
                Entry("Immatriculation", "04-09-2017"),
                Entry("Exercice social", "du 1er janvier au 31 décembre")),
        heading("Mandataires"),
        entries(Entry(_head(facts), body.director)),
        heading("Exploitation"),
        entries(Entry("Activité déclarée", "Organisation de stages et de cours pour adultes"),
                Entry("Commencée le", "01-10-2017"), Entry("Nom commercial", "Sans"),
                Entry("Procédures collectives", "Sans")),
        *([paragraph("Mention de radiation : la société a cessé toute activité et a été radiée "
                     f"d'office le {dashes(facts.closed)}.")] if facts.closed else []),
        (blank(1), Block("sign", "GREFFE", ("Le greffier associé",
                                            "signature numérique vérifiée"))),
        foot("Copie fictive fournie à titre d'exemple, sans valeur."),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    makers = ((looks_b.LOCAL_COURT, _local), (looks_b.NATIONAL_EXTRACT, _national),
              (looks_b.COURT_COLUMNS, _columns), (looks_b.COURT_PORTAL, _portal)
              ) if facts.model == "kbis" else sirene.MAKERS  # fmt: skip
    made = drawn(makers, facts, number, random)
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
