"""How the issuers of this generation print: one theme a paper, as their programs lay it out."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# Banks.
MUTUAL_BANK = Theme(
    "notosans", 9, (0.0, 0.45, 0.40), "legend", "left", "left", colon="", margin=48, air=1.5,
    rules="rows", producer="Banque Exemple PDF 12",
)
POST_BANK = Theme(
    "robotocondensed", 10.5, (0.0, 0.18, 0.55), "tabbed", "rule", "banner", margin=44, air=1.4,
)
APP_BANK = Theme(
    "robotomedium", 10, (0.45, 0.20, 0.75), "stacked", "right", "right", colon="", margin=76,
    air=1.8, curly=True, producer="Nuage Exemple 4",
)
COUNTER = Theme(
    "dejavumono", 8.5, (0.10, 0.10, 0.10), "tabbed", "centre", "boxed", margin=56, air=1.3,
    frame=True,
)
# National agencies and funds.
JOBS = Theme(
    "opensans", 9.5, (0.10, 0.10, 0.48), "tabbed", "left", "underlined", margin=54, air=1.5,
    curly=True, rules="rows", producer="Éditique Travail Exemple 8",
)
JOBS_SPACE = Theme(
    "robotoblack", 9.5, (0.02, 0.30, 0.65), "legend", "banner", "left", colon="", margin=50,
    air=1.5, curly=True, producer="Éditique Travail Exemple 8",
)
JOBS_PAYMENTS = Theme(
    "sans", 9.5, (0.20, 0.20, 0.22), "edges", "split", "bar", colon="", margin=58, air=1.4,
    rules="rows", ranged=True,
)
JOBS_PRINTER = Theme(
    "typewriter", 10, (0.05, 0.05, 0.05), "tabbed", "rule", "centre", margin=50, air=1.3,
    caps=True,
)
FUND = Theme(
    "lato", 10, (0.0, 0.35, 0.60), "stacked", "rule", "left", colon="", margin=56, air=1.5,
    curly=True, producer="Composition Exemple 10",
)
FUND_FARM = Theme(
    "carlito", 11.5, (0.10, 0.42, 0.18), "tabbed", "frame", "centre", margin=60, air=1.4,
)
FUND_CELLS = Theme(
    "freesans", 9.5, (0.60, 0.05, 0.30), "legend", "bar", "boxed", colon="", margin=46, air=1.4,
    rules="grid",
)
FUND_SERIF = Theme(
    "caladea", 11, (0.12, 0.12, 0.30), "bold", "right", "underlined", margin=70, air=1.6,
)
NOTICE = Theme(
    "sans", 8.5, (0.05, 0.15, 0.45), "tabbed", "left", "banner", margin=36, air=1.1, ranged=True,
    rules="none", producer="Finances Exemple 26",
)
NOTICE_DECLARED = Theme(
    "opensanscondensed", 10.5, (0.35, 0.10, 0.35), "ruled", "split", "left", colon="", margin=46,
    air=1.2, ranged=True, rules="grid",
)
NOTICE_BACK = Theme(
    "latomedium", 9, (0.0, 0.40, 0.35), "boxes", "centre", "bar", colon="", margin=52, air=1.4,
    curly=True, ranged=True, rules="rows",
)
NOTICE_OLD = Theme(
    "mono", 9, (0.10, 0.10, 0.10), "dotted", "rule", "left", margin=40, air=1.0, rules="none",
    ranged=True,
)
# Departmental houses.
COMMISSION = Theme(
    "sans", 10.5, (0.45, 0.05, 0.15), "tabbed", "split", "boxed", margin=60, air=1.5,
)
COMMISSION_LIGHT = Theme(
    "opensanssoft", 10, (0.05, 0.45, 0.50), "stacked", "banner", "right", colon="", margin=54,
    air=1.6, curly=True,
)
COMMISSION_VISA = Theme(
    "notoserif", 9.5, (0.10, 0.10, 0.10), "run", "centre", "centre", margin=66, air=1.5,
)
COMMISSION_FORM = Theme(
    "narrow", 11, (0.15, 0.25, 0.50), "table", "frame", "left", colon="", margin=48, air=1.3,
    zebra=True,
)
# Bills and letters of suppliers.
POWER = Theme(
    "robotoblack", 9, (0.0, 0.30, 0.62), "ruled", "left", "left", colon="", margin=44, air=1.4,
    curly=True, rules="rows", producer="Éditique Fable 11",
)
MOBILE = Theme(
    "narrow", 9.5, (0.78, 0.0, 0.10), "bold", "split", "left",
    margin=50, air=1.2, rules="rows", ranged=True,
)
NETWORK = Theme(
    "freesans", 9.5, (0.0, 0.42, 0.62), "edges", "frame", "bar", colon="", margin=46, air=1.4,
    ranged=True,
)
SUBSCRIBER = Theme(
    "carlito", 11.5, (0.35, 0.15, 0.55), "stacked", "right", "centre", colon="", margin=66,
    air=1.6, curly=True,
)
# Offices, landlords, insurers, private persons.
RENTAL_SITE = Theme(
    "latosemibold", 9.5, (0.10, 0.50, 0.45), "legend", "bar", "right", colon="", margin=52,
    air=1.5, curly=True, rules="rows", ranged=True, producer="Nuage Exemple 4",
)
HOUSING_OFFICE = Theme(
    "sans", 9, (0.80, 0.35, 0.0), "columns", "left", "banner", margin=38, air=1.2, ranged=True,
    rules="none",
)
PRIVATE_OWNER = Theme(
    "carlitoitalic", 13, (0.05, 0.05, 0.35), "run", "left", "centre", margin=72, air=1.7,
)
ESTATE = Theme(
    "serif", 11, (0.25, 0.15, 0.05), "tabbed", "centre", "underlined", margin=64, air=1.5,
)
BANK_INSURER = Theme(
    "opensans", 9, (0.0, 0.45, 0.25), "stacked", "left", "left", colon="", margin=50, air=1.5,
    curly=True,
)
TEACHERS_MUTUAL = Theme(
    "roboto", 9.5, (0.85, 0.10, 0.15), "ruled", "split", "right", colon="", margin=58, air=1.5,
    rules="rows",
)
STUDENT = Theme(
    "display", 10, (0.10, 0.15, 0.55), "above", "frame", "banner", colon="", margin=54, air=1.5,
    curly=True,
)
BROKER = Theme("serifdisplay", 10.5, (0.20, 0.05, 0.05), "dotted", "centre", "boxed", margin=62,
               air=1.6)
MODEL_LETTER = Theme(
    "roboto", 11, (0.0, 0.0, 0.57), "tabbed", "left", "left", margin=68, air=1.8, curly=True,
)
TOWN_FORM = Theme(
    "condensed", 9.5, (0.10, 0.30, 0.20), "columns", "split", "boxed", margin=48, air=1.5,
)
BY_HAND = Theme("latoitalic", 12.5, (0.08, 0.08, 0.40), "run", "left", "right", margin=80, air=1.9)
TYPIST = Theme("dejavuserif", 9.5, (0.0, 0.0, 0.0), "beside", "rule", "underlined", margin=58,
               air=1.6)
# Training bodies and their programs.
COLLEGE = Theme(
    "notosans", 8.5, (0.30, 0.30, 0.60), "tabbed", "split", "right", margin=42, air=1.2,
    ranged=True, rules="rows", producer="Formation Exemple ERP 7",
)
PLATFORM = Theme(
    "latomedium", 9, (0.95, 0.45, 0.15), "legend", "bar", "left", colon="", margin=56, air=1.5,
    curly=True, ranged=True, rules="none", producer="Nuage Exemple 4",
)
WORKSHOP = Theme(
    "caladea", 11, (0.15, 0.35, 0.20), "stacked", "centre", "underlined", margin=64, air=1.4,
    ranged=True, producer="Traitement de texte Exemple 365",
)
OFFICIAL_FORM = Theme(
    "sans", 9, (0.15, 0.15, 0.15), "edges", "rule", "banner", colon="", margin=38, air=1.0,
    ranged=True,
)
# Certifiers.
AUDITORS = Theme(
    "robotolight", 11, (0.0, 0.25, 0.50), "legend", "left", "left", colon="", margin=62, air=1.8,
)
INSTITUTE = Theme(
    "serif", 12, (0.45, 0.32, 0.05), "run", "centre", "centre", margin=70, frame=True, air=1.9,
)
TICKED = Theme(
    "sans", 10, (0.10, 0.40, 0.45), "tabbed", "banner", "underlined", margin=52, air=1.5,
)
REGISTRAR = Theme(
    "condensed", 9.5, (0.30, 0.0, 0.35), "boxes", "split", "right", colon="", margin=54, air=1.5,
    rules="rows",
)
# Registries.
CLERK = Theme(
    "sans", 9.5, (0.05, 0.05, 0.05), "stacked", "rule", "centre", colon="", margin=50, air=1.2,
)
CLERK_COLUMNS = Theme(
    "dejavu", 8.5, (0.0, 0.20, 0.40), "tabbed", "left", "boxed", margin=44, air=1.2,
)
COUNTER_RNE = Theme(
    "latomedium", 9.5, (0.0, 0.0, 0.57), "legend", "frame", "bar", colon="", margin=56, air=1.4,
    curly=True,
)
SEALED = Theme("freeserif", 11, (0.35, 0.0, 0.0), "edges", "centre", "underlined", colon="",
               margin=62, air=1.4)
STATISTICS = Theme(
    "notosans", 9.5, (0.75, 0.15, 0.20), "table", "split", "left", colon="", margin=50, air=1.4,
)
# Payroll.
PAY_COLUMNS = Theme(
    "opensanscondensed", 9.5, (0.0, 0.25, 0.45), "tabbed", "left", "right", margin=30, air=0.9,
    ranged=True, producer="Paie Modèle 2026",
)
PAY_STATE = Theme(
    "sans", 8.5, (0.15, 0.15, 0.15), "boxes", "rule", "left", colon="", margin=34, air=1.0,
    ranged=True, producer="Paie publique Exemple",
)
PAY_AGENCY = Theme(
    "robotocondensedlight", 10.5, (0.65, 0.05, 0.35), "columns", "split", "bar", margin=38,
    air=1.0, ranged=True, rules="rows",
)
PAY_BOOK = Theme(
    "freesans", 8.5, (0.05, 0.35, 0.15), "bold", "frame", "boxed", margin=36, air=1.0,
    ranged=True, rules="none", zebra=True,
)
# Curricula vitae.
CV_EUROPE = Theme(
    "opensans", 9.5, (0.25, 0.15, 0.50), "gutter", "right", "left", colon="", margin=52, air=1.4,
)
CV_SIDE = Theme("robotolight", 10, (0.10, 0.45, 0.40), "legend", "banner", "bar", colon="",
                margin=46, air=1.4, curly=True)
CV_SKILLS = Theme("notoserif", 9.5, (0.55, 0.15, 0.10), "bold", "centre", "centre", margin=60,
                  air=1.4)
CV_TABLE = Theme("carlito", 11.5, (0.20, 0.20, 0.20), "table", "left", "banner", colon="",
                 margin=56, air=1.4, rules="grid")
# What is none of the kinds.
PREFECTURE = Theme("roboto", 9.5, (0.0, 0.0, 0.57), "legend", "left", "underlined", colon="",
                   margin=54, air=1.5)
SCHOOLING = Theme("freeserif", 12, (0.10, 0.20, 0.40), "stacked", "centre", "centre", margin=68,
                  air=1.8)
# fmt: on
