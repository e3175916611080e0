"""Bills: an energy supplier's, a water works', a telephone operator's; a certificate of holder."""

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
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from ..wording import full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    band,
    bottom,
    drawn,
    money,
    named,
    panel,
    place,
    short,
    slash,
    stack,
    tear,
    to,
    wide,
    window,
    words,
)

# Sort → as « facture … », the contract, the point of supply, where it is, the rubrics of its bill.
_GOODS = {
    "electricity": ("d'électricité", "Tarif Fabuleux 6 kVA", "N° PDL", "Lieu de consommation",
                    ("Abonnement", "Consommation", "Taxes et contributions")),
    "gas": ("de gaz", "Gaz Serein B1", "N° PCE", "Lieu de consommation",
            ("Abonnement", "Consommation", "Taxes et contributions")),
    "water": ("d'eau", "Service de l'eau et de l'assainissement", "N° de compteur",
              "Adresse desservie",
              ("Distribution de l'eau", "Collecte et traitement des eaux usées",
               "Organismes publics")),
    "internet": ("internet-fixe", "Box Fabuleuse Fibre", "N° de ligne", "Adresse d'installation",
                 ("Abonnements, forfaits et options", "Consommations au-delà du forfait",
                  "Achats et services de tiers")),
    "phone": ("mobile", "Forfait Fable 100 Go", "N° de mobile", "Adresse du titulaire",
              ("Abonnements, forfaits et options", "Consommations au-delà du forfait",
               "Achats et services de tiers")),
}  # fmt: skip


def _point(facts: Home, random: Random) -> str:
    if facts.sort in ("phone", "internet"):
        start = "06 39 98" if facts.sort == "phone" else "04 65 71"
        return f"{start} {spaced(digits(random, 4), 2)}"
    return spaced(digits(random, 14), 2, 3, 3, 3, 3)


def _before_tax(facts: Home) -> Decimal:
    return (facts.amount / Decimal("1.2")).quantize(Decimal("0.01"))


def _parts(total: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    first = (total * Decimal("0.22")).quantize(Decimal("0.01"))
    last = (total * Decimal("0.11")).quantize(Decimal("0.01"))
    return first, total - first - last, last


def _energy(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    good, offer, point, where, parts = _GOODS[facts.sort]
    before = _before_tax(facts)
    return (
        (letterhead(facts.issuer, "entreprise fictive"),
         aside(f"Facture du {slash(issued)}", f"n° {spaced(digits(random, 11), 2, 3)}",
               truth=truths.issued(facts))),
        (stack(lines("VOS CONTACTS", "Service clients", "09 69 00 00 00 (fictif)",
                     "du lundi au samedi de 8 h à 20 h", GAP, "Par courrier", "TSA 29990",
                     "99999 FICTIVILLE CEDEX 9"),
               entries(Entry("N° client", spaced(digits(random, 10), 1, 3)),
                       Entry("N° de compte", digits(random, 12)), head="VOS RÉFÉRENCES",
                       pairs="above")),
         wide(1.6, window(person, "MME" if person.e else "M."))),
        title(f"Votre facture {good}"),
        (panel("Montant de votre facture TTC", money(facts.amount), "Prélevé le "
               + slash(issued + timedelta(days=14))),
         panel("Votre contrat", offer, f"au nom de {full(person, 2)}")),
        entries(Entry(where, place(person)),
                Entry(point, _point(facts, random)),
                Entry("Prochaine facture le", slash(issued + timedelta(days=60)))),
        table([("Récapitulatif", "Montant HT", "TVA"),
               *((n, money(a), "20 %") for n, a in zip(parts, _parts(before), strict=True)),
               ("Total HT", money(before), ""), ("TVA", money(facts.amount - before), ""),
               ("Total TTC", money(facts.amount), "")], (0.6, 0.22, 0.18)),
        code_block(facts),
        bottom(f"{facts.issuer}, SA fictive au capital de 2 084 365 €, RCS Fictiville 000 000 000. "
               "Page 1/2"),
        BREAK,
        band("Comprendre votre facture"),
        (paragraph("Le montant de l'abonnement est facturé d'avance ; ce que vous consommez l'est "
                   "après le relevé. Les taxes et contributions sont reversées à l'État et aux "
                   "collectivités. La TVA est acquittée sur les débits."),
         paragraph("Vous déménagez ? Prévenez-nous quinze jours avant. Vous avez des difficultés "
                   "pour payer ? Contactez-nous, ou les services sociaux de votre commune.")),
        table([("Période facturée", "Du", "Au"),
               (parts[0], slash(issued - timedelta(days=3)), slash(issued + timedelta(days=57))),
               (parts[1], slash(issued - timedelta(days=63)), slash(issued - timedelta(days=3)))],
              (0.5, 0.25, 0.25)),
        band("Modes de paiement"),
        lines("Prélèvement automatique : c'est votre mode de paiement actuel.",
              "Carte bancaire : depuis votre espace client.",
              "Chèque : à l'ordre du fournisseur, avec votre numéro de client au dos."),
        paragraph("Réclamation : service clients, puis service consommateurs, puis médiateur. Vos "
                  "données sont traitées pour la gestion de votre contrat ; vous pouvez y accéder, "
                  "les faire rectifier ou effacer."),
        bottom(f"{facts.issuer} - client {full(person, 2)} - page 2/2. "
               "En cas de retard de paiement, des pénalités égales à 1,5 fois le taux d'intérêt "
               "légal pourront être exigées. Exemple sans valeur."),
    )  # fmt: skip


def _municipal(facts: Home, random: Random) -> Rows:
    """A works' bill with its slip to tear off."""
    person, issued = facts.person, facts.issued
    good, offer, point, where, parts = _GOODS[facts.sort]
    client = digits(random, 7)
    old, used = random.randint(200, 900), random.randint(15, 60)
    return (
        (stack(letterhead(facts.issuer.upper(), "Service de la facturation (fictif)",
                          "Accueil : 14 cours de l'Imaginaire, 99999 FICTIVILLE"),
               table([("Référence abonné", "Facture", "Date d'émission"),
                      (client, f"{issued:%Y}-{digits(random, 5)}", short(issued))],
                     (0.34, 0.34, 0.32), truth=truths.issued(facts))),
         to(person, 0, person.short.upper())),
        band(f"FACTURE {good.upper()} - {offer.upper()}"),
        lines(f"Titulaire de l'abonnement : {full(person, 0)}",
              f"{where} : {place(person)}",
              f"{point} : {_point(facts, random)}"),
        *((table([("Relevé du", "Ancien index", "Nouvel index", "Consommation"),
                  (short(issued - timedelta(days=20)), str(old), str(old + used), str(used))],
                 (0.25, 0.25, 0.25, 0.25)),) if facts.sort not in ("internet", "phone") else ()),
        table([("Détail", "Montant TTC"),
               *((n, money(a, "")) for n, a in zip(parts, _parts(facts.amount), strict=True)),
               ("NET À PAYER", money(facts.amount))], (0.72, 0.28)),
        paragraph(f"À payer avant le {slash(issued + timedelta(days=21))}. Tout retard entraîne "
                  "des frais de relance. Pour une réclamation, écrivez au service des abonnés."),
        code_block(facts),
        tear("Talon à joindre au règlement"),
        (lines(f"Abonné {client}", full(person, 0)),
         lines("Montant", money(facts.amount))),
        bottom("Comptable public fictif - exemple sans valeur"),
    )  # fmt: skip


def _operator(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    good, offer, point, where, parts = _GOODS[facts.sort]
    return (
        (letterhead(facts.issuer), to(person, 1, person.short)),
        title(f"votre facture {good}", f"émise le {words(issued)}"),
        (stack(entries(Entry("n° client", digits(random, 10)),
                       Entry("n° de facture", f"{digits(random, 4)} {digits(random, 6)}"),
                       Entry(point, _point(facts, random)), head="vos références",
                       pairs="above")),
         wide(1.7, stack(
             table([("ma facture en résumé", "TTC"), (offer, ""),
                    *((n, money(a)) for n, a in zip(parts, _parts(facts.amount), strict=True)),
                    ("total du montant prélevé", money(facts.amount))], (0.74, 0.26)),
             lines(f"date de prélèvement : {words(issued + timedelta(days=11))}",
                   "compte : FR76 •••• •••• •••• 000")))),
        code_block(facts),
        paragraph("Vous bénéficiez d'une assistance en ligne 7 j / 7. Depuis votre espace client, "
                  "consultez vos factures des douze derniers mois et modifiez vos coordonnées."),
        lines(f"{where} : {place(person)}"),
        bottom(f"{facts.issuer} - SA fictive au capital de 10 640 226 € - 111 quai du Modèle, "
               "99999 FICTIVILLE - RCS Fictiville 000 000 000 - exemple"),
    )  # fmt: skip


def _holder(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    good, offer, point, _, _ = _GOODS[facts.sort]
    return (
        (letterhead(facts.issuer, "Service client"), to(person, 1, person.civility)),
        aside(f"Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        lines("Objet : attestation de contrat", f"Référence client : {digits(random, 9)}"),
        paragraph(f"{person.civility},\nSuite à votre demande, nous vous confirmons être votre "
                  f"fournisseur {good} au titre du contrat « {offer} » souscrit depuis le "
                  f"{words(issued - timedelta(days=random.randint(120, 1800)))}."),
        lines(f"Titulaire : {named(person, 1)}",
              f"Adresse du logement : {place(person)}", f"{point} : {_point(facts, random)}"),
        paragraph("Cette attestation vous est délivrée pour servir et valoir ce que de droit ; "
                  "elle ne préjuge pas du paiement des factures."),
        code_block(facts),
        Block("sign", lines=("Votre conseiller clientèle",)),
        bottom(f"{facts.issuer} - 99999 FICTIVILLE CEDEX - exemple sans valeur"),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.UTILITY, _energy), (looks.ACCOUNTS, _municipal),
                  (looks.UTILITY_WARM, _operator), (looks.WORD, _holder)),
                 facts, number, random)  # fmt: skip
    made.truth.update({"issuer": facts.issuer} | truths.issued(facts))
    return made
