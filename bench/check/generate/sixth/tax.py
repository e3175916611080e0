"""Tax notices: the two pages with boxed references, a notice without tax, a proof, a situation."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Tax
from ..numbers import digits, spaced
from ..sheet import BREAK, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..tax import code_block
from ..wording import address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    band,
    bottom,
    boxed,
    commas,
    drawn,
    edge,
    heading,
    identity,
    named,
    padded,
    panel,
    place,
    slash,
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
    return f"{facts.parts:.2f}".replace(".", ",")


def _due(facts: Tax) -> int:
    return 0 if facts.income < 16500 else facts.income // 21


def _computed(facts: Tax, *head: str) -> list[tuple[str, ...]]:
    """From the wages declared to the taxable income, a column for one and one for all."""
    declared = int(Decimal(facts.income) * 10 / 9)
    kept, net = whole(declared), whole(facts.income)
    return [head, ("Salaires et assimilés déclarés", kept, kept),
            ("Abattement spécial de 10 %", f"-{whole(declared - facts.income)}",
             f"-{whole(declared - facts.income)}"),
            ("Salaires et pensions nets", net, net), ("Charges déductibles", "0", "0"),
            ("Revenu net imposable", "", net)]  # fmt: skip


def _boxed(facts: Tax, random: Random) -> Rows:
    """The notice of two pages: references in a box, what is to pay in another."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    fiscal = spaced(person.fiscal_number, 2, 2, 3, 3, 3)
    return (
        edge(f"N° 1534-M-EXEMPLE - impression fictive - {digits(random, 10)}"),
        (letterhead("FINANCES PUBLIQUES", "République imaginaire - spécimen"),
         aside(f"AVIS D'IMPÔT {year + 1}", f"sur les revenus de l'année {year}", "Page 1/2")),
        (stack(boxed("VOS RÉFÉRENCES", f"N° fiscal (déclarant 1) : {fiscal}",
                     f"Référence de l'avis : {spaced(facts.reference, 2, 2, 7, 2)}",
                     f"N° d'accès en ligne : {digits(random, 7)}",
                     f"Avis établi le : {slash(facts.issued)}",
                     f"Mis en recouvrement le : {slash(facts.issued)}",
                     truth=_fiscal(facts) | _reference(facts) | truths.issued(facts)),
               code_block(facts),
               boxed("VOS CONTACTS", "Messagerie sécurisée de votre espace particulier",
                     f"SIP de {person.address.city}", "0 809 401 000 (fictif)")),
         wide(1.15, stack(
             lines(GAP, GAP, GAP, GAP), window(person, person.short), lines(GAP, GAP),
             panel(f"Il vous reste à payer : {whole(due)} €" if due else
                   "Vous n'avez rien à payer",
                   "après déduction du prélèvement à la source"),
             table([("Votre foyer", ""), ("Revenu fiscal de référence", f"{whole(facts.income)} €"),
                    ("Nombre de parts", _share(facts))], (0.66, 0.34),
                   truth=truths.income(facts) | truths.parts(facts))))),
        paragraph(f"{person.civility},\nCet avis présente le calcul de l'impôt sur vos revenus de "
                  f"{year}, après votre déclaration. Le taux de prélèvement à la source qui en "
                  f"résulte s'applique de septembre {year + 1} à août {year + 2}."),
        paragraph("Une erreur ? Vous pouvez corriger votre déclaration en ligne. Gardez cet avis : "
                  "il vous sera demandé pour justifier de vos ressources."),
        table([("Votre calendrier", "Échéance"),
               ("Taux transmis aux verseurs de revenus", f"septembre {year + 1}"),
               ("Correction de la déclaration en ligne", f"jusqu'en décembre {year + 1}"),
               ("Prochaine déclaration", f"avril {year + 2}")], (0.66, 0.34)),
        lines("Pour payer ou demander un délai : depuis votre espace, rubrique Paiements.",
              "Pour signaler un changement : rubrique Gérer mon prélèvement à la source.",
              "Pour réclamer : messagerie sécurisée, courrier ou guichet, sur rendez-vous."),
        bottom("Direction fictive des impôts - exemple sans valeur - page 1/2"),
        BREAK,
        heading(f"Calcul de votre impôt sur les revenus {year}"),
        lines(f"N° fiscal {fiscal} - {full(person, 0)}"),
        table(_computed(facts, "En euros", "Déclarant 1", "Total foyer"), (0.58, 0.21, 0.21)),
        table([("Impôt", "Montant"), ("Impôt avant réductions", whole(due)),
               ("Réductions et crédits d'impôt", "0"), ("Impôt sur le revenu net", whole(due)),
               ("Contributions sociales", "0")], (0.72, 0.28)),
        paragraph("Délais de réclamation : jusqu'au 31 décembre de la deuxième année suivant celle "
                  "de la mise en recouvrement."),
        bottom("Page 2/2"),
    )  # fmt: skip


def _untaxed(facts: Tax, random: Random) -> Rows:
    """A notice of one page, in a letter's form."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    kind = "AVIS D'IMPOSITION" if due else "AVIS DE NON-IMPOSITION"
    return (
        (stack(letterhead("Impôts des particuliers", f"Service de {person.address.city} (fictif)"),
               lines("1 place de l'Ébauche", "99999 FICTIVILLE")),
         to(person, 1, person.civility)),
        aside(f"Établi le {words(facts.issued)}", truth=truths.issued(facts)),
        title(f"{kind} {year + 1}", f"Impôt sur les revenus de {year}"),
        (entries(Entry("Numéro fiscal", person.fiscal_number, _fiscal(facts)),
                 Entry("Référence de l'avis", facts.reference, _reference(facts)),
                 Entry("Situation", "célibataire")),
         code_block(facts)),
        paragraph(f"{person.civility},\nD'après les éléments que vous avez déclarés, "
                  + (f"votre impôt s'élève à {whole(due)} €." if due else
                     "vous n'êtes pas imposable au titre de l'impôt sur le revenu.")),
        entries(Entry("Revenu brut global", f"{whole(facts.income)} €"),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                      truths.income(facts)),
                Entry("Nombre de parts retenu", _share(facts), truths.parts(facts)),
                Entry("Montant de l'impôt", f"{whole(due)} €"), pairs="ruled"),
        paragraph("Le présent avis peut être produit pour justifier de votre situation au regard "
                  "de l'impôt sur le revenu. Son authenticité peut être contrôlée au moyen du code "
                  "à barres ou des deux numéros ci-dessus."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _proof(facts: Tax, random: Random) -> Rows:
    """The proof, one table after another."""
    person, year = facts.person, facts.income_year
    return (
        (letterhead("Portail fictif des impôts"), aside("Justificatif", "à transmettre aux tiers")),
        title(f"Justificatif d'avis d'impôt sur les revenus de l'année {year}"),
        (code_block(facts), wide(2.6, boxed(
            "Identifiants de l'avis", f"Numéro fiscal du déclarant : {person.fiscal_number}",
            f"Référence de l'avis d'impôt : {facts.reference}",
            f"Date de mise en recouvrement : {padded(facts.issued)}",
            truth=_fiscal(facts) | _reference(facts) | truths.issued(facts)))),
        table([("", "Déclarant 1", "Déclarant 2"), ("Nom de naissance", person.surname, ""),
               *([("Nom d'usage", person.usage_name, "")] if person.usage_name else []),
               ("Prénoms", " ".join(person.given), ""),
               ("Date de naissance", slash(person.birth), "")], (0.3, 0.45, 0.25),
              truth=identity(person, " ")),
        lines("Adresse déclarée au 1er janvier :", commas(person.address),
              truth=address_truth(person.address)),
        heading("Synthèse de l'imposition"),
        entries(Entry("Situation de famille", "Célibataire"),
                Entry("Nombre de personnes à charge", "0"),
                Entry("Nombre de parts", _share(facts), truths.parts(facts)),
                Entry("Revenu brut global", f"{whole(facts.income)} €"),
                Entry("Revenu imposable", f"{whole(facts.income)} €"),
                Entry("Impôt sur le revenu net avant corrections", f"{whole(_due(facts))} €"),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                      truths.income(facts))),
        paragraph("Ce document est délivré à partir des éléments connus de l'administration au "
                  "jour de son édition. La personne à qui il est remis peut en vérifier la teneur "
                  "en ligne, avec les identifiants ci-dessus."),
        bottom("Document informatif : seul l'avis fait foi. Exemple sans valeur."),
    )  # fmt: skip


def _declared(facts: Tax, random: Random) -> Rows:
    """The situation after the declaration, one page of narrow letters."""
    person, year = facts.person, facts.income_year
    return (
        (stack(letterhead("DIRECTION DES IMPÔTS (FICTIVE)"),
               entries(Entry("N° FISCAL", spaced(person.fiscal_number, 2, 2, 3, 3, 3),
                             _fiscal(facts)),
                       Entry("N° DE RÉFÉRENCE", facts.reference, _reference(facts)),
                       Entry("DATE DE L'AVIS", slash(facts.issued), truths.issued(facts)))),
         stack(code_block(facts), to(person, 0, person.short.upper()))),
        band(f"AVIS DE SITUATION DÉCLARATIVE - IMPÔT {year + 1} SUR LES REVENUS {year}"),
        lines(f"Contribuable : {named(person, 0)}", f"Adresse : {place(person)}",
              "Situation : C - parts : " + _share(facts), truth=who(person, 0)
              | truths.parts(facts)),
        table(_computed(facts, f"ÉLÉMENTS DÉCLARÉS EN {year + 1}", "DÉCLARANT 1", "FOYER"),
              (0.56, 0.22, 0.22)),
        entries(Entry("REVENU FISCAL DE RÉFÉRENCE", f"{whole(facts.income)} EUROS",
                      truths.income(facts)),
                Entry("IMPÔT ESTIMÉ", f"{whole(_due(facts))} EUROS")),
        paragraph("Ce document vous est délivré dès la fin de votre déclaration en ligne et peut "
                  "servir à justifier de vos revenus avant la réception de votre avis d'impôt. Il "
                  "ne constitue pas un titre de recouvrement."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn(((looks.TREASURY, _boxed), (looks.FUND, _untaxed), (looks.PORTAL, _proof),
                  (looks.LEDGER, _declared)),
                 facts, number, random)  # fmt: skip
    made.truth["income_year"] = str(facts.income_year)
    return made
