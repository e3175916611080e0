# ruff: noqa: E501 - a pattern is read whole
"""Values told in sentences: « est inscrite depuis le… », « du… au… », « né le… », « fait à…, le… ».

Patterns run over the page's text in capitals without accents, in the reader's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bastide.engine.pieces.extract.reading import Reading, field_value, is_proper, name_words
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.lines import Sheet

_D = r"(?:\d{1,2}(?: ?[./\-] ?| )\d{1,2}(?: ?[./\-] ?| )\d{4}|(?:1ER|\d{1,2}) [A-Z]{3,9}\.? \d{4})"
_CIVIL = r"(?:MONSIEUR|MADAME|MADEMOISELLE|MME|MLLE|MR?\.?)"
# A name ends at a comma, a full stop or a verb of the sentence.
_NAME = r"[A-Z][A-Z'’ \-]{2,60}?"
_FROM = (
    r"(?:VALABLE |OUVERTS? |VALIDITE ?:? ?|ATTRIBUEE? )?(?:A COMPTER DU|A PARTIR DU|DEPUIS LE|DU)"
)
_TO = r"(?:,? ?(?:ET )?JUSQU ?['’]?AU|AU|A)"

# kind (or *), pattern with named groups that are fields, rank.
_PATTERNS: tuple[tuple[str, str, float], ...] = (
    ("*", rf"\bNEE? ?(?:\(E\) ?)?LE (?P<birth_date>{_D})", 0.8),
    ("*", rf"\bFAIT (?:A [A-Z'’ \-]{{2,40}}?,? )?LE ?:? ?(?P<issue_date>{_D})", 0.85),
    ("*", rf"\b(?:EDITE|ETABLI|DELIVRE|EMIS|IMPRIME)E? LE ?:? ?(?P<issue_date>{_D})", 0.8),
    ("*", rf"\b(?:DELIVRE)E? A [A-Z'’ \-]{{2,40}}?,? LE ?:? ?(?P<issue_date>{_D})", 0.85),
    ("*", rf"\bDATE D ?['’]?(?:EDITION|EMISSION|ETABLISSEMENT) ?:? ?(?P<issue_date>{_D})", 0.85),
    ("*", rf"\bA? ?[A-Z][A-Z'’\-]+(?: [A-Z'’\-]+)?, (?:LE )(?P<issue_date>{_D})", 0.6),
    ("*", rf"\b(?:QUE|DE|A|POUR|PAR) {_CIVIL} (?P<full_name>{_NAME})(?:,| NEE? LE| DEMEURANT| DOMICILIEE?| RESIDANT| BENEFICIE| S EST| S['’]EST| A BIEN| EST BIEN|\.$|\. )", 0.68),
    ("registration_notice", rf"\bINSCRITE?(?:\(E\))? .{{0,60}}?DEPUIS LE (?P<registered_since>{_D})", 0.85),
    ("registration_notice", rf"(?:\bSUITE DE|{_CIVIL}) .{{0,80}}?IDENTIFIANT ?:? ?(?P<identifier>\d{{7}}[A-Z0-9])\b", 0.7),
    ("registration_notice", rf"(?:N['’]EST PLUS INSCRITE?|CESSE D['’]ETRE INSCRITE?|RADIE)E? .{{0,60}}?(?:DEPUIS|A COMPTER DU|LE) ?(?:LE )?(?P<end_date>{_D})", 0.9),
    ("registration_notice", rf"\bINSCRITE? .{{0,80}}?DU {_D} AU (?P<end_date>{_D})", 0.9),
    ("registration_notice", rf"{_CIVIL} (?P<full_name>{_NAME}),? (?:EST|A ETE|ETAIT)(?: BIEN)? INSCRIT", 0.7),
    ("rights_attestation", rf"{_FROM} (?P<valid_from>{_D}) {_TO} (?P<valid_to>{_D})", 0.8),
    ("rights_attestation", rf"\bJUSQU ?['’]?AU (?P<valid_to>{_D})", 0.7),
    ("rqth", rf"{_FROM} (?P<valid_from>{_D}) {_TO} (?P<valid_to>{_D})", 0.9),
    ("rqth", rf"{_FROM} (?P<valid_from>{_D}),? (?:SANS LIMITATION|SANS LIMITE|A TITRE DEFINITIF|POUR UNE DUREE ILLIMITEE)", 0.9),
    ("rqth", rf"\bA COMPTER DU (?P<valid_from>{_D})", 0.7),
    ("rqth", rf"\bJUSQU ?['’]?AU (?P<valid_to>{_D})", 0.7),
    ("rqth", rf"\b(?:SEANCE|DECISION|REUNION|REUNIE LE|COMMISSION) ?(?:DU|EN DATE DU|LE)? (?P<decision_date>{_D})", 0.85),
    ("rqth", rf"\b(?:HANDICAPEE?|ATTRIBUEE?|RECONNUE?|RQTH)(?: EST RECONNUE?)? (?:A|POUR) {_CIVIL} (?P<full_name>{_NAME})(?:,|\.| A COMPTER| DU |$)", 0.7),
    ("qualiopi_certificate", rf"{_FROM} (?P<valid_from>{_D}) {_TO} (?P<valid_to>{_D})", 0.85),
    ("qualiopi_certificate", r"\b(?:DELIVREE?|ATTRIBUEE?|DECERNEE?|REMISE?|ACCORDEE?|DELIVRE (?:LE PRESENT|CE) CERTIFICAT) A (?:L['’]ORGANISME |LA SOCIETE )?(?P<body_name>[A-Z][A-Z0-9&'’ \-]{2,60}?)(?:,| SISE?S? | DECLARE| POUR | AU TITRE|\. | N ?°)", 0.75),
    ("qualiopi_certificate", r"\bQUE (?:L['’]ORGANISME(?: DE FORMATION)?|LA SOCIETE|LA STRUCTURE|LE PRESTATAIRE) (?P<body_name>[A-Z][A-Z0-9&'’ \-]{2,50}?)(?:,| \d{1,4} | SISE?S? | A FAIT| A ETE| EST | SATISFAIT| SIRET)", 0.7),
    ("company_registration", r"\bL['’]UNITE LEGALE (?P<body_name>[A-Z][A-Z0-9&'’ \-]{2,60}?)(?:,| A ETE | EST | FIGURE)", 0.8),
    ("company_registration", rf"\b(?:EXTRAITES?|ARRETEES?|CONSULTEES?) (?:LE|AU) (?P<issue_date>{_D})", 0.75),
    ("rqth", rf"\bPREND EFFET (?:LE|AU|A COMPTER DU) (?P<valid_from>{_D})", 0.85),
    ("qualiopi_certificate", r"\b(?:CERTIFICAT|CERTIFICATE) ?(?:N ?[°O]?|NUMERO) ?:? ?(?P<certificate_number>[A-Z0-9]*[\-/.]?\d[A-Z0-9\-/.]{3,})", 0.7),
    ("training_quote", rf"{_FROM} (?P<start_date>{_D}) {_TO} (?P<end_date>{_D})", 0.8),
    ("training_quote", r"\bDEVIS (?:DE FORMATION )?N ?[°O]? ?:? ?(?P<quote_number>[A-Z0-9]*[\-/]?\d[A-Z0-9\-/]+)", 0.8),
    ("training_quote", rf"\bN ?° ?[A-Z0-9\-/]+,? (?:DU|EN DATE DU|LE) (?P<issue_date>{_D})", 0.85),
    ("training_quote", r"\b(?:DUREE|VOLUME)[A-Z ]*:? ?(?P<hours>\d{1,4}(?:[.,]\d+)?) ?H(?:EURES?)?\b", 0.7),
    ("training_quote", rf"\bJUSQU ?['’]?AU (?P<valid_to>{_D})", 0.6),
    ("entry_attestation", rf"\b(?:ENTREE?|DEBUTE|INTEGRE|COMMENCE)(?:\(E\))? (?:(?!\bNEE?\b).){{0,60}}?(?:LE |DEPUIS LE )?(?P<start_date>{_D})", 0.8),
    ("entry_attestation", rf"\b(?:SE TERMINE|PREND FIN|S['’]ACHEVE|SE TERMINERA|PRENDRA FIN|FIN PREVUE)(?: A CE JOUR)? ?(?:LE|AU) (?P<end_date>{_D})", 0.85),
    ("entry_attestation", rf"{_FROM} (?P<start_date>{_D}) {_TO} (?P<end_date>{_D})", 0.75),
    ("entry_attestation", rf"\b(?:LE |DU )(?P<start_date>{_D}),? (?:PREMIER JOUR|PREMIERE JOURNEE|JOUR D['’]OUVERTURE|DATE D['’]OUVERTURE)\b", 0.85),
    ("entry_attestation", rf"\bS['’ ]?EST (?:BIEN )?PRESENTEE? .{{0,50}}?LE (?P<start_date>{_D})", 0.8),
    ("entry_attestation", rf"\bINSCRITE? JUSQU ?['’]?AU (?P<end_date>{_D})", 0.8),
    ("entry_attestation", r"(?:LA FORMATION|LE STAGE|LE PARCOURS|L['’]ACTION)(?: DE FORMATION| SUIVANTE?)? ?: (?P<training_title>[^:;.]{4,80}?)(?: QUI | DU \d|, |\. |$)", 0.55),
    ("entry_attestation", r"\b(?:L['’]ACTION DE FORMATION|LA FORMATION|LE STAGE|LE PARCOURS) (?P<training_title>[A-Z][^:;.]{4,80}?),? (?:COMMENCEE?|DEBUTEE?|QUI A (?:COMMENCE|DEBUTE)|AYANT (?:COMMENCE|DEBUTE)|DU \d)", 0.5),
    ("training_quote", r"[«\"“] ?(?P<training_title>[^»\"”]{4,90}?) ?[»\"”]", 0.5),
    ("entry_attestation", r"[«\"“] ?(?P<training_title>[^»\"”]{4,90}?) ?[»\"”]", 0.6),
    ("entry_attestation", rf"(?:ATTESTE|CERTIFIE|DECLARE)E?S? QUE {_CIVIL} (?P<full_name>{_NAME}),? (?:EST|A|EST BIEN|NEE?|DEMEURANT)\b", 0.8),
    ("address_proof", rf"{_CIVIL} (?P<full_name>{_NAME}),? (?:EST TITULAIRE|A SOUSCRIT|EST ASSUREE?|DEMEURANT|EST HEBERGE)", 0.7),
    ("address_proof", rf"\bHEBERGER? .{{0,60}}?{_CIVIL} (?P<full_name>{_NAME})(?:,|\.| DEPUIS| A MON)", 0.85),
    ("address_proof", rf"\bQUITTANCE .{{0,40}}?DU (?P<issue_date>{_D})", 0.5),
    ("tax_notice", r"\bREVENUS? (?:DE L['’ ]ANNEE|DE) (?P<income_year>20\d\d)\b", 0.8),
    ("tax_notice", r"\bREVENUS (?:PERCUS EN |EN |ANNEE )?(?P<income_year>20\d\d)\b", 0.7),
    ("tax_notice", r"\bAVIS D['’]IMPOT (?P<avis>20\d\d)\b", 0.5),
    ("pay_slip", rf"\b(?:PERIODE|PAIE|MOIS)[A-Z ]*:? DU {_D} AU (?P<period>{_D})", 0.9),
    ("pay_slip", rf"\b(?:PAYE|VERSE|VIRE|REGLE)E? LE :? ?(?P<issue_date>{_D})", 0.8),
    ("pay_slip", rf"\bDU {_D} AU (?P<period>{_D})", 0.5),
    ("pay_slip", r"\b(?:BULLETIN|FICHE) DE (?:PAIE|PAYE|SALAIRE|REMUNERATION|TRAITEMENT)[A-Z :–—'’(\-]{0,24}?[ (](?P<period>(?:JANVIER|FEVRIER|MARS|AVRIL|MAI|JUIN|JUILLET|AOUT|SEPTEMBRE|OCTOBRE|NOVEMBRE|DECEMBRE) 20\d\d)", 0.8),
    ("company_registration", rf"\b(?:A JOUR AU|A LA DATE DU|SITUATION AU) (?P<issue_date>{_D})", 0.8),
    ("company_registration", r"\b(?P<closed>RADIEE?|CESSEE?|FERMEE?)\b", 0.5),
)  # fmt: skip


@cache
def _compiled(kind: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(p), rank) for owner, p, rank in _PATTERNS if owner in (kind, "*"))


_DATED = re.compile(
    rf"(?!.*\b(?:DEPUIS|INSCRITE?|NEE?|JUSQU|VALABLE|TERMINE|ENTREE?|AVANT)\b)(?:(?:FAIT )?A )?[A-Z'’ \-]{{0,40}}(?:,? ?LE :?|,) ?(?P<day>{_D})|LE (?P<only>{_D})"
)


def sentences(sheet: Sheet, kind: str) -> Iterator[Reading]:
    """Every reading of a field of the kind in a sentence of the page."""
    fields = KINDS[kind].fields
    if "issue_date" in fields:
        for cell in sheet.cells:
            dated = _DATED.fullmatch(fold(cell.text).strip(" ."))
            found = field_value("issue_date", "date", kind, cell.text) if dated else None
            if found and "NE" not in cell.plain.split()[:1]:
                yield Reading("issue_date", found[0], cell.text, cell.words, 0.7)
    for pattern, rank in _compiled(kind):
        for match in pattern.finditer(sheet.folded):
            for name, text in match.groupdict().items():
                if name not in fields or text is None:
                    continue
                span = sheet.span(*match.span(name))
                found = field_value(name, fields[name], kind, span.text)
                if found and (fields[name] != "name" or is_proper(span.text)):
                    value = name_words(found[0]) if fields[name] == "name" else found[0]
                    yield Reading(name, value, span.text, span.words, rank)
