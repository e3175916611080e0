"""RIB: a large bank's page, a post office's frame, strips to cut out, an application's sheet."""

from __future__ import annotations

from random import Random

from ..facts import Rib
from ..numbers import digits, rib_parts, spaced
from ..sheet import (
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
from .paper import Rows, drawn


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _large(facts: Rib, random: Random) -> Rows:
    account = facts.account
    return (
        (letterhead(account.bank, "La banque (fictive) de vos projets"),
         lines(f"Agence de FICTIVILLE GARE ({digits(random, 5)})", "Tél. : 04 65 71 00 00")),
        title("RELEVE D'IDENTITE BANCAIRE / IBAN"),
        paragraph("Ce relevé est destiné à être remis, sur leur demande, à vos créanciers ou "
                  "débiteurs appelés à faire inscrire des opérations à votre compte."),
        table([("Code IBAN", "Code BIC"), (spaced(account.iban, 4), account.bic)], (0.68, 0.32),
              truth={"iban": account.iban, "bic": account.bic}),
        table([("RIB", "Banque", "Agence", "Compte", "Clé"),
               ("", *rib_parts(account.iban))], (0.16, 0.18, 0.18, 0.3, 0.18)),
        entries(Entry("Intitulé du compte", account.holder, _holder(facts)),
                Entry("", ", ".join(facts.address.lines())),
                Entry("Domiciliation de l'agence", "FICTIVILLE GARE"), pairs="beside"),
        foot(f"{account.bank}, société anonyme fictive au capital de 2 000 000 euros. Exemple."),
    )  # fmt: skip


def _post(facts: Rib, random: Random) -> Rows:
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        title("Relevé d'identité bancaire"),
        (letterhead(account.bank, "Centre financier de Fictiville", "99999 FICTIVILLE CEDEX 9"),
         lines("Cadre réservé au destinataire du relevé", ".......................", "")),
        Block("heading", "Titulaire"),
        lines(account.holder, *facts.address.lines(), truth=_holder(facts)),
        Block("heading", "Références bancaires"),
        table([("Établissement", "Guichet", "N° de compte", "Clé RIB"),
               (bank, branch, serial, key)], (0.24, 0.22, 0.34, 0.2)),
        lines("IBAN - Identifiant international de compte", spaced(account.iban, 4),
              truth={"iban": account.iban}),
        lines("BIC - Identifiant international de l'établissement", account.bic,
              truth={"bic": account.bic}),
        paragraph("Ce relevé est à remettre à tout organisme qui demande les références de votre "
                  "compte, par exemple pour un virement de salaire ou un prélèvement."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _strip(facts: Rib, dashed: bool) -> tuple[Block | tuple[Block, ...], ...]:
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        (lines(account.bank, "RELEVÉ D'IDENTITÉ BANCAIRE"),
         lines("Titulaire", account.holder, truth=_holder(facts))),
        entries(Entry("Banque / Guichet", f"{bank} {branch}"),
                Entry("Compte / Clé", f"{serial} {key}"),
                Entry("IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("BIC", account.bic, {"bic": account.bic}), pairs="columns"),
        *((lines("- " * 40),) if dashed else ()),
    )  # fmt: skip


def _strips(facts: Rib, random: Random) -> Rows:
    return (
        title("Vos RIB à découper"),
        paragraph("Détachez un relevé pour chaque organisme. Ils sont identiques."),
        *_strip(facts, True), *_strip(facts, True), *_strip(facts, False),
        foot(f"{facts.account.bank} - Service fictif des relevés - exemple"),
    )  # fmt: skip


def _application(facts: Rib, random: Random) -> Rows:
    account = facts.account
    return (
        letterhead(account.bank),
        title("RIB", "Compte courant"),
        entries(Entry("Bénéficiaire", account.holder, _holder(facts)),
                Entry("IBAN", spaced(account.iban, 4), {"iban": account.iban}),
                Entry("BIC", account.bic, {"bic": account.bic}),
                Entry("Nom de la banque", account.bank),
                Entry("Adresse de la banque", "8 rue de la Fiction, 99999 Fictiville, France"),
                pairs="above"),
        table([("Code banque", "Code guichet", "Numéro de compte", "Clé RIB"),
               rib_parts(account.iban)], (0.22, 0.22, 0.36, 0.2)),
        lines("Adresse du client", *facts.address.lines()),
        foot("Ce document peut être transmis à un tiers pour recevoir un virement. Il ne permet "
             "pas de débiter le compte sans mandat signé. Exemple."),
    )  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn((_large, _post, _strips, _application), facts, number, 3, random)
    made.truth["bank"] = facts.account.bank
    return made
