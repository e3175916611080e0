"""RIB: a mutual bank's page, a branch's letter, an online bank's sheet, a machine's print."""

from __future__ import annotations

from random import Random

from ..facts import Rib
from ..numbers import digits, rib_parts, spaced
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
from .paper import Rows, aside, band, bottom, drawn, nothing, panel, stack, tear, watermark, wide


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _numbers(facts: Rib) -> dict[str, str]:
    return {"iban": facts.account.iban, "bic": facts.account.bic}


def _mutual(facts: Rib, random: Random) -> Rows:
    """A regional bank's page: what is for whom, the national then the international form."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        (letterhead(account.bank.upper(), "Caisse locale de Fictiville - Vallon"),
         aside("Votre conseiller : P. CHIMÈRE", "Tél. 0 980 000 000 (fictif)")),
        title("RELEVÉ D'IDENTITÉ BANCAIRE"),
        paragraph("Ce relevé est destiné à être remis, à leur demande, à vos créanciers ou "
                  "débiteurs (employeur, Sécurité sociale, fournisseurs...) pour éviter toute "
                  "erreur d'exécution dans le traitement des opérations."),
        (wide(1.5, stack(
            lines("Domiciliation", f"{account.bank.upper()} FICTIVILLE VALLON"),
            table([("Code établ.", "Code guichet", "Numéro de compte", "Clé RIB"),
                   (bank, branch, serial, key)], (0.22, 0.24, 0.36, 0.18)))),
         address("Titulaire du compte", account.holder,
                 *(line.upper() for line in facts.address.lines()), truth=_holder(facts))),
        table([("Numéro de compte bancaire international (IBAN)",
                "Code d'identification de la banque (BIC)"),
               (spaced(account.iban, 4), account.bic)], (0.6, 0.4), truth=_numbers(facts)),
        tear("Partie à détacher"),
        bottom(f"{account.bank} - Société coopérative fictive à capital variable, agréée en tant "
               "qu'établissement de crédit imaginaire - siège social : 1 rue du Prototype, 99999 "
               "FICTIVILLE - exemple sans valeur"),
    )  # fmt: skip


def _branch(facts: Rib, random: Random) -> Rows:
    """A letter handed over at the counter."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        letterhead(account.bank, "Agence Fictiville Hôtel de Ville", "8 place de l'Ébauche",
                   "99999 FICTIVILLE"),
        (nothing(), address(account.holder, *facts.address.lines(), truth=_holder(facts))),
        title("Vos coordonnées bancaires"),
        paragraph("Madame, Monsieur,\nVous trouverez ci-dessous les coordonnées de votre compte "
                  "de dépôt, à communiquer pour recevoir un virement ou mettre en place un "
                  "prélèvement."),
        panel("IBAN", spaced(account.iban, 4), truth={"iban": account.iban}),
        panel("BIC (Swift)", account.bic, truth={"bic": account.bic}),
        entries(Entry("Code banque", bank), Entry("Code agence", branch),
                Entry("N° de compte", serial), Entry("Clé", key), head="RIB", pairs="columns"),
        paragraph("Nous vous remercions de votre confiance.\nVotre agence"),
        bottom(f"{account.bank}, banque fictive, 99999 FICTIVILLE. Document d'exemple."),
    )  # fmt: skip


def _online(facts: Rib, random: Random) -> Rows:
    """The sheet that an application shares."""
    account = facts.account
    return (
        watermark("SPÉCIMEN"),
        letterhead(account.bank),
        title("RIB / IBAN", "Document à transmettre aux organismes de votre choix"),
        entries(Entry("Titulaire(s)", account.holder, _holder(facts)),
                Entry("IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("Code BIC", account.bic, {"bic": account.bic}),
                Entry("Établissement teneur du compte", account.bank),
                Entry("Monnaie", "EUR"), pairs="above"),
        table([("Banque", "Guichet", "Compte", "Clé RIB"), rib_parts(account.iban)],
              (0.22, 0.22, 0.36, 0.2)),
        lines("Adresse postale du titulaire", *facts.address.lines()),
        bottom("Ce relevé ne vaut pas autorisation de prélèvement. Généré par l'application, "
               "exemple sans valeur."),
    )  # fmt: skip


def _cash_machine(facts: Rib, random: Random) -> Rows:
    """Printed by the machine of the agency, three times on a sheet; two are alike."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    one: tuple[Block | tuple[Block, ...], ...] = (
        band(f"{account.bank} - RELEVE D'IDENTITE BANCAIRE"),
        (stack(lines("TITULAIRE", account.holder, *facts.address.lines(), truth=_holder(facts))),
         lines(f"BANQUE : {bank}   GUICHET : {branch}", f"COMPTE : {serial}   CLE : {key}",
               f"DOMICILIATION : AG. {digits(random, 4)} FICTIVILLE")),
        lines(f"IBAN : {spaced(account.iban, 4)}", f"BIC : {account.bic}", truth=_numbers(facts)),
    )  # fmt: skip
    return (*one, tear(), *one, tear(), *one,
            bottom("Imprimé au guichet automatique - exemple"))  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn(((looks.BANK, _mutual), (looks.WORD, _branch), (looks.APP, _online),
                  (looks.PRINTER, _cash_machine)),
                 facts, number, random)  # fmt: skip
    made.truth["bank"] = facts.account.bank
    return made
