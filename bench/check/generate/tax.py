"""Income tax notices, with their 2D-Doc of type 04."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from . import signed
from .facts import Tax
from .numbers import digits, spaced
from .sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    address,
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
from .wording import address_truth, amount, day, full, given, person_lines, pick

_LAYOUTS = layouts(
    wheel(2),
    ("office", ("references", "addressee"), "title", "code", "summary", "person", "foot",
     BREAK, "heading", "detail", "income", "notes"),
    (("office", "code"), "title", ("addressee", "references"), "summary", "foot",
     BREAK, "person", "detail", "income"),
    ("title", "office", "addressee", ("references", "code"), "person", "income", "detail", "foot"),
    (("code", "addressee"), "title", "references", ("income", "summary"), "office", "notes",
     BREAK, "person", "heading", "detail", "foot"),
    ("office", "title", ("code", "references"), "addressee", "detail", ("income", "person"),
     "foot"),
    (("addressee", "office"), ("references", "code"), "title", "notes", "income",
     BREAK, "heading", "person", "detail"),
    ("code", "title", "person", ("references", "addressee"), "detail", "income", "office", "foot"),
    ("office", ("code", "addressee"), "references", "title", "detail", "person", BREAK, "income",
     "notes", "foot"),
)  # fmt: skip


def code_block(facts: Tax) -> Block:
    person = facts.person
    parts = f"{facts.parts.normalize():f}".replace(".", ",")
    message = [
        ("43", parts),
        ("44", facts.reference),
        ("45", str(facts.income_year)),
        ("46", f"{person.used_name} {person.given[0]}"[:38]),
        ("4A", facts.issued.strftime("%d%m%Y")),
        ("41", str(facts.signed_income)),
        ("47", person.fiscal_number),
    ]
    code = signed.payload("04", facts.issued, message)
    if facts.code == "altered":
        code = signed.altered(Random(int(facts.person.fiscal_number)), code)
    return Block("code", picture=signed.picture(code))


def whole(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def render(facts: Tax, number: int, random: Random) -> Drawn:
    person, year = facts.person, facts.income_year
    fiscal, parts = person.fiscal_number, facts.parts
    printed_fiscal = spaced(fiscal, 2, 2, 3, 3, 3) if number % 2 == 0 else fiscal
    reference = facts.reference
    printed_reference = spaced(reference, 2, 2, 7, 2) if number % 3 == 0 else reference
    half = f"{parts.normalize():f}".replace(".", ",")
    taxable = int(Decimal(facts.income) * Decimal("0.98"))
    blocks = {
        "office": letterhead(
            pick(number, "Direction générale des finances publiques (spécimen)",
                 "Finances publiques – exemple", "FINANCES PUBLIQUES", "Direction des impôts"),
            f"Service des impôts des particuliers de {person.address.city}",
            "Hôtel des finances – 1 rue du Spécimen"),
        "title": title(
            pick(number, f"Avis d'impôt {year + 1}", f"Avis d'impôt établi en {year + 1}",
                 f"AVIS D'IMPÔT SUR LES REVENUS DE L'ANNÉE {year}",
                 f"Votre avis d'impôt {year + 1}",
                 f"Avis de situation déclarative à l'impôt sur les revenus {year + 1}",
                 f"Impôt sur le revenu – avis {year + 1}",
                 f"AVIS D'IMPOSITION {year + 1}", f"Avis de non-imposition {year + 1}"),
            pick(number,
                 f"Impôt sur les revenus et prélèvements sociaux – revenus de l'année {year}",
                 f"sur les revenus de l'année {year}", f"Établi en {year + 1}",
                 f"Impôt sur les revenus de {year}")),
        "references": entries(
            Entry(pick(number, "Numéro fiscal", "N° fiscal", "Votre numéro fiscal (déclarant 1)",
                       "Numéro fiscal du déclarant 1", "Numéro fiscal (13 chiffres)",
                       "Déclarant 1 – n° fiscal"),
                  printed_fiscal, {"fiscal_number": fiscal}),
            Entry(pick(number, "Référence de l'avis", "Réf. avis", "Référence de l'avis d'impôt",
                       "N° de l'avis", "Référence avis d'impôt", "Avis n°"),
                  printed_reference, {"notice_reference": reference}),
            Entry(pick(number, "Date d'établissement", "Mis en recouvrement le",
                       "Date de mise en recouvrement", "Établi le", "Date d'émission",
                       "Mise en recouvrement"),
                  day(facts.issued, number), {"issue_date": facts.issued.isoformat()}),
            Entry("Numéro FIP", digits(random, 12)),
            *([Entry("Date limite de paiement", f"15/09/{year + 1}")] if number % 2 else []),
            pairs="above" if number in (0, 3) else "",
        ),
        "addressee": address(*person_lines(person, number), truth=address_truth(person.address)),
        "code": code_block(facts),
        "summary": entries(
            Entry("Montant de votre impôt", "0,00 €" if facts.income < 17000 else
                  f"{whole(facts.income // 20)},00 €"),
            Entry(pick(number, "Revenu fiscal de référence", "Votre revenu fiscal de référence"),
                  f"{whole(facts.income)} €"),
            head=pick(number, "Votre situation", "Somme à payer", "L'essentiel"),
        ),
        "person": entries(
            Entry(pick(number, "Nom", "Nom de naissance", "Déclarant 1 – nom", "NOM"),
                  person.surname, {"surname": person.surname}),
            Entry(pick(number, "Prénoms", "Prénom(s)"), given(person, number),
                  {"given_names": given(person, number)}),
            Entry(pick(number, "Nom d'usage", "Nom d'usage (le cas échéant)"),
                  person.usage_name, {"usage_name": person.usage_name})
            if person.usage_name else Entry("", ""),
            Entry(pick(number, "Situation du foyer", "Situation de famille"), "Célibataire"),
        ),
        "heading": Block("heading", f"Détail des revenus de l'année {year}"),
        "detail": table(
            [("Détail des revenus", "Déclarant 1", "Total"),
             ("Salaires", whole(taxable), whole(taxable)),
             ("Déduction 10 % ou frais réels", f"- {whole(taxable // 10)}",
              f"- {whole(taxable // 10)}"),
             ("Salaires, pensions, rentes nets", whole(taxable - taxable // 10),
              whole(taxable - taxable // 10)),
             ("Revenu brut global", "", whole(taxable - taxable // 10)),
             ("Revenu imposable", "", whole(taxable - taxable // 10)),
             ("Impôt sur les revenus soumis au barème", "", "0")],
            (0.6, 0.2, 0.2),
        ),
        "income": entries(
            Entry(pick(number, "Revenu fiscal de référence", "Votre revenu fiscal de référence",
                       "REVENU FISCAL DE RÉFÉRENCE", "Revenu fiscal de référence (RFR)",
                       "RFR", "Revenu fiscal de réf."),
                  f"{whole(facts.income)}{pick(number, ' €', '', ' euros', ' €')}",
                  {"reference_income": amount(Decimal(facts.income))}),
            Entry(pick(number, "Nombre de parts", "Nombre de part(s)", "Parts", "Nb de parts",
                       "Nombre de parts fiscales", "Quotient familial : nombre de parts"),
                  half if number % 2 else f"{parts:.2f}".replace(".", ","),
                  {"parts": f"{parts.normalize():f}"}),
            Entry("Année des revenus", str(year)),
            pairs="dotted" if number == 0 else "",
        ),
        "notes": paragraph(
            "Pour en savoir plus sur le calcul de votre impôt, rendez-vous dans votre espace "
            "particulier. Vous disposez d'un droit d'accès et de rectification. Vos revenus ont "
            "été transmis par vos employeurs et organismes sociaux."
        ),
        "foot": foot("Document d'exemple, sans valeur – aucun service des impôts ne l'a émis.",
                     f"Page 1/2 – {person.used_name}"),
    }  # fmt: skip
    seed = random.randrange(10**6)
    drawn = draw(blocks, _LAYOUTS[number], seed)
    if drawn.pages == 1:  # a notice of one page promises no second one
        blocks["foot"] = foot("Document d'exemple, sans valeur – aucun service ne l'a émis.")
        drawn = draw(blocks, _LAYOUTS[number], seed)
    drawn.truth["income_year"] = str(year)
    drawn.truth.setdefault("full_name", full(person, number))
    return drawn
