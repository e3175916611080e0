"""Attestations of rights: a fund's with codes, a staff mutual's, soldiers' cells, a kiosk's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    blank,
    bottom,
    boxed,
    centred,
    commas,
    dashes,
    dots,
    identity,
    ledger,
    nothing,
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
from ..facts import Rights
from ..ninth.paper_a import civil
from ..numbers import digits, spaced, spaced_nir
from ..people import Person
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, paragraph, sign, table, title
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import talk
from .paper_a import drawn, laid


def _nir(person: Person) -> dict[str, str]:
    return {"nir": person.nir}


def _folder(facts: Rights, random: Random) -> Rows:
    """A primary fund's, folded behind a window: codes of the fund, then each one's rights."""
    person = facts.person
    return (
        (stack(letterhead("l'Assurance Maladie (spécimen)", f"CPAM fictive - {person.address.city}",
                          "99999 FICTIVILLE CEDEX 9"),
               blank(1), small("Pour nous appeler : 3646 (service gratuit, fictif)",
                               "Pour nous écrire : messagerie de votre compte")),
         stack(blank(3), window(person, "MME" if person.e else "M"))),
        title("Attestation de droits"),
        lines("Ce document atteste de vos droits à l'assurance maladie. Il ne remplace pas votre "
              "carte Vitale."),
        (boxed("Assuré(e)", f"{person.short} {full(person, 0)}",
               f"N° {spaced_nir(person.nir)}", f"Date de naissance : {slash(person.birth)}",
               truth=who(person, 0) | _nir(person) | truths.born(person)),
         boxed("Rattachement", "Régime : 01 général",
               f"Caisse : {digits(random, 3)}   Centre : {digits(random, 4)}",
               f"Code gestion : {random.choice(('10', '13', '70'))}")),
        table([("Bénéficiaire", "Rang", "Date de début", "Date de fin", "Ticket modérateur"),
               (full(person, 0), "1", slash(facts.valid_from), slash(facts.valid_to),
                "Article 322-2")], (0.34, 0.09, 0.18, 0.18, 0.21), truth=truths.validity(facts)),
        lines(f"Médecin traitant déclaré : {random.choice(('oui', 'non'))}",
              "Complémentaire santé solidaire : non",
              "Affection de longue durée : non renseignée sur ce document"),
        aside(f"Attestation établie le {slash(facts.issued)}", truth=truths.issued(facts)),
        talk("health", 0, 1, ruled=True),
        small("En l'absence de modification de votre situation, les droits se poursuivent sans "
              "démarche. La caisse peut à tout moment en contrôler les conditions. Les fausses "
              "déclarations sont punies d'amende et d'emprisonnement."),
        bottom("S3705x - exemple sans valeur"),
    )  # fmt: skip


def _staff(facts: Rights, random: Random) -> Rows:
    """The letter of a mutual that pays the compulsory part to civil servants."""
    person = facts.person
    return (
        letterhead("Mutuelle des Agents Imaginaires", "Gestion du régime obligatoire"),
        (entries(Entry("N° de sécurité sociale", spaced(person.nir, 13, 2), _nir(person)),
                 Entry("N° mutualiste", digits(random, 7)),
                 Entry("Centre de gestion", f"Fictiville ({digits(random, 3)})")),
         to(person, 1, person.civility)),
        lines(f"Le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Votre attestation de droits à l'assurance maladie obligatoire"),
        paragraph(f"Chère adhérente, {person.short} {full(person, 1)}," if person.e else
                  f"Cher adhérent, {person.short} {full(person, 1)},"),
        paragraph("Par délégation de l'assurance maladie, la section locale mutualiste gère vos "
                  "remboursements du régime obligatoire. Elle certifie que vous remplissez les "
                  "conditions d'ouverture de droit aux prestations en nature des assurances "
                  f"maladie et maternité du {words(facts.valid_from)} au {words(facts.valid_to)} "
                  "inclus.", truth=truths.validity(facts)),
        paragraph(f"Vous êtes enregistré{person.e} avec la date de naissance suivante : "
                  f"{words(person.birth)}. Aucun ayant droit n'est rattaché à votre dossier.",
                  truth=truths.born(person)),
        paragraph("Présentez cette attestation aux professionnels de santé qui ne peuvent lire "
                  "votre carte. Si vous quittez la fonction publique, prévenez-nous dans le mois : "
                  "votre dossier sera transféré à la caisse de votre domicile."),
        paragraph("Mutuellement vôtre,"),
        sign("La responsable du centre de gestion"),
        talk("health", 2),
        foot("Mutuelle fictive soumise au livre II du code de la mutualité - exemple sans valeur"),
    )  # fmt: skip


def _troops(facts: Rights, random: Random) -> Rows:
    """A special fund's grid: labels in the left cells, periods in a ledger."""
    person = facts.person
    return (
        letterhead("CAISSE NATIONALE DU PERSONNEL DE LA CHIMÈRE",
                   "Sécurité sociale - régime spécial fictif", "BP 99 - 99999 FICTIVILLE CEDEX"),
        title("ATTESTATION DE DROITS"),
        entries(*civil(person, "Nom de naissance", "Nom usuel", "Prénoms"),
                Entry("Date et lieu de naissance",
                      f"{dashes(person.birth)} - {person.birth_place}", truths.born(person)),
                Entry("Immatriculation", spaced_nir(person.nir), _nir(person)),
                Entry("Adresse", commas(person.address), address_truth(person.address)),
                Entry("Position", random.choice(("activité", "réserve", "conjoint")))),
        ledger([("Nature des droits", "Du", "Au", "Taux"),
                ("Maladie - prestations en nature", dashes(facts.valid_from),
                 dashes(facts.valid_to), "régime de base"),
                ("Maternité - prestations en nature", dashes(facts.valid_from),
                 dashes(facts.valid_to), "100 %")], (0.42, 0.19, 0.19, 0.2),
               truth=truths.validity(facts)),
        paragraph("La caisse atteste l'exactitude des renseignements ci-dessus d'après son fichier "
                  "des affiliés. Attestation délivrée pour être produite à qui de droit."),
        (small("Vérification : par téléphone auprès du service relations assurés, en rappelant "
               f"la clé {digits(random, 5)}."),
         stack(aside(f"Fictiville, le {dashes(facts.issued)}", truth=truths.issued(facts)),
               sign("Le directeur de la caisse"))),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _kiosk(facts: Rights, random: Random) -> Rows:
    """What a kiosk prints while one waits: plain sentences in typewriter letters."""
    person = facts.person
    return (
        letterhead("CAISSE PRIMAIRE D'ASSURANCE MALADIE", "DE L'EXEMPLE - BORNE "
                   f"{digits(random, 4)}"),
        aside(f"Imprimé le {slash(facts.issued)} à {random.randint(8, 17)}:"
              f"{random.randint(10, 59)}", truth=truths.issued(facts)),
        centred("ATTESTATION DE DROITS À L'ASSURANCE MALADIE", "à présenter avec la carte Vitale"),
        lines(GAP),
        laid("tabbed", Entry("Nom", person.surname),
             *([Entry("Nom d'usage", person.usage_name)] if person.usage_name else []),
             Entry("Prénom", person.given[0], identity(person, only=True)),
             Entry("Né(e) le", dots(person.birth), truths.born(person)),
             Entry("N° sécu.", spaced_nir(person.nir), _nir(person))),
        ruledhead("Droits de base"),
        paragraph(f"Ouverts depuis le {dots(facts.valid_from)}. Fin prévue le "
                  f"{dots(facts.valid_to)}.", truth=truths.validity(facts)),
        ruledhead("Complémentaire"),
        paragraph("Aucun organisme complémentaire connu de la caisse."),
        ruledhead("Adresse connue"),
        lines(*person.address.lines(), truth=address_truth(person.address)),
        (wide(1.5, paragraph("Une erreur ? Corrigez vos coordonnées sur la borne ou à l'accueil "
                             "avant de repartir.")), nothing(0.5)),
        panel("Nouveau", "Cette attestation est aussi disponible dans votre compte, jour et nuit."),
        foot("* EXEMPLE SANS VALEUR *"),
    )  # fmt: skip


def render(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HEALTH_FOLDER, _folder), (looks.HEALTH_STAFF, _staff),
                  (looks.HEALTH_TROOPS, _troops), (looks.HEALTH_KIOSK, _kiosk)),
                 facts, number, random)  # fmt: skip
    made.truth.update(truths.issued(facts))
    return made
