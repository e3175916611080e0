"""Tax notices: folded in a window, a situation declared, one without tax, a reissued copy."""

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
    boxed,
    dots,
    heading,
    ledger,
    panel,
    place,
    plain,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    to,
    whole,
    wide,
    window,
    words,
)
from ..facts import Tax
from ..ninth.paper_a import civil
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
    sign,
    table,
    title,
)
from ..tax import code_block
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import back, note, talk
from .paper_a import drawn, laid


def _fiscal(facts: Tax) -> dict[str, str]:
    return {"fiscal_number": facts.person.fiscal_number}


def _reference(facts: Tax) -> dict[str, str]:
    return {"notice_reference": facts.reference}


def _parts(facts: Tax) -> str:
    """« 1,50 »: parts as notices print them."""
    return f"{facts.parts:.2f}".replace(".", ",")


def _short_parts(facts: Tax) -> str:
    """« 1,5 », « 2 »: parts without useless zeros."""
    return f"{facts.parts.normalize():f}".replace(".", ",")


def _children(facts: Tax) -> str:
    """Children of a person alone, after the parts: half a part, then a whole one from the third."""
    return {"1": "0", "1.5": "1", "2": "2", "2.5": "2"}.get(f"{facts.parts.normalize():f}", "3")


def _due(facts: Tax) -> int:
    return 0 if facts.income < 17600 else facts.income // 23


def _declared(facts: Tax) -> int:
    return int(Decimal(facts.income) * 10 / 9)


def _count(facts: Tax) -> list[tuple[str, ...]]:
    """How the tax is reckoned, label and sum."""
    declared, due = _declared(facts), _due(facts)
    return [("Salaires et assimilés déclarés", whole(declared)),
            ("Abattement de 10 %", f"- {whole(declared - facts.income)}"),
            ("Total des salaires et assimilés", whole(facts.income)),
            ("Revenu brut global", whole(facts.income)),
            ("Charges déduites", "0"),
            ("Revenu imposable", whole(facts.income)),
            ("Droits simples", whole(due)),
            ("Impôt sur le revenu net avant corrections", whole(due))]  # fmt: skip


def _civility(facts: Tax) -> str:
    return "MME" if facts.person.e else "M"


def _folded(facts: Tax, random: Random) -> Rows:
    """The notice by post: the sum in a panel above, references in a frame, the count overleaf."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    back_ = random.randint(30, 380)
    return (
        (letterhead("FINANCES PUBLIQUES (EXEMPLE)", f"SIP {person.address.city}",
                    "Centre des finances fictif - 99999 FICTIVILLE CEDEX"),
         stack(blank(1), bars(digits(random, 18)), window(person, _civility(facts)))),
        title(f"AVIS D'IMPÔT {year + 1}", f"sur les revenus de {year} et prélèvements sociaux"),
        (panel("Somme qui vous sera remboursée" if due else "Somme à payer",
               f"{back_},00 €" if due else "0,00 €",
               "par virement sur votre compte avant la fin du mois d'août" if due else
               "Votre revenu ne donne pas lieu à imposition."),
         stack(code_block(facts))),
        (boxed("Vos références", f"Numéro fiscal : {spaced(person.fiscal_number, 2, 2, 3, 3, 3)}",
               f"Référence de l'avis : {spaced(facts.reference, 2, 2, 7, 2)}",
               f"Numéro FIP : {digits(random, 3)} {digits(random, 9)} {digits(random, 2)}",
               f"Date d'établissement : {slash(facts.issued)}",
               truth=_fiscal(facts) | _reference(facts) | truths.issued(facts)),
         boxed("Éléments de votre situation",
               f"Revenu fiscal de référence : {whole(facts.income)}",
               f"Nombre de parts : {_parts(facts)}", "Situation de famille : D",
               f"Taux de prélèvement : {'4,3' if due else '0,0'} %",
               truth=truths.income(facts) | truths.parts(facts))),
        paragraph(f"{person.civility}, vous trouverez dans cet avis le montant de votre impôt sur "
                  f"les revenus perçus en {year}, après prise en compte des retenues à la source "
                  "et des avances déjà versées."),
        plain([("Récapitulatif", "Euros"), ("Impôt sur le revenu net", whole(due)),
               ("Retenue à la source prélevée par l'employeur ou la caisse",
                f"- {whole(due + back_ if due else 0)}"),
               ("Solde", f"- {whole(back_)}" if due else "0")], (0.76, 0.24), total=True),
        talk("tax", 0, ruled=True),
        small("Pour justifier de vos ressources, ce document suffit : son destinataire peut en "
              "contrôler le contenu grâce au code à lire ci-dessus."),
        bottom("1/2 - imprimé fictif 2041 - exemple sans valeur"),
        BREAK,
        heading("Comment votre impôt a été calculé"),
        table([("Montants en euros", "Total"), *_count(facts)], (0.74, 0.26)),
        lines(f"Nombre de parts retenu : {_parts(facts)}"),
        talk("tax", 1),
        back("tax"),
        bottom(f"2/2 - {full(person, 0)} - {person.fiscal_number}"),
    )  # fmt: skip


def _situation(facts: Tax, random: Random) -> Rows:
    """What one downloads after the declaration: values in ruled lines, part by part."""
    person, year = facts.person, facts.income_year
    return (
        letterhead("Impôts en ligne (exemple)", "Espace particulier - Mes documents"),
        title(f"Avis de situation déclarative {year + 1}",
              f"Impôt sur le revenu - revenus {year}"),
        lines("Cet avis n'est pas un avis d'imposition et n'appelle aucun paiement."),
        (wide(1.3, stack(ruledhead("Déclarant"),
                         entries(*civil(person, "Nom de naissance", "Nom d'usage", "Prénoms"),
                                 Entry("Numéro fiscal", person.fiscal_number, _fiscal(facts)),
                                 Entry("Situation", "Célibataire (C)"),
                                 Entry("Enfants à charge", _children(facts))))),
         wide(0.9, stack(small("Adresse au jour de la déclaration"), to(person, 0, person.short),
                         code_block(facts)))),
        ruledhead("Document"),
        entries(Entry("Référence de l'avis", facts.reference, _reference(facts)),
                Entry("Déclaration enregistrée", "en ligne"),
                Entry("Établi le", words(facts.issued), truths.issued(facts))),
        ruledhead("Revenus et calcul"),
        plain([("", "Déclarant 1", "Foyer"),
               *((label, sum_ if rank < 3 else "", sum_)
                 for rank, (label, sum_) in enumerate(_count(facts)[:6]))], (0.6, 0.2, 0.2)),
        ruledhead("Synthèse"),
        entries(Entry("Nombre de parts", _short_parts(facts), truths.parts(facts)),
                Entry("Revenu fiscal de référence", f"{whole(facts.income)} €",
                      truths.income(facts)),
                Entry("Impôt estimé avant retenue à la source", f"{whole(_due(facts))} €")),
        paragraph("Ce document vaut justificatif auprès des tiers dans l'attente de l'avis "
                  "d'impôt, qui sera déposé dans votre espace entre la fin juillet et le début "
                  "septembre."),
        back("tax", 0, 3, 4),
        bottom(f"{person.fiscal_number} - {digits(random, 8)} - exemple sans valeur"),
    )  # fmt: skip


def _none(facts: Tax, random: Random) -> Rows:
    """A notice of an older look: cells, dots, the lines of the declaration with their codes."""
    person, year, due = facts.person, facts.income_year, _due(facts)
    what = "AVIS D'IMPOSITION" if due else "AVIS DE NON-IMPOSITION"
    return (
        letterhead("DIRECTION DES FINANCES DE L'ÉBAUCHE",
                   f"Service des impôts des particuliers - {person.address.city} - cité "
                   "administrative fictive"),
        (stack(small("Réception : lundi, mercredi, vendredi de 8 h 30 à 12 h",
                     "Courriel : sip.fictif@example.com"), code_block(facts)),
         stack(blank(1), to(person, 1, person.civility))),
        title(f"{what} À L'IMPÔT SUR LE REVENU {year + 1}",
              f"établi au titre des revenus de l'année {year}"),
        strip(Entry("N° fiscal", spaced(person.fiscal_number, 2, 2, 3, 3, 3), _fiscal(facts)),
              Entry("Référence de l'avis", facts.reference, _reference(facts)),
              Entry("Rôle", digits(random, 3)),
              Entry("Date d'établissement", dots(facts.issued), truths.issued(facts))),
        ledger([("Code", "Éléments retenus", "En euros"),
                ("1AJ", "Traitements, salaires", whole(_declared(facts))),
                ("", "Déduction forfaitaire", f"-{whole(_declared(facts) - facts.income)}"),
                ("", "REVENU BRUT GLOBAL", whole(facts.income)),
                ("", "REVENU NET IMPOSABLE", whole(facts.income)),
                ("", "Impôt d'après le barème", whole(due)),
                ("", "MONTANT DE L'IMPÔT", whole(due))], (0.12, 0.62, 0.26)),
        entries(Entry("Quotient familial : nombre de parts", _parts(facts),
                      truths.parts(facts)),
                Entry("REVENU FISCAL DE RÉFÉRENCE", f"{whole(facts.income)} euros",
                      truths.income(facts))),
        paragraph("D'après les éléments que vous avez déclarés, vous n'avez pas d'impôt sur le "
                  "revenu à acquitter. Conservez cet avis : il vous sera demandé pour "
                  "bénéficier de certaines prestations." if not due else
                  f"L'impôt de {whole(due)} euros a été couvert par les retenues à la source. "
                  "Conservez cet avis : il vous sera demandé dans vos démarches."),
        note("tax", 2),
        back("tax", 0, 1, 3, 4),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _copy(facts: Tax, random: Random) -> Rows:
    """A copy delivered at the counter, with a letter of the office in front of the figures."""
    person, year = facts.person, facts.income_year
    return (
        letterhead("SERVICE DES IMPÔTS DES PARTICULIERS", f"{person.address.city} - 10 rue de "
                   "l'Échantillon (fictif)"),
        (small("Affaire suivie par : accueil de proximité",
               f"Téléphone : 04 65 71 {digits(random, 2)} {digits(random, 2)}"),
         stack(lines(f"{person.civility} {full(person, 0)}", truth={"full_name":
                                                                    full(person, 0)}))),
        title(f"Impôt sur les revenus {year} - copie de l'avis d'impôt {year + 1}"),
        paragraph("À votre demande, nous vous délivrons copie des éléments de l'avis d'impôt sur "
                  f"le revenu établi à votre nom le {slash(facts.issued)}, domicilié "
                  f"{place(person)}.",
                  truth=truths.issued(facts) | address_truth(person.address)),
        laid("tabbed", Entry("Numéro fiscal", spaced(person.fiscal_number, 2, 2, 3, 3, 3),
                             _fiscal(facts)),
             Entry("Référence de l'avis", spaced(facts.reference, 2, 2, 7, 2),
                   _reference(facts))),
        table([("Nature", "Montant (€)"), *_count(facts)], (0.7, 0.3)),
        (wide(2.2, stack(
            paragraph("Le revenu fiscal de référence du foyer s'élève à "
                      f"{whole(facts.income)} euros.", truth=truths.income(facts)),
            paragraph(f"Le quotient familial a été déterminé sur {_short_parts(facts)} part"
                      f"{'s' if facts.parts >= 2 else ''}.", truth=truths.parts(facts)))),
         code_block(facts)),
        paragraph("Cette copie tient lieu d'original. Elle est gratuite et peut être renouvelée en "
                  "ligne, depuis votre espace."),
        aside("Le comptable public,", "par délégation"),
        sign("L'agente d'accueil"),
        note("tax", 4),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Tax, number: int, random: Random) -> Drawn:
    made = drawn(((looks.TAX_FOLDED, _folded), (looks.TAX_SITUATION, _situation),
                  (looks.TAX_NONE, _none), (looks.TAX_LETTER, _copy)),
                 facts, number, random)  # fmt: skip
    made.truth["income_year"] = str(facts.income_year)
    return made
