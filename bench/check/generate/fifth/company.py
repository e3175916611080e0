"""Kbis extracts, attestations of the national register, SIRENE notices."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Company
from ..numbers import digits, spaced, vat
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import address_truth
from . import looks
from .paper import (
    Rows,
    aside,
    band,
    bottom,
    drawn,
    panel,
    slash,
    stack,
    watermark,
    wide,
    words,
)


def _at(facts: Company, label: str, joint: str = " ") -> Entry:
    where = facts.body.address
    return Entry(label, joint.join(where.lines()), address_truth(where))


def _struck(facts: Company, label: str) -> list[Entry]:
    return [Entry(label, slash(facts.closed))] if facts.closed else []


def _siren(facts: Company) -> str:
    return spaced(facts.body.siren, 3)


def _siret(facts: Company) -> str:
    return spaced(facts.body.siret, 3, 3, 3, 5)


def _registry(facts: Company, random: Random) -> Rows:
    """The extract that the registries' site delivers."""
    body = facts.body
    return (
        (stack(lines("Greffe du Tribunal de Commerce de Fictiville", "3 PLACE DE L'ÉBAUCHE",
                     "99999 FICTIVILLE")),
         aside(f"Code de vérification : {digits(random, 4)}Hx{digits(random, 4)}",
               "(exemple, non vérifiable)", f"N° de gestion 2019B{digits(random, 5)}")),
        title("Extrait Kbis", "EXTRAIT D'IMMATRICULATION PRINCIPALE AU REGISTRE DU COMMERCE ET DES "
              "SOCIÉTÉS", f"à jour au {words(facts.issued)}"),
        Block("heading", "IDENTIFICATION DE LA PERSONNE MORALE"),
        entries(Entry("Immatriculation au RCS, numéro", f"{_siren(facts)} R.C.S. Fictiville",
                      truths.siren(facts)),
                Entry("Date d'immatriculation", "12/03/2019"),
                Entry("Dénomination ou raison sociale", body.name, truths.body_name(facts)),
                Entry("Forme juridique", body.form), Entry("Capital social", "10 000,00 Euros"),
                _at(facts, "Adresse du siège"),
                Entry("Activités principales", "Formation professionnelle continue"),
                Entry("Durée de la personne morale", "Jusqu'au 11/03/2118"),
                pairs="gutter"),
        Block("heading", "GESTION, DIRECTION, ADMINISTRATION, CONTRÔLE, ASSOCIÉS OU MEMBRES"),
        lines("Président", f"Nom, prénoms : {body.director}", "Date et lieu de naissance : le "
              "04/02/1971 à Fictiville", "Nationalité : française"),
        Block("heading", "RENSEIGNEMENTS RELATIFS À L'ACTIVITÉ ET À L'ÉTABLISSEMENT PRINCIPAL"),
        entries(Entry("Adresse de l'établissement", " ".join(body.address.lines())),
                Entry("Activité exercée", "Formation continue d'adultes, conseil"),
                Entry("Date de commencement d'activité", "01/03/2019"),
                Entry("Origine du fonds ou de l'activité", "Création"),
                Entry("Mode d'exploitation", "Exploitation directe"), pairs="gutter"),
        *((Block("heading", "OBSERVATIONS ET RENSEIGNEMENTS COMPLÉMENTAIRES"),
           lines(f"- Mention du {slash(facts.closed)} : radiation du registre du commerce et des "
                 f"sociétés à compter du {slash(facts.closed)}")) if facts.closed else ()),
        lines("Le Greffier", "FIN DE L'EXTRAIT"),
        bottom("R.C.S. Fictiville - page 1/1 - exemple sans valeur"),
    )  # fmt: skip


def _national(facts: Company, random: Random) -> Rows:
    """The attestation of the national register, from its site."""
    body = facts.body
    return (
        watermark("SPÉCIMEN"),
        (letterhead("RNE", "Registre national des entreprises (fictif)"),
         aside(f"Document généré le {slash(facts.issued)}")),
        title("Attestation d'immatriculation au Registre national des entreprises"),
        panel(body.name, f"SIREN {_siren(facts)}",
              f"Radiée le {slash(facts.closed)}" if facts.closed else
              "Entreprise immatriculée, en activité",
              truth=truths.body_name(facts) | truths.siren(facts)),
        band("Identité"),
        entries(Entry("Forme juridique", body.form), Entry("Date d'immatriculation", "12/03/2019"),
                _at(facts, "Adresse du siège", ", "), Entry("Code APE", "8559A")),
        band("Établissement principal"),
        entries(Entry("SIRET", _siret(facts), truths.siret(facts)),
                Entry("Nature", "Siège et établissement principal")),
        band("Gestion et direction"),
        entries(Entry("Représentant", body.director)),
        bottom("Cette attestation est délivrée à partir des informations du registre à la date de "
               "génération. Exemple sans valeur."),
    )  # fmt: skip


def _counter(facts: Company, random: Random) -> Rows:
    """Printed and stamped at the registry's counter."""
    body = facts.body
    return (
        letterhead("GREFFE DU TRIBUNAL DES ACTIVITES ECONOMIQUES", "DE FICTIVILLE (FICTIF)"),
        title("EXTRAIT K-BIS"),
        entries(Entry("R.C.S.", f"FICTIVILLE {body.form} {_siren(facts)}", truths.siren(facts)),
                Entry("SIRET", body.siret, truths.siret(facts)),
                Entry("DENOMINATION", body.name, truths.body_name(facts)),
                _at(facts, "SIEGE SOCIAL", ", "),
                Entry("FORME", body.form), Entry("CAPITAL", "7 500 EUR FIXE"),
                Entry("DIRIGEANT", body.director),
                Entry("ACTIVITE", "ENSEIGNEMENT ET FORMATION D'ADULTES"),
                Entry("DEBUT D'ACTIVITE", "01/03/2019"),
                *_struck(facts, "RADIATION LE")),
        paragraph("POUR EXTRAIT CERTIFIE CONFORME, AU NOMBRE D'UNE PAGE."),
        Block("sign", "GREFFE", (f"DELIVRE LE {slash(facts.issued)}", "LE GREFFIER ASSOCIE")),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _columns(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead("Greffe de Fictiville"), aside("Extrait Kbis", f"au {slash(facts.issued)}")),
        title(body.name),
        table([("Élément", "Inscription au RCS"),
               ("Numéro unique d'identification", _siren(facts)),
               ("Ville du greffe", "Fictiville"),
               ("Forme et capital", f"{body.form}, 1 000 € variable"),
               ("Siège", ", ".join(body.address.lines())),
               ("Dirigeant", body.director),
               ("Siret du principal établissement", _siret(facts)),
               ("Radiation", slash(facts.closed) if facts.closed else "néant"),
               ("Procédure collective", "néant")], (0.4, 0.6),
              truth=truths.siren(facts) | truths.siret(facts) | truths.body_name(facts)
                  | address_truth(body.address)),
        bottom("Extrait du registre du commerce et des sociétés, fictif et sans valeur."),
    )  # fmt: skip


def _insee(facts: Company, random: Random) -> Rows:
    """The notice of the statistics institute."""
    body = facts.body
    state = ("Établissement fermé depuis le " + slash(facts.closed) if facts.closed
             else "Établissement actif depuis le 12/03/2019")  # fmt: skip
    return (
        (letterhead("Institut fictif de la statistique", "Répertoire SIRENE"),
         stack(lines("SERVICE INFO SIRENE", "Tél. : 09 72 00 00 00 (fictif)"),
               aside(f"A la date du {words(facts.issued)}"))),
        title("SITUATION AU RÉPERTOIRE SIRENE"),
        table([("Description de l'entreprise",
                f"Entreprise {'cessée' if facts.closed else 'active'}"),
               ("Identifiant SIREN", _siren(facts)),
               ("Identifiant SIRET du siège", _siret(facts)),
               ("Dénomination", body.name),
               ("Catégorie juridique", body.form),
               ("Activité Principale Exercée (APE)", "85.59A - Formation continue d'adultes")],
              (0.42, 0.58), truth=truths.siren(facts) | truths.siret(facts)
                  | truths.body_name(facts)),
        table([("Description de l'établissement", state),
               ("Identifiant SIRET", _siret(facts)),
               ("Adresse", " ".join(body.address.lines())),
               ("Enseigne", ""),
               ("Activité Principale Exercée (APE)", "85.59A - Formation continue d'adultes")],
              (0.42, 0.58), truth=address_truth(body.address)),
        paragraph("IMPORTANT : les informations de ce document, à l'exception de celles relatives "
                  "à l'identification de l'entreprise, n'ont de valeur que pour les applications "
                  "statistiques (décret n° 97-497 du 16 mai 1997)."),
        bottom("Exemple sans valeur - page 1/1"),
    )  # fmt: skip


def _directory(facts: Company, random: Random) -> Rows:
    """A page of the public directory of firms, printed from the browser."""
    body = facts.body
    return (
        letterhead("L'annuaire fictif des entreprises"),
        title(body.name, ("Cessée" if facts.closed else "En activité")
              + f" - SIREN {_siren(facts)}"),
        band("Informations légales"),
        entries(Entry("Dénomination", body.name, truths.body_name(facts)),
                Entry("SIREN", _siren(facts), truths.siren(facts)),
                Entry("SIRET du siège social", _siret(facts), truths.siret(facts)),
                Entry("N° TVA intracommunautaire", vat(body.siren)),
                Entry("Activité principale (NAF/APE)", "85.59A"),
                Entry("Nature juridique", body.form),
                _at(facts, "Adresse postale", " "),
                Entry("Date de création", "12/03/2019"),
                *_struck(facts, "Date de fermeture")),
        paragraph(f"Informations à jour au {slash(facts.issued)}, d'après le répertoire SIRENE. "
                  "Cette fiche ne remplace pas un extrait officiel."),
        bottom("Page imprimée depuis un site imaginaire."),
    )  # fmt: skip


def _assigned(facts: Company, random: Random) -> Rows:
    """The letter that tells an association its numbers."""
    body = facts.body
    told = ("Cette entreprise a cessé son activité le " + slash(facts.closed) + "."
            if facts.closed else "Cette entreprise est active à ce jour.")  # fmt: skip
    return (
        (letterhead("SIRENE", "Centre fictif de gestion"),
         wide(1.2, lines(body.name, *body.address.lines(),
                         truth=truths.body_name(facts) | address_truth(body.address)))),
        aside(f"Fictiville, le {words(facts.issued)}"),
        title("CERTIFICAT D'INSCRIPTION AU RÉPERTOIRE SIRENE"),
        paragraph("Madame, Monsieur,\nVeuillez trouver ci-dessous les numéros sous lesquels votre "
                  f"organisme est inscrit. {told}"),
        panel("Identifiants", f"SIREN : {_siren(facts)}", f"SIRET (siège) : {_siret(facts)}",
              f"Catégorie juridique : {body.form}", "Code APE : 8559A",
              truth=truths.siren(facts) | truths.siret(facts)),
        paragraph("Ces numéros doivent figurer sur vos documents. Tout changement est à déclarer "
                  "au guichet des formalités des entreprises."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _record(facts: Company, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead("REPERTOIRE SIRENE", "CONSULTATION"),
         lines(f"EDITION DU {slash(facts.issued)}", "PAGE 1")),
        title("FICHE ETABLISSEMENT"),
        entries(Entry("SIRET", _siret(facts), truths.siret(facts)),
                Entry("SIREN", body.siren, truths.siren(facts)),
                Entry("NIC", f"{body.siret[9:]} (SIEGE)"),
                Entry("RAISON SOCIALE", body.name, truths.body_name(facts)),
                _at(facts, "ADRESSE", ", "),
                Entry("ETAT", f"FERME LE {slash(facts.closed)}" if facts.closed else "OUVERT"),
                Entry("APE", "8559A FORMATION CONTINUE D'ADULTES"),
                Entry("CAT. JURIDIQUE", body.form)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Company, number: int, random: Random) -> Drawn:
    if facts.model == "kbis":
        made = drawn(((looks.REGISTRY, _registry), (looks.STATE_NEW, _national),
                      (looks.PRINTER, _counter), (looks.BUREAU, _columns)),
                 facts, number, random)  # fmt: skip
    else:
        made = drawn(((looks.STATE, _insee), (looks.WEB, _directory), (looks.WORD, _assigned),
                      (looks.PRINTER, _record)),
                 facts, number, random)  # fmt: skip
    made.truth["issue_date"] = facts.issued.isoformat()
    made.truth["status"] = "closed" if facts.closed else "active"
    return made
