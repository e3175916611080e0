"""Attestations of home insurance: a bank's insurer, a mutual's letter, a mainframe, a student's."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    blank,
    bottom,
    boxed,
    capitals,
    checked,
    commas,
    dots,
    ledger,
    nothing,
    padded,
    panel,
    ruledhead,
    slash,
    small,
    stack,
    to,
    who,
    wide,
    window,
    words,
)
from ..facts import Home
from ..numbers import digits
from ..sheet import (
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    title,
)
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import talk
from .paper_a import drawn, laid, oneline


def _year(facts: Home, random: Random) -> tuple[date, date]:
    """The year of insurance in which the paper is issued."""
    start = facts.issued - timedelta(days=random.randint(20, 300))
    return start, start + timedelta(days=364)


def _bank(facts: Home, random: Random) -> Rows:
    """An insurer whose contracts a bank sells: ruled lines, and below what is covered."""
    person, issued = facts.person, facts.issued
    start, end = _year(facts, random)
    return (
        (letterhead(facts.issuer, "Filiale d'assurance dommages (fictive)"),
         stack(blank(1), to(person, 0, person.civility))),
        title("Attestation d'assurance Habitation"),
        paragraph(f"{facts.issuer} atteste que la personne désignée ci-dessous a souscrit un "
                  "contrat d'assurance multirisque habitation en vigueur."),
        entries(Entry("Souscripteur", f"{person.short} {full(person, 0)}"),
                Entry("Contrat", f"MRH {digits(random, 9)}"),
                Entry("Formule", random.choice(("Essentielle", "Confort", "Intégrale"))),
                Entry("Adresse assurée", commas(person.address)),
                Entry("Type d'habitation", f"Appartement de {random.randint(1, 5)} pièces"),
                Entry("Qualité", "Locataire"),
                Entry("Attestation valable", f"du {slash(start)} au {slash(end)}")),
        ruledhead("Garanties accordées"),
        lines("Incendie et événements assimilés  -  Événements climatiques  -  Catastrophes "
              "naturelles et technologiques", "Dégâts des eaux  -  Vol et vandalisme",
              "Responsabilité civile de l'occupant à l'égard du propriétaire, des voisins et des "
              "tiers"),
        small("Les garanties s'appliquent dans les limites, franchises et exclusions prévues aux "
              "dispositions générales et particulières du contrat. La présente attestation "
              "n'implique qu'une présomption de garantie (article L. 112-3 du code des "
              "assurances)."),
        (nothing(0.7), sign(f"Fait le {slash(issued)}", "Le directeur des opérations",
                            truth=truths.issued(facts))),
        talk("insurer", 0),
        bottom(f"{facts.issuer}, SA fictive au capital entièrement imaginaire. Exemple sans "
               "valeur."),
    )  # fmt: skip


def _mutual(facts: Home, random: Random) -> Rows:
    """A mutual's letter to its member, signed, a box of references beside the address."""
    person, issued = facts.person, facts.issued
    start, _ = _year(facts, random)
    return (
        letterhead(facts.issuer, "Société d'assurance mutuelle à cotisations variables (fictive)"),
        (boxed("Vos références", f"Sociétaire {digits(random, 7)} {random.choice('EKMT')}",
               f"Dossier {digits(random, 5)}", f"Le {words(issued)}",
               truth=truths.issued(facts)),
         stack(blank(1), window(person, "MME" if person.e else "M"))),
        title("Objet : votre attestation d'assurance habitation"),
        paragraph("Chère sociétaire," if person.e else "Cher sociétaire,"),
        paragraph("Vous nous avez demandé une attestation. Nous certifions garantir, à compter du "
                  f"{words(start)}, le logement que vous occupez au :"),
        address(*person.address.lines()),
        paragraph("Vous y êtes assuré(e), en tant qu'occupant, pour vos biens mobiliers, pour "
                  "votre responsabilité envers le propriétaire (incendie, explosion, dégât des "
                  "eaux) et envers les voisins, ainsi que pour votre responsabilité civile de la "
                  "vie courante et celle des membres de votre foyer."),
        paragraph("Votre cotisation a été réglée pour l'exercice en cours. Le contrat se "
                  "renouvelle de lui-même au 1er janvier, sauf dénonciation de votre part ou de la "
                  "nôtre."),
        paragraph("Toujours à vos côtés, nous vous prions de croire à nos sentiments mutualistes."),
        sign("La déléguée départementale"),
        talk("insurer", 1),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _mainframe(facts: Home, random: Random) -> Rows:
    """An old company's: capitals, dots up to the values, limits in a ledger."""
    person, issued = facts.person, facts.issued
    start, end = _year(facts, random)
    return (
        (letterhead(facts.issuer.upper(), "BRANCHE RISQUES DIVERS", "CODE COURTIER "
                    f"{digits(random, 5)}"),
         aside(f"EMIS LE {slash(issued)}", f"AVENANT {digits(random, 2)}",
               truth=truths.issued(facts))),
        title("ATTESTATION D'ASSURANCE MULTIRISQUE HABITATION"),
        entries(Entry("POLICE", digits(random, 10)),
                Entry("ASSURE", full(person, 2).upper(), who(person, 2)),
                Entry("SITUATION DU RISQUE", oneline(person.address).upper(),
                      address_truth(person.address)),
                Entry("USAGE", "HABITATION PRINCIPALE, LOCATAIRE"),
                Entry("EFFET", capitals(start)), Entry("EXPIRATION", capitals(end))),
        ledger([("GARANTIE", "PLAFOND EUR", "ACQUISE"),
                ("RISQUES LOCATIFS", "8 000 000", "OUI"),
                ("RECOURS DES VOISINS ET DES TIERS", "2 500 000", "OUI"),
                ("DEGATS DES EAUX", "VALEUR A NEUF", "OUI"),
                ("VOL", "12 000", random.choice(("OUI", "NON"))),
                ("BRIS DE GLACES", "VALEUR A NEUF", "OUI"),
                ("RESPONSABILITE CIVILE FAMILIALE", "10 000 000", "OUI")], (0.56, 0.26, 0.18)),
        paragraph("LA COMPAGNIE CERTIFIE QUE LE CONTRAT CI-DESSUS EST EN COURS A LA DATE "
                  "D'EMISSION ET QUE LA PRIME A ETE ENCAISSEE. ATTESTATION REMISE A L'ASSURE POUR "
                  "ETRE PRESENTEE AU BAILLEUR."),
        (nothing(1.0), sign("POUR LA COMPAGNIE")),
        small("DOCUMENT NON CONTRACTUEL. SEULES LES CONDITIONS PARTICULIERES ENGAGENT LA "
              "COMPAGNIE. RECLAMATIONS : DEPARTEMENT QUALITE, PUIS MEDIATEUR."),
        foot("EXEMPLE SANS VALEUR"),
    )  # fmt: skip


def _student(facts: Home, random: Random) -> Rows:
    """A cheap contract taken on line: cells, ticks, a frank sentence for the landlord."""
    person, issued = facts.person, facts.issued
    start, end = _year(facts, random)
    return (
        letterhead(facts.issuer, "L'assurance logement en trois minutes"),
        title("Attestation d'assurance du logement"),
        panel("Au propriétaire ou à l'agence",
              f"{person.civility} {full(person, 1)} est bien assuré{person.e} pour le logement "
              "décrit ci-dessous. Vous pouvez lui remettre les clés !",
              truth=who(person, 1)),
        entries(Entry("Contrat n°", f"LOG{digits(random, 8)}"),
                Entry("Assuré", f"{full(person, 1)}"),
                Entry("Logement assuré", commas(person.address), address_truth(person.address)),
                Entry("Surface", f"{random.randint(14, 68)} m²"),
                Entry("Début des garanties", f"{padded(start)}, 0 h"),
                Entry("Fin de période", f"{padded(end)}, minuit")),
        ruledhead("Le contrat comprend"),
        checked("x la responsabilité locative", "x la responsabilité civile vie privée",
                "x l'incendie, la fumée, l'explosion", "x les dégâts causés par l'eau",
                "x les tempêtes, la grêle, la neige", "- la casse d'un appareil nomade",
                form="right"),
        laid("run", Entry("Cotisation réglée par carte bancaire, attestation délivrée le",
                          dots(issued), truths.issued(facts))),
        (wide(1.5, talk("insurer", 0)), sign("L'équipe souscription")),
        small("Contrat distribué par un courtier fictif et porté par un assureur tout aussi "
              "fictif, soumis au contrôle de l'autorité compétente."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.BANK_INSURER, _bank), (looks.MUTUAL, _mutual),
                  (looks.INSURER_DRY, _mainframe), (looks.INSURER_STUDENT, _student)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
