"""The training body's papers: quote, Qualiopi certificate, attestation of entry."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .facts import Entry as EntryFacts
from .facts import Qualiopi, Quote
from .numbers import digits, spaced
from .sheet import (
    Block,
    Drawn,
    Entry,
    address,
    draw,
    entries,
    foot,
    layouts,
    letterhead,
    paragraph,
    table,
    title,
)
from .theme import wheel
from .wording import amount, day, euros, full, person_lines, pick

_QUOTE = layouts(
    wheel(2),
    (("body", "addressee"), "title", "references", "training", "lines", "total", "terms", "sign",
     "foot"),
    ("body", "title", ("references", "addressee"), "lines", "total", "training", "sign", "foot"),
    ("title", "body", "addressee", "training", "costs", "references", "terms", "sign", "foot"),
    (("title", "body"), "training", "lines", ("terms", "total"), ("sign", "addressee"),
     "references", "foot"),
    ("body", ("addressee", "references"), "title", "costs", "training", "sign", "terms", "foot"),
    ("title", ("addressee", "body"), "references", "lines", "training", "total", "sign", "foot"),
    ("addressee", "body", "references", "title", "training", "lines", ("sign", "total"), "foot"),
    (("references", "body"), "title", "training", "addressee", "costs", "terms", "sign", "foot"),
)  # fmt: skip


def _body_truth(facts: Quote | EntryFacts | Qualiopi) -> dict[str, str]:
    return {"body_name": facts.body.name, "body_siret": facts.body.siret}


def _siret(value: str, number: int) -> str:
    return spaced(value, 3, 3, 3, 5) if number % 2 == 0 else value


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    body, person = facts.body, facts.person
    who = full(person, number)
    start, end = day(facts.start, number), day(facts.end, number)
    hours = f"{facts.hours} {pick(number, 'heures', 'h', 'heures')}"
    rate = f"{facts.vat_rate.normalize():f}".replace(".", ",")
    exempt = facts.vat_rate == 0
    vat_words = "Exonération de TVA – article 261-4-4° a du CGI" if exempt else f"TVA {rate} %"
    taxed = {"vat_rate": f"{facts.vat_rate.normalize():f}", "vat_amount": amount(facts.vat)}
    money = {
        "hours": str(facts.hours), "hourly_rate": amount(facts.rate),
        "total_excl_tax": amount(facts.total + facts.fees),
    }  # fmt: skip
    number_label = pick(number, "Devis n°", "N° de devis", "Référence du devis", "Numéro",
                        "Réf. devis", "Proposition n°")  # fmt: skip
    blocks = {
        "body": letterhead(
            body.name, f"{body.form} – {', '.join(body.address.lines())}",
            f"SIRET {_siret(body.siret, number)}" if number % 3 else
            f"N° SIRET : {_siret(body.siret, number)}",
            f"Déclaration d'activité n° {spaced(body.nda, 2) if number % 4 == 1 else body.nda}",
            f"Tél. {body.phone} – {body.email}"),
        "addressee": address(
            *([pick(number, "Stagiaire", "À l'attention de", "Client", "Bénéficiaire")]),
            *person_lines(person, number), truth={"full_name": full(person, number)}),
        "title": title(pick(
            number, "Devis", "Devis de formation", "DEVIS", "Proposition commerciale et "
            "financière", "Devis – action de formation", "Proposition de formation",
            "Devis formation professionnelle", "Devis individuel de formation")),
        "references": entries(
            Entry(number_label, facts.number, {"quote_number": facts.number}),
            Entry(pick(number, "Date", "Date du devis", "Établi le", "Émis le", "Date d'émission",
                       "Le"), day(facts.issued, number), {"issue_date": facts.issued.isoformat()}),
            Entry(pick(number, "Valable jusqu'au", "Date de validité", "Offre valable jusqu'au",
                       "Validité du devis", "Fin de validité", "Devis valable jusqu'au"),
                  day(facts.valid_to, number), {"valid_to": facts.valid_to.isoformat()})),
        "training": entries(
            Entry(pick(number, "Intitulé de la formation", "Formation", "Action de formation",
                       "Intitulé", "Libellé de l'action", "Parcours"), facts.title,
                  {"training_title": facts.title}),
            Entry(pick(number, "Certification visée", "Code certification", "Certification",
                       "Code RNCP / RS"), facts.certification,
                  {"certification": facts.certification}),
            Entry(pick(number, "Stagiaire", "Bénéficiaire", "Nom du stagiaire", "Apprenant",
                       "Participant", "Candidat"), who,
                  {"full_name": who}),
            Entry(pick(number, "Dates", "", "Période", "", "Calendrier", "",
                       "Session", ""), f"du {start} au {end}",
                  {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()})
            if number % 2 == 0 else
            Entry(pick(number, "", "Date de début", "", "Début", "", "Entrée en formation", "",
                       "Démarrage le"), start,
                  {"start_date": facts.start.isoformat()}),
            Entry(pick(number, "", "Date de fin", "", "Fin", "", "Fin de formation", "",
                       "Se termine le"), end,
                  {"end_date": facts.end.isoformat()}) if number % 2 else Entry("", ""),
            Entry(pick(number, "Durée", "Volume horaire", "Durée totale", "Nombre d'heures",
                       "Durée de l'action", "Durée (en heures)"),
                  hours, {"hours": str(facts.hours)}),
            Entry("Lieu", body.address.city)),
        "lines": table(
            [(pick(number, "Désignation", "Prestation", "Description"),
              pick(number, "Quantité", "Heures", "Qté (h)"),
              pick(number, "Prix unitaire HT", "Taux horaire HT", "P.U. HT",
                   "Prix unitaire HT", "Coût horaire HT", "Tarif / heure HT"),
              pick(number, "Total HT", "Montant HT", "Montant net HT", "Total HT",
                   "Prix total HT", "Sous-total HT")),
             (f"Frais pédagogiques – {facts.title}", hours, euros(facts.rate, number),
              euros(facts.total, number)),
             *([("Frais d'inscription", "1", euros(facts.fees, number),
                 euros(facts.fees, number))] if facts.fees else [])],
            (0.46, 0.14, 0.2, 0.2),
            truth=money | ({"fees": amount(facts.fees)} if facts.fees else {})),
        "costs": entries(
            Entry(pick(number, "Nombre d'heures", "Durée de la formation"), hours),
            Entry(pick(number, "Coût horaire HT", "Taux horaire HT", "Tarif horaire (HT)",
                       "Taux horaire HT", "Prix de l'heure HT", "Coût heure HT"),
                  euros(facts.rate, number)),
            Entry("Coût pédagogique HT" if facts.fees else
                  pick(number, "Coût pédagogique HT", "Total HT", "Montant HT"),
                  euros(facts.total, number)),
            *([Entry("Frais d'inscription", euros(facts.fees, number),
                     {"fees": amount(facts.fees)})] if facts.fees else []),
            *([Entry("Total HT", euros(facts.total + facts.fees, number))] if facts.fees else []),
            Entry(vat_words, euros(facts.vat, number)),
            Entry(pick(number, "Total TTC", "Coût total TTC", "Montant total TTC", "Total TTC",
                       "Prix TTC", "Coût TTC de la formation"),
                  euros(facts.total_incl, number)),
            head=pick(number, "Coût de la formation", "Conditions financières"),
            pairs="table" if number == 2 else ""),
        "total": Block("total", entries=(
            Entry(pick(number, "Total HT", "Montant HT", "Sous-total HT"),
                  euros(facts.total + facts.fees, number)),
            Entry("TVA (exonérée)" if exempt else f"TVA ({rate} %)", euros(facts.vat, number)),
            Entry(pick(number, "Total TTC", "TOTAL TTC", "Net à payer TTC", "Montant TTC",
                       "Total général TTC", "Montant total TTC"),
                  euros(facts.total_incl, number)))),
        "terms": paragraph(
            (vat_words + ". " if exempt else "") +
            "Le règlement est dû à réception de la facture. En cas d'abandon, les heures "
            "réalisées sont facturées. Devis à retourner signé avec la mention « bon pour accord »."
        ),
        "sign": Block("sign", body.name.split()[0],
                      (pick(number, "Le responsable de formation", "Pour l'organisme",
                            "La direction"), body.director)),
        "foot": foot(
            f"{body.name} – {body.form} – SIREN {spaced(body.siren, 3)} – déclaration d'activité "
            "enregistrée sous le numéro indiqué ; cet enregistrement ne vaut pas agrément de "
            "l'État.",
            "" if exempt else f"N° TVA intracommunautaire : FR {body.siren}",
            "Article 261-4-4° du CGI : organisme exonéré de TVA." if exempt else ""),
    }  # fmt: skip
    drawn = draw(blocks, _QUOTE[number], random.randrange(10**6))
    drawn.truth.update(money | taxed | {"total_incl_tax": amount(facts.total_incl)})
    drawn.truth.update(_body_truth(facts) | {"body_nda": body.nda})
    return drawn


_QUALIOPI = layouts(
    wheel(3),
    ("issuer", "title", "number", "attests", "body", "categories", "dates", "sign", "foot"),
    ("title", "attests", "body", "categories", ("dates", "sign"), "issuer", "foot"),
    (("issuer", "number"), "body", "title", "categories", "attests", "dates", "sign"),
    ("title", ("body", "dates"), "categories", "attests", "number", "issuer", "sign"),
    ("issuer", "attests", "title", "dates", "body", ("number", "categories"), "sign", "foot"),
    ("number", "title", ("issuer", "dates"), "attests", "body", "categories", "sign"),
    (("title", "issuer"), "body", "number", "dates", "attests", "categories", "foot"),
    ("attests", "title", "body", ("categories", "number"), "dates", "issuer", "sign"),
)


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    body = facts.body
    blocks = {
        "issuer": letterhead(facts.issuer, "Organisme certificateur fictif",
                             f"Accréditation n° 5-9{digits(random, 3)} (exemple)"),
        "title": title(
            pick(number, "Certificat Qualiopi", "CERTIFICAT QUALITÉ QUALIOPI", "Certificat",
                 "Certificat de conformité", "Certificat d'organisme de formation – Qualiopi",
                 "CERTIFICAT"),
            pick(number, "Processus certifié", "Référentiel national qualité", "Qualiopi – "
                 "processus certifié")),
        "number": entries(Entry(
            pick(number, "Certificat n°", "N° de certificat", "Numéro du certificat",
                 "Référence du certificat", "N°", "Certificate number – numéro"),
            facts.number, {"certificate_number": facts.number})),
        "attests": paragraph(
            f"{facts.issuer} atteste que l'organisme désigné ci-après satisfait aux exigences du "
            "référentiel national qualité mentionné à l'article L. 6316-3 du code du travail et du "
            "décret n° 2019-564 du 6 juin 2019 relatif à la qualité des actions de la formation "
            "professionnelle."),
        "body": entries(
            Entry(pick(number, "Organisme", "Raison sociale", "Nom de l'organisme", "Délivré à",
                       "Prestataire certifié", "Bénéficiaire du certificat"), body.name,
                  {"body_name": body.name}),
            Entry("SIRET" if number % 2 else "N° SIRET", _siret(body.siret, number),
                  {"body_siret": body.siret}) if number % 4 != 3 else
            Entry(pick(number, "SIREN", "N° SIREN"), spaced(body.siren, 3),
                  {"body_siren": body.siren}),
            Entry(pick(number, "N° de déclaration d'activité", "NDA", "Déclaration d'activité",
                       "N° DA"), body.nda, {"body_nda": body.nda}),
            Entry(pick(number, "Adresse", "Siège"), ", ".join(body.address.lines()))),
        "categories": Block("lines", lines=(
            pick(number, "au titre des catégories d'actions suivantes :",
                 "La certification a été délivrée au titre de :", "Catégories d'actions :"),
            *(f"{pick(number, '–', '•', '[x]')} {c}" for c in facts.categories)),
            truth={"categories": ", ".join(facts.categories)}),
        "dates": entries(
            Entry(pick(number, "Date de délivrance", "Valable du", "Date de début de validité",
                       "Délivré le", "Date d'effet", "Valide à compter du"),
                  day(facts.valid_from, number), {"valid_from": facts.valid_from.isoformat()}),
            Entry(pick(number, "Date de fin de validité", "au", "Date d'échéance",
                       "Valable jusqu'au", "Date d'expiration", "Jusqu'au"),
                  day(facts.valid_to, number), {"valid_to": facts.valid_to.isoformat()}),
            *([Entry(pick(number, "Date de première certification", "Audit initial le"),
                     day(facts.valid_from - timedelta(days=1096), number))]
              if number in (1, 4, 6) else []),
            pairs="" if number % 2 else "beside"),
        "sign": Block("sign", "CERTIF", ("Le directeur de la certification",)),
        "foot": foot("La validité de ce certificat peut être vérifiée auprès du certificateur. "
                     "Document d'exemple."),
    }  # fmt: skip
    drawn = draw(blocks, _QUALIOPI[number], random.randrange(10**6))
    drawn.truth["issuer"] = facts.issuer
    return drawn


_ENTRY = layouts(
    wheel(0),
    ("body", "title", "text", "training", "sign", "foot"),
    (("body", "trainee"), "title", "training", "text", "sign"),
    ("title", "trainee", "training", "body", "sign", "foot"),
    (("title", "body"), "text", ("training", "sign"), "foot"),
    ("body", ("trainee", "training"), "title", "text", "sign"),
    ("title", "text", "body", "training", "trainee", "sign", "foot"),
    ("trainee", "body", "title", ("text", "training"), "sign"),
    (("training", "body"), "title", "trainee", "text", "sign", "foot"),
)


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    body, person = facts.body, facts.person
    who = full(person, number)
    dates = {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}
    issued = {"issue_date": facts.issued.isoformat()}
    blocks = {
        "body": letterhead(body.name, ", ".join(body.address.lines()),
                           f"SIRET : {_siret(body.siret, number)}", f"NDA : {body.nda}"),
        "title": title(pick(
            number, "Attestation d'entrée en formation", "Attestation d'entrée en stage",
            "ATTESTATION D'ENTRÉE EN FORMATION", "Certificat d'entrée en formation",
            "Attestation de démarrage de formation", "Attestation d'inscription et d'entrée")),
        "trainee": entries(
            Entry(pick(number, "Stagiaire", "Nom et prénom", "Bénéficiaire"), who,
                  {"full_name": who}),
            Entry("Né(e) le", day(person.birth, number)),
            Entry("Adresse", ", ".join(person.address.lines()))),
        "text": paragraph(
            f"Je soussigné(e) {body.director}, représentant l'organisme {body.name}, atteste que "
            f"{person.civility} {who} est entré{person.e} en formation le "
            f"{day(facts.start, number)} pour suivre l'action « {facts.title} », qui se termine "
            f"le {day(facts.end, number)}.", truth={"full_name": who, **dates}),
        "training": entries(
            Entry(pick(number, "Formation", "Intitulé", "Action suivie"), facts.title,
                  {"training_title": facts.title}),
            Entry(pick(number, "Date d'entrée", "Début", "Entrée effective le"),
                  day(facts.start, number), {"start_date": dates["start_date"]}),
            Entry(pick(number, "Date de fin prévue", "Fin", "Fin prévue le"),
                  day(facts.end, number), {"end_date": dates["end_date"]})),
        "sign": Block("sign", body.name.split()[0],
                      (f"Fait à {body.address.city}, le {day(facts.issued, number)}",
                       body.director), truth=issued),
        "foot": foot(f"{body.name} – {body.form} – document d'exemple"),
    }  # fmt: skip
    drawn = draw(blocks, _ENTRY[number], random.randrange(10**6))
    drawn.truth.update({"training_title": facts.title, **_body_truth(facts)})
    return drawn
