"""Tax notices: what remains to pay, a situation declared, a repayment, an old printer's."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Tax
from ..numbers import digits, spaced
from ..sheet import (
    BREAK,
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
from ..tax import code_block
from ..wording import address_truth, full
from . import looks
from .mentions import advice, back, note
from .paper import (
    GAP,
    Rows,
    aside,
    bars,
    blank,
    bottom,
    called,
    commas,
    deck,
    drawn,
    edge,
    fieldset,
    formal,
    heading,
    identity,
    ledger,
    masthead,
    padded,
    panel,
    plain,
    slash,
    small,
    stack,
    to,
    who,
    whole,
    wide,
    window,
    words,
)


def _fiscal(facts: Tax) -> dict[str, str]:
    return {"fiscal_number": facts.person.fiscal_number}


def _reference(facts: Tax) -> dict[str, str]:
    return {"notice_reference": facts.reference}


def _share(facts: Tax) -> str:
    """« 1,5 », or « 2 »: no useless zeros."""
    return f"{facts.parts.normalize():f}".replace(".", ",")


def _hundredths(facts: Tax) -> str:
    return f"{facts.parts:.2f}".replace(".", ",")


def _due(facts: Tax) -> int:
    return 0 if facts.income < 16800 else facts.income // 19


def _withheld(facts: Tax) -> int:
    return _due(facts) + facts.income // 60


def _declared(facts: Tax) -> int:
    return int(Decimal(facts.income) * 10 / 9)


def _remaining(facts: Tax, random: Random) -> Rows:
    """The sheet of today: who writes at the left, the sum in a frame, the count overleaf."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    fiscal = spaced(person.fiscal_number, 2, 2, 3, 3, 3)
    return (
        edge(f"N° {digits(random, 4)}-M-SD-{year + 1} (fictif)"),
        (stack(letterhead("Finances publiques imaginaires", f"Centre des finances de "
                          f"{person.address.city}", "8 cours de l'Imaginaire"),
               lines("AVIS D'IMPÔT", "IMPÔT SUR LES REVENUS", f"Établi en {year + 1} - revenus de "
                     f"{year}"),
               fieldset("Vos références",
                        entries(Entry("Numéro fiscal déclarant 1", fiscal, _fiscal(facts)),
                                Entry("Référence de l'avis", spaced(facts.reference, 2, 2, 7, 2),
                                      _reference(facts)),
                                Entry("Numéro FIP", spaced(digits(random, 12), 3)),
                                Entry("Numéro de rôle", digits(random, 3)),
                                Entry("Date d'établissement", slash(facts.issued),
                                      truths.issued(facts)))),
               code_block(facts)),
         wide(1.05, stack(
             blank(2), bars(digits(random, 16)), window(person, person.short.upper()), blank(2),
             panel("SOMME QUI RESTE À PAYER" if due else "VOUS N'AVEZ RIEN À PAYER",
                   f"{whole(due)} €", f"Date limite : 15/09/{year + 1}" if due
                   else "Votre impôt est nul."),
             fieldset("Votre foyer en chiffres",
                      entries(Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                                    truths.income(facts)),
                              Entry("Nombre de parts", _hundredths(facts), truths.parts(facts)),
                              Entry("Taux marginal", "11 %" if due else "0 %")))))),
        advice("tax", 0, 1),
        small("Vos démarches se font en ligne dans votre espace. L'administration ne demande "
              "jamais un numéro de carte par courriel."),
        bottom("Exemple sans valeur - 1/2"),
        BREAK,
        heading("Comment votre impôt est calculé"),
        small(f"{formal(person)} - n° fiscal {fiscal}"),
        ledger([("Revenus et déductions", "Déclarant 1", "Foyer"),
                ("Salaires déclarés (1AJ)", whole(_declared(facts)), whole(_declared(facts))),
                ("Déduction forfaitaire", whole(_declared(facts) - facts.income),
                 whole(_declared(facts) - facts.income)),
                ("Revenu net imposable", "", whole(facts.income)),
                ("Impôt brut", "", whole(due)), ("Montant de votre impôt", "", whole(due))],
               (0.6, 0.2, 0.2), total=True),
        advice("tax", 2),
        back("tax"),
        bottom("2/2"),
    )  # fmt: skip


def _situation(facts: Tax, random: Random) -> Rows:
    """The situation declared on line: ruled lines, and a column for each who declares."""
    person, year = facts.person, facts.income_year
    return (
        (letterhead("Direction des finances de l'Exemple"), wide(0.9, to(person, 0,
                                                                          person.civility))),
        title("Avis de situation déclarative", f"à l'impôt sur le revenu {year + 1} - revenus "
              f"perçus en {year}"),
        (entries(Entry("Numéro fiscal 1", person.fiscal_number, _fiscal(facts)),
                 Entry("Numéro fiscal 2", "-"),
                 Entry("Réf. de l'avis", facts.reference, _reference(facts)),
                 Entry("Déclaration reçue le", f"02/05/{year + 1}"),
                 Entry("Avis établi le", slash(facts.issued), truths.issued(facts))),
         code_block(facts)),
        table([("", "Déclarant 1", "Déclarant 2", "Total"),
               ("Traitements et salaires", whole(_declared(facts)), "", whole(_declared(facts))),
               ("Salaires après déduction", whole(facts.income), "", whole(facts.income)),
               ("Revenu brut global", "", "", whole(facts.income)),
               ("Revenu imposable", "", "", whole(facts.income))], (0.4, 0.2, 0.2, 0.2)),
        entries(Entry("Situation du foyer", "Célibataire"),
                Entry("Nombre de parts retenu", _share(facts), truths.parts(facts)),
                Entry("Revenu fiscal de référence", whole(facts.income), truths.income(facts)),
                Entry("Impôt sur le revenu net avant corrections", whole(_due(facts)))),
        paragraph("Cet avis permet de justifier de vos revenus et de vos charges en attendant "
                  "l'avis d'impôt, qui vous parviendra pendant l'été. Il ne constitue pas une "
                  "demande de paiement."),
        note("tax", 1),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _repaid(facts: Tax, random: Random) -> Rows:
    """A notice with a repayment: civil status name by name, boxes of figures."""
    person, year = facts.person, facts.income_year
    back_ = _withheld(facts) - _due(facts)
    return (
        letterhead("Service fictif des impôts", "Gestion des particuliers"),
        title(f"Votre impôt {year + 1} : un remboursement",
              f"Avis d'impôt établi d'après les revenus de {year}"),
        (aside(f"Le {padded(facts.issued)}", truth=truths.issued(facts)),),
        entries(Entry("Nom", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénoms", ", ".join(person.given), identity(person)),
                Entry("N° fiscal", spaced(person.fiscal_number, 2, 2, 3, 3, 3), _fiscal(facts)),
                Entry("Référence d'avis", facts.reference, _reference(facts)),
                Entry("Adresse au 1er janvier", commas(person.address),
                      address_truth(person.address))),
        deck(Entry("Impôt sur le revenu", f"{whole(_due(facts))} €"),
             Entry("Déjà prélevé à la source", f"{whole(_withheld(facts))} €"),
             Entry("Nous vous rendons", f"{whole(back_)} €")),
        (code_block(facts),
         wide(2, fieldset("Données de référence", entries(
             Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                   truths.income(facts)),
             Entry("Parts", _hundredths(facts), truths.parts(facts)))))),
        paragraph("Le virement sera fait sur le compte bancaire que vous avez indiqué, sous "
                  "l'intitulé « REMB IMPOT REVENUS (exemple) »."),
        advice("tax", 0),
        back("tax"),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _printer(facts: Tax, random: Random) -> Rows:
    """A notice of former years in one font, dotted lines, and no colour."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    kind = "AVIS D'IMPOT" if due else "AVIS DE NON-IMPOSITION"
    return (
        masthead("TRESORERIE DE FICTIVILLE", f"IMPOTS {year + 1}", f"REVENUS {year}",
                 f"LOT {digits(random, 5)}"),
        (lines("VOUS POUVEZ VOUS RENSEIGNER", f"SIP {person.address.city.upper()}",
               "TEL. 04 65 71 00 99"),
         stack(lines(GAP), window(person, "MME" if person.e else "M"))),
        title(f"{kind} - IMPOT SUR LES REVENUS"),
        entries(Entry("NUMERO FISCAL", person.fiscal_number, _fiscal(facts)),
                Entry("REFERENCE DE L'AVIS", facts.reference, _reference(facts)),
                Entry("MIS EN RECOUVREMENT LE", slash(facts.issued), truths.issued(facts)),
                Entry("SITUATION DE FAMILLE", "C"),
                Entry("NOMBRE DE PARTS", _hundredths(facts), truths.parts(facts))),
        plain([("DETAIL", "DECLARANT", "TOTAL"),
               ("SALAIRES", whole(_declared(facts)), whole(_declared(facts))),
               ("DEDUCTION 10 %", whole(_declared(facts) - facts.income), ""),
               ("REVENU IMPOSABLE", "", whole(facts.income)),
               ("IMPOT NET", "", whole(due))], (0.56, 0.22, 0.22)),
        entries(Entry("REVENU FISCAL DE REFERENCE", whole(facts.income), truths.income(facts))),
        (code_block(facts), wide(2, lines(
            f"FOYER DE {called(person).upper()}",
            "CE DOCUMENT EST A CONSERVER.", f"EDITE LE {words(facts.issued).upper()}",
            truth=who(person, 0)))),
        lines("DETACHER SUIVANT LA LIGNE" if due else "AUCUN PAIEMENT A EFFECTUER"),
        foot(f"{full(person, 2)} - EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn(((looks.NOTICE, _remaining), (looks.NOTICE_DECLARED, _situation),
                  (looks.NOTICE_BACK, _repaid), (looks.NOTICE_OLD, _printer)),
                 facts, number, random)  # fmt: skip
    made.truth["income_year"] = str(facts.income_year)
    return made
