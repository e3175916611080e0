"""Tax notices: the notice of two pages, its summary, a declared situation, an older print."""

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
    address,
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
from .paper import (
    GAP,
    Rows,
    aside,
    band,
    bottom,
    drawn,
    identity,
    named,
    panel,
    place,
    slash,
    stack,
    to,
    watermark,
    whole,
    wide,
    window,
    words,
)


def _fiscal(facts: Tax) -> dict[str, str]:
    return {"fiscal_number": facts.person.fiscal_number}


def _reference(facts: Tax) -> dict[str, str]:
    return {"notice_reference": facts.reference}


def _share(facts: Tax, places: int = 2) -> str:
    text = f"{facts.parts:.2f}" if places else f"{facts.parts.normalize():f}"
    return text.replace(".", ",")


def _due(facts: Tax) -> str:
    return "0,00 €" if facts.income < 17000 else f"{whole(facts.income // 19)},00 €"


def _detail(facts: Tax, *head: str) -> list[tuple[str, ...]]:
    declared = int(Decimal(facts.income) * 10 / 9)
    return [
        head, ("Salaires", whole(declared), whole(declared)),
        ("Déduction 10 % ou frais réels", f"- {whole(declared - facts.income)}",
         f"- {whole(declared - facts.income)}"),
        ("Salaires, pensions, rentes nets", whole(facts.income), whole(facts.income)),
        ("REVENU BRUT GLOBAL", "", whole(facts.income)),
        ("REVENU IMPOSABLE", "", whole(facts.income)),
    ]  # fmt: skip


def _notice(facts: Tax, random: Random) -> Rows:
    """The notice of the tax office: the references at the left, the window at the right."""
    person, year = facts.person, facts.income_year
    return (
        (letterhead("DIRECTION GÉNÉRALE DES FINANCES PUBLIQUES (SPÉCIMEN)"),
         lines(f"AVIS D'IMPÔT {year + 1}", "IMPÔT SUR LES REVENUS",
               f"ET PRÉLÈVEMENTS SOCIAUX SUR LES REVENUS DE {year}")),
        (stack(
            lines("Vos références"),
            table([("Pour accéder à votre espace", ""),
                   ("Numéro fiscal", spaced(person.fiscal_number, 2, 2, 3, 3, 3)),
                   ("N° d'accès en ligne", digits(random, 7)),
                   ("Référence de l'avis", spaced(facts.reference, 2, 2, 7, 2)),
                   ("Numéro FIP", f"{person.address.postcode[:2]}0 {digits(random, 2)} "
                    f"{digits(random, 3)} {digits(random, 6)}"),
                   ("Date d'établissement", slash(facts.issued)),
                   ("Date de mise en recouvrement", slash(facts.issued))], (0.52, 0.48),
                  truth=_fiscal(facts) | _reference(facts) | truths.issued(facts)),
            code_block(facts)),
         stack(lines(f"SIP {person.address.city.upper()}", "CENTRE DES FINANCES PUBLIQUES", GAP),
               window(person, person.short))),
        panel(f"Somme qui vous reste à payer : {_due(facts)}",
              "Ce montant tient compte des sommes déjà prélevées à la source."),
        table([("Informations complémentaires", ""),
               ("Revenu fiscal de référence", whole(facts.income)),
               ("Nombre de parts", _share(facts))], (0.7, 0.3),
              truth=truths.income(facts) | truths.parts(facts)),
        paragraph(f"Madame, Monsieur,\nVous avez déclaré vos revenus de l'année {year}. Le calcul "
                  f"de votre impôt est détaillé en page 2. À compter du 1er septembre {year + 1}, "
                  "votre taux de prélèvement à la source tiendra compte de ces revenus ; il est "
                  "transmis automatiquement à ceux qui vous les versent."),
        lines("Pour toute question : votre messagerie sécurisée, ou le 0 809 000 000 (fictif)"),
        paragraph("Conservez cet avis d'impôt. Il vous permet de justifier de vos revenus auprès "
                  "des organismes qui vous le demandent (aide, logement, cantine...)."),
        bottom("Exemple sans valeur - page 1/2"),
        BREAK,
        lines(f"Impôt sur les revenus de {year} - détail du calcul",
              f"Numéro fiscal : {spaced(person.fiscal_number, 2, 2, 3, 3, 3)}"),
        table(_detail(facts, "Détail des revenus", "Déclar. 1", "Total"), (0.6, 0.2, 0.2)),
        table([("Calcul de l'impôt", "Montant"),
               ("Impôt sur les revenus soumis au barème", _due(facts)),
               ("Décote", "0"), ("Impôt net avant corrections", _due(facts)),
               ("Prélèvement à la source - acomptes versés", "0"),
               ("Taux de prélèvement à la source personnalisé", "0,0 %")], (0.72, 0.28)),
        paragraph("Vos démarches : pour signaler un changement de situation de famille, une hausse "
                  "ou une baisse de revenus, utilisez le service « Gérer mon prélèvement à la "
                  "source ». Pour corriger votre déclaration, le service en ligne est ouvert "
                  "d'août à décembre."),
        paragraph("Pour réclamer, vous avez jusqu'au 31 décembre de la deuxième année qui suit "
                  "celle de la mise en recouvrement."),
        bottom("Exemple sans valeur - page 2/2"),
    )  # fmt: skip


def _proof(facts: Tax, random: Random) -> Rows:
    """The short proof of tax, meant to be shown to others."""
    person, year = facts.person, facts.income_year
    given = ", ".join(person.given)
    return (
        watermark("EXEMPLE"),
        (letterhead("Finances publiques fictives", "Justificatif à présenter à un tiers"),
         code_block(facts)),
        title(f"Justificatif d'impôt sur le revenu {year + 1}", f"Revenus de l'année {year}"),
        (stack(entries(Entry("Nom", person.surname),
                       *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
                       Entry("Prénoms", given, identity(person)),
                       head="Déclarant 1"),
               lines("Adresse au 1er janvier", *person.address.lines(),
                     truth=address_truth(person.address))),
         entries(Entry("Numéro fiscal (déclarant 1)", person.fiscal_number, _fiscal(facts)),
                 Entry("Référence de l'avis", facts.reference, _reference(facts)),
                 Entry("Date de mise en recouvrement", slash(facts.issued),
                       truths.issued(facts)),
                 Entry("Situation de famille", "Célibataire"), head="Avis")),
        table([("Nombre de parts", "Revenu fiscal de référence", "Montant de l'impôt"),
               (_share(facts), f"{whole(facts.income)} €", _due(facts))],
              (0.26, 0.4, 0.34), truth=truths.income(facts) | truths.parts(facts)),
        bottom("Les informations de ce document peuvent être vérifiées en ligne avec le numéro "
               "fiscal et la référence de l'avis. Exemple sans valeur."),
    )  # fmt: skip


def _declared(facts: Tax, random: Random) -> Rows:
    """The situation given at once by the online declaration."""
    person, year = facts.person, facts.income_year
    return (
        (stack(letterhead("FINANCES PUBLIQUES", "(spécimen)"),
               lines("Vos contacts", "par messagerie sécurisée", f"SIP {person.address.city}",
                     "1 rue du Prototype", "99999 FICTIVILLE"), code_block(facts)),
         wide(1.4, stack(
             lines(f"AVIS DE SITUATION DÉCLARATIVE {year + 1}",
                   "À L'IMPÔT SUR LE REVENU", f"revenus de l'année {year}", GAP),
             address(f"{person.civility} {full(person, 1)}", *person.address.lines(),
                     truth={"full_name": full(person, 1)} | address_truth(person.address)),
             lines(f"Votre numéro fiscal : {person.fiscal_number}",
                   f"Votre référence d'avis : {facts.reference}",
                   f"Avis établi le {words(facts.issued)}",
                   truth=_fiscal(facts) | _reference(facts) | truths.issued(facts))))),
        band("Votre situation d'après les éléments que vous avez déclarés"),
        entries(Entry("Situation du foyer", "Célibataire, divorcé ou séparé"),
                Entry("Nombre de part(s)", _share(facts, 0), truths.parts(facts)),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                      truths.income(facts)), pairs="ruled"),
        table(_detail(facts, f"Revenus {year}", "Déclarant 1", "Foyer"), (0.56, 0.22, 0.22)),
        paragraph("Cet avis ne constitue pas un avis d'impôt. Le montant de votre impôt vous sera "
                  "communiqué ultérieurement. Il tient compte des revenus déclarés "
                  "et pourra être corrigé en cas de déclaration rectificative."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _printed(facts: Tax, random: Random) -> Rows:
    """A notice re-issued at the counter, from the office's printer."""
    person, year = facts.person, facts.income_year
    return (
        (letterhead("FINANCES PUBLIQUES", f"SIP DE {person.address.city.upper()} (FICTIF)"),
         aside("DUPLICATA", f"AVIS ETABLI LE {slash(facts.issued)}", truth=truths.issued(facts))),
        (code_block(facts), to(person, 0, person.short.upper())),
        title(f"AVIS D'IMPOT SUR LE REVENU {year + 1}", f"REVENUS {year}"),
        entries(Entry("N° FISCAL", spaced(person.fiscal_number, 2, 2, 3, 3, 3), _fiscal(facts)),
                Entry("REF. AVIS", spaced(facts.reference, 2, 2, 7, 2), _reference(facts)),
                Entry("CONTRIBUABLE", named(person, 0).upper()),
                Entry("ADRESSE D'IMPOSITION", place(person)),
                Entry("NB DE PARTS", _share(facts), truths.parts(facts))),
        table(_detail(facts, "NATURE DES REVENUS", "DECL. 1", "TOTAL"), (0.56, 0.22, 0.22)),
        entries(Entry("REVENU FISCAL DE REFERENCE", f"{whole(facts.income)} EUR",
                      truths.income(facts)),
                Entry("IMPOT NET", _due(facts))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn(((looks.STATE, _notice), (looks.STATE_NEW, _proof), (looks.UTILITY, _declared),
                  (looks.PRINTER, _printed)),
                 facts, number, random)  # fmt: skip
    made.truth["income_year"] = str(facts.income_year)
    return made
