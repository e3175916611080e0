"""Tax notices: the present one, an older one, the situation after declaring, a correction."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Tax
from ..numbers import digits, spaced
from ..sheet import (
    BREAK,
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
from ..tax import code_block
from ..wording import address_truth, full
from . import looks
from .mentions import mentions
from .paper import (
    GAP,
    Rows,
    aside,
    band,
    bars,
    bottom,
    called,
    commas,
    drawn,
    edge,
    identity,
    padded,
    panel,
    plain,
    ruledhead,
    slash,
    small,
    stack,
    strip,
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
    return f"{facts.parts:.2f}".replace(".", ",")


def _due(facts: Tax) -> int:
    return 0 if facts.income < 16500 else facts.income // 21


def _rows(facts: Tax, *head: str) -> list[tuple[str, ...]]:
    """From the wages declared to the income that is taxed."""
    declared = int(Decimal(facts.income) * 10 / 9)
    return [head, ("Salaires", whole(declared), whole(declared)),
            ("Déduction 10 % ou frais réels", whole(declared - facts.income),
             whole(declared - facts.income)),
            ("Salaires, pensions, rentes nets", whole(facts.income), whole(facts.income)),
            ("Revenu brut global", "", whole(facts.income)),
            ("Revenu imposable", "", whole(facts.income))]  # fmt: skip


def _present(facts: Tax, random: Random) -> Rows:
    """The notice as it has come since the tax is withheld: references at the left, two pages."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    fiscal = spaced(person.fiscal_number, 2, 2, 3, 3, 3)
    return (
        edge(f"Impression fictive 1534 - {digits(random, 12)}"),
        (stack(letterhead("DIRECTION FICTIVE DES FINANCES PUBLIQUES"),
               small("Pour vous renseigner", f"SIP {person.address.city}",
                     "du lundi au vendredi, sur rendez-vous"), lines(GAP),
               entries(Entry("Numéro fiscal (C)", fiscal, _fiscal(facts)),
                       Entry("Référence de l'avis", spaced(facts.reference, 2, 2, 7, 2),
                             _reference(facts)),
                       Entry("N° FIP", f"{facts.reference[2:4]}0 {digits(random, 2)} "
                             f"{digits(random, 9)} M"),
                       Entry("N° de rôle", digits(random, 3)),
                       Entry("Date d'établissement", slash(facts.issued), truths.issued(facts)),
                       Entry("Date de mise en recouvrement", slash(facts.issued)),
                       head="Vos références"),
               code_block(facts)),
         wide(1.1, stack(
             small(f"AVIS D'IMPÔT ÉTABLI EN {year + 1}",
                   "IMPÔT SUR LES REVENUS ET PRÉLÈVEMENTS SOCIAUX", f"Revenus de {year}"),
             lines(GAP, GAP), bars(digits(random, 17)), window(person, person.short), lines(GAP),
             panel("Votre situation", f"Impôt restant à payer : {whole(due)} €"
                   if due else "Aucun impôt à payer",
                   f"Revenu fiscal de référence : {whole(facts.income)} €",
                   f"Nombre de parts : {_share(facts)}",
                   truth=truths.income(facts) | truths.parts(facts))))),
        title("Votre avis d'impôt en bref"),
        paragraph("Vous recevez cet avis suite à la déclaration de vos revenus. Il récapitule les "
                  "éléments retenus pour le calcul de votre impôt et tient lieu de justificatif de "
                  "revenus. Il est aussi disponible dans votre espace particulier, rubrique "
                  "Documents."),
        mentions("tax"),
        small("Prélèvement à la source : votre taux actualisé s'appliquera à compter de septembre "
              f"{year + 1}. Un doute sur un courriel ? Aucun remboursement ne vous sera demandé "
              "par carte bancaire."),
        bottom("Exemple sans valeur - page 1 sur 2"),
        BREAK,
        ruledhead("Détail du calcul"),
        small(f"N° fiscal : {fiscal} - {full(person, 0)}"),
        table(_rows(facts, "Détail des revenus", "Déclar. 1", "Total"), (0.6, 0.2, 0.2)),
        plain([("Impôt sur les revenus", "Montant"),
               ("Impôt sur les revenus soumis au barème", whole(due)),
               ("Décote, réductions et crédits", "0"),
               ("Total de l'impôt sur le revenu net", whole(due)),
               ("Prélèvement à la source déjà versé", "0")], (0.76, 0.24)),
        paragraph("Situation de famille retenue : C (célibataire). Personnes à charge : voir le "
                  "nombre de parts. La taxe d'habitation sur la résidence principale est "
                  "supprimée."),
        bottom("Page 2 sur 2"),
    )  # fmt: skip


def _older(facts: Tax, random: Random) -> Rows:
    """The dense green sheet of former years, words shortened."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    return (
        (letterhead("CENTRE DES FINANCES PUBLIQUES", f"{person.address.city.upper()} (FICTIF)"),
         small("Copie demandée au service", "Direction générale fictive")),
        (stack(small("Pour nous contacter, indiquez :"),
               entries(Entry("N° fiscal décl. 1", person.fiscal_number, _fiscal(facts)),
                       Entry("Réf. avis", facts.reference, _reference(facts)),
                       Entry("Établi le", slash(facts.issued), truths.issued(facts)))),
         stack(lines(GAP), to(person, 0, "M" if person.sex == "M" else "MME"))),
        title(f"AVIS D'IMPÔT {year + 1}", f"sur les revenus de l'année {year}"),
        lines(f"Situation du foyer au 31/12/{year} : C", f"Adresse : {commas(person.address)}"),
        table([*_rows(facts, "Revenus en euros", "Vous", "Foyer"),
               ("Impôt total avant crédits d'impôt", "", whole(due)),
               ("IMPÔT NET", "", whole(due))], (0.56, 0.22, 0.22)),
        (code_block(facts),
         wide(2.4, entries(Entry("Nombre de parts", _share(facts), truths.parts(facts)),
                           Entry("Revenu fiscal de réf.", f"{whole(facts.income)}",
                                 truths.income(facts)),
                           Entry("Montant de l'impôt", whole(due)), head="À RETENIR"))),
        paragraph("Le revenu fiscal de référence sert à déterminer si vous pouvez bénéficier de "
                  "certains avantages sociaux et exonérations d'impôts locaux."
                  + ("" if due else " Vous n'êtes pas redevable de l'impôt sur le revenu.")),
        mentions("tax", 0),
        small("Vous pouvez réclamer jusqu'au 31 décembre de la deuxième année qui suit celle de la "
              "mise en recouvrement."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _declared(facts: Tax, random: Random) -> Rows:
    """The notice of situation, with the civil status name by name."""
    person, year = facts.person, facts.income_year
    given = " ".join(person.given)
    return (
        (letterhead("Espace particulier (fictif)"), aside(f"Édité le {padded(facts.issued)}",
                                                          truth=truths.issued(facts))),
        title(f"Avis de situation déclarative à l'impôt sur le revenu {year + 1}",
              f"établi au titre des revenus de {year}"),
        (stack(ruledhead("Identification"),
               entries(Entry("Numéro fiscal du déclarant", person.fiscal_number, _fiscal(facts)),
                       Entry("Référence de l'avis", facts.reference, _reference(facts)))),
         code_block(facts)),
        ruledhead("Déclarant"),
        entries(Entry("Nom de naissance", person.surname),
                *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                Entry("Prénoms", given, identity(person, " ")),
                Entry("Date de naissance", slash(person.birth)),
                Entry("Adresse", commas(person.address), address_truth(person.address))),
        strip(Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                    truths.income(facts)),
              Entry("Nombre de parts", _share(facts), truths.parts(facts)),
              Entry("Impôt estimé", f"{whole(_due(facts))} €")),
        plain(_rows(facts, "Éléments retenus", "Déclarant 1", "Foyer"), (0.6, 0.2, 0.2)),
        paragraph("Ce document est un justificatif de ressources. Les organismes peuvent en "
                  "contrôler le contenu grâce au code à barres ou sur le service de vérification "
                  "en ligne."),
        mentions("tax", 1),
        bottom("Il ne dispense pas du paiement des sommes dues. Exemple sans valeur."),
    )  # fmt: skip


def _corrected(facts: Tax, random: Random) -> Rows:
    """A notice made again after a correction, in serif letters."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    return (
        letterhead("TRÉSOR PUBLIC IMAGINAIRE", "Service des impôts des particuliers"),
        (to(person, 1, person.civility),
         stack(small("Identifiants"), lines(f"Numéro fiscal : {person.fiscal_number}",
                                            f"Réf. de l'avis : {facts.reference}",
                                            truth=_fiscal(facts) | _reference(facts)))),
        title("AVIS D'IMPÔT APRÈS CORRECTION", f"Impôt {year + 1} - revenus {year}"),
        band("Cet avis annule et remplace le précédent"),
        paragraph(f"Suite à la correction de votre déclaration, l'impôt établi au nom de "
                  f"{called(person)} est fixé comme suit.", truth=who(person, 0)),
        entries(Entry("Date de l'avis", words(facts.issued), truths.issued(facts)),
                Entry("Revenu imposable", f"{whole(facts.income)} euros"),
                Entry("Nombre de parts du foyer", _share(facts), truths.parts(facts)),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} euros",
                      truths.income(facts)),
                Entry("Impôt sur le revenu", f"{whole(due)} euros"),
                Entry("Déjà réglé", f"{whole(due)} euros"), Entry("Solde", "0 euro")),
        (code_block(facts), wide(2.5, stack(
            small("Adresse d'imposition au 1er janvier"), lines(*person.address.lines())))),
        paragraph("La correction ne modifie pas votre taux de prélèvement à la source tant que "
                  "celui-ci n'a pas été recalculé."),
        Block("sign", lines=("Le comptable public",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn(((looks.TAX, _present), (looks.TAX_OLD, _older), (looks.TAX_WEB, _declared),
                  (looks.TAX_SERIF, _corrected)),
                 facts, number, random)  # fmt: skip
    made.truth["income_year"] = str(facts.income_year)
    return made
