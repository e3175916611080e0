"""RIB: a postal bank's coupons, a European application's, a cooperative's, a business branch's."""

from __future__ import annotations

from random import Random

from ..facts import Rib
from ..numbers import rib_parts, spaced
from ..sheet import (
    Block,
    Drawn,
    Entry,
    address,
    entries,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from . import looks
from .paper import Rows, aside, bottom, boxed, drawn, edge, nothing, panel, stack, tear, wide


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _numbers(facts: Rib) -> dict[str, str]:
    return {"iban": facts.account.iban, "bic": facts.account.bic}


def _postal(facts: Rib, random: Random) -> Rows:
    """A postal bank's sheet: two coupons to hand over, the holder's address at the right."""
    account = facts.account
    one: tuple[Block | tuple[Block, ...], ...] = (
        (letterhead(account.bank, "Centre financier de Fictiville"),
         stack(lines("Cadre réservé au destinataire du relevé"), aside("CCP"))),
        title("Relevé d'Identité Bancaire"),
        (wide(1.6, stack(
            table([("Établissement", "Guichet", "N° de compte", "Clé RIB"),
                   rib_parts(account.iban)], (0.25, 0.2, 0.37, 0.18)),
            lines("IBAN - Identifiant international de compte", spaced(account.iban, 4)),
            lines("BIC - Identifiant international de l'établissement", account.bic),
            lines("Domiciliation", f"{account.bank.upper()} - CENTRE DE FICTIVILLE"))),
         address("Titulaire du compte", account.holder,
                 *(line.upper() for line in facts.address.lines()), truth=_holder(facts))),
    )  # fmt: skip
    told = Block("lines", truth=_numbers(facts))
    return (*one, tear("À découper"), *one, told,
            bottom(f"{account.bank} - société anonyme fictive à directoire et conseil de "
                   "surveillance - exemple sans valeur"))  # fmt: skip


def _european(facts: Rib, random: Random) -> Rows:
    """An application of elsewhere in Europe: everything in two languages."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        letterhead(account.bank),
        title("Coordonnées bancaires / Account details"),
        entries(Entry("Bénéficiaire / Beneficiary", account.holder, _holder(facts)),
                Entry("IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("BIC / SWIFT", account.bic, {"bic": account.bic})),
        entries(Entry("Nom de la banque / Bank name", account.bank),
                Entry("Adresse de la banque / Bank address",
                      "40 quai de l'Imaginaire, 99999 Fictiville, France"),
                Entry("Adresse du titulaire / Holder's address",
                      ", ".join(facts.address.lines()))),
        entries(Entry("Code banque / Bank code", bank), Entry("Code guichet / Branch", branch),
                Entry("Numéro de compte / Account no.", serial), Entry("Clé RIB / Key", key)),
        paragraph("Utilisez ces coordonnées pour les virements en euros (SEPA). Les virements "
                  "instantanés sont crédités en quelques secondes, sept jours sur sept."),
        bottom(f"{account.bank} - établissement de crédit fictif - exemple sans valeur"),
    )  # fmt: skip


def _cooperative(facts: Rib, random: Random) -> Rows:
    """A mutual bank's: the IBAN in cells, labels in French and English."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    groups = spaced(account.iban, 4).split(" ")
    return (
        (letterhead(account.bank, "CCM FICTIVILLE LES FABLES", "22 place de l'Ébauche",
                    "99999 FICTIVILLE"),
         stack(title("RELEVÉ D'IDENTITÉ BANCAIRE"),
               lines("Remettez ce relevé à tout organisme ayant besoin de connaître vos "
                     "références bancaires pour la domiciliation de vos virements ou de "
                     "prélèvements à votre compte."))),
        lines("Identifiant national de compte bancaire - RIB"),
        table([("Banque", "Guichet", "N° compte", "Clé", "Devise", "Domiciliation"),
               (bank, branch, serial, key, "EUR", "FICTIVILLE FABLES")],
              (0.12, 0.12, 0.24, 0.08, 0.12, 0.32)),
        lines("Identifiant international de compte bancaire"),
        (wide(2.4, stack(lines("IBAN (International Bank Account Number)"),
                         table([tuple(groups)], (1 / len(groups),) * len(groups),
                               truth={"iban": account.iban}))),
         stack(lines("BIC (Bank Identifier Code)"),
               table([(account.bic,)], (1.0,), truth={"bic": account.bic}))),
        (boxed("Domiciliation / Paying Bank", account.bank.upper(), "CCM FICTIVILLE LES FABLES",
               "22 place de l'Ébauche", "99999 FICTIVILLE", "Tél. 04 65 71 00 20"),
         boxed("Titulaire du compte / Account Owner", account.holder, *facts.address.lines(),
               truth=_holder(facts))),
        bottom(f"{account.bank} - société coopérative de crédit fictive - exemple sans valeur"),
    )  # fmt: skip


def _business(facts: Rib, random: Random) -> Rows:
    """What a branch prints from its own screen."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        edge(f"{account.bank} - imprimé fictif - exemple sans valeur"),
        (letterhead(account.bank, f"AGENCE FICTIVILLE ENTREPRISES ({branch})"),
         lines("Vos interlocuteurs : A. MODÈLE", "Du mardi au samedi, 9 h - 17 h 30")),
        title("R.I.B. - Relevé d'identité bancaire"),
        (panel("Intitulé du compte", account.holder, *facts.address.lines(),
               truth=_holder(facts)), nothing(0.5)),
        entries(Entry("Code banque", bank), Entry("Code agence", branch),
                Entry("Numéro de compte", serial), Entry("Clé RIB", key),
                Entry("Agence de domiciliation", f"{account.bank} Fictiville Entreprises"),
                pairs="table"),
        entries(Entry("Code IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("Code BIC / adresse SWIFT", account.bic, {"bic": account.bic}),
                pairs="table"),
        paragraph("Ce relevé est destiné à tout organisme souhaitant connaître vos références "
                  "bancaires pour enregistrer à votre compte des opérations (virements, paiements "
                  "de quittance, prélèvements...). Son utilisation vous garantit le bon "
                  "enregistrement des opérations en cause et vous évite ainsi des réclamations."),
    )  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn(((looks.POSTAL, _postal), (looks.STARTUP, _european),
                  (looks.COOPERATIVE, _cooperative), (looks.LEDGER, _business)),
                 facts, number, random)  # fmt: skip
    made.truth["bank"] = facts.account.bank
    return made
