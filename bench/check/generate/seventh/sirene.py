"""SIRENE notices: the situation of a site, a creation's letter, a list, an association's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced
from ..sheet import Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from . import looks
from .mentions import mentions
from .paper import (
    GAP,
    Makers,
    Rows,
    aside,
    bottom,
    commas,
    panel,
    plain,
    qr,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    wide,
    words,
)


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _legal(facts: Company) -> str:
    return {
        "Association": "9220 - Association déclarée", "SARL": "5499 - Société à responsabilité "
        "limitée", "SAS": "5710 - SAS, société par actions simplifiée",
        "SASU": "5720 - SAS unipersonnelle", "EURL": "5498 - SARL unipersonnelle",
        "SCOP": "5458 - SARL coopérative ouvrière de production (SCOP)",
    }.get(facts.body.form, f"5{facts.body.siren[1:4]} - {facts.body.form}")  # fmt: skip


def _situation(facts: Company, random: Random) -> Rows:
    """The notice with a heading for the firm, one for its site."""
    body = facts.body
    return (
        (letterhead("Institut imaginaire de la statistique", "Répertoire Sirene"),
         qr(f"sirene/{body.siret}", "Identité de l'établissement")),
        title("SITUATION AU RÉPERTOIRE SIRENE"),
        aside(f"À la date du {slash(facts.issued)}"),
        ruledhead("Description de l'unité légale"),
        entries(Entry("Identifiant SIREN", _siren(facts), truths.siren(facts)),
                Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("Catégorie juridique", _legal(facts)),
                Entry("Activité principale (APE)", "8559A - Formation continue d'adultes"),
                Entry("État", f"Cessée depuis le {slash(facts.closed)}" if facts.closed
                      else "Active depuis le 12/03/2019")),
        ruledhead("Description de l'établissement siège"),
        entries(Entry("Identifiant SIRET", _siret(facts), truths.siret(facts)),
                Entry("Enseigne", "-"),
                Entry("Adresse", commas(body.address), address_truth(body.address)),
                Entry("Tranche d'effectif", "1 ou 2 salariés")),
        small("Avertissement : cet extrait n'a pas de valeur juridique et ne peut tenir lieu "
              "d'extrait Kbis. Pour modifier ces données, adressez-vous au guichet unique."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _creation(facts: Company, random: Random) -> Rows:
    """The letter that follows an entry or a change, numbers in a strip."""
    body = facts.body
    return (
        (letterhead("SERVICE SIRENE DE FICTIVILLE"),
         stack(lines(GAP, GAP), lines(body.name, *(x.upper() for x in body.address.lines()),
                                      truth=truths.body_name(facts)
                                      | address_truth(body.address)))),
        small(f"Liasse : U{digits(random, 11)}", f"Émis le {slash(facts.issued)}"),
        title("CERTIFICAT D'INSCRIPTION AU RÉPERTOIRE"),
        strip(Entry("SIREN", _siren(facts), truths.siren(facts)), Entry("NIC", body.siret[9:]),
              Entry("APE", "8559A"), Entry("Catégorie", _legal(facts)[:4])),
        table([("Événement", "Date d'effet"), ("Création de l'établissement", "12/03/2019"),
               *([("Fermeture de l'établissement, cessation", slash(facts.closed))]
                 if facts.closed else [])], (0.7, 0.3)),
        paragraph(f"Votre numéro SIRET est le {_siret(facts)}. Il doit figurer sur vos factures, "
                  "vos bulletins de paie et vos déclarations sociales.",
                  truth=truths.siret(facts)),
        paragraph("Méfiez-vous des sollicitations payantes d'inscription à des annuaires : "
                  "l'inscription au répertoire est gratuite."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _list(facts: Company, random: Random) -> Rows:
    """A portal's page: a card for the firm, the list of its sites."""
    body = facts.body
    return (
        letterhead("Portail imaginaire des données d'entreprises"),
        title("Fiche d'identité Sirene"),
        (panel(body.name, f"SIREN {_siren(facts)}", _legal(facts),
               truth=truths.body_name(facts) | truths.siren(facts)),
         panel("Cessée" if facts.closed else "En activité",
               f"Date de cessation : {slash(facts.closed)}" if facts.closed
               else "Depuis le 12 mars 2019", f"Extrait du {slash(facts.issued)}")),
        ruledhead("Établissements (1)"),
        plain([("SIRET", "Adresse", "Activité", "Type"),
               (_siret(facts), commas(body.address), "85.59A", "siège")],
              (0.27, 0.43, 0.14, 0.16), truth=truths.siret(facts) | address_truth(body.address)),
        small("Les données sont mises à jour chaque nuit. Elles sont réutilisables librement."),
        mentions("registry"),
        bottom("Page d'exemple, sans valeur."),
    )  # fmt: skip


def _sentence(facts: Company, random: Random) -> Rows:
    """An attestation in sentences, for a body that asked for it."""
    body = facts.body
    state = (f"a cessé son activité le {words(facts.closed)}" if facts.closed
             else "est en activité")  # fmt: skip
    return (
        letterhead("Pôle Sirene des Fables", "Répertoire des entreprises et des établissements"),
        title("ATTESTATION D'INSCRIPTION AU RÉPERTOIRE SIRENE"),
        (wide(1.6, entries(Entry("Siren", body.siren, truths.siren(facts)),
                           Entry("Siret", body.siret, truths.siret(facts)),
                           Entry("Raison sociale", body.name, truths.body_name(facts)),
                           Entry("Forme", body.form), Entry("Code NAF", "8559A"))),
         small("Adresse de l'établissement", *body.address.lines(),
               truth=address_truth(body.address))),
        paragraph(f"À la date du {words(facts.issued)}, nous attestons que l'unité inscrite sous "
                  f"ces numéros {state}."),
        small(f"Demande n° {digits(random, 7)}"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


MAKERS: Makers = (
    (looks.REGISTRY_WEB, _situation), (looks.REGISTRY, _creation), (looks.INSURTECH, _list),
    (looks.REGISTRY_NARROW, _sentence),
)  # fmt: skip
