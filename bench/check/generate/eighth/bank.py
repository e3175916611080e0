"""RIB: a mutual bank's, a postal bank's coupon, an application's page, a counter's print."""

from __future__ import annotations

from random import Random

from ..facts import Rib
from ..numbers import digits, rib_parts, spaced
from ..sheet import Drawn, Entry, address, entries, foot, letterhead, lines, paragraph, table, title
from . import looks
from .mentions import note
from .paper import (
    Rows,
    aside,
    blank,
    bottom,
    deck,
    drawn,
    fieldset,
    ledger,
    masthead,
    pill,
    small,
    stack,
    tear,
    wide,
)


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _iban(facts: Rib) -> dict[str, str]:
    return {"iban": facts.account.iban}


def _bic(facts: Rib) -> dict[str, str]:
    return {"bic": facts.account.bic}


def _mutual(facts: Rib, random: Random) -> Rows:
    """A regional mutual bank's: France first, then abroad, each in its frame."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        (letterhead(account.bank, "Caisse locale des Fables - tél. 04 65 71 00 10"),
         aside("Document établi le", _any_day(random))),
        title("RELEVE D'IDENTITE BANCAIRE"),
        paragraph("Pour tout virement ou prélèvement, il vous suffit de communiquer ces "
                  "coordonnées à votre correspondant : elles évitent erreurs et retards."),
        entries(Entry("Intitulé du compte", account.holder, _holder(facts)),
                Entry("", facts.address.street), Entry("", f"{facts.address.postcode} "
                                                           f"{facts.address.city}"),
                Entry("Domiciliation", f"FICTIVILLE CHIMERES ({branch})")),
        fieldset("RIB FRANCE",
                 deck(Entry("Code établissement", bank), Entry("Code guichet", branch),
                      Entry("N° de compte", serial), Entry("Clé RIB", key))),
        fieldset("IBAN ETRANGER",
                 small("IBAN (International Bank Account Number)"),
                 lines(spaced(account.iban, 4), truth=_iban(facts)),
                 small("Code BIC (Bank Identification Code) - code SWIFT"),
                 lines(account.bic, truth=_bic(facts))),
        note("bank"),
        bottom(f"{account.bank}, société coopérative fictive à capital variable. Exemple sans "
               "valeur."),
    )  # fmt: skip


def _any_day(random: Random) -> str:
    """A day without bearing on anything: a RIB has none that counts."""
    return f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/2025"


def _postal(facts: Rib, random: Random) -> Rows:
    """Two coupons of a cheque book: numbers in columns, the address in capitals."""
    account = facts.account
    home = tuple(line.upper() for line in facts.address.lines())

    def coupon(told: bool) -> Rows:
        return (
            (letterhead(account.bank.upper(), "CENTRE FINANCIER"), small(
                "Relevé d'identité bancaire", "A remettre à l'organisme qui le demande")),
            (wide(1.5, stack(
                ledger([("Etab.", "Guichet", "Compte", "Clé"), rib_parts(account.iban)],
                       (0.18, 0.22, 0.44, 0.16)),
                entries(Entry("Domiciliation", f"{account.bank[:22].upper()}"),
                        Entry("N° IBAN", spaced(account.iban, 4), _iban(facts) if told else {}),
                        Entry("BIC", account.bic, _bic(facts) if told else {})))),
             address("TITULAIRE", account.holder, *home,
                     truth=_holder(facts) if told else None)),
        )  # fmt: skip

    return (
        title("RELEVE D'IDENTITE BANCAIRE"),
        *coupon(True), tear("Partie à détacher"), *coupon(False), tear(),
        small("Conservez ce second exemplaire : il vous sera utile pour vos prochaines démarches.",
              f"Réf. {digits(random, 12)}"),
        bottom("Document fictif, sans valeur."),
    )  # fmt: skip


def _app(facts: Rib, random: Random) -> Rows:
    """An application's page: a name, four values, and where one may use them."""
    account = facts.account
    return (
        letterhead(account.bank),
        pill("Compte courant - EUR"),
        title("Détails du compte", "RIB"),
        entries(Entry("Nom du titulaire", account.holder, _holder(facts)),
                Entry("IBAN", spaced(account.iban, 4), _iban(facts)),
                Entry("BIC/SWIFT", account.bic, _bic(facts)),
                Entry("Adresse du titulaire", ", ".join(facts.address.lines())),
                Entry("Établissement", f"{account.bank}, 18 allée du Mirage, 99999 Fictiville")),
        fieldset("", small("Virement SEPA : reçu en un jour ouvré. Virement instantané : reçu en "
                           "dix secondes. Devise acceptée : euro.")),
        small("Code banque, code guichet, numéro de compte et clé :",
              " / ".join(rib_parts(account.iban))),
        bottom(f"Généré depuis l'application. {account.bank} est une marque imaginaire. Exemple "
               "sans valeur."),
    )  # fmt: skip


def _counter(facts: Rib, random: Random) -> Rows:
    """What a cashier prints from his screen, in one font, inside a frame."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        masthead(account.bank, "IMPRESSION GUICHET", f"POSTE {digits(random, 3)}",
                 f"OP. {digits(random, 5)}"),
        title("IDENTITE BANCAIRE DU CLIENT"),
        entries(Entry("CLIENT", account.holder, _holder(facts)),
                Entry("ADRESSE", " - ".join(facts.address.lines()).upper()),
                Entry("AGENCE", f"{branch} FICTIVILLE CENTRE"),
                Entry("NATURE DU COMPTE", "COMPTE DE DEPOT A VUE")),
        table([("BANQUE", "AGENCE", "NUMERO DE COMPTE", "CLE RIB", "DEV"),
               (bank, branch, serial, key, "EUR")], (0.16, 0.16, 0.38, 0.16, 0.14)),
        entries(Entry("IBAN", spaced(account.iban, 4), _iban(facts)),
                Entry("IBAN SANS ESPACE", account.iban),
                Entry("IDENTIFIANT SWIFT", account.bic, _bic(facts)),
                Entry("BANQUE", account.bank)),
        blank(), lines("CACHET DE L'AGENCE"), blank(2),
        foot("EDITION DE CONTROLE - EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn(((looks.MUTUAL_BANK, _mutual), (looks.POST_BANK, _postal),
                  (looks.APP_BANK, _app), (looks.COUNTER, _counter)),
                 facts, number, random)  # fmt: skip
    made.truth["bank"] = facts.account.bank
    return made
