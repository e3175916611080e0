"""How the issuers of this generation print: one theme a trade, in fonts seldom used before."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# A national agency's letters: dark blue on white, small grey references.
AGENCY = Theme(
    "robotolight", 10, (0.16, 0.20, 0.46), "bold", "split", "left", margin=50, air=1.7,
    rules="rows", ranged=True, producer="Composition Exemple 5",
)
AGENCY_OLD = Theme("sans", 9, (0.0, 0.20, 0.40), "beside", "left", "boxed", margin=44, air=1.4)
# The tax office: Helvetica, dense, boxes with a head.
TREASURY = Theme(
    "sans", 8.5, (0.08, 0.20, 0.42), "beside", "rule", "right", margin=38, air=1.2, ranged=True,
    rules="rows", producer="Finances Exemple 24",
)
PORTAL = Theme(
    "notosans", 9, (0.0, 0.0, 0.57), "ruled", "rule", "left", colon="", margin=54, air=1.8,
    curly=True, rules="rows", ranged=True, producer="Portail Exemple 2",
)
# A health fund's letters.
FUND = Theme(
    "lato", 10, (0.0, 0.36, 0.65), "beside", "left", "left", margin=56, air=1.6, curly=True,
    producer="Composition Exemple 5",
)
FUND_GREEN = Theme(
    "opensans", 9, (0.10, 0.42, 0.28), "bold", "bar", "underlined", margin=46, air=1.6,
    rules="rows",
)
# Office software of small bodies: Calibri, Cambria, Arial, Times, as they come.
OFFICE = Theme(
    "carlito", 11, (0.20, 0.20, 0.20), "bold", "centre", "boxed", margin=68, air=1.4, curly=True,
    producer="Traitement de texte Exemple 21", ranged=True,
)
OFFICE_SERIF = Theme(
    "caladea", 11.5, (0.12, 0.22, 0.42), "beside", "rule", "centre", margin=72, air=1.5, curly=True,
    producer="Traitement de texte Exemple 21",
)
OFFICE_FREE = Theme(
    "freeserif", 12, (0.0, 0.0, 0.0), "bold", "left", "underlined", margin=57, air=1.4,
    producer="Suite libre Exemple 7.3",
)
OFFICE_ARIAL = Theme(
    "sans", 10.5, (0.50, 0.10, 0.30), "table", "split", "banner", colon=" :", margin=58, air=1.6,
    producer="Traitement de texte Exemple 21", ranged=True,
)
# A calculator's sheet, printed at two thirds of its size.
CELLS = Theme(
    "carlito", 9, (0.18, 0.40, 0.56), "table", "left", "banner", colon=" :", margin=40, air=1.1,
    zebra=True, producer="Tableur Exemple 16", ranged=True,
)
# Management software: grey, narrow, lines.
LEDGER = Theme(
    "narrow", 9.5, (0.30, 0.30, 0.30), "beside", "frame", "left", margin=34, air=1.1,
    producer="Gestion Exemple 2024", ranged=True,
)
LEDGER_BLUE = Theme(
    "condensed", 8, (0.10, 0.32, 0.52), "columns", "left", "boxed", margin=36, air=1.2,
    rules="rows", producer="Gestion Exemple 2024", ranged=True,
)
# Bills.
GRID = Theme(
    "robotocondensed", 9.5, (0.0, 0.30, 0.60), "above", "split", "left", colon="", margin=46,
    air=1.4, rules="rows", ranged=True, producer="Éditique Fable 8",
)
OPERATOR = Theme(
    "dejavu", 8, (0.75, 0.05, 0.10), "edges", "left", "right", colon="", margin=42, air=1.6,
    rules="rows", ranged=True, producer="Éditique Fable 8",
)
WATERS = Theme(
    "opensans", 8.5, (0.0, 0.45, 0.55), "beside", "bar", "bar", margin=44, air=1.4, curly=True,
    rules="rows", ranged=True,
)
# Web applications.
CLOUD = Theme(
    "roboto", 9.5, (0.15, 0.50, 0.42), "above", "rule", "left", colon="", margin=52, air=1.9,
    curly=True, rules="rows", ranged=True, producer="Nuage Exemple 1",
)
STARTUP = Theme(
    "latolight", 11, (0.22, 0.10, 0.45), "edges", "centre", "left", colon="", margin=62, air=2.1,
    curly=True, rules="rows", ranged=True, producer="Nuage Exemple 1",
)
# Banks.
POSTAL = Theme("sans", 9, (0.0, 0.18, 0.45), "beside", "rule", "left", margin=50, air=1.4)
COOPERATIVE = Theme(
    "freesans", 9, (0.55, 0.05, 0.12), "above", "left", "left", margin=46, air=1.5,
)
# Registries.
CLERK = Theme(
    "notoserif", 8.5, (0.20, 0.20, 0.35), "columns", "left", "boxed", margin=50, air=1.4,
    rules="rows",
)
STATISTICS = Theme(
    "condensed", 8.5, (0.10, 0.25, 0.55), "table", "split", "left", colon="", margin=48, air=1.6,
    zebra=True,
)
# Certifiers.
AUDIT = Theme(
    "roboto", 10, (0.0, 0.40, 0.30), "beside", "split", "centre", margin=56, frame=True, air=1.8,
)
AUDIT_GOLD = Theme(
    "serifcondensed", 10, (0.50, 0.38, 0.10), "gutter", "right", "centre", margin=58, air=1.7,
    rules="none",
)
# Payroll.
SIMPLIFIED = Theme(
    "notosans", 7.5, (0.05, 0.28, 0.45), "columns", "frame", "left", margin=32, air=1.2,
    rules="rows", ranged=True, producer="Paie Modèle 2023",
)
PAYROLL_LIGHT = Theme(
    "robotolight", 8.5, (0.40, 0.15, 0.50), "edges", "bar", "left", colon="", margin=38, air=1.4,
    rules="rows", ranged=True, producer="Paie Modèle 2023",
)
PAYROLL_GREY = Theme(
    "sans", 8, (0.35, 0.38, 0.42), "boxes", "left", "banner", colon="", margin=34, air=1.0,
    ranged=True, producer="Paie Modèle 2023",
)
MACHINE = Theme(
    "dejavumono", 8, (0.0, 0.0, 0.0), "beside", "rule", "left", colon=" :", margin=44, air=1.2,
    caps=True, rules="none", ranged=True, producer="Spool Exemple 3",
)
# fmt: on
