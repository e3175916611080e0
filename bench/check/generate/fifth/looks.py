"""How the issuers of this generation print: one theme a trade, not one a rank of layout."""

from __future__ import annotations

from ..theme import Theme

# fmt: off
# A state's letter: sober, a block of marks at the left, blue of the administration.
STATE = Theme("sans", 9.5, (0.0, 0.14, 0.45), "bold", "left", "centre", margin=52, air=1.5)
# The same, since the charter of 2020: lighter, more room, black titles.
STATE_NEW = Theme(
    "display", 10, (0.0, 0.0, 0.57), "above", "split", "left", colon="", margin=50, air=1.9,
    curly=True, rules="rows", ranged=True,
)
# What an agency's mainframe still prints.
PRINTER = Theme(
    "typewriter", 10, (0.1, 0.1, 0.1), "beside", "rule", "centre", colon=" :", margin=46,
    caps=True, air=1.3, rules="none", producer="Impression Exemple 1.0", ranged=True,
)
# Word, in Calibri, as most small bodies.
WORD = Theme(
    "carlito", 11, (0.12, 0.30, 0.47), "bold", "rule", "centre", margin=66, air=1.5, curly=True,
    producer="Traitement de texte Exemple 16",
)
WORD_SERIF = Theme(
    "serif", 12, (0.0, 0.0, 0.0), "bold", "centre", "underlined", margin=70, air=1.5, curly=True,
    producer="Traitement de texte Exemple 16",
)
# A spreadsheet printed: grid, no ornament.
SPREADSHEET = Theme(
    "sans", 9, (0.30, 0.45, 0.20), "table", "left", "boxed", colon="", margin=36, air=1.1,
    zebra=False, producer="Tableur Exemple 7", ranged=True,
)
# Accounting software: small letters, boxes with grey heads.
ACCOUNTS = Theme(
    "sans", 8.5, (0.25, 0.28, 0.32), "boxes", "frame", "right", colon="", margin=32, air=1.1,
    producer="Gestion Exemple 12", ranged=True,
)
PAYROLL = Theme(
    "narrow", 9, (0.10, 0.22, 0.38), "beside", "rule", "boxed", colon="", margin=28, air=0.9,
    rules="rows", producer="Paie Exemple 9", ranged=True,
)
# A web application's PDF: light, rounded, much white.
WEB = Theme(
    "opensanslight", 10, (0.36, 0.20, 0.72), "ruled", "bar", "left", colon="", margin=44, air=1.7,
    curly=True, rules="rows", producer="Export Exemple 3", ranged=True,
)
APP = Theme(
    "latomedium", 10, (0.93, 0.32, 0.18), "edges", "split", "left", colon="", margin=58, air=2.0,
    curly=True, rules="rows", producer="Export Exemple 3", ranged=True,
)
# A utility's bill: panels of colour, many small sizes.
UTILITY = Theme(
    "opensanscondensed", 11, (0.0, 0.36, 0.62), "edges", "left", "left", colon="", margin=40,
    air=1.4, rules="rows", ranged=True,
)
UTILITY_WARM = Theme(
    "display", 9, (0.92, 0.42, 0.0), "beside", "bar", "bar", colon=" :", margin=42, air=1.5,
    curly=True, rules="rows", ranged=True,
)
# A certifier's diploma: centred, serif, in a frame.
DIPLOMA = Theme(
    "serifdisplay", 11, (0.45, 0.32, 0.05), "gutter", "centre", "centre", margin=64, frame=True,
    air=1.7, curly=True, rules="none",
)
BUREAU = Theme(
    "freesans", 10, (0.70, 0.05, 0.12), "above", "left", "underlined", colon="", margin=48,
    air=1.6, ranged=True,
)
# A registry: old Times with dotted leaders.
REGISTRY = Theme(
    "serif", 10.5, (0.15, 0.15, 0.15), "dotted", "centre", "centre", margin=54, air=1.4,
    rules="rows",
)
BANK = Theme(
    "freesans", 9.5, (0.0, 0.40, 0.30), "columns", "left", "left", margin=48, air=1.5,
)
BANK_BOLD = Theme(
    "robotocondensed", 10.5, (0.75, 0.0, 0.20), "boxes", "split", "bar", colon="", margin=44,
    air=1.6,
)
# fmt: on
