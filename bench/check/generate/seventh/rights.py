"""Attestations of rights to health insurance: the account's, with a complementary, funds'."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Rights
from ..numbers import digits, spaced, spaced_nir
from ..people import Person
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth, full
from . import looks
from .mentions import mentions
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    called,
    capitals,
    commas,
    dots,
    drawn,
    identity,
    plain,
    qr,
    rail,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    to,
    who,
    window,
    words,
)


def _nir(person: Person) -> dict[str, str]:
    return {"nir": person.nir}


def _account(facts: Rights, random: Random) -> Rows:
    """What the online account makes: the insured, then a table by beneficiary."""
    person = facts.person
    return (
        (letterhead("Assurance Maladie", "Agir ensemble, exemple fictif"),
         stack(lines(GAP), window(person, ""))),
        title("Attestation de droits à l'assurance maladie"),
        small(f"Cette attestation est valable du {slash(facts.valid_from)} au "
              f"{slash(facts.valid_to)}, sauf changement de situation.",
              truth=truths.validity(facts)),
        ruledhead("Données de l'assuré"),
        entries(Entry("Nom, prénom", full(person, 0)),
                Entry("Numéro de sécurité sociale", spaced_nir(person.nir), _nir(person)),
                Entry("Organisme de rattachement", f"CPAM fictive {digits(random, 3)}"),
                Entry("Centre", digits(random, 4))),
        ruledhead("Bénéficiaire(s)"),
        plain([("Bénéficiaire", "Naissance", "Rang", "Droits ouverts jusqu'au"),
               (full(person, 0), slash(person.birth), "1", slash(facts.valid_to))],
              (0.42, 0.20, 0.12, 0.26), truth=truths.born(person)),
        entries(Entry("Exonération du ticket modérateur", "non"),
                Entry("Contrat responsable connu", "non"),
                Entry("Médecin traitant", "oui")),
        paragraph("Les données ci-dessus sont celles connues de votre caisse à la date d'édition. "
                  "Pour une hospitalisation, mettez à jour votre carte Vitale."),
        aside(f"Éditée le {slash(facts.issued)}", truth=truths.issued(facts)),
        mentions("health"),
        bottom("Quiconque se rend coupable de fraude ou de fausse déclaration est passible de "
               "pénalités financières. Exemple sans valeur."),
    )  # fmt: skip


def _solidarity(facts: Rights, random: Random) -> Rows:
    """Basic cover and the complementary one for small incomes, in one attestation."""
    person = facts.person
    return (
        letterhead("CAISSE PRIMAIRE DE LA MAQUETTE", "Service Complémentaire santé solidaire"),
        title("ATTESTATION DE DROIT"),
        (stack(lines("N° d'immatriculation :", spaced_nir(person.nir), truth=_nir(person)),
               small(f"Dossier {digits(random, 8)}")),
         to(person, 0, person.civility)),
        paragraph("Assurance maladie obligatoire et Complémentaire santé solidaire sans "
                  "participation financière"),
        entries(Entry("Bénéficiaire", full(person, 0), who(person, 0)),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Ouverture des droits", slash(facts.valid_from)),
                Entry("Fin des droits", slash(facts.valid_to), truths.validity(facts)),
                Entry("Gestionnaire", f"CPAM - {digits(random, 3)}"),
                Entry("Dispense d'avance des frais", "oui")),
        paragraph("Présentez cette attestation à chaque consultation, avec votre carte Vitale. "
                  "Demandez le renouvellement entre quatre et deux mois avant la fin des droits."),
        mentions("health", 1),
        Block("sign", "CAISSE", (f"Le {capitals(facts.issued)}", "La directrice"),
              truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _fund(facts: Rights, random: Random) -> Rows:
    """A particular scheme's: sentences, beside a rail of colour."""
    person = facts.person
    return (
        rail("CAISSE FICTIVE DES INDUSTRIES IMAGINAIRES - RÉGIME SPÉCIAL"),
        letterhead("Caisse des Industries Imaginaires", "Prestations maladie"),
        aside(f"Fictiville, le {words(facts.issued)}", truth=truths.issued(facts)),
        title("Attestation d'affiliation et d'ouverture de droits"),
        paragraph(f"La Caisse atteste que {called(person)}, né{person.e} le {words(person.birth)}, "
                  f"domicilié{person.e} {commas(person.address)}, est affilié{person.e} sous le "
                  f"matricule sécurité sociale {spaced(person.nir, 13, 2)} et peut prétendre aux "
                  "prestations en nature de l'assurance maladie et maternité.",
                  truth=who(person, 0) | truths.born(person) | address_truth(person.address)
                  | _nir(person)),
        paragraph(f"Période couverte : {dots(facts.valid_from)} - {dots(facts.valid_to)}.",
                  truth=truths.validity(facts)),
        paragraph("Délivrée à la demande de l'affilié(e), pour valoir ce que de droit."),
        qr(f"droits/{digits(random, 9)}", "Contrôle en ligne"),
        Block("sign", "CAISSE", ("Le chef du service des prestations",)),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _typed(facts: Rights, random: Random) -> Rows:
    """The attestation that comes with the card: four columns, typed letters."""
    person = facts.person
    return (
        letterhead("SECURITE SOCIALE", f"ORGANISME 01 {digits(random, 3)} {digits(random, 4)}"),
        title("ATTESTATION PAPIER DE LA CARTE D'ASSURE SOCIAL"),
        entries(Entry("NOM DE FAMILLE", person.surname),
                *([Entry("NOM MARITAL OU D'USAGE", person.usage_name)]
                  if person.usage_name else []),
                Entry("PRENOM", person.given[0].upper(), identity(person, only=True)),
                Entry("NE(E) LE", slash(person.birth), truths.born(person)),
                Entry("IMMATRICULATION", spaced_nir(person.nir), _nir(person))),
        lines("ADRESSE :", *(line.upper() for line in person.address.lines()),
              truth=address_truth(person.address)),
        table([("NAT", "DU", "AU", "TAUX"),
               ("AMO", slash(facts.valid_from), slash(facts.valid_to), "100 % DU TARIF"),
               ("AMC", "", "", "")], (0.14, 0.28, 0.28, 0.30), truth=truths.validity(facts)),
        strip(Entry("DATE D'EDITION", slash(facts.issued), truths.issued(facts)),
              Entry("N° D'ORDRE", digits(random, 6))),
        lines("A PRESENTER A DEFAUT DE LA CARTE VITALE.",
              "TOUTE MODIFICATION MANUSCRITE REND CE DOCUMENT NUL."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HEALTH, _account), (looks.HEALTH_VIOLET, _solidarity),
                  (looks.HEALTH_RAIL, _fund), (looks.HEALTH_TYPED, _typed)),
                 facts, number, random)  # fmt: skip
    made.truth.update(truths.issued(facts))
    return made
