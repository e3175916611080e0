"""Tax notices: the notice of two pages, the declarative situation, a short notice, a summary."""

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
    address,
    entries,
    foot,
    letterhead,
    paragraph,
    table,
    title,
)
from ..tax import code_block
from ..wording import address_truth, full
from .paper import Rows, drawn, padded, slash, whole, words


def _half(parts: Decimal, style: int = 0) -> str:
    text = f"{parts:.2f}" if style else f"{parts.normalize():f}"
    return text.replace(".", ",")


def _to(facts: Tax, name: str, *before: str) -> Block:
    place = facts.person.address
    bare = name.removeprefix(f"{facts.person.short} ").removeprefix(
        f"{facts.person.civility.upper()} ")  # fmt: skip
    return address(*before, name, *place.lines(),
                   truth={"full_name": bare} | address_truth(place))  # fmt: skip


def _detail(facts: Tax) -> list[tuple[str, ...]]:
    declared = int(Decimal(facts.income) * 10 / 9)
    return [
        ("", "Déclar. 1", "Total"),
        ("Salaires", whole(declared), ""),
        ("Déduction 10% ou frais réels", f"-{whole(declared - facts.income)}", ""),
        ("Salaires, pensions, rentes nets", whole(facts.income), whole(facts.income)),
        ("Revenu brut global", "", whole(facts.income)),
        ("Revenu imposable", "", whole(facts.income)),
    ]


def _two_pages(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    name = f"{person.short} {person.used_name} {person.given[0].upper()}"
    return (
        (letterhead("DIRECTION GÉNÉRALE DES FINANCES PUBLIQUES (SPÉCIMEN)"),
         title(f"AVIS D'IMPÔT {year + 1}", f"Impôt sur les revenus de {year}")),
        (entries(
            Entry("Numéro fiscal (A)", spaced(person.fiscal_number, 2, 2, 3, 3, 3),
                  {"fiscal_number": person.fiscal_number}),
            Entry("N° FIP", digits(random, 12)),
            Entry("Référence de l'avis", spaced(facts.reference, 2, 2, 7, 2),
                  {"notice_reference": facts.reference}),
            Entry("Numéro de rôle", digits(random, 3)),
            Entry("Date d'établissement", slash(facts.issued),
                  {"issue_date": facts.issued.isoformat()}),
            head="VOS RÉFÉRENCES"), _to(facts, name)),
        code_block(facts),
        paragraph(f"Madame, Monsieur,\nVotre impôt a été calculé à partir de vos revenus de "
                  f"l'année {year}. Vous trouverez le détail de ce calcul en page suivante."),
        entries(Entry("Revenu fiscal de référence", whole(facts.income), truths.income(facts)),
                head="Informations complémentaires"),
        foot(f"Service des impôts des particuliers de {person.address.city} – exemple sans "
             "valeur", "Page : 1 / 2"),
        BREAK,
        table([("Situation du foyer", "Personnes à charge", "Nombre de parts"),
               ("Célibataire (C)", "0", _half(facts.parts, 1))], (0.4, 0.3, 0.3),
              truth=truths.parts(facts)),
        paragraph("Vous n'avez aucune démarche à faire : votre taux de prélèvement à la source "
                  f"sera mis à jour le 1er septembre {year + 1}. Pour contester cet avis, vous "
                  f"avez jusqu'au 31 décembre {year + 3}."),
        Block("heading", "Détail des revenus"),
        table(_detail(facts), (0.6, 0.2, 0.2)),
        foot(f"{name} – avis d'impôt {year + 1} – exemple – Page : 2 / 2"),
    )  # fmt: skip


def _situation(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    name = f"{person.used_name} {person.given[0]}"
    return (
        letterhead("Finances publiques (exemple)", f"SIP de {person.address.city}",
                   "Pour nous contacter : votre messagerie sécurisée"),
        title("AVIS DE SITUATION DÉCLARATIVE À L'IMPÔT SUR LE REVENU",
              f"Revenus {year} – établi en {year + 1}"),
        (_to(facts, name), code_block(facts)),
        entries(
            Entry("Déclarant 1", name),
            Entry("N° fiscal du déclarant", person.fiscal_number,
                  {"fiscal_number": person.fiscal_number}),
            Entry("Référence de l'avis", facts.reference, {"notice_reference": facts.reference}),
            Entry("Établi le", padded(facts.issued), {"issue_date": facts.issued.isoformat()})),
        entries(
            Entry("Situation de famille", "Célibataire"),
            Entry("Nombre de parts retenu", _half(facts.parts, 1), truths.parts(facts)),
            Entry("Revenu brut global", f"{whole(facts.income)} €"),
            Entry("Revenu imposable", f"{whole(facts.income)} €"),
            Entry("Revenu fiscal de référence", f"{whole(facts.income)} €", truths.income(facts)),
            head=f"Éléments déclarés au titre des revenus de {year}"),
        paragraph("Cet avis ne comporte pas le montant de votre impôt. Il justifie de vos revenus "
                  "et de vos charges auprès des organismes tiers."),
        foot("Document d'exemple, sans valeur."),
    )  # fmt: skip


def _short(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    name = f"{person.civility.upper()} {person.given[0]} {person.used_name}"
    return (
        title(f"AVIS D'IMPÔT ÉTABLI EN {year + 1}",
              f"Impôt sur les revenus et prélèvements sociaux – revenus {year}"),
        (letterhead("FINANCES PUBLIQUES", "Centre des finances publiques (fictif)"),
         code_block(facts)),
        (entries(
            Entry("Votre numéro fiscal", spaced(person.fiscal_number, 2, 2, 3, 3, 3),
                  {"fiscal_number": person.fiscal_number}),
            Entry("Votre référence d'avis", facts.reference,
                  {"notice_reference": facts.reference}),
            Entry("Mis en recouvrement le", slash(facts.issued),
                  {"issue_date": facts.issued.isoformat()})),
         _to(facts, name, "Destinataire de l'avis")),
        table([("Somme restant à payer", "Revenu fiscal de référence"),
               ("0,00 €", f"{whole(facts.income)} €")], (0.5, 0.5), truth=truths.income(facts)),
        entries(Entry("Adresse d'imposition au 1er janvier", ", ".join(person.address.lines())),
                Entry("Vos parts de quotient familial", _half(facts.parts), truths.parts(facts)),
                Entry("Année de perception des revenus", str(year))),
        table(_detail(facts), (0.6, 0.2, 0.2)),
        foot("Conservez cet avis : il peut vous être demandé. Exemple sans valeur."),
    )  # fmt: skip


def _summary(facts: Tax, random: Random) -> Rows:
    person, year = facts.person, facts.income_year
    names = " ".join(person.given)
    return (
        (letterhead("Administration fiscale – exemple", "Impôts des particuliers"),
         _to(facts, f"{person.short} {full(person, 1)}")),
        title(f"Votre avis d'impôt sur les revenus {year}",
              f"Avis établi en {year + 1}, le {words(facts.issued)}"),
        entries(
            Entry("Nom", person.surname, {"surname": person.surname}),
            *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
              if person.usage_name else []),
            Entry("Prénom(s)", names, {"given_names": names}),
            Entry("Identifiant fiscal (n° fiscal)", person.fiscal_number,
                  {"fiscal_number": person.fiscal_number}),
            Entry("N° d'avis (référence de l'avis)", spaced(facts.reference, 2, 2, 7, 2),
                  {"notice_reference": facts.reference})),
        (entries(Entry("Revenu fiscal de référence", f"{whole(facts.income)} euros",
                       truths.income(facts)),
                 Entry("Nombre de part(s) du foyer", _half(facts.parts), truths.parts(facts))),
         code_block(facts)),
        paragraph("D'après les éléments que vous avez déclarés, vous n'êtes pas imposable "
                  "à l'impôt sur le revenu." if facts.income < 17000 else
                  "Le montant de votre impôt sera prélevé sur le compte bancaire connu de nos "
                  "services."),
        BREAK,
        paragraph(f"Date limite de paiement, le cas échéant : 15 septembre {year + 1}. Votre "
                  "espace particulier vous permet de gérer votre prélèvement à la source."),
        Block("heading", f"Détail de vos revenus de l'année {year}"),
        table(_detail(facts), (0.6, 0.2, 0.2)),
        foot(f"Avis d'impôt {year + 1} de {names} {person.used_name} – exemple – 2/2"),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn((_two_pages, _situation, _short, _summary), facts, number, 1, random)
    made.truth["income_year"] = str(facts.income_year)
    if number == 11:
        made.truth["issue_date"] = facts.issued.isoformat()
    return made
