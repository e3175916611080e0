"""How these issuers print: training bodies, certifiers, registries, payrolls, learners."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# Training bodies: quotes, attestations of entry.
ADULT_SCHOOL = Theme(
    "carlito", 10.5, (0.0, 0.28, 0.50), "beside", "split", "banner", margin=46, air=1.3,
    ranged=True, producer="Gestion Formation Exemple 9",
)
DIGITAL_SCHOOL = Theme(
    "display", 9.5, (0.32, 0.20, 0.70), "ruled", "right", "left", colon="", margin=54, air=1.5,
    curly=True, ranged=True, rules="none", producer="Nuage Formation Exemple",
)
TRAINER = Theme(
    "serif", 11, (0.10, 0.10, 0.10), "table", "centre", "underlined", colon="", margin=62, air=1.3,
    producer="Traitement de texte Exemple 2021",
)
NATIONAL_SCHOOL = Theme(
    "roboto", 9, (0.62, 0.12, 0.10), "tabbed", "left", "right", margin=40, air=1.2, ranged=True,
    rules="grid", zebra=True, producer="ERP Exemple 12.1",
)
ENTRY_WORD = Theme(
    "caladea", 11.5, (0.15, 0.15, 0.40), "bold", "centre", "boxed", margin=66, air=1.6,
    producer="Traitement de texte Exemple 2021",
)
ENTRY_SCHOOL = Theme(
    "carlito", 12, (0.0, 0.28, 0.50), "beside", "bar", "left", margin=58, air=1.7, curly=True,
)
ENTRY_PORTAL = Theme(
    "opensans", 9, (0.12, 0.12, 0.45), "above", "rule", "centre", colon="", margin=48, air=1.3,
    rules="grid", producer="Portail Exemple 3",
)
ENTRY_LIST = Theme(
    "narrow", 11, (0.20, 0.42, 0.10), "edges", "frame", "bar", colon="", margin=50, air=1.4,
    rules="grid",
)
# Certifiers.
WITNESS = Theme(
    "lato", 11, (0.05, 0.38, 0.32), "dotted", "centre", "centre", colon="", margin=64, air=1.7,
    curly=True, producer="Certification Exemple 5",
)
GLOBAL_AUDIT = Theme(
    "robotolight", 10, (0.0, 0.20, 0.42), "under", "right", "left", colon="", margin=70, air=1.7,
)
YES_NO = Theme(
    "opensanssemibold", 9.5, (0.70, 0.25, 0.05), "columns", "frame", "centre", margin=52, air=1.5,
    rules="grid", ranged=True,
)
CHAMBER = Theme(
    "notoserif", 10, (0.30, 0.05, 0.18), "bold", "rule", "underlined", margin=60, air=1.5,
    rules="rows",
)
# Registries.
COURT = Theme(
    "sans", 9, (0.0, 0.0, 0.0), "beside", "split", "centre", colon="", margin=46, air=1.1,
    producer="Greffe Exemple 2.0",
)
NATIONAL_REGISTER = Theme(
    "robotomedium", 9.5, (0.0, 0.05, 0.50), "ruled", "left", "left", colon="", margin=58, air=1.3,
    curly=True, producer="Guichet Exemple 1.9",
)
OLD_COURT = Theme(
    "typewriter", 9.5, (0.0, 0.0, 0.0), "dotted", "centre", "left", colon="", margin=54, air=1.1,
    caps=True,
)
DIGITAL_COURT = Theme(
    "latosemibold", 9.5, (0.45, 0.10, 0.30), "boxes", "banner", "underlined", colon="", margin=50,
    air=1.4, curly=True,
)
INSTITUTE_TABLE = Theme(
    "sans", 9.5, (0.25, 0.25, 0.30), "table", "right", "centre", colon="", margin=52, air=1.3,
    zebra=True, producer="Répertoire Exemple 6",
)
INSCRIPTION = Theme(
    "freesans", 10, (0.65, 0.10, 0.10), "beside", "bar", "banner", margin=56, air=1.5,
)
FIRM_SHEET = Theme(
    "roboto", 9.5, (0.0, 0.0, 0.57), "table", "left", "left", colon="", margin=48, air=1.4,
    curly=True,
)
INSTITUTE_LETTER = Theme(
    "serif", 11, (0.10, 0.10, 0.10), "run", "rule", "bar", margin=68, air=1.6,
)
# Curricula vitae.
CV_CLASSIC = Theme(
    "caladea", 10.5, (0.10, 0.20, 0.40), "gutter", "centre", "centre", colon="", margin=56, air=1.2,
)
CV_DRAWN = Theme(
    "opensanssoft", 9.5, (0.05, 0.42, 0.45), "above", "left", "left", colon="", margin=50, air=1.3,
    curly=True,
)
CV_PROFILE = Theme(
    "sans", 9.5, (0.12, 0.12, 0.50), "edges", "bar", "boxed", colon="", margin=54, air=1.2,
)
CV_PLAIN = Theme(
    "serif", 12, (0.0, 0.0, 0.0), "beside", "left", "centre", margin=70, air=1.3, caps=True,
)
# Payroll.
PAY_MODEL = Theme(
    "robotocondensed", 9.5, (0.10, 0.35, 0.60), "beside", "left", "centre", margin=34, air=0.9,
    ranged=True, producer="Paie Exemple 2026.1",
)
PAY_TITLE = Theme(
    "freesans", 9, (0.0, 0.35, 0.50), "tabbed", "rule", "left", margin=44, air=1.2, ranged=True,
    rules="rows", producer="Titre emploi Exemple",
)
PAY_ONLINE = Theme(
    "latomedium", 9, (0.20, 0.20, 0.55), "edges", "right", "left", colon="", margin=56, air=1.3,
    curly=True, ranged=True, producer="Nuage Paie Exemple",
)
PAY_MAINFRAME = Theme(
    "mono", 7.5, (0.0, 0.0, 0.0), "beside", "rule", "left", margin=34, air=0.9, caps=True,
    ranged=True, rules="grid",
)
# What is none of the kinds.
OFFICE = Theme("carlito", 11, (0.15, 0.30, 0.50), "beside", "left", "left", margin=58, air=1.5)
CLUB = Theme(
    "lato", 10.5, (0.70, 0.20, 0.25), "above", "centre", "banner", colon="", margin=60, air=1.6,
    curly=True,
)
STATE = Theme(
    "serif", 11.5, (0.05, 0.05, 0.05), "bold", "split", "centre", margin=64, air=1.5,
)
SHOP = Theme(
    "condensed", 9.5, (0.10, 0.40, 0.25), "edges", "frame", "right", colon="", margin=54, air=1.4,
    rules="rows", ranged=True,
)
# fmt: on
