"""Tax notices: a first page with its detail behind, a declared situation, two of one page."""

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
from .paper import Rows, dots, drawn, place, slash, to, who, whole, words


def _share(facts: Tax, places: int = 0) -> str:
    text = f"{facts.parts:.2f}" if places else f"{facts.parts.normalize():f}"
    return text.replace(".", ",")


def _fiscal(facts: Tax) -> dict[str, str]:
    return {"fiscal_number": facts.person.fiscal_number}


def _reference(facts: Tax) -> dict[str, str]:
    return {"notice_reference": facts.reference}


def _issue(facts: Tax) -> dict[str, str]:
    return {"issue_date": facts.issued.isoformat()}


def _rows(facts: Tax) -> list[tuple[str, ...]]:
    declared = int(Decimal(facts.income) * 10 / 9)
    return [("Salaires déclarés", whole(declared)),
            ("Déduction forfaitaire de 10 %", f"- {whole(declared - facts.income)}"),
            ("Revenu brut global", whole(facts.income)),
            ("Revenu net imposable", whole(facts.income))]  # fmt: skip


def _official(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    return (
        (letterhead("FINANCES PUBLIQUES (FICTIF)", f"SIP {person.address.city.upper()}"),
         lines(f"AVIS D'IMPÔT {year + 1}", "IMPÔT SUR LE REVENU ET PRÉLÈVEMENTS SOCIAUX",
               f"(revenus de l'année {year})")),
        (entries(Entry("Numéro fiscal du déclarant 1", spaced(person.fiscal_number, 2, 2, 3, 3, 3),
                       _fiscal(facts)),
                 Entry("Référence de l'avis", spaced(facts.reference, 2, 2, 7, 2),
                       _reference(facts)),
                 Entry("Numéro FIP", digits(random, 12)),
                 Entry("Établi le", slash(facts.issued), _issue(facts))),
         to(person, 2, person.short)),
        code_block(facts),
        title("Votre situation"),
        table([("Revenu fiscal de référence", "Nombre de parts", "Montant à payer"),
               (whole(facts.income), _share(facts, 1), "0,00 €")], (0.4, 0.3, 0.3),
              truth=truths.income(facts) | truths.parts(facts)),
        paragraph("Le détail du calcul figure au verso. Pour toute question, contactez votre "
                  "service par la messagerie de votre espace."),
        foot("1/2 - exemple sans valeur"),
        BREAK,
        Block("heading", "Calcul"),
        table([("Rubrique", "Déclarant 1"), *_rows(facts)], (0.7, 0.3)),
        foot(f"Avis {year + 1} - {full(person, 2)} - 2/2 - exemple"),
    )  # fmt: skip


def _declared(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    return (
        (code_block(facts), to(person, 0, "")),
        title("Avis de situation déclarative", f"Impôt sur le revenu {year + 1} - revenus {year}"),
        letterhead("Service des impôts des particuliers", f"{person.address.city} (exemple)"),
        entries(Entry("Votre n° fiscal", person.fiscal_number, _fiscal(facts)),
                Entry("Référence d'avis", facts.reference, _reference(facts)),
                Entry("Date de l'avis", words(facts.issued), _issue(facts))),
        table([("Données retenues", "Valeur"), ("Situation de famille", "Célibataire"),
               ("Parts", _share(facts, 1)), *_rows(facts),
               ("Revenu fiscal de référence", whole(facts.income))], (0.65, 0.35),
              truth=truths.income(facts) | truths.parts(facts)),
        paragraph("Ce document tient lieu de justificatif de ressources. Le montant de l'impôt "
                  "fera l'objet d'un avis ultérieur."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _compact(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    given = ", ".join(person.given)
    return (
        title(f"AVIS D'IMPÔT SUR LES REVENUS {year}", f"établi en {year + 1}"),
        (letterhead("Direction des impôts (fictive)"), code_block(facts)),
        (entries(Entry("Nom", person.surname, {"surname": person.surname}),
                 *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
                   if person.usage_name else []),
                 Entry("Prénoms", given, {"given_names": given}), head="Déclarant 1"),
         entries(Entry("N° fiscal", spaced(person.fiscal_number, 2, 2, 3, 3, 3), _fiscal(facts)),
                 Entry("Réf. avis", facts.reference, _reference(facts)),
                 Entry("Mise en recouvrement", dots(facts.issued), _issue(facts)),
                 head="Références")),
        entries(Entry("Adresse au 1er janvier", place(person), address_truth(person.address)),
                Entry("Nombre de parts", _share(facts), truths.parts(facts)),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                   truths.income(facts))),
        table([("Détail", "Euros"), *_rows(facts)], (0.7, 0.3)),
        foot("Avis fictif à conserver."),
    )  # fmt: skip


def _space(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    return (
        letterhead("Impôts (exemple)", "Document de l'espace particulier"),
        title(f"Impôt {year + 1} sur les revenus {year}"),
        entries(Entry("Contribuable", f"{person.civility} {full(person, 1)}", who(person, 1)),
                Entry("Demeurant", place(person), address_truth(person.address)),
                Entry("Numéro fiscal", person.fiscal_number, _fiscal(facts)),
                Entry("Numéro de l'avis d'impôt (référence)", spaced(facts.reference, 2, 2, 7, 2),
                      _reference(facts)),
                Entry("Date d'établissement de l'avis", slash(facts.issued), _issue(facts))),
        (entries(Entry("RFR (revenu fiscal de référence)", f"{whole(facts.income)} €",
                       truths.income(facts)),
                 Entry("Parts fiscales", _share(facts), truths.parts(facts))), code_block(facts)),
        table([("Revenus", f"Année {year}"), *_rows(facts)], (0.7, 0.3)),
        paragraph("Vous êtes non imposable." if facts.income < 17000 else
                  "Le solde sera prélevé en septembre."),
        foot("Avis d'imposition d'exemple, sans valeur."),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn((_official, _declared, _compact, _space), facts, number, 2, random)
    made.truth["income_year"] = str(facts.income_year)
    return made
