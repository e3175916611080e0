"""How these issuers print: training bodies, certifiers, registries, payrolls, learners."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# Training bodies: quotes.
FORM_SCHOOL = Theme(
    "freesans", 9.5, (0.10, 0.35, 0.25), "table", "frame", "banner", colon="", margin=44, air=1.1,
    rules="grid", ranged=True, producer="Gestion Centre Exemple 7",
)
LETTER_SCHOOL = Theme(
    "carlito", 11.5, (0.55, 0.08, 0.08), "bold", "rule", "left", margin=64, air=1.3, curly=True,
    rules="rows", producer="Traitement de texte Exemple 365",
)
INVOICER = Theme(
    "latomedium", 9, (0.05, 0.45, 0.70), "edges", "left", "right", colon="", margin=46, air=1.5,
    curly=True, rules="rows", ranged=True, producer="Devis en ligne Exemple",
)
UNIVERSITY = Theme(
    "notoserif", 9, (0.35, 0.10, 0.45), "tabbed", "split", "underlined", margin=54, air=1.3,
    rules="grid", producer="Scolarité Exemple 4.6",
)
# Attestations of entry.
ENTRY_LETTER = Theme(
    "freeserif", 12.5, (0.05, 0.05, 0.30), "beside", "left", "centre", margin=72, air=1.8,
    curly=True, producer="Traitement de texte Exemple 365",
)
ENTRY_FORM = Theme(
    "narrow", 11, (0.0, 0.30, 0.60), "beside", "banner", "boxed", margin=50, air=1.1,
)
ENTRY_CENTRE = Theme(
    "opensansblack", 9.5, (0.15, 0.45, 0.40), "legend", "right", "bar", colon="", margin=52,
    air=1.5, rules="grid", producer="Gestion Centre Exemple 7",
)
ENTRY_SOFTWARE = Theme(
    "roboto", 10, (0.20, 0.20, 0.22), "under", "split", "underlined", colon="", margin=60, air=1.5,
    producer="Scolarité Exemple 4.6",
)
# Certifiers.
LABEL = Theme(
    "opensans", 10, (0.0, 0.42, 0.55), "stacked", "banner", "centre", colon="", margin=58, air=1.5,
    curly=True, producer="Certification Exemple 2",
)
STANDARD = Theme(
    "sans", 10.5, (0.05, 0.12, 0.45), "edges", "left", "left", colon="", margin=74, air=1.8,
)
CERTIFIER_TABLE = Theme(
    "carlito", 11, (0.45, 0.35, 0.05), "table", "right", "boxed", colon="", margin=54, air=1.3,
    rules="grid", zebra=True,
)
CERTIFIER_ANNEX = Theme(
    "display", 10, (0.10, 0.30, 0.10), "gutter", "centre", "underlined", margin=64, air=1.5,
    rules="rows", frame=True,
)
# Registries.
LOCAL_COURT = Theme(
    "serif", 10.5, (0.10, 0.10, 0.10), "gutter", "centre", "centre", margin=56, air=0.8,
    producer="Greffe Exemple 3.4",
)
NATIONAL_EXTRACT = Theme(
    "notosans", 8.5, (0.0, 0.25, 0.50), "table", "rule", "bar", colon="", margin=50, air=1.3,
    zebra=True, producer="Guichet Exemple 3.0",
)
COURT_COLUMNS = Theme(
    "condensed", 9, (0.0, 0.0, 0.0), "beside", "left", "boxed", margin=42, air=1.1, rules="rows",
    producer="Greffe Exemple 2.0",
)
COURT_PORTAL = Theme(
    "lato", 10, (0.20, 0.25, 0.45), "legend", "bar", "left", colon="", margin=54, air=1.4,
    curly=True, rules="none",
)
INSTITUTE_TWO = Theme(
    "opensanscondensed", 11, (0.20, 0.35, 0.60), "stacked", "left", "centre", margin=50, air=1.4,
)
INSTITUTE_PRINTER = Theme(
    "mono", 9, (0.0, 0.0, 0.0), "tabbed", "rule", "centre", margin=48, air=1.2, caps=True,
)
INSTITUTE_ASSOCIATION = Theme(
    "dejavuserif", 9, (0.30, 0.15, 0.10), "table", "frame", "left", colon="", margin=56, air=1.4,
)
INSTITUTE_HISTORY = Theme(
    "robotolight", 10, (0.10, 0.30, 0.55), "ruled", "banner", "underlined", colon="", margin=56,
    air=1.4, rules="rows",
)
# Curricula vitae.
CV_EUROPE = Theme(
    "sans", 9.5, (0.05, 0.25, 0.55), "legend", "split", "left", colon="", margin=48, air=1.2,
)
CV_SKILLS = Theme(
    "opensanslight", 10, (0.55, 0.15, 0.30), "stacked", "right", "banner", colon="", margin=50,
    air=1.3, curly=True,
)
CV_TIMELINE = Theme(
    "robotocondensed", 10.5, (0.15, 0.20, 0.25), "columns", "banner", "left", margin=52, air=1.3,
)
CV_TYPED = Theme(
    "carlito", 12, (0.10, 0.10, 0.10), "bold", "rule", "underlined", margin=64, air=1.5,
)
# Payroll.
PAY_PUBLIC = Theme(
    "sans", 8.5, (0.10, 0.10, 0.10), "beside", "split", "centre", margin=40, air=1.0,
    rules="grid", producer="Paye Publique Exemple 11",
)
PAY_TEMP = Theme(
    "robotocondensed", 9.5, (0.75, 0.15, 0.10), "tabbed", "banner", "right", margin=42, air=1.1,
    ranged=True, rules="grid", zebra=True, producer="Intérim Exemple 5",
)
PAY_TABLES = Theme(
    "carlito", 9.5, (0.30, 0.30, 0.55), "edges", "left", "boxed", colon="", margin=42, air=0.9,
    ranged=True, rules="rows", producer="Expert Paie Exemple",
)
PAY_CARE = Theme(
    "opensans", 8.5, (0.45, 0.20, 0.50), "columns", "rule", "bar", margin=46, air=1.2,
    rules="grid", ranged=True, producer="Paie Domicile Exemple 8",
)
# What is none of the kinds.
OFFICIAL = Theme(
    "freeserif", 11.5, (0.05, 0.10, 0.35), "beside", "centre", "centre", margin=60, air=1.4,
)
SCHOOL = Theme(
    "freesans", 10, (0.05, 0.35, 0.50), "table", "left", "banner", colon="", margin=54, air=1.4,
    curly=True, ranged=True, rules="grid",
)
WORKPLACE = Theme(
    "carlito", 11.5, (0.30, 0.30, 0.30), "bold", "rule", "left", margin=62, air=1.5, rules="rows",
)
TOWN = Theme(
    "latolight", 10.5, (0.60, 0.30, 0.0), "edges", "split", "boxed", colon="", margin=56, air=1.5,
    curly=True, rules="rows", ranged=True,
)
# fmt: on
