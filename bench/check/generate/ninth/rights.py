"""Attestations of rights: an account's, a rural fund's, a complementary cover's, a small fund's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    band,
    bars,
    blank,
    bottom,
    commas,
    deck,
    dots,
    nothing,
    padded,
    plain,
    ruledhead,
    slash,
    small,
    stack,
    to,
    who,
    window,
    words,
)
from ..facts import Rights
from ..numbers import digits, spaced, spaced_nir
from ..people import Person
from ..sheet import Drawn, Entry, entries, foot, letterhead, lines, paragraph, sign, table, title
from ..wording import address_truth, full
from . import looks_a as looks
from .mentions_a import talk
from .paper_a import civil, drawn


def _nir(person: Person) -> dict[str, str]:
    return {"nir": person.nir}


def _account(facts: Rights, random: Random) -> Rows:
    """The one of today's account: validity first, the insured, then the rights of each."""
    person = facts.person
    return (
        (letterhead("Assurance Maladie (exemple)", f"Caisse primaire de {person.address.city}"),
         aside(f"Le {slash(facts.issued)}", truth=truths.issued(facts))),
        title("ATTESTATION DE DROITS À L'ASSURANCE MALADIE"),
        paragraph(f"Attestation valable du {slash(facts.valid_from)} au {slash(facts.valid_to)}, "
                  "sous réserve d'un changement de situation de l'assuré.",
                  truth=truths.validity(facts)),
        ruledhead("Assuré"),
        entries(*civil(person, "Nom de famille", "Nom d'usage", "Prénom(s)"),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Numéro de sécurité sociale", spaced_nir(person.nir), _nir(person)),
                Entry("Organisme de rattachement", f"01.{digits(random, 3)}.{digits(random, 4)}"),
                Entry("Adresse", commas(person.address), address_truth(person.address))),
        ruledhead("Bénéficiaire(s) des soins"),
        plain([("Nom et prénom", "Né(e) le", "Rang", "Médecin traitant", "Exonération"),
               (full(person, 0), slash(person.birth), "1", "Oui", "Néant")],
              (0.36, 0.18, 0.1, 0.2, 0.16)),
        paragraph("Cette attestation certifie que les personnes mentionnées ci-dessus ont droit à "
                  "la prise en charge de leurs frais de santé. Elle doit être présentée "
                  "accompagnée de la carte Vitale."),
        talk("health", ruled=True),
        small("Toute fausse déclaration ou falsification est passible de sanctions financières "
              "et pénales (articles L. 114-17-1 du code de la sécurité sociale et 441-1 du code "
              "pénal)."),
        bottom("Exemple sans valeur - page 1/1"),
    )  # fmt: skip


def _rural(facts: Rights, random: Random) -> Rows:
    """A rural fund's letter: the object, a paragraph, a table of who is covered from when."""
    person = facts.person
    return (
        (letterhead("MSA du Spécimen", "Siège : 12 rue de l'Ébauche", "99999 FICTIVILLE CEDEX"),
         stack(blank(2), window(person, "MME" if person.e else "M"))),
        entries(Entry("Vos références", spaced(person.nir, 13, 2), _nir(person)),
                Entry("Notre service", f"Santé famille - poste {digits(random, 4)}"),
                Entry("Objet", "Attestation de droits maladie")),
        aside(f"À Fictiville, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Attestation d'ouverture de droits"),
        paragraph(f"{person.civility},"),
        paragraph("Vous trouverez ci-dessous l'état de vos droits aux prestations en nature de "
                  "l'assurance maladie, maternité et décès au régime des salariés agricoles."),
        table([("Bénéficiaire", "Date de naissance", "Droits ouverts à partir du",
                "Droits jusqu'au"),
               (full(person, 1), slash(person.birth), slash(facts.valid_from),
                slash(facts.valid_to))], (0.34, 0.2, 0.24, 0.22),
              truth=truths.validity(facts) | truths.born(person)),
        paragraph("Pensez à mettre à jour votre carte Vitale en pharmacie. Pour un séjour en "
                  "Europe, demandez votre carte européenne sur notre site."),
        paragraph("Les droits indiqués peuvent être modifiés si votre activité, votre résidence ou "
                  "la composition de votre famille changent. Dans ce cas, une nouvelle attestation "
                  "vous sera adressée."),
        paragraph("Nous restons à votre disposition et vous adressons nos salutations "
                  "distinguées."),
        sign("Pour le directeur général, le responsable du service"),
        foot("MSA : organisme fictif. Exemple sans valeur."),
    )  # fmt: skip


def _help(facts: Rights, random: Random) -> Rows:
    """The attestation of the solidarity cover: what it is, for whom, from when to when."""
    person = facts.person
    return (
        letterhead("Caisse primaire imaginaire", "Service complémentaire santé solidaire"),
        (stack(small("Vos démarches : www.example.com", f"Code gestion : {digits(random, 2)}"),
               bars(digits(random, 12))),
         to(person, 1, person.civility)),
        title("ATTESTATION DE DROIT À LA COMPLÉMENTAIRE SANTÉ SOLIDAIRE"),
        entries(Entry("N° d'assuré social", spaced_nir(person.nir), _nir(person)),
                Entry("Assuré né le" if not person.e else "Assurée née le", dots(person.birth),
                      truths.born(person)),
                Entry("Document édité le", dots(facts.issued), truths.issued(facts)),
                Entry("Organisme gestionnaire", "votre caisse d'assurance maladie"),
                Entry("Participation", "sans participation financière")),
        deck(Entry("Bénéficiaire", full(person, 0)),
             Entry("Début du droit", dots(facts.valid_from)),
             Entry("Fin du droit", dots(facts.valid_to), truths.validity(facts))),
        band("Vous n'avancez pas les frais chez le médecin, à la pharmacie, à l'hôpital"),
        paragraph("Cette protection complète le régime obligatoire d'assurance maladie, dont les "
                  "droits sont ouverts sur la même période. Votre demande de renouvellement est à "
                  "déposer entre quatre et deux mois avant la date de fin."),
        talk("health", 1),
        small("Présentez cette attestation avec votre carte Vitale à jour. En cas de contestation, "
              "saisissez la commission de recours amiable dans les deux mois."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _rail(facts: Rights, random: Random) -> Rows:
    """A small special scheme's certificate: two columns of entries, then what is certified."""
    person = facts.person
    return (
        letterhead("CAISSE DE PRÉVOYANCE DU FAUX-SEMBLANT", "Régime spécial d'assurance maladie",
                   "Immeuble Le Prototype - 99999 FICTIVILLE"),
        title("CERTIFICAT D'AFFILIATION ET DE DROITS"),
        paragraph("La caisse certifie que la personne ci-après désignée bénéficie des prestations "
                  "de l'assurance maladie servies par le régime."),
        entries(Entry("Nom, prénom", full(person, 0), who(person, 0)),
                Entry("NIR", person.nir, _nir(person)),
                *([Entry("Nom de famille", person.surname)] if person.usage_name else []),
                Entry("Naissance", f"{slash(person.birth)}, {person.birth_place}",
                      truths.born(person)),
                Entry("Qualité", "ouvrant droit"),
                Entry("Matricule", f"{digits(random, 7)} {random.choice('BCFH')}")),
        lines("Domicile :", *person.address.lines(), truth=address_truth(person.address)),
        lines(f"Période de droits : {padded(facts.valid_from)} - {padded(facts.valid_to)}",
              truth=truths.validity(facts)),
        paragraph("Soins : 100 % des tarifs de responsabilité pour l'hospitalisation, taux du "
                  "régime général pour les autres prestations."),
        (nothing(1.0), sign(f"Fictiville, {padded(facts.issued)}", "Le chef du centre de gestion",
                            truth=truths.issued(facts))),
        foot("Document à usage d'exemple, sans valeur."),
    )  # fmt: skip


def render(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HEALTH_ACCOUNT, _account), (looks.HEALTH_RURAL, _rural),
                  (looks.HEALTH_HELP, _help), (looks.HEALTH_RAIL, _rail)),
                 facts, number, random)  # fmt: skip
    made.truth.update(truths.issued(facts))
    return made
