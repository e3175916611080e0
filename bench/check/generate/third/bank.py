"""RIB: a public accountant's, an institution's page, an online bank's, a branch bank's."""

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
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from .paper import Rows, drawn


def _treasury(facts: Rib, random: Random) -> Rows:
    account = facts.account
    return (
        (letterhead(account.bank), title("RELEVE D'IDENTITE BANCAIRE")),
        paragraph("PARTIE RESERVEE AU DESTINATAIRE DU RELEVE\nLe relevé ci-dessous est destiné à "
                  "être remis à vos créanciers ou débiteurs, français ou étrangers, appelés à "
                  "faire inscrire des opérations à votre compte (virements, prélèvements, etc.)."),
        Block("heading", "Identifiant national de compte bancaire - RIB"),
        table([("Code banque", "Code guichet", "N° de compte", "Clé RIB", "Domiciliation"),
               (*rib_parts(account.iban), f"{account.bank} FICTIVILLE")],
              (0.15, 0.15, 0.24, 0.12, 0.34)),
        Block("heading", "Identifiant international de compte bancaire - IBAN"),
        table([("IBAN (International Bank Account Number)", "BIC (Bank Identifier Code)"),
               (spaced(account.iban, 4), account.bic)], (0.64, 0.36),
              truth={"iban": account.iban, "bic": account.bic}),
        lines("TITULAIRE DU COMPTE :", account.holder,
              *(line.upper() for line in facts.address.lines()), truth={"holder": account.holder}),
    )  # fmt: skip


def _institution(facts: Rib, random: Random) -> Rows:
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        title("COORDONNÉES BANCAIRES", "pour tout règlement par virement"),
        lines("Titulaire du Compte", account.holder, *facts.address.lines(),
              truth={"holder": account.holder}),
        entries(Entry("Domiciliation", account.bank), Entry("Code Banque", bank),
                Entry("Code Guichet", branch), Entry("N° Compte", serial), Entry("Clé RIB", key)),
        entries(Entry("IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("BIC", account.bic, {"bic": account.bic}), head="Virement international"),
        letterhead(account.bank, "Direction des services bancaires – 99999 FICTIVILLE"),
        foot("Cadre réservé au destinataire du RIB"),
    )  # fmt: skip


def _online(facts: Rib, random: Random) -> Rows:
    account = facts.account
    return (
        letterhead(account.bank, "Banque en ligne (fictive) – 12 quai des Modèles",
                   "99999 FICTIVILLE"),
        title("Mes informations bancaires", "Relevé d'identité bancaire (RIB)"),
        paragraph("Communiquez ces informations à votre employeur, à la Caf ou à toute personne "
                  "qui souhaite vous faire un virement."),
        entries(Entry("Nom du titulaire", account.holder, {"holder": account.holder}),
                Entry("Adresse du titulaire", ", ".join(facts.address.lines())),
                Entry("IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("BIC/SWIFT", account.bic, {"bic": account.bic}),
                Entry("Banque", account.bank),
                Entry("Devise du compte", "Euro (EUR)")),
        entries(*(Entry(a, b) for a, b in zip(
            ("Code établissement", "Code guichet", "Numéro de compte", "Clé"),
            rib_parts(account.iban), strict=True)), head="Format français (RIB)"),
        foot(f"Document généré depuis l'espace client {account.bank}, exemple sans valeur."),
    )  # fmt: skip


def _branch(facts: Rib, random: Random) -> Rows:
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        title("Relevé d'Identité Bancaire"),
        (letterhead(account.bank, "Agence Fictiville Centre", f"Tél. 04 65 71 {digits(random, 2)} "
                    f"{digits(random, 2)} (appel fictif)"),
         address("Titulaire du compte (Account Owner)", account.holder, *facts.address.lines(),
                 truth={"holder": account.holder})),
        table([("Banque", "Guichet", "N° compte", "Clé", "Devise"),
               (bank, branch, serial, key, "EUR")], (0.18, 0.18, 0.32, 0.14, 0.18)),
        lines("IBAN (International Bank Account Number)", spaced(account.iban, 4),
              truth={"iban": account.iban}),
        lines("BIC (Bank Identifier Code)", account.bic, truth={"bic": account.bic}),
        paragraph("Remettez ce relevé à tout organisme ayant besoin de connaître vos références "
                  "bancaires pour la domiciliation de vos virements ou de prélèvements à votre "
                  "compte. Vous éviterez ainsi des erreurs ou des retards d'exécution."),
        foot("PARTIE RÉSERVÉE AU DESTINATAIRE DU RELEVÉ – document d'exemple"),
    )  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn((_treasury, _institution, _online, _branch), facts, number, 0, random)
    made.truth["bank"] = facts.account.bank
    return made
