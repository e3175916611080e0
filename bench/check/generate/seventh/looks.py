"""How the issuers of this generation print: one theme a paper, as their programs lay it out."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# Banks.
ONLINE_BANK = Theme(
    "opensansblack", 9, (0.83, 0.05, 0.38), "edges", "right", "left", colon="", margin=58, air=1.7,
    curly=True, rules="rows", producer="Banque Exemple PDF 11",
)
HIGH_STREET = Theme(
    "sans", 9.5, (0.0, 0.42, 0.27), "beside", "left", "left", colon="", margin=36, air=1.5,
)
NEOBANK = Theme(
    "latoblack", 10.5, (0.05, 0.05, 0.10), "under", "rule", "left", colon="", margin=70, air=1.9,
    curly=True, producer="Nuage Exemple 3",
)
SAVINGS = Theme(
    "mono", 9.5, (0.65, 0.0, 0.05), "beside", "split", "centre", margin=52, air=1.5, rules="none",
)
# National agencies and funds.
EMPLOYMENT = Theme(
    "latosemibold", 9.5, (0.0, 0.15, 0.42), "edges", "right", "left", colon="", margin=60, air=1.5,
    curly=True, rules="rows", producer="Éditique Travail Exemple 7",
)
EMPLOYMENT_WHITE = Theme(
    "sans", 10, (0.10, 0.10, 0.10), "gutter", "split", "underlined", margin=62, air=1.5,
    producer="Éditique Travail Exemple 7",
)
EMPLOYMENT_RED = Theme(
    "robotocondensedlight", 11, (0.75, 0.10, 0.18), "bold", "bar", "bar", margin=48, air=1.5,
    curly=True, rules="rows",
)
EMPLOYMENT_GRID = Theme(
    "opensanscondensed", 11, (0.05, 0.30, 0.62), "boxes", "frame", "right", colon="", margin=44,
    air=1.3, zebra=True,
)
HEALTH = Theme(
    "roboto", 9, (0.02, 0.28, 0.52), "columns", "split", "centre", margin=52, air=1.6, curly=True,
    rules="rows", producer="Composition Exemple 9",
)
HEALTH_VIOLET = Theme(
    "freesans", 10, (0.38, 0.12, 0.48), "dotted", "centre", "banner", margin=58, air=1.5,
)
HEALTH_RAIL = Theme(
    "opensanscondensed", 11.5, (0.10, 0.38, 0.32), "run", "right", "left", margin=64, air=1.7,
    curly=True,
)
HEALTH_TYPED = Theme(
    "typewriter", 10, (0.0, 0.0, 0.0), "beside", "centre", "underlined", margin=54, air=1.3,
)
TAX = Theme(
    "roboto", 8, (0.0, 0.20, 0.50), "edges", "rule", "left", colon="", margin=40, air=1.1,
    rules="none", producer="Finances Exemple 25",
)
TAX_OLD = Theme(
    "narrow", 9.5, (0.10, 0.45, 0.25), "dotted", "split", "boxed", margin=42, air=1.0,
    ranged=True,
)
TAX_WEB = Theme(
    "opensans", 9, (0.0, 0.0, 0.40), "under", "bar", "bar", colon="", margin=56, air=1.6,
    curly=True, ranged=True, rules="rows",
)
TAX_SERIF = Theme(
    "freeserif", 10.5, (0.15, 0.15, 0.35), "gutter", "centre", "centre", margin=50, air=1.2,
    ranged=True, rules="none",
)
# Departmental houses.
HOUSE = Theme(
    "dejavu", 8.5, (0.20, 0.40, 0.10), "beside", "right", "right", margin=58, air=1.6,
    rules="rows",
)
HOUSE_SERIF = Theme(
    "serif", 11.5, (0.25, 0.05, 0.35), "bold", "centre", "boxed", margin=66, air=1.4,
)
HOUSE_MODERN = Theme(
    "latoblack", 10, (0.75, 0.30, 0.05), "above", "banner", "left", colon="", margin=50, air=1.7,
    curly=True,
)
HOUSE_ARIAL = Theme(
    "sans", 10, (0.05, 0.25, 0.45), "table", "left", "underlined", colon="", margin=56, air=1.5,
)
# Bills and letters of suppliers.
ENERGY = Theme(
    "opensansblack", 9.5, (0.95, 0.35, 0.02), "beside", "left", "left", margin=56, air=1.8,
    curly=True, producer="Éditique Fable 10",
)
TELECOM = Theme(
    "sans", 8.5, (1.0, 0.45, 0.0), "edges", "bar", "left", colon="", margin=40, air=1.4,
    rules="none", producer="Éditique Fable 10",
)
REGIE = Theme(
    "dejavumono", 8, (0.05, 0.05, 0.05), "beside", "centre", "boxed", margin=38, air=1.1,
    ranged=True, producer="Hélios Exemple 2",
)
GREEN = Theme(
    "latosemibold", 9.5, (0.10, 0.55, 0.35), "ruled", "right", "right", colon="", margin=54,
    air=1.7, curly=True, rules="rows",
)
# Offices, landlords, insurers, private persons.
FORMBOOK = Theme(
    "oblique", 10.5, (0.55, 0.10, 0.10), "dotted", "frame", "boxed", margin=64, air=1.9, frame=True,
)
LANDLORD = Theme(
    "robotocondensed", 10, (0.60, 0.0, 0.30), "gutter", "right", "bar", margin=44, air=1.3,
    rules="rows", ranged=True,
)
RESIDENCE = Theme(
    "carlito", 12, (0.10, 0.25, 0.35), "beside", "split", "centre", margin=72, air=1.7, curly=True,
    producer="Traitement de texte Exemple 365",
)
AGENT = Theme(
    "condensed", 9, (0.15, 0.15, 0.15), "columns", "frame", "banner", margin=42, air=1.2,
    ranged=True,
)
INSURER = Theme(
    "notosans", 9, (0.05, 0.25, 0.55), "ruled", "banner", "left", colon="", margin=52, air=1.5,
    curly=True,
)
INSURER_SERIF = Theme(
    "serifcondensed", 10, (0.0, 0.30, 0.20), "dotted", "rule", "underlined", margin=60, air=1.5,
)
INSURTECH = Theme(
    "robotomedium", 9.5, (0.40, 0.20, 0.90), "above", "right", "left", colon="", margin=64, air=2.1,
    curly=True, producer="Nuage Exemple 3",
)
INSURER_GREY = Theme(
    "narrow", 10.5, (0.28, 0.28, 0.30), "table", "left", "boxed", colon="", margin=50, air=1.3,
)
TYPED = Theme("typewriter", 11, (0.0, 0.0, 0.0), "bold", "left", "centre", margin=70, air=1.6)
SCRIPT = Theme("italic", 13, (0.05, 0.10, 0.40), "run", "left", "underlined", margin=74, air=1.7)
WORDS = Theme(
    "caladea", 11, (0.10, 0.10, 0.10), "gutter", "rule", "boxed", margin=68, air=1.5, curly=True,
    producer="Traitement de texte Exemple 365",
)
LIBRE = Theme(
    "sans", 11, (0.0, 0.0, 0.0), "dotted", "left", "left", margin=57, air=1.6,
    producer="Suite libre Exemple 24.8",
)
# Training bodies and their programs.
SCHOOL = Theme(
    "opensanslight", 9.5, (0.05, 0.20, 0.45), "table", "split", "banner", colon="", margin=46,
    air=1.3, rules="rows", ranged=True, producer="Formation Exemple ERP 6",
)
SCHOOL_WORD = Theme(
    "carlito", 11, (0.55, 0.20, 0.05), "bold", "right", "underlined", margin=60, air=1.2,
    curly=True, ranged=True, producer="Traitement de texte Exemple 365",
)
SCHOOL_CELLS = Theme(
    "sans", 9, (0.10, 0.10, 0.10), "boxes", "frame", "boxed", colon="", margin=40, air=1.0,
    producer="Tableur Exemple 365", ranged=True,
)
SCHOOL_WEB = Theme(
    "latosemibold", 9, (0.85, 0.20, 0.30), "under", "bar", "right", colon="", margin=56, air=1.7,
    curly=True, ranged=True, rules="none", producer="Nuage Exemple 3",
)
# Certifiers.
CERTIFIER = Theme(
    "notoserif", 12, (0.05, 0.15, 0.40), "beside", "centre", "centre", margin=64, frame=True,
    air=2.4,
)
CERTIFIER_SIDE = Theme(
    "robotolight", 10.5, (0.80, 0.10, 0.10), "under", "right", "left", colon="", margin=70, air=1.9,
)
CERTIFIER_FORM = Theme(
    "dejavuserif", 9, (0.20, 0.20, 0.20), "table", "banner", "underlined", colon="", margin=50,
    air=1.4,
)
CERTIFIER_PLAIN = Theme(
    "latolight", 11.5, (0.0, 0.45, 0.55), "gutter", "split", "centre", margin=62, air=1.8,
    curly=True,
)
# Registries.
REGISTRY = Theme(
    "serif", 10, (0.10, 0.10, 0.10), "gutter", "left", "boxed", margin=54, air=1.3,
)
REGISTRY_SANS = Theme(
    "freesans", 9, (0.45, 0.05, 0.10), "beside", "rule", "centre", margin=46, air=1.2, colon="",
)
REGISTRY_WEB = Theme(
    "opensans", 8.5, (0.0, 0.0, 0.57), "table", "bar", "left", colon="", margin=52, air=1.4,
    curly=True, zebra=True,
)
REGISTRY_NARROW = Theme(
    "opensanscondensed", 11, (0.0, 0.25, 0.35), "dotted", "centre", "underlined", margin=50,
    air=1.3,
)
# Payroll.
PAY_CLARIFIED = Theme(
    "sans", 8.5, (0.10, 0.10, 0.35), "boxes", "frame", "boxed", colon="", margin=30, air=1.0,
    rules="grid", ranged=True, producer="Paie Modèle 2025",
)
PAY_WEB = Theme(
    "opensans", 8.5, (0.0, 0.45, 0.50), "ruled", "rule", "right", colon="", margin=42, air=1.3,
    curly=True, rules="rows", ranged=True, producer="Paie Modèle 2025",
)
PAY_NARROW = Theme(
    "robotocondensed", 10.5, (0.50, 0.20, 0.05), "edges", "left", "left", colon="", margin=36,
    air=1.0, zebra=True, rules="none", ranged=True,
)
PAY_PRINTER = Theme(
    "mono", 8.5, (0.0, 0.0, 0.0), "beside", "rule", "centre", margin=34, air=0.9, rules="grid",
    caps=True, ranged=True, producer="Spool Exemple 4",
)
# Curricula vitae.
CV_DARK = Theme(
    "latoblack", 9.5, (0.12, 0.18, 0.28), "above", "banner", "left", colon="", margin=44, air=1.5,
)
CV_RAIL = Theme(
    "robotolight", 10.5, (0.70, 0.35, 0.15), "gutter", "right", "bar", margin=58, air=1.5,
)
CV_PLAIN = Theme("serif", 11.5, (0.0, 0.0, 0.0), "bold", "centre", "underlined", margin=66, air=1.3)
CV_JOBS = Theme(
    "opensanssemibold", 9, (0.05, 0.40, 0.65), "edges", "split", "right", colon="", margin=50,
    air=1.6,
)
# fmt: on
