"""How the issuers of persons' papers print in this generation: one theme a paper."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# Banks.
BANK_CENTRE = Theme("narrow", 11, (0.05, 0.15, 0.45), "stacked", "split", "boxed", margin=44,
                    air=1.4, rules="grid", producer="Centre Financier Exemple 2")
BANK_CARD = Theme("latolight", 10.5, (0.0, 0.45, 0.45), "above", "left", "left", colon="",
                  margin=64, air=1.8, curly=True, rules="none", producer="Carte Exemple 9.1")
BANK_TONGUES = Theme("freeserif", 10.5, (0.45, 0.05, 0.10), "gutter", "banner", "centre",
                     margin=52, air=1.4, rules="rows")
BANK_TERMINAL = Theme("dejavumono", 8.5, (0.10, 0.10, 0.10), "beside", "rule", "left", margin=58,
                      air=1.3, rules="none", producer="Edition guichet")
# Employment.
JOB_DAILY = Theme("opensans", 9, (0.10, 0.20, 0.50), "ruled", "split", "bar", colon="", margin=54,
                  air=1.3, curly=True, rules="rows")
JOB_MONTH = Theme("roboto", 9.5, (0.0, 0.35, 0.60), "boxes", "left", "underlined", colon="",
                  margin=46, air=1.3, rules="grid", ranged=True)
JOB_COUNSEL = Theme("carlito", 11.5, (0.10, 0.10, 0.35), "tabbed", "right", "centre", margin=68,
                    air=1.5)
JOB_SCREEN = Theme("display", 9.5, (0.20, 0.25, 0.65), "legend", "bar", "left", colon="",
                   margin=60, air=1.5, curly=True, rules="none",
                   producer="Navigateur Exemple 131")
# Health funds.
HEALTH_FOLDER = Theme("opensanssoft", 9, (0.0, 0.25, 0.55), "beside", "left", "bar", margin=48,
                      air=1.3, curly=True, rules="rows")
HEALTH_STAFF = Theme("lato", 10, (0.05, 0.40, 0.40), "bold", "banner", "left", margin=60, air=1.5,
                     rules="grid")
HEALTH_TROOPS = Theme("sans", 9.5, (0.20, 0.25, 0.15), "table", "centre", "boxed", colon="",
                      margin=50, air=1.5, rules="grid")
HEALTH_KIOSK = Theme("typewriter", 10.5, (0.10, 0.10, 0.10), "run", "rule", "centre", margin=62,
                     air=1.4)
# Departmental houses.
HOUSE_SIDE = Theme("robotolight", 10, (0.65, 0.15, 0.30), "stacked", "bar", "left", margin=44,
                   air=1.5, curly=True)
HOUSE_PART = Theme("condensed", 9, (0.10, 0.35, 0.35), "boxes", "left", "banner", colon="",
                   margin=50, air=1.6, rules="grid")
HOUSE_LETTER = Theme("serif", 11, (0.05, 0.20, 0.40), "beside", "right", "underlined", margin=66,
                     air=1.4, rules="rows")
HOUSE_LEDGER = Theme("robotocondensed", 11, (0.15, 0.15, 0.15), "dotted", "frame", "boxed",
                     margin=54, air=1.6, caps=True)
# Suppliers.
ENERGY = Theme("latomedium", 9, (0.95, 0.45, 0.0), "edges", "banner", "left", colon="", margin=44,
               air=1.3, curly=True, rules="none", ranged=True, producer="Editique Lueur 12")
OPERATOR = Theme("opensanscondensed", 11.5, (0.10, 0.10, 0.10), "beside", "split", "right",
                 margin=50, air=1.3, rules="rows", ranged=True)
TREASURY = Theme("sans", 9.5, (0.20, 0.20, 0.50), "table", "centre", "boxed", margin=48, air=1.4,
                 ranged=True, rules="grid")
CONTRACT = Theme("robotomedium", 10, (0.0, 0.30, 0.25), "under", "right", "left", colon="",
                 margin=70, air=1.8, curly=True)
# Landlords.
MANAGER = Theme("freesans", 9, (0.05, 0.35, 0.20), "tabbed", "frame", "bar", margin=46, air=1.3,
                ranged=True, rules="grid")
STUB = Theme("caladea", 11, (0.30, 0.10, 0.10), "run", "centre", "boxed", margin=60, air=1.5)
HOUSING = Theme("notosans", 8.5, (0.0, 0.30, 0.55), "ruled", "split", "banner", colon="",
                margin=52, air=1.4, ranged=True, rules="rows")
STATUTE = Theme("dejavuserif", 9.5, (0.10, 0.10, 0.10), "beside", "right", "underlined",
                margin=64, air=1.5, rules="none")
# Insurers.
BANK_INSURER = Theme("opensanslight", 10, (0.0, 0.40, 0.30), "ruled", "left", "banner", colon="",
                     margin=58, air=1.5, curly=True)
MUTUAL = Theme("carlito", 11.5, (0.60, 0.10, 0.10), "bold", "rule", "left", margin=62, air=1.5)
INSURER_DRY = Theme("mono", 8.5, (0.10, 0.10, 0.10), "dotted", "left", "centre", margin=54,
                    air=1.4, rules="grid", producer="Mainframe Exemple")
INSURER_STUDENT = Theme("latoblack", 10, (0.35, 0.15, 0.60), "boxes", "bar", "right", colon="",
                        margin=56, air=1.7, curly=True, rules="none")
# Persons.
HOST_TYPED = Theme("serif", 12, (0.0, 0.0, 0.0), "bold", "left", "centre", margin=72, air=1.7)
HOST_TOWN = Theme("notoserif", 9.5, (0.10, 0.20, 0.40), "dotted", "centre", "boxed", margin=56,
                  air=1.5)
HOST_HAND = Theme("carlitoitalic", 14, (0.05, 0.05, 0.40), "run", "left", "left", margin=80,
                  air=1.9)
HOST_BOTH = Theme("sans", 10, (0.20, 0.20, 0.20), "table", "left", "underlined", margin=58,
                  air=1.6, rules="grid")
# Taxes.
TAX_FOLDED = Theme("freesans", 9, (0.10, 0.10, 0.40), "beside", "split", "left", margin=42,
                   air=1.3, ranged=True, rules="none", producer="Finances Exemple 33")
TAX_SITUATION = Theme("opensans", 8.5, (0.05, 0.05, 0.55), "ruled", "left", "bar", colon="",
                      margin=46, air=1.3, curly=True, ranged=True, rules="rows")
TAX_NONE = Theme("narrow", 11, (0.25, 0.25, 0.25), "dotted", "frame", "boxed", margin=50, air=1.3,
                 ranged=True, rules="grid")
TAX_LETTER = Theme("caladea", 10.5, (0.10, 0.10, 0.45), "tabbed", "rule", "underlined", margin=60,
                   air=1.4, ranged=True, rules="rows")
# fmt: on
