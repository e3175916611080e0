"""How a sheet looks: fonts, colours, where a label stands, frames, stamps.

Four sets of four, one a generation of layouts (0 to 3, 4 to 7, 8 to 11, 12 to 15); a family of
kinds turns the wheel by its own offset, so that the same theme does not always go with the same
rank of layout. The later generations (16 to 19, then by fours to 36 to 39) have a theme for each
paper, after who issues it: `fifth.looks` to `eighth.looks`, then `looks_a` and `looks_b` of `ninth`
and `tenth`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDERS = (
    Path("/usr/share/fonts/truetype"),
    Path("/usr/share/fonts/opentype"),
)
# Family → file names of its regular and bold. Liberation and DejaVu come with Debian's desktop;
# the others are Debian packages (fonts-crosextra-carlito, -caladea, fonts-lato, fonts-open-sans,
# fonts-roboto-unhinted, fonts-noto-core, fonts-freefont-ttf; OCR-B is in `card`). A family that is
# absent is replaced, and `missing` says so.
_FILES = {
    "sans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    "narrow": ("LiberationSansNarrow-Regular.ttf", "LiberationSansNarrow-Bold.ttf"),
    "serif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    "mono": ("LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf"),
    "dejavu": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "condensed": ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    "dejavuserif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "carlito": ("Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    "caladea": ("Caladea-Regular.ttf", "Caladea-Bold.ttf"),
    "lato": ("Lato-Regular.ttf", "Lato-Bold.ttf"),
    "opensans": ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
    "roboto": ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    "notoserif": ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
    "freesans": ("FreeSans.ttf", "FreeSansBold.ttf"),
    "robotocondensed": ("RobotoCondensed-Regular.ttf", "RobotoCondensed-Bold.ttf"),
    "freeserif": ("FreeSerif.ttf", "FreeSerifBold.ttf"),
    "notosans": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "latolight": ("Lato-Light.ttf", "Lato-Semibold.ttf"),
    "serifcondensed": ("DejaVuSerifCondensed.ttf", "DejaVuSerifCondensed-Bold.ttf"),
    "display": ("NotoSansDisplay-Regular.ttf", "NotoSansDisplay-Bold.ttf"),
    "serifdisplay": ("NotoSerifDisplay-Regular.ttf", "NotoSerifDisplay-Bold.ttf"),
    "opensanslight": ("OpenSans-Light.ttf", "OpenSans-Semibold.ttf"),
    "opensanscondensed": ("OpenSans-CondLight.ttf", "OpenSans-CondBold.ttf"),
    "latomedium": ("Lato-Medium.ttf", "Lato-Heavy.ttf"),
    "typewriter": ("FreeMono.ttf", "FreeMonoBold.ttf"),
    "robotolight": ("Roboto-Light.ttf", "Roboto-Medium.ttf"),
    "dejavumono": ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    "robotocondensedlight": ("RobotoCondensed-Light.ttf", "RobotoCondensed-Medium.ttf"),
    "robotomedium": ("Roboto-Medium.ttf", "Roboto-Black.ttf"),
    "opensanssemibold": ("OpenSans-Semibold.ttf", "OpenSans-ExtraBold.ttf"),
    "latosemibold": ("Lato-Semibold.ttf", "Lato-Black.ttf"),
    "opensansblack": ("OpenSans-Regular.ttf", "OpenSans-ExtraBold.ttf"),
    "latoblack": ("Lato-Regular.ttf", "Lato-Black.ttf"),
    "italic": ("LiberationSerif-Italic.ttf", "LiberationSerif-BoldItalic.ttf"),
    "oblique": ("FreeSansOblique.ttf", "FreeSansBoldOblique.ttf"),
    "carlitoitalic": ("Carlito-Italic.ttf", "Carlito-BoldItalic.ttf"),
    "latoitalic": ("Lato-Italic.ttf", "Lato-BoldItalic.ttf"),
    "robotoblack": ("Roboto-Regular.ttf", "Roboto-Black.ttf"),
    "opensanssoft": ("OpenSans-Light.ttf", "OpenSans-Bold.ttf"),
}
_INSTEAD = {
    "carlito": "sans",
    "caladea": "serif",
    "lato": "dejavu",
    "opensans": "condensed",
    "roboto": "narrow",
    "notoserif": "dejavuserif",
    "freesans": "sans",
    "robotocondensed": "narrow",
    "freeserif": "serif",
    "notosans": "dejavu",
    "latolight": "sans",
    "display": "dejavu",
    "serifdisplay": "dejavuserif",
    "opensanslight": "sans",
    "opensanscondensed": "narrow",
    "latomedium": "dejavu",
    "typewriter": "mono",
    "robotolight": "sans",
    "dejavumono": "mono",
    "robotocondensedlight": "narrow",
    "robotomedium": "dejavu",
    "opensanssemibold": "condensed",
    "latosemibold": "sans",
    "opensansblack": "condensed",
    "latoblack": "dejavu",
    "oblique": "sans",
    "carlitoitalic": "italic",
    "latoitalic": "italic",
    "robotoblack": "narrow",
    "opensanssoft": "condensed",
}
missing: list[str] = []


def register_fonts() -> None:
    """Makes every family known to reportlab, once. Raises FileNotFoundError without Liberation."""
    if "sans" in pdfmetrics.getRegisteredFontNames():
        return
    found = {p.name: p for folder in _FOLDERS if folder.is_dir() for p in folder.rglob("*.ttf")}
    for family, (regular, bold) in _FILES.items():
        if regular not in found:
            if family not in _INSTEAD:
                raise FileNotFoundError(f"font {regular} absent: apt install fonts-liberation")
            missing.append(family)
            regular, bold = _FILES[_INSTEAD[family]]
        pdfmetrics.registerFont(TTFont(family, found[regular]))
        pdfmetrics.registerFont(TTFont(family + "-bold", found[bold]))


Pairs = Literal[
    "beside",
    "above",
    "table",
    "dotted",
    "run",
    "columns",
    "boxes",
    "gutter",
    "under",
    "ruled",
    "edges",
    "bold",
    "tabbed",
    "legend",
    "stacked",
]


@dataclass(frozen=True)
class Theme:
    """`pairs`: how a label and its value stand. `head`: form of the letterhead.

    `colon`: what follows a label; `margin` in points; `colour` as 0–1 shares; `air`: space between
    blocks, in heights of a line; `curly`: typographic apostrophes; `rules`: lines of a table;
    `ranged`: the head of a column of amounts stands at the right, as they do.
    """

    font: str
    size: float
    colour: tuple[float, float, float]
    pairs: Pairs
    head: Literal["banner", "left", "centre", "right", "rule", "split", "bar", "frame"]
    title: Literal["centre", "left", "boxed", "banner", "underlined", "right", "bar"]
    colon: str = " :"
    margin: float = 48
    frame: bool = False
    zebra: bool = False
    caps: bool = False
    air: float = 1.6
    curly: bool = False
    rules: Literal["grid", "rows", "none"] = "grid"
    ranged: bool = False
    producer: str = "Editique Exemple 4.2"


# fmt: off
_FIRST = (
    Theme("sans", 10, (0.05, 0.25, 0.55), "beside", "left", "centre"),
    Theme(
        "carlito", 11, (0.15, 0.45, 0.30), "table", "banner", "left", zebra=True, colon="", air=2.4
    ),
    Theme(
        "serif",
        11,
        (0.1, 0.1, 0.1),
        "dotted",
        "centre",
        "boxed",
        margin=60,
        frame=True,
        rules="rows",
    ),
    Theme("condensed", 9.5, (0.55, 0.10, 0.15), "above", "split", "banner", colon="", curly=True),
)
_SECOND = (
    Theme(
        "lato",
        10,
        (0.30, 0.15, 0.50),
        "columns",
        "right",
        "underlined",
        margin=42,
        air=2.2,
        curly=True,
    ),
    Theme("mono", 9, (0, 0, 0), "beside", "rule", "left", caps=True, margin=50, air=1.2),
    Theme(
        "caladea",
        11,
        (0.0, 0.40, 0.45),
        "above",
        "banner",
        "centre",
        colon="",
        zebra=True,
        curly=True,
    ),
    Theme("opensans", 9.5, (0.75, 0.35, 0.0), "table", "left", "boxed", colon=" :", frame=True),
)
_THIRD = (
    Theme("roboto", 11, (0.10, 0.30, 0.45), "boxes", "bar", "bar", colon="", rules="rows"),
    Theme(
        "notoserif", 9, (0.25, 0.25, 0.25), "gutter", "centre", "underlined", margin=56,
        rules="none", air=1.8,
    ),
    Theme(
        "freesans", 9.5, (0.80, 0.10, 0.25), "ruled", "frame", "right", margin=40, colon="",
        curly=True, rules="rows",
    ),
    Theme(
        "serifcondensed", 10.5, (0.05, 0.35, 0.25), "under", "split", "left", margin=54, colon="",
        curly=True, zebra=True, rules="none", air=2.0,
    ),
)
_FOURTH = (
    Theme(
        "robotocondensed", 12, (0.80, 0.35, 0.05), "edges", "split", "right", margin=46, colon="",
        zebra=True, rules="rows", air=1.9,
    ),
    Theme("freeserif", 11.5, (0.12, 0.12, 0.12), "bold", "rule", "centre", margin=62, air=1.5),
    Theme(
        "notosans", 8.5, (0.00, 0.30, 0.45), "beside", "banner", "underlined", margin=38, air=2.3,
        curly=True,
    ),
    Theme(
        "latolight", 10.5, (0.40, 0.08, 0.35), "columns", "right", "bar", margin=50, caps=True,
        curly=True, rules="none", air=2.1,
    ),
)
# fmt: on


def wheel(offset: int) -> tuple[Theme, ...]:
    """Themes of the sixteen layouts of a kind, each set of four turned by `offset`."""
    return tuple(
        themes[(rank + offset) % len(themes)]
        for themes in (_FIRST, _SECOND, _THIRD, _FOURTH)
        for rank in range(len(themes))
    )
