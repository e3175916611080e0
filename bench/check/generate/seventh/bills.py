"""Bills: a holder's attestation, an operator's bill, a public service's demand, an app's bill."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..home import code_block
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
from ..wording import address_truth, full
from . import looks
from .mentions import mentions
from .paper import (
    GAP,
    Rows,
    aside,
    bars,
    bottom,
    boxed,
    capitals,
    commas,
    dots,
    drawn,
    edge,
    eur,
    money,
    month,
    named,
    panel,
    place,
    plain,
    qr,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    tear,
    to,
    who,
    wide,
    window,
    words,
)

# Sort → « contrat de … », the offer, the name of the number, what is used, the rubrics.
_GOODS = {
    "electricity": ("fourniture d'électricité", "Tarif Bleu Fictif - option base 6 kVA",
                    "Point de livraison (PDL)", "kWh",
                    ("Part fixe", "Consommation", "Accise et CTA")),
    "gas": ("fourniture de gaz naturel", "Gaz Indexé Fabuleux - B1",
            "Point de comptage (PCE)", "kWh", ("Part fixe", "Consommation", "Accise et CTA")),
    "water": ("distribution d'eau potable", "Abonné domestique, calibre 15", "N° de compteur",
              "m³", ("Part du délégataire", "Part de la collectivité", "Redevances de l'agence "
                     "de l'eau")),
    "internet": ("accès à internet et téléphonie fixe", "Box Mirage Fibre Up", "N° de ligne fixe",
                 "Go", ("Abonnement", "Consommations", "Achats et services")),
    "phone": ("téléphonie mobile", "Forfait Fable 5G 200 Go", "N° d'appel mobile", "Go",
              ("Abonnement", "Consommations", "Achats et services")),
}  # fmt: skip
_LINES = ("phone", "internet")


def _number(facts: Home, random: Random) -> str:
    if facts.sort in _LINES:
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    if facts.sort == "water":
        return (
            f"{random.choice('CDFHJ')}{digits(random, 2)}{random.choice('AEFL')}{digits(random, 6)}"
        )
    return spaced(digits(random, 14), 2, 3, 3, 3, 3)


def _split(total: Decimal, *shares: str) -> tuple[Decimal, ...]:
    """The total in parts that add up to it: the shares, then the rest in front."""
    rest = [(total * Decimal(share)).quantize(Decimal("0.01")) for share in shares]
    return (total - sum(rest), *rest)


def _shares(facts: Home) -> tuple[str, str]:
    """The shares of the second and the third rubric: what is used counts for little on a line."""
    return ("0.11", "0.06") if facts.sort in _LINES else ("0.58", "0.16")


def _since(facts: Home, random: Random) -> str:
    return slash(facts.issued - timedelta(days=random.randint(120, 2600)))


def _holder(facts: Home, random: Random) -> Rows:
    """The attestation that a customer's online account makes: a letter and its square code."""
    person, issued = facts.person, facts.issued
    contract, offer, point, _, _ = _GOODS[facts.sort]
    reference = spaced(digits(random, 10), 1, 3)
    return (
        (letterhead(facts.issuer, "Relation Clients - TSA 99999", "99999 FICTIVILLE CEDEX 9"),
         stack(lines(GAP, GAP), to(person, 1, person.short))),
        lines(f"Votre n° client : {reference}"),
        aside(f"Fait à Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        title("Attestation de contrat"),
        paragraph(f"{person.civility},"),
        paragraph(f"Nous soussignés, {facts.issuer}, certifions que {named(person, 1)} est "
                  f"titulaire d'un contrat de {contract} en service depuis le "
                  f"{_since(facts, random)}, "
                  + ("à l'adresse suivante :" if facts.sort in _LINES
                     else "pour le logement situé :")),
        lines(*person.address.lines()),
        entries(Entry("Offre", offer), Entry(point, _number(facts, random)),
                Entry("Compte de facturation", digits(random, 9))),
        paragraph("Cette attestation est délivrée à la demande de l'intéressé(e) et peut être "
                  "utilisée comme justificatif de domicile. Elle ne préjuge pas de l'état de "
                  "paiement du contrat."),
        paragraph("Nous vous remercions de votre confiance.\nVotre conseiller clientèle"),
        (code_block(facts), qr(f"contrat/{digits(random, 9)}",
                               "Contrôle de l'attestation", "par un organisme tiers")),
        bottom(f"{facts.issuer} - SA fictive au capital de 2 000 000 € - 999 999 999 RCS "
               "Fictiville - siège : 1 place du Prototype. Exemple sans valeur."),
    )  # fmt: skip


def _operator(facts: Home, random: Random) -> Rows:
    """An operator's bill: summary at the left, calendar of payment at the right; two pages."""
    person, issued = facts.person, facts.issued
    contract, offer, point, used, rubrics = _GOODS[facts.sort]
    net, vat = _split(facts.amount, "0.1667")
    parts = _split(facts.amount, *_shares(facts))
    return (
        edge(f"{facts.issuer} SA fictive - RCS Fictiville 999 999 999 - exemple sans valeur"),
        (stack(letterhead(facts.issuer, "service client : 3900 (fictif)"),
               lines("N° client", spaced(digits(random, 10), 2), GAP, "N° de facture",
                     f"{digits(random, 2)}{random.choice('ABC')} {digits(random, 4)} "
                     f"{digits(random, 4)}", GAP, point.lower(), _number(facts, random))),
         wide(1.35, stack(lines(GAP), bars(digits(random, 18)),
                          window(person, person.short.upper()), lines(GAP)))),
        title(f"votre facture du {slash(issued)}"),
        (stack(panel("total à payer TTC", money(facts.amount),
                     f"prélèvement le {slash(issued + timedelta(days=12))}",
                     truth=truths.issued(facts)),
               small("RUM : ++FICTIF999", f"ICS : FR00ZZZ{digits(random, 6)}")),
         wide(1.35, plain([("ce que vous devez", "€ TTC"),
                           ("Report de la facture précédente", "0,00"),
                           *((name, money(part, ""))
                             for name, part in zip(rubrics, parts, strict=True)),
                           ("Total de la facture", money(facts.amount, ""))], (0.74, 0.26),
                          total=True))),
        (small("dont TVA 20,00 %", money(vat)), small("montant HT", money(net)),
         small("prochaine facture vers le", slash(issued + timedelta(days=60)))),
        code_block(facts),
        bottom("Merci de conserver cette facture cinq ans. page 1/2"),
        BREAK,
        ruledhead(f"Détail de votre {contract}"),
        lines(f"{offer}", f"Titulaire : {full(person, 0)}",
              f"Adresse d'installation : {commas(person.address)}"),
        plain([("désignation", "période", f"quantité ({used})", "€ HT"),
               *((name, f"{slash(issued - timedelta(days=60))} - {slash(issued)}",
                  str(random.randint(1, 80)), money(part, ""))
                 for name, part in zip(rubrics, _split(net, *_shares(facts)), strict=True))],
              (0.36, 0.32, 0.16, 0.16)),
        ruledhead("Une réclamation ?"),
        paragraph("1. Votre conseiller, par téléphone ou en ligne. 2. Le service recours, par "
                  "écrit. 3. Le médiateur, gratuitement, si la réponse ne vous satisfait pas."),
        mentions("supplier", 0 if facts.sort in _LINES else 1),
        bottom("page 2/2"),
    )  # fmt: skip


def _demand(facts: Home, random: Random) -> Rows:
    """A public service's bill, collected by the public accountant, with its slip to detach."""
    if facts.sort in _LINES:
        return _duplicate(facts, random)
    person, issued = facts.person, facts.issued
    contract, offer, point, _, rubrics = _GOODS[facts.sort]
    reference = f"{issued.year}-{digits(random, 3)}-00-{digits(random, 6)}"
    return (
        (letterhead(facts.issuer.upper(), "SERVICE ABONNES - REGIE FICTIVE",
                    "ORDONNATEUR : LE DIRECTEUR"),
         stack(lines(GAP), window(person, "MME" if person.e else "M"))),
        title("FACTURE VALANT AVIS DES SOMMES A PAYER"),
        strip(Entry("REFERENCE", reference), Entry("DATE D'EMISSION", slash(issued),
                                                   truths.issued(facts)),
              Entry("ABONNE N°", digits(random, 6)),
              Entry("DATE LIMITE", slash(issued + timedelta(days=30)))),
        lines(f"OBJET    : {contract} - {offer}",
              f"DESSERTE : {place(person)}",
              f"{point} : {_number(facts, random)}"),
        table([("DESIGNATION", "QUANTITE", "MONTANT TTC"),
               *((name, str(random.randint(1, 90)), money(part, ""))
                 for name, part in
                 zip(rubrics, _split(facts.amount, *_shares(facts)), strict=True)),
               ("NET A PAYER", "", money(facts.amount, ""))], (0.58, 0.18, 0.24)),
        small("Titre exécutoire émis et rendu exécutoire en application de l'article L. 252 A du "
              "livre des procédures fiscales. Vous pouvez le contester dans les deux mois devant "
              "la juridiction compétente."),
        code_block(facts),
        tear("TALON DE PAIEMENT A JOINDRE A VOTRE CHEQUE LIBELLE A L'ORDRE DU TRESOR PUBLIC"),
        (lines(f"Débiteur : {full(person, 2)}", f"Référence : {reference}"),
         lines(f"Montant : {eur(facts.amount)}", f"Clé : {digits(random, 2)}")),
        bars(digits(random, 24)),
        bottom("CENTRE D'ENCAISSEMENT FICTIF - 99999 FICTIVILLE CEDEX - EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def _duplicate(facts: Home, random: Random) -> Rows:
    """The copy of an invoice for a line, printed at a counter: no public service sells one."""
    person, issued = facts.person, facts.issued
    contract, offer, point, _, rubrics = _GOODS[facts.sort]
    net, vat = _split(facts.amount, "0.1667")
    return (
        (letterhead(facts.issuer.upper(), "BOUTIQUE DE FICTIVILLE"),
         stack(lines(GAP), window(person, "MME" if person.e else "M"))),
        title("DUPLICATA DE FACTURE"),
        strip(Entry("FACTURE", f"{digits(random, 4)}-{digits(random, 6)}"),
              Entry("DATE", slash(issued), truths.issued(facts)),
              Entry("CODE CLIENT", digits(random, 7))),
        lines(f"{contract} - {offer}", f"{point} : {_number(facts, random)}",
              f"Titulaire du contrat : {full(person, 0)}"),
        table([("DESIGNATION", "MONTANT TTC"),
               *((name, money(part, "")) for name, part in
                 zip(rubrics, _split(facts.amount, *_shares(facts)), strict=True)),
               ("TOTAL HT", money(net, "")), ("TVA 20,00 %", money(vat, "")),
               ("TOTAL TTC", money(facts.amount, ""))], (0.72, 0.28)),
        lines("Facture réglée par prélèvement. Ne pas payer de nouveau."),
        code_block(facts),
        bars(digits(random, 20)),
        bottom("EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def _application(facts: Home, random: Random) -> Rows:
    """A young supplier's bill: it speaks to one by the first name, in cards."""
    person, issued = facts.person, facts.issued
    contract, offer, point, _, rubrics = _GOODS[facts.sort]
    return (
        letterhead(facts.issuer, "aide@example.com - 09 70 00 00 01 (fictif)"),
        title(f"Ma facture {month(issued)}", f"éditée le {words(issued)}"),
        Block("lines", truth=truths.issued(facts)),
        (panel("Moi", *_addressed(facts), truth=who(person, 1) | address_truth(person.address)),
         panel("Mon contrat", offer, f"{point} {_number(facts, random)}",
               f"Réf. client C-{digits(random, 7)}")),
        paragraph(f"Bonjour {person.given[0]},\nvoici le montant de votre {contract} : "
                  f"{money(facts.amount)} TTC. Il sera prélevé le "
                  f"{dots(issued + timedelta(days=8))} sur le compte se terminant par "
                  f"{digits(random, 4)}."),
        entries(*(Entry(name, money(part)) for name, part in
                  zip(rubrics, _split(facts.amount, *_shares(facts)), strict=True)),
                Entry("Total TTC", money(facts.amount)), head="Le détail"),
        code_block(facts),
        boxed("À retenir", "Sans engagement : vous partez quand vous voulez.",
              "En cas d'impayé, votre contrat peut être suspendu après un rappel."),
        mentions("supplier", 0),
        small(f"Facture n° F{issued:%y%m}-{digits(random, 6)}"),
        foot(f"{facts.issuer} - société fictive - exemple sans valeur",
             f"Imprimée le {capitals(issued)}"),
    )  # fmt: skip


def _addressed(facts: Home) -> tuple[str, ...]:
    return (full(facts.person, 1), *facts.person.address.lines())


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.ENERGY, _holder), (looks.TELECOM, _operator), (looks.REGIE, _demand),
                  (looks.GREEN, _application)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
