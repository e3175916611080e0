"""RIB: a financial centre's cells, an account card, two tongues in a gutter, a counter's print."""

from __future__ import annotations

from datetime import date
from random import Random

from ..eighth.paper import (
    Rows,
    aside,
    blank,
    bottom,
    boxed,
    fieldset,
    ledger,
    nothing,
    ruledhead,
    short,
    small,
    stack,
    strip,
    tear,
    wide,
)
from ..facts import Rib
from ..numbers import digits, rib_parts, spaced
from ..sheet import (
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    title,
)
from . import looks_a as looks
from .paper_a import drawn, laid, oneline


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _iban(facts: Rib) -> dict[str, str]:
    return {"iban": facts.account.iban}


def _bic(facts: Rib) -> dict[str, str]:
    return {"bic": facts.account.bic}


def _day(random: Random) -> date:
    return date(2025, random.randint(1, 12), random.randint(1, 28))


def _centre(facts: Rib, random: Random) -> Rows:
    """A financial centre's: the body asking fills the left, cells and the holder come after."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        (letterhead(account.bank, "Centre financier de Fictiville"),
         stack(lines("Relevé d'identité bancaire"), small("R.I.B. - I.B.A.N."))),
        (wide(0.9, fieldset("Cadre réservé au destinataire du relevé", blank(4))),
         paragraph("Ce relevé est destiné à être remis, sur leur demande, à vos créanciers ou "
                   "débiteurs, français ou étrangers, appelés à faire inscrire des opérations à "
                   "votre compte (virements, paiements de quittances, etc.). Son utilisation vous "
                   "garantit le bon enregistrement des opérations en cause et vous évite ainsi des "
                   "réclamations pour erreurs ou retards d'imputation.")),
        title("RELEVÉ D'IDENTITÉ BANCAIRE"),
        lines("Identifiant national de compte bancaire - RIB"),
        strip(Entry("Établissement", bank), Entry("Guichet", branch),
              Entry("N° de compte", serial), Entry("Clé RIB", key),
              Entry("Domiciliation", f"{account.bank.upper()} CENTRE FINANCIER")),
        lines("Identifiant international de compte bancaire - IBAN"),
        strip(Entry("IBAN (International Bank Account Number)", spaced(account.iban, 4),
                    _iban(facts)),
              Entry("BIC (Bank Identifier Code)", account.bic, _bic(facts))),
        (nothing(0.8),
         stack(small("Titulaire du compte - Account owner"),
               address(account.holder, *(line.upper() for line in facts.address.lines()),
                       truth=_holder(facts)))),
        foot("Imprimé fictif 702 - exemple sans valeur"),
    )  # fmt: skip


def _card(facts: Rib, random: Random) -> Rows:
    """A young bank's card of the account: what to give for a transfer, then the French parts."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        letterhead(account.bank, "Le compte qui tient dans la poche"),
        title("Informations de compte"),
        paragraph("Partagez ces informations avec votre employeur, un proche ou un organisme pour "
                  "recevoir un virement ou autoriser un prélèvement."),
        ruledhead("Bénéficiaire"),
        lines(account.holder, truth=_holder(facts)),
        small(oneline(facts.address)),
        ruledhead("Compte principal - EUR"),
        entries(Entry("IBAN", spaced(account.iban, 4), _iban(facts)),
                Entry("BIC / SWIFT", account.bic, _bic(facts)),
                Entry("Établissement teneur du compte", account.bank),
                Entry("Pays du compte", "France")),
        ruledhead("Format RIB"),
        paragraph(f"Banque {bank}  ·  Guichet {branch}  ·  Compte {serial}  ·  Clé {key}"),
        small("Délai habituel : quelques secondes pour un virement instantané, un jour ouvré pour "
              "un virement classique. Aucun frais de réception en euros dans l'espace SEPA.",
              f"Fichier créé depuis l'application, le {_day(random):%d/%m/%Y} à "
              f"{random.randint(7, 22)}h{random.randint(10, 59)}."),
        bottom(f"{account.bank} est un établissement de paiement imaginaire. Vos dépôts seraient "
               "garantis jusqu'à 100 000 euros. Exemple sans valeur."),
    )  # fmt: skip


def _tongues(facts: Rib, random: Random) -> Rows:
    """A mutual network's: French with English in brackets, the branch and its adviser beside."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    day = _day(random)
    return (
        letterhead(f"{account.bank} - Caisse locale des Fables"),
        title("Relevé d'Identité Bancaire (RIB) / IBAN"),
        (wide(1.7, stack(
            laid("bold", Entry("Titulaire du compte (Account Owner)", ""),
                 Entry("", account.holder, _holder(facts)),
                 *(Entry("", line) for line in facts.address.lines())),
            blank(1),
            laid("bold", Entry("Domiciliation (Paying Bank)", ""),
                 Entry("", f"{account.bank} Fictiville Les Fables"),
                 Entry("", "31 montée des Fables, 99999 Fictiville")))),
         boxed("Votre caisse", "Votre chargé de clientèle :",
               random.choice(("Mme C. CHIMÈRE", "M. P. MAQUETTE")),
               f"Téléphone 04 65 71 {digits(random, 2)} {digits(random, 2)}",
               "Du mardi au samedi midi")),
        ledger([("Code Banque", "Code Guichet", "Numéro de compte", "Clé RIB", "Devise"),
                (bank, branch, serial, key, "EUR")], (0.2, 0.2, 0.32, 0.14, 0.14)),
        entries(Entry("IBAN (International Bank Account Number)", spaced(account.iban, 4),
                      _iban(facts)),
                Entry("BIC (Bank Identification Code)", account.bic, _bic(facts))),
        paragraph("Remettez ce relevé à tout organisme ayant besoin de connaître les références de "
                  "votre compte ou effectuant des opérations sur celui-ci."),
        aside(f"Édité le {day:%d/%m/%Y} - intitulé : C/C EUROCOMPTE MODÈLE"),
        foot("Société coopérative fictive à capital variable. Exemple sans valeur."),
    )  # fmt: skip


def _terminal(facts: Rib, random: Random) -> Rows:
    """Printed at the counter, twice on the sheet, to be parted with scissors."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    day = _day(random)

    def half() -> Rows:
        return (
            letterhead(account.bank.upper(), f"AGENCE {branch} FICTIVILLE  EDITION DU "
                       f"{short(day)}  POSTE {digits(random, 3)}"),
            title("R I B   -   RELEVE D'IDENTITE BANCAIRE"),
            (wide(1.3, lines("TITULAIRE", account.holder,
                             *(line.upper() for line in facts.address.lines()))),
             lines("NATURE DU COMPTE", "COMPTE CHEQUES", "MONNAIE : EURO")),
            entries(Entry("BANQUE", bank), Entry("GUICHET", branch), Entry("COMPTE", serial),
                    Entry("CLE", key), Entry("CODE IBAN", spaced(account.iban, 4), _iban(facts)),
                    Entry("CODE BIC", account.bic, _bic(facts)),
                    Entry("TENU PAR", account.bank.upper())),
        )  # fmt: skip

    return (
        *half(),
        tear("A DECOUPER - UN EXEMPLAIRE PAR ORGANISME"),
        *half(),
        lines(truth=_holder(facts)),
        foot("EXEMPLE SANS VALEUR"),
    )


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn(((looks.BANK_CENTRE, _centre), (looks.BANK_CARD, _card),
                  (looks.BANK_TONGUES, _tongues), (looks.BANK_TERMINAL, _terminal)),
                 facts, number, random)  # fmt: skip
    made.truth["bank"] = facts.account.bank
    return made
