"""RIB: an online bank's, a branch's three coupons, a new bank's letter, a savings bank's slip."""

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
    sign,
    table,
    title,
)
from . import looks
from .mentions import mentions
from .paper import (
    Rows,
    aside,
    bottom,
    drawn,
    plain,
    qr,
    ruledhead,
    small,
    stack,
    strip,
    tear,
    wide,
)


def _holder(facts: Rib) -> dict[str, str]:
    return {"holder": facts.account.holder}


def _iban(facts: Rib) -> dict[str, str]:
    return {"iban": facts.account.iban}


def _bic(facts: Rib) -> dict[str, str]:
    return {"bic": facts.account.bic}


def _online(facts: Rib, random: Random) -> Rows:
    """An online bank's: national use, then international use, under headings with a line."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        letterhead(account.bank, "Service clients : www.example.com"),
        title("Relevé d'identité bancaire"),
        (stack(small("Titulaire(s) du compte"),
               address(account.holder, *facts.address.lines(), truth=_holder(facts))),
         stack(small("Domiciliation"),
               lines(f"{account.bank}", "44 quai de l'Imaginaire", "99999 FICTIVILLE CEDEX"))),
        ruledhead("Identification du compte pour une utilisation nationale"),
        plain([("Code banque", "Code guichet", "N° de compte", "Clé"),
               (bank, branch, serial, key)], (0.22, 0.22, 0.40, 0.16)),
        ruledhead("Identification du compte pour une utilisation internationale"),
        entries(Entry("IBAN", spaced(account.iban, 4), _iban(facts)),
                Entry("Code BIC", account.bic, _bic(facts))),
        paragraph("Document à remettre à vos débiteurs ou créanciers, français ou étrangers, pour "
                  "la mise en place de vos virements et prélèvements."),
        mentions("bank"),
        bottom(f"{account.bank}, société anonyme fictive - 999 999 999 RCS Fictiville - exemple "
               "sans valeur"),
    )  # fmt: skip


def _branch(facts: Rib, random: Random) -> Rows:
    """A branch's three coupons, the same thing thrice, to cut apart."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    coupon: tuple[Block | tuple[Block, ...], ...] = (
        (letterhead(account.bank, f"AGENCE {branch}"),
         wide(1.5, small("RELEVE D'IDENTITE BANCAIRE",
                         "Ce relevé est destiné à être remis, sur leur demande, à vos créanciers "
                         "ou débiteurs appelés à faire inscrire des opérations à votre compte "
                         "(virements, prélèvements, etc.)."))),
        (wide(1.2, strip(Entry("c/banque", bank), Entry("c/guichet", branch))),
         wide(1.2, strip(Entry("n° compte", serial), Entry("c/rib", key))),
         small("Domiciliation", f"{account.bank.upper()}", "FICTIVILLE")),
        (wide(1.4, stack(small("IBAN"), lines(spaced(account.iban, 4)),
                         small("Bank Identification Code"), lines(account.bic))),
         stack(small("Intitulé du compte"), lines(account.holder,
                                                  *(x.upper() for x in facts.address.lines()),
                                                  truth=_holder(facts)))),
    )  # fmt: skip
    return (
        small(f"Édition réf. {digits(random, 8)} - à découper suivant les pointillés"),
        *coupon, tear(), *coupon, tear(), *coupon,
        Block("lines", truth=_iban(facts) | _bic(facts)),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _letter(facts: Rib, random: Random) -> Rows:
    """A new bank's: it certifies, in sentences, that the account is held."""
    account = facts.account
    return (
        letterhead(account.bank, "Attestation générée depuis l'application"),
        title("Vos coordonnées bancaires (RIB)"),
        paragraph(f"Nous confirmons que le compte de paiement dont les références suivent est "
                  f"ouvert dans nos livres au nom de {account.holder}.", truth=_holder(facts)),
        entries(Entry("IBAN", spaced(account.iban, 4), _iban(facts)),
                Entry("BIC", account.bic, _bic(facts)),
                Entry("Titulaire", account.holder), Entry("Devise du compte", "EUR")),
        small("Adresse du titulaire", *facts.address.lines()),
        paragraph("Communiquez ces coordonnées à votre employeur, à la CAF ou à toute personne qui "
                  "doit vous verser de l'argent. Elles ne permettent pas de retirer des fonds."),
        qr(f"rib/{digits(random, 12)}", "Vérifier l'authenticité", "de ce document"),
        mentions("bank"),
        bottom(f"{account.bank} est un établissement de paiement fictif, agréé par personne. "
               "Exemple sans valeur."),
    )  # fmt: skip


def _savings(facts: Rib, random: Random) -> Rows:
    """A savings bank's slip, out of a printer with one font."""
    account = facts.account
    bank, branch, serial, key = rib_parts(account.iban)
    return (
        (letterhead(account.bank.upper(), "Relevé à conserver dans le chéquier"),
         aside("R.I.B.", f"Ed. {digits(random, 6)}")),
        title("RELEVÉ D'IDENTITÉ BANCAIRE"),
        table([("c/étab", "c/guichet", "n/compte", "c/rice", "domiciliation"),
               (bank, branch, serial, key, f"{account.bank.upper()[:18]}")],
              (0.13, 0.16, 0.25, 0.12, 0.34)),
        Block("grid", "Numéro de compte bancaire international (IBAN)",
              tuple(spaced(account.iban, 4).split(" ")), truth=_iban(facts)),
        Block("grid", "Code d'identification de la banque (SWIFT)", (account.bic,),
              truth=_bic(facts)),
        (address("Titulaire :", account.holder, *(x.upper() for x in facts.address.lines()),
                 truth=_holder(facts)),
         sign("Remis par l'agence", "Le conseiller")),
        foot("Partie à remettre à l'organisme demandeur. Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rib, number: int, random: Random) -> Drawn:
    made = drawn(((looks.ONLINE_BANK, _online), (looks.HIGH_STREET, _branch),
                  (looks.NEOBANK, _letter), (looks.SAVINGS, _savings)),
                 facts, number, random)  # fmt: skip
    made.truth["bank"] = facts.account.bank
    return made
