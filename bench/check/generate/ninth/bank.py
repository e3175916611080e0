"""RIB: a branch's sheet, a web page printed, a letter that certifies the account, a grid."""

from __future__ import annotations

from datetime import date
from random import Random

from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    bottom,
    heading,
    nothing,
    plain,
    small,
    stack,
    wide,
    words,
)
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
    sign,
    table,
    title,
)
from . import looks_a as looks
from .mentions_a import back, note
from .paper_a import columns, drawn


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _iban(facts: Rib) -> dict[str, str]:
    return {"iban": facts.account.iban}


def _bic(facts: Rib) -> dict[str, str]:
    return {"bic": facts.account.bic}


def _branch(facts: Rib, random: Random) -> Rows:
    """A branch's sheet: whose account at the left, where it is held at the right, two tables."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        letterhead(account.bank, "Réseau de proximité (fictif)"),
        title("RELEVÉ D'IDENTITÉ BANCAIRE"),
        (stack(heading("Titulaire du compte"),
               lines(account.holder, *facts.address.lines(), truth=_holder(facts))),
         stack(heading("Domiciliation"),
               lines(f"{account.bank.upper()}", f"AGENCE FICTIVILLE PRADO ({branch})",
                     "99 COURS DE L'IMAGINAIRE", "99999 FICTIVILLE",
                     f"TEL. 04 65 71 {digits(random, 2)} {digits(random, 2)}"))),
        heading("Références bancaires nationales"),
        table([("Code banque", "Code guichet", "Numéro de compte", "Clé RIB"),
               (bank, branch, serial, key)], (0.22, 0.22, 0.36, 0.2)),
        heading("Références bancaires internationales"),
        table([("IBAN", "BIC"), (spaced(account.iban, 4), account.bic)], (0.7, 0.3),
              truth=_iban(facts) | _bic(facts)),
        paragraph("Remettez ce relevé à tout organisme ayant besoin de connaître vos références "
                  "bancaires pour la domiciliation de vos virements, de vos prélèvements ou de vos "
                  "TIP SEPA. Il vous évite de les recopier et donc les réclamations pour erreur."),
        lines("Partie réservée au destinataire du relevé :", GAP, GAP),
        note("bank", 1),
        foot(f"{account.bank} - SA à directoire et conseil de surveillance (fictive) - exemple "
             "sans valeur"),
    )  # fmt: skip


def _web(facts: Rib, random: Random) -> Rows:
    """A page printed from a browser: its path, its menu, lines ruled between the values."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    day = date(2025, random.randint(1, 12), random.randint(1, 28))
    return (
        small(f"{day:%d/%m/%Y} {random.randint(8, 22)}:{random.randint(10, 59)} - Banque en "
              "ligne - Espace client"),
        letterhead(account.bank),
        small("Accueil > Comptes > Compte courant > Mes documents > RIB / IBAN"),
        title("Votre RIB"),
        (wide(1.7, entries(
            Entry("Compte", "Compte courant en euros"),
            Entry("Titulaire(s)", account.holder, _holder(facts)),
            Entry("Adresse", ", ".join(facts.address.lines())),
            Entry("IBAN", spaced(account.iban, 4), _iban(facts)),
            Entry("BIC", account.bic, _bic(facts)),
            Entry("Banque", bank), Entry("Guichet", branch), Entry("N° compte", serial),
            Entry("Clé", key), Entry("Domiciliation", account.bank))),
         Block("panel", "Partager", ("Imprimer", "Télécharger au format PDF",
                                     "Envoyer par e-mail"))),
        small("Ne communiquez votre RIB qu'à des personnes ou organismes de confiance. Votre "
              "banque ne vous demandera jamais vos codes par téléphone."),
        small("Mentions légales | Tarifs | Sécurité | Nous contacter"),
        bottom(f"https://www.example.com/espace-client/rib?cpt={digits(random, 6)} - 1/1",
               "Exemple sans valeur."),
    )  # fmt: skip


def _certified(facts: Rib, random: Random) -> Rows:
    """A letter by which the bank certifies in sentences that the account is held with it."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    day = date(2025, random.randint(1, 12), random.randint(1, 28))
    return (
        letterhead(account.bank, "Centre de relation clientèle",
                   "TSA 99999 - 99999 FICTIVILLE CEDEX 3"),
        (nothing(0.8), address(account.holder, *facts.address.lines(), truth=_holder(facts))),
        aside(f"Fictiville, le {words(day)}"),
        title("Attestation de domiciliation bancaire - RIB"),
        paragraph(f"Nous soussignés, {account.bank}, certifions que {account.holder} est titulaire "
                  "dans nos livres d'un compte de dépôt en euros, dont les coordonnées bancaires "
                  "sont les suivantes :"),
        entries(Entry("Etablissement", bank), Entry("Guichet", branch),
                Entry("N° du compte", serial), Entry("Clé", key),
                Entry("Code IBAN", spaced(account.iban, 4), _iban(facts)),
                Entry("Code BIC (Swift)", account.bic, _bic(facts))),
        paragraph("La présente attestation est délivrée à la demande de notre client pour servir "
                  "et valoir ce que de droit. Elle ne constitue ni une garantie de provision, ni "
                  "un engagement quelconque de notre part."),
        sign("Le service clientèle"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _grid(facts: Rib, random: Random) -> Rows:
    """Labels under their values, in two languages; the international number box by box."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        (letterhead(account.bank, "www.example.com"),
         aside("RIB", f"Réf. interne {digits(random, 8)}")),
        title("Relevé d'Identité Bancaire / Bank Account Details"),
        columns("", Entry("Titulaire du compte / Account holder", account.holder, _holder(facts)),
                Entry("Adresse / Address", ", ".join(facts.address.lines())),
                Entry("Type de compte / Account type", "Compte courant"),
                Entry("Devise / Currency", "EUR")),
        Block("grid", "IBAN", tuple(spaced(account.iban, 4).split()), truth=_iban(facts)),
        columns("", Entry("BIC (Bank Identifier Code)", account.bic, _bic(facts)),
                Entry("Agence de domiciliation / Branch", f"{account.bank} - Fictiville")),
        plain([("Code établissement", "Code guichet", "N° de compte", "Clé RIB"),
               (f"{bank} ", f"{branch} ", f"{serial} ", f"{key} ")], (0.25, 0.25, 0.32, 0.18)),
        small("Ces informations permettent l'exécution de virements et de prélèvements dans "
              "l'espace SEPA (36 pays). / These details allow SEPA transfers and direct debits."),
        back("bank"),
        bottom(f"{account.bank}, établissement de crédit imaginaire, ORIAS 99 999 999. Exemple "
               "sans valeur / Sample only."),
    )  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn(((looks.BRANCH, _branch), (looks.BANK_WEB, _web),
                  (looks.BANK_WORD, _certified), (looks.BANK_GRID, _grid)),
                 facts, number, random)  # fmt: skip
    made.truth["bank"] = facts.account.bank
    return made
