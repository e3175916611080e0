"""Tax notices: the usual one, the situation declared, a corrected one, the proof on line."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    bars,
    blank,
    bottom,
    commas,
    deck,
    edge,
    fieldset,
    heading,
    nothing,
    padded,
    panel,
    plain,
    ruledhead,
    slash,
    small,
    stack,
    term,
    to,
    whole,
    wide,
    window,
)
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
from . import looks_a as looks
from .mentions_a import back, talk
from .paper_a import civil, drawn


def _fiscal(facts: Tax) -> dict[str, str]:
    return {"fiscal_number": facts.person.fiscal_number}


def _reference(facts: Tax) -> dict[str, str]:
    return {"notice_reference": facts.reference}


def _parts(facts: Tax) -> str:
    """« 1,50 »: parts as notices print them."""
    return f"{facts.parts:.2f}".replace(".", ",")


def _due(facts: Tax) -> int:
    return 0 if facts.income < 17200 else facts.income // 21


def _declared(facts: Tax) -> int:
    return int(Decimal(facts.income) * 10 / 9)


def _count(facts: Tax) -> list[tuple[str, ...]]:
    """The count of the tax, as the second page prints it."""
    declared, due = _declared(facts), _due(facts)
    return [("Impôt sur le revenu", "Déclarant 1", "Déclarant 2", "Total"),
            ("Salaires", whole(declared), "", ""),
            ("Déduction 10% ou frais réels", f"-{whole(declared - facts.income)}", "", ""),
            ("Salaires, pensions, rentes nets", whole(facts.income), "", whole(facts.income)),
            ("Revenu brut global", "", "", whole(facts.income)),
            ("Revenu imposable", "", "", whole(facts.income)),
            ("Impôt sur les revenus soumis au barème", "", "", whole(due)),
            ("Impôt sur le revenu net", "", "", whole(due)),
            ("Revenu fiscal de référence", "", "", whole(facts.income))]  # fmt: skip


def _usual(facts: Tax, random: Random) -> Rows:
    """The usual notice: references in a narrow column, the result in a frame, count overleaf."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    return (
        edge(f"{digits(random, 5)} {digits(random, 6)} K {digits(random, 3)} - imprimé fictif"),
        (wide(0.85, stack(
            letterhead("DIRECTION GÉNÉRALE DES FINANCES (FICTIVE)"),
            lines("AVIS D'IMPÔT ÉTABLI EN " + str(year + 1)),
            lines("Impôt sur les revenus et prélèvements sociaux",
                  f"Revenus de l'année {year}"),
            fieldset("Vos références",
                     lines("Pour vos démarches, munissez-vous des informations suivantes."),
                     entries(Entry("Numéro fiscal (déclarant 1) :",
                                   spaced(person.fiscal_number, 2, 2, 3, 3, 3), _fiscal(facts)),
                             Entry("Référence de l'avis :", spaced(facts.reference, 2, 2, 7, 2),
                                   _reference(facts)),
                             Entry("N° FIP :", f"{digits(random, 3)} {digits(random, 2)} "
                                   f"{digits(random, 9)}"))),
            fieldset("Dates",
                     entries(Entry("Mise en recouvrement :",
                                   slash(term(facts.issued)[1])),
                             Entry("Établissement :", slash(facts.issued),
                                   truths.issued(facts)))),
            code_block(facts))),
         stack(blank(3), bars(digits(random, 14)), window(person, "M" if not person.e else "MME"),
               blank(2),
               panel("Votre situation", f"Montant de votre impôt : {whole(due)} €",
                     f"Déjà prélevé à la source : {whole(due)} €",
                     "Il ne vous reste rien à payer." if due else
                     "Vous n'êtes pas imposable sur vos revenus."),
               fieldset("Informations du foyer",
                        entries(Entry("Revenu fiscal de référence :", f"{whole(facts.income)} €",
                                      truths.income(facts)),
                                Entry("Nombre de parts :", _parts(facts),
                                      truths.parts(facts)),
                                Entry("Cas particuliers :", "D"))))),
        paragraph("Cet avis est à conserver. Il tient lieu de justificatif de vos revenus auprès "
                  "des organismes sociaux, des bailleurs et des établissements scolaires, qui "
                  "peuvent en vérifier l'authenticité en ligne."),
        small(f"Votre service : SIP de {person.address.city}, 5 rue des Exemples. Tél. "
              "0 809 00 00 06 (fictif)."),
        talk("tax"),
        bottom("Exemple sans valeur - page 1/2"),
        BREAK,
        heading(f"Détail de vos revenus et calcul de l'impôt - {year}"),
        table(_count(facts), (0.49, 0.17, 0.17, 0.17)),
        small(f"Foyer : {full(person, 0)} - situation C - {_parts(facts)} part(s)"),
        back("tax"),
        bottom("Page 2/2"),
    )  # fmt: skip


def _declared_notice(facts: Tax, random: Random) -> Rows:
    """What is given at once after a declaration on line: it is no notice to pay."""
    person, year = facts.person, facts.income_year
    return (
        letterhead("FINANCES PUBLIQUES DE L'ÉCHANTILLON", "Service des impôts des particuliers"),
        title("AVIS DE SITUATION DÉCLARATIVE À L'IMPÔT SUR LE REVENU",
              f"Impôt {year + 1} sur les revenus de l'année {year}"),
        (entries(Entry("Numéro fiscal", person.fiscal_number, _fiscal(facts)),
                 Entry("Référence de l'avis", facts.reference, _reference(facts)),
                 Entry("Numéro d'accès en ligne", "non communiqué"),
                 Entry("Date de l'avis", slash(facts.issued), truths.issued(facts))),
         stack(code_block(facts)),
         wide(1.2, to(person, 0, "M" if not person.e else "MME"))),
        paragraph("Vous avez déclaré vos revenus par internet. Le présent document récapitule "
                  "votre situation telle qu'elle résulte de votre déclaration, à la date de son "
                  "établissement, et sous réserve de contrôle par l'administration."),
        table([*_count(facts)[:6]], (0.49, 0.17, 0.17, 0.17)),
        deck(Entry("Revenu fiscal de référence", whole(facts.income), truths.income(facts)),
             Entry("Nombre de part(s)", _parts(facts), truths.parts(facts)),
             Entry("Situation", "Célibataire"),
             Entry("Personnes à charge", "0")),
        paragraph("Estimation de votre impôt avant prélèvement à la source : "
                  f"{whole(_due(facts))} euros. Un avis d'impôt définitif sera mis à votre "
                  "disposition dans votre espace particulier au cours de l'été."),
        small("Erreur ou oubli ? Corrigez votre déclaration en ligne jusqu'à la fermeture du "
              "service. Textes : articles 170 et 204 A du code général des impôts."),
        talk("tax", 0),
        back("tax", 0, 2),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _again(facts: Tax, random: Random) -> Rows:
    """A notice that cancels and replaces another, after a claim."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    before = due + random.randint(60, 400)
    return (
        (letterhead("Centre des impôts fictif", f"{person.address.city} - secteur "
                    f"{digits(random, 2)}"),
         stack(blank(1), window(person, person.civility.upper()))),
        title(f"AVIS D'IMPÔT CORRECTIF - REVENUS {year}"),
        lines(f"Cet avis annule et remplace l'avis établi en {year + 1} pour les revenus de "
              f"{year}."),
        entries(Entry("N° fiscal du déclarant", spaced(person.fiscal_number, 2, 2, 3, 3, 3),
                      _fiscal(facts)),
                Entry("Réf. de l'avis", spaced(facts.reference, 2, 2, 7, 2), _reference(facts)),
                Entry("Date d'établissement", padded(facts.issued), truths.issued(facts)),
                Entry("Motif", "réclamation admise - frais de déplacement")),
        plain([("", "Ancien avis", "Présent avis"),
               ("Revenu imposable", whole(facts.income + 900), whole(facts.income)),
               ("Impôt", whole(before), whole(due)),
               ("Dégrèvement prononcé (en euros)", "", whole(before - due))],
              (0.5, 0.25, 0.25), total=True),
        (code_block(facts),
         wide(2.4, fieldset("Nouvelles données de référence du foyer", entries(
             Entry("Revenu fiscal de référence", f"{whole(facts.income)} euros",
                   truths.income(facts)),
             Entry("Nombre de parts retenues", _parts(facts), truths.parts(facts)))))),
        paragraph("Si vous aviez déjà payé, la somme vous sera restituée par virement. Pour "
                  "contester cette décision, le tribunal administratif peut être saisi dans les "
                  "deux mois."),
        talk("tax", 0),
        aside("Pour l'administrateur des finances,", "l'inspecteur chargé du dossier"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _proof(facts: Tax, random: Random) -> Rows:
    """The one-page proof that replaces a notice: name by name, what others need to know."""
    person, year = facts.person, facts.income_year
    return (
        letterhead("Espace particulier des finances (fictif)",
                   "Justificatif délivré à l'usager, vérifiable en ligne"),
        title(f"Justificatif d'impôt sur le revenu {year + 1}", f"portant sur les revenus {year}"),
        ruledhead("Identité"),
        (wide(2.2, entries(*civil(person, "Nom de naissance", "Nom d'usage", "Prénoms"),
                           Entry("Adresse déclarée au 1er janvier", commas(person.address),
                                 address_truth(person.address)))),
         code_block(facts)),
        ruledhead("Avis concerné"),
        entries(Entry("Numéro fiscal", person.fiscal_number, _fiscal(facts)),
                Entry("Référence de l'avis", facts.reference, _reference(facts)),
                Entry("Avis établi le", slash(facts.issued), truths.issued(facts))),
        ruledhead("Données fiscales du foyer"),
        entries(Entry("Nombre de parts", _parts(facts), truths.parts(facts)),
                Entry("Revenu brut global", f"{whole(facts.income)} €"),
                Entry("Revenu imposable", f"{whole(facts.income)} €"),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                      truths.income(facts)),
                Entry("Impôt sur le revenu net", f"{whole(_due(facts))} €")),
        talk("tax", 1),
        (paragraph("Ce justificatif a la même portée que l'avis d'impôt."), nothing(0.3)),
        bottom(f"{full(person, 1)} - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn(((looks.TAX_FIRST, _usual), (looks.TAX_DECLARED, _declared_notice),
                  (looks.TAX_AGAIN, _again), (looks.TAX_PROOF, _proof)),
                 facts, number, random)  # fmt: skip
    made.truth["income_year"] = str(facts.income_year)
    return made
