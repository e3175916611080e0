"""RIB: bank account details, as banks print them."""

from __future__ import annotations

from datetime import date
from random import Random

from . import signed
from .facts import Rib
from .numbers import spaced
from .sheet import (
    Block,
    Drawn,
    Entry,
    draw,
    entries,
    foot,
    layouts,
    letterhead,
    paragraph,
    table,
    title,
)
from .theme import wheel
from .wording import pick

_LAYOUTS = layouts(
    wheel(1),
    ("bank", "title", "note", ("holder", "branch"), "parts", "iban", "bic", "foot"),
    (("bank", "holder"), "title", "iban", "bic", "parts", "note", "foot"),
    ("title", "holder", "parts", "iban_grid", "bic", "bank", "foot"),
    (("title", "bank"), "parts", ("iban", "bic"), "holder", "note"),
    ("bank", ("bic", "holder"), "iban_grid", "title", "parts", "foot"),
    ("title", ("branch", "holder"), "iban", ("parts_list", "bic"), "foot"),
    ("holder", "title", ("iban", "bic"), "parts_list", "bank", "foot"),
    ("bank", "title", "parts", "bic", "iban", ("holder", "branch"), "code"),
)


def render(facts: Rib, number: int, random: Random) -> Drawn:
    account = facts.account
    iban = account.iban
    bank, branch, serial, key = iban[4:9], iban[9:14], iban[14:25], iban[25:27]
    proved = {"iban": iban}
    blocks = {
        "bank": letterhead(account.bank, pick(number, "Agence de Fictiville", "Votre agence",
                                              "Service Clients"),
                           "1 place de l'Exemple – 99999 FICTIVILLE"),
        "title": title(*pick(
            number, "Relevé d'identité bancaire", "RIB|Relevé d'Identité Bancaire",
            "RELEVÉ D'IDENTITÉ BANCAIRE", "Relevé d'identité bancaire / IBAN",
            "Relevé d'Identité Bancaire (RIB)", "Coordonnées bancaires",
            "Vos coordonnées bancaires – RIB", "Identité bancaire|RIB / IBAN / BIC").split("|")),
        "note": paragraph(pick(
            number,
            "Ce relevé est destiné à être remis, sur leur demande, à vos créanciers ou débiteurs "
            "appelés à faire inscrire des opérations à votre compte (virements, paiements de "
            "quittances, etc.).",
            "À communiquer à tout organisme qui doit créditer ou débiter votre compte.",
            "Cadre réservé au destinataire du relevé",
        )),
        "holder": entries(
            Entry(pick(number, "Titulaire du compte", "Titulaire", "Intitulé du compte",
                       "Titulaire du compte / Account owner", "Nom et adresse du titulaire",
                       "Compte ouvert au nom de", "Bénéficiaire", "Account holder – titulaire"),
                  account.holder, {"holder": account.holder}),
            Entry(pick(number, "Adresse", "Domicile", ""), ", ".join(facts.address.lines())),
            pairs="above",
        ),
        "branch": entries(
            Entry("Domiciliation", f"{account.bank} FICTIVILLE"), Entry("Devise", "EUR"),
            pairs="above",
        ),
        "parts": table(
            [(pick(number, "Code banque", "Banque", "Établissement"),
              pick(number, "Code guichet", "Guichet"),
              pick(number, "Numéro de compte", "N° de compte", "Compte"),
              pick(number, "Clé RIB", "Clé", "Clé RIB")),
             (bank, branch, serial, key)],
            (0.22, 0.22, 0.36, 0.2),
        ),
        "parts_list": entries(
            Entry("Code banque", bank), Entry("Code guichet", branch),
            Entry("N° de compte", serial), Entry("Clé RIB", key),
        ),
        "iban": entries(
            Entry(pick(number, "IBAN", "IBAN (International Bank Account Number)",
                       "Identifiant international de compte (IBAN)", "Numéro IBAN",
                       "IBAN International", "Code IBAN"),
                  spaced(iban, 4) if number != 3 else iban, proved),
        ),
        "iban_grid": Block("grid", "IBAN (International Bank Account Number)",
                           tuple(spaced(iban, 4).split()), truth=proved),
        "bic": entries(
            Entry(pick(number, "BIC", "BIC (Bank Identifier Code)", "Code BIC / SWIFT",
                       "Adresse SWIFT (BIC)", "BIC-ADRESSE SWIFT", "Code BIC"),
                  account.bic, {"bic": account.bic}),
            *([Entry("Banque", account.bank)] if number in (5, 6) else []),
        ),
        "code": Block("code", picture=signed.picture(signed.payload(
            "03", date(2025, 1, 6),
            [("30", account.holder[:60]), ("31", iban), ("32", account.bic)]))),
        "foot": foot(f"{account.bank} – établissement fictif – document d'exemple"),
    }  # fmt: skip
    drawn = draw(blocks, _LAYOUTS[number], random.randrange(10**6))
    drawn.truth["bank"] = account.bank
    return drawn
