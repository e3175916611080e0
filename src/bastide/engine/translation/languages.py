"""The languages that are offered, by their codes (ISO 639-1) and by their names."""

from __future__ import annotations

from typing import Literal

from bastide.engine.french import fold

# code → name in French; other ways to call it are below.
LANGUAGES = {
    "fr": "français",
    "oc": "occitan",
    "ca": "catalan",
    "es": "espagnol",
    "it": "italien",
    "pt": "portugais",
    "en": "anglais",
    "de": "allemand",
    "nl": "néerlandais",
    "pl": "polonais",
    "ro": "roumain",
    "uk": "ukrainien",
    "ru": "russe",
    "tr": "turc",
    "ar": "arabe",
    "fa": "persan",
    "zh": "chinois",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
_ALSO = {
    "fr": "french fra fre",
    "oc": "oci languedocien provençal",
    "ca": "català cat",
    "es": "spanish español castellano castillan spa esp",
    "it": "italian italiano ita",
    "pt": "portuguese português por",
    "en": "english eng",
    "de": "german deutsch deu ger",
    "nl": "dutch nederlands hollandais nld",
    "pl": "polish polski pol",
    "ro": "romanian română ron rum",
    "uk": "ukrainian ukr",
    "ru": "russian rus",
    "tr": "turkish türkçe tur",
    "ar": "arabic ara",
    "fa": "persian farsi fas per",
    "zh": "chinese mandarin zho chi",
}
_BY_NAME = {
    fold(name): code
    for code, first in LANGUAGES.items()
    for name in (code, first, *_ALSO[code].split())
}


def language(said: str) -> str | None:
    """The code of a language said by its code, its name or a region of it (« fr-FR »)."""
    plain = fold(said.strip())
    return _BY_NAME.get(plain) or _BY_NAME.get(plain.replace("_", "-").partition("-")[0])


def name(code: str) -> str:
    """The French name of a language; the code itself when it is not one of ours."""
    return LANGUAGES.get(code, code)


def direction(code: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written, as HTML's `dir` says it."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def from_to(source: str, target: str) -> str:
    """« du français vers l'occitan »."""
    one, other = name(source), name(target)
    from_ = f"de l'{one}" if fold(one)[0] in "aeiouyh" else f"du {one}"
    return f"{from_} vers " + (f"l'{other}" if fold(other)[0] in "aeiouyh" else f"le {other}")
