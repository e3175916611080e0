"""How the issuers of persons' papers print in this generation: one theme a paper."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# Banks.
BRANCH = Theme("sans", 9.5, (0.0, 0.35, 0.20), "beside", "left", "centre", margin=50, air=1.5,
               rules="grid", producer="Composition Banque Exemple 7")
BANK_WEB = Theme("opensans", 9, (0.85, 0.30, 0.05), "ruled", "banner", "left", colon="", margin=62,
                 air=1.6, curly=True, producer="Navigateur Exemple 128")
BANK_WORD = Theme("serif", 11, (0.05, 0.10, 0.30), "tabbed", "right", "underlined", margin=70,
                  air=1.6)
BANK_GRID = Theme("robotocondensed", 10, (0.60, 0.0, 0.15), "under", "split", "bar", colon="",
                  margin=46, air=1.5, rules="rows")
# Employment.
JOB_NOTICE = Theme("notosans", 9, (0.10, 0.15, 0.55), "beside", "left", "left", margin=52, air=1.4,
                   producer="Edition Emploi Exemple 3")
JOB_ENTRY = Theme("carlito", 11.5, (0.05, 0.25, 0.50), "run", "rule", "left", margin=66, air=1.5,
                  curly=True)
JOB_PERIODS = Theme("freesans", 9.5, (0.15, 0.15, 0.15), "gutter", "frame", "boxed", margin=48,
                    air=1.4, rules="grid")
JOB_PORTAL = Theme("lato", 9.5, (0.0, 0.40, 0.70), "above", "banner", "right", colon="", margin=56,
                   air=1.5, curly=True, rules="rows")
# Health funds.
HEALTH_ACCOUNT = Theme("roboto", 9.5, (0.05, 0.30, 0.60), "edges", "split", "left", colon="",
                       margin=54, air=1.4, curly=True, producer="Compte Exemple 21")
HEALTH_RURAL = Theme("sans", 10, (0.25, 0.45, 0.05), "bold", "left", "centre", margin=58, air=1.5,
                     rules="grid")
HEALTH_HELP = Theme("opensanssemibold", 9, (0.55, 0.10, 0.40), "tabbed", "bar", "banner",
                    margin=50, air=1.5, rules="rows")
HEALTH_RAIL = Theme("caladea", 10.5, (0.15, 0.15, 0.15), "columns", "centre", "underlined",
                    margin=60, air=1.5)
# Departmental houses.
HOUSE_RIGHTS = Theme("freesans", 10, (0.75, 0.25, 0.05), "beside", "split", "left", margin=56,
                     air=1.5, rules="grid", producer="Solution Autonomie Exemple 5")
HOUSE_MINUTES = Theme("serif", 11.5, (0.10, 0.10, 0.10), "run", "centre", "centre", margin=70,
                      air=1.5)
HOUSE_WORD = Theme("carlito", 12, (0.10, 0.30, 0.45), "tabbed", "right", "boxed", margin=68,
                   air=1.7, curly=True)
HOUSE_PAIRS = Theme("latomedium", 9.5, (0.30, 0.10, 0.50), "under", "bar", "bar", colon="",
                    margin=52, air=1.6, curly=True)
# Suppliers.
YEARLY = Theme("opensans", 8.5, (0.0, 0.45, 0.25), "edges", "left", "left", colon="", margin=42,
               air=1.3, curly=True, rules="rows", ranged=True, producer="Facturation Fable 30")
CARRIER = Theme("robotolight", 10, (0.90, 0.40, 0.0), "ruled", "right", "bar", colon="", margin=54,
                air=1.4, curly=True, rules="none", ranged=True)
LOCAL_BOARD = Theme("mono", 8.5, (0.0, 0.15, 0.40), "dotted", "frame", "boxed", margin=46, air=1.3,
                    ranged=True)
SCHEDULE = Theme("notosans", 9, (0.05, 0.45, 0.60), "legend", "split", "underlined", colon="",
                 margin=58, air=1.5, ranged=True, rules="rows")
# Landlords.
LETTING = Theme("condensed", 9, (0.0, 0.25, 0.45), "columns", "split", "banner", margin=44,
                air=1.2, ranged=True, rules="grid")
SOCIAL_LANDLORD = Theme("roboto", 9.5, (0.70, 0.05, 0.25), "tabbed", "left", "right", margin=48,
                        air=1.3, ranged=True, rules="rows")
SPREADSHEET = Theme("carlito", 12, (0.20, 0.20, 0.20), "table", "centre", "centre", colon="",
                    margin=74, air=1.7)
RESIDENCE = Theme("latoblack", 10, (0.10, 0.45, 0.35), "stacked", "banner", "left", colon="",
                  margin=60, air=1.5, curly=True, rules="none", ranged=True)
# Insurers.
NATIONAL_INSURER = Theme("sans", 10, (0.0, 0.10, 0.45), "tabbed", "left", "left", margin=60,
                         air=1.6)
INSURER_GRID = Theme("opensanscondensed", 11, (0.45, 0.05, 0.05), "boxes", "frame", "centre",
                     colon="", margin=50, air=1.4, rules="grid")
INSURER_APP = Theme("robotomedium", 10, (0.95, 0.30, 0.45), "above", "right", "left", colon="",
                    margin=70, air=1.8, curly=True, producer="Nuage Exemple 6")
AGENT = Theme("freeserif", 11.5, (0.05, 0.30, 0.10), "bold", "centre", "boxed", margin=64, air=1.6)
# Persons.
HOST_MODEL = Theme("sans", 11, (0.0, 0.0, 0.0), "bold", "left", "centre", margin=68, air=1.7)
HOST_FORM = Theme("freesans", 10, (0.10, 0.15, 0.40), "tabbed", "split", "banner", margin=54,
                  air=1.5)
HOST_PEN = Theme("italic", 13.5, (0.05, 0.05, 0.35), "run", "left", "left", margin=76, air=1.8)
HOST_ASSOCIATION = Theme("caladea", 11, (0.50, 0.20, 0.05), "gutter", "left", "underlined",
                         margin=62, air=1.6, curly=True)
# Taxes.
TAX_FIRST = Theme("sans", 8.5, (0.0, 0.15, 0.40), "edges", "left", "left", colon="", margin=38,
                  air=1.2, ranged=True, rules="rows", producer="Finances Exemple 31")
TAX_DECLARED = Theme("notosans", 8.5, (0.15, 0.15, 0.45), "beside", "rule", "centre", margin=44,
                     air=1.2, ranged=True, rules="grid")
TAX_AGAIN = Theme("freesans", 9, (0.55, 0.05, 0.15), "tabbed", "split", "boxed", margin=46,
                  air=1.3, ranged=True, rules="none")
TAX_PROOF = Theme("roboto", 10, (0.0, 0.0, 0.57), "ruled", "frame", "left", colon="", margin=58,
                  air=1.6, curly=True, ranged=True)
# fmt: on
