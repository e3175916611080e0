"""How strongly a French text speaks: duties, rights, restrictions, and all or none concerned.

« La carte peut être demandée » does not say that it must, « les lycéens » does not say all of them,
« avant le stage » says the contrary of « après ».
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from bastide.engine.covered import stands_for
from bastide.engine.french import Lexicon, analyse, fold, shipped_lexicon, tokens
from bastide.engine.polarity import LIGHT, PASSED

Force = Literal[
    "duty",
    "possible",
    "only",
    "solely",
    "all",
    "never",
    "except",
    "sure",
    "unsure",
    "always",
    "strict",
    "must",
]

_FORCES: dict[Force, str] = {
    "duty": r"""doi(?:t|vent|s) | dev(?:ez|ra|ront|rait|raient|oir) | obligatoire\w* | obligation\w*
        | il\ faut | faudra\w* | faut-il | n[ée]cessaire\w* | exig\w+
        | ne\ (?:peu(?:t|vent|x)|pouvez) | imp[ée]rati\w+ | tenue?s?\ de
        | indispensable\w* | requise?s? | impos[ée]\w* | (?<!être\ )demandée?s?\b""",
    "possible": r"""(?<!\bne\ )(?:peu(?:t|vent|x) | pouv(?:ez|oir|ons) | pourr\w+) | possible\w*
        | possibilit\w+
        | facultati\w+ | [ée]ventuel\w+ | permet\w* | autoris\w+ | a\ droit | ont\ droit
        | droit\ à | suffit""",
    "only": r"""uniquement | seulement | seule?s? | exclusivement | r[ée]servée?s?\b
        | strictement | rien\ que""",
    "always": r"""toujours | dans\ tous\ les\ cas | syst[ée]matique\w* | en\ permanence
        | à\ tout\ moment""",
    # « une seule carte » does not say « uniquement ».
    "solely": r"""uniquement | seulement | exclusivement | strictement | rien\ que
        | r[ée]servée?s?\b""",
    # A duty that is told as one: « ne peut plus servir » forbids, and obliges to nothing.
    "must": r"""doi(?:t|vent|s) | dev(?:ez|ra|ront|rait|raient) | obligatoire\w* | obligation\w*
        | il\ faut | faudra\w* | n[ée]cessaire\w* | exig\w+ | imp[ée]rati\w+
        | indispensable\w* | requise?s? | impos[ée]\w*""",
    "strict": r"""obligatoirement | imp[ée]rativement | n[ée]cessairement | absolument""",
    "all": r"""tous | toutes | tout | toute | chaque | chacun\w* | quiconque | automatique\w*
        | int[ée]gral\w* | totalement | entiers? | enti[èe]re(?:s|ment)?
        | n'importe | ensemble\ des""",
    "never": r"jamais | aucune? | personne\ ne | rien\ ne | nulle?\b",
    "except": r"sauf | except[ée]\w* | à\ l['’]exception | hormis | hors\b(?!-) | à\ moins\ que",
    "sure": r"""garanti\w* | assur[ée]ment | certain(?:ement)? | forc[ée]ment | imm[ée]diat\w*
        | d[ée]finiti\w+""",
    "unsure": r"""peut-être | en\ principe | g[ée]n[ée]ralement | souvent | parfois | environ
        | en\ g[ée]n[ée]ral | habituellement""",
}
_FORCE = {
    name: re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE | re.VERBOSE)
    for name, pattern in _FORCES.items()
}
# « tous les deux ans », « chaque mois »: how often, not for whom.
_OFTEN = re.compile(
    r"(?:tous|toutes) les (?:\w+ )?(?:jours?|semaines?|mois|ans|ann[ée]es|trimestres?|heures?"
    r"|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|matins?|soirs?)"
    r"|chaque (?:jour|semaine|mois|ann[ée]e|trimestre|heure|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|printemps|[ée]t[ée]|automne|hiver|rentr[ée]e|matin|soir)"
    r"|tout (?:de suite|d['’]abord|le monde|à fait)|avant tout|surtout|toute l['’]ann[ée]e"
    r"|dans tous les cas|en tout|toutes? les deux|tous (?:les )?deux",
    re.IGNORECASE,
)
# « n'est envoyée tant que » restricts nothing: « que » belongs to its conjunction.
_JOINED = re.compile(
    r"\b(?:tant|d[èe]s|bien|afin|avant|apr[èe]s|ainsi|parce|alors|pendant|depuis|moins|sans|plus)"
    r" qu(?:e\b|['’])",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:ne\s|n['’])(?:(?!\b(?:pas|plus|jamais|aucune?|rien|personne)\b)[^.;:!?\n|]){1,60}?"
    r"\bqu(?:e\s|['’])",
    re.IGNORECASE,
)


def forces(text: str) -> frozenset[Force]:
    """What a text claims, and how strongly."""
    plain = _OFTEN.sub(" ", text)
    found = {name for name, pattern in _FORCE.items() if pattern.search(plain)}
    if _FORCE["always"].search(text):
        found.add("always")
    if _ONLY.search(_JOINED.sub(" ", plain)):
        found |= {"only", "solely"}
    if "tout le monde" in fold(text) or "à tous" in text or "toutes et tous" in text:
        found.add("all")
    return frozenset(found)


_MODAL = re.compile(
    r"(?<![\w-])(?P<duty>doi(?:t|vent|s)|dev(?:ez|ra|ront|rait|raient|ons)|il faut|faudra)\b"
    r"|(?<![\w-])(?P<possible>peu(?:t|vent|x)|pouv(?:ez|ons)|pourr\w+)\b",
    re.IGNORECASE,
)


def modals(text: str, lexicon: Lexicon | None = None) -> frozenset[tuple[Force, str]]:
    """What must and what may be done: (« duty » or « possible », stem of the verb)."""
    words = lexicon or shipped_lexicon()
    found: set[tuple[Force, str]] = set()
    for match in _MODAL.finditer(text):
        # « ne peut pas » forbids as « ne doit pas » does.
        forbidden = bool(re.search(r"\bne $", text[: match.start()].lower()))
        force: Force = "duty" if match["duty"] or forbidden else "possible"
        clause = re.split(r"[.;:!?|\n]", text[match.end() : match.end() + 80])[0]
        following = [
            t.stem
            for t in tokens(clause, words)
            if t.stem and fold(clause[t.start : t.end]) not in LIGHT | PASSED
        ]
        if following:
            found.add((force, following[0]))
    return frozenset(found)


_ASKED_OR_DONE = re.compile(r"(?:ez|er|ir|re|é|ée|és|ées|i|ie|is|u|ue|us|ant|[ai]bles?)$")


def asserted(text: str, verbs: Collection[str], lexicon: Lexicon | None = None) -> bool:
    """Whether a text says that somebody does what its source says that he may do: the verb in the
    third person, not reflexive (« se demande » is how it is done), nor asked of the reader."""
    if not verbs or _MODAL.search(text):
        return False
    words = lexicon or shipped_lexicon()
    read = tokens(text, words)
    for before, one in zip([None, *read], read, strict=False):
        form = text[one.start : one.end].lower()
        if one.stem not in verbs or _ASKED_OR_DONE.search(form):
            continue
        led = fold(text[before.start : before.end]) if before else ""
        if re.search(r"\bs['’]$", text[: one.start]) or led in ("se", "vous", "nous", "on"):
            continue
        if before and led not in ("la", "le", "les", "une", "un", "des", "de", "d", "l", "en"):
            return True
    return False


def each_told(text: str, source: str) -> bool:
    """Whether « chaque personne » is all that claims of everybody, and the source says « par
    personne »."""
    each = re.findall(r"\bchaque (\w+)", text.lower())
    rest = re.sub(r"\bchaque \w+", " ", text, flags=re.IGNORECASE)
    return (
        bool(each)
        and "all" not in forces(rest)
        and all(re.search(rf"\bpar {re.escape(noun)}\b", source.lower()) for noun in each)
    )


_CONDITION = re.compile(
    r"(?P<when>(?:Si |S['’]il|En cas d|Sans |Au-delà d|Au-dessus d|En dessous d|À partir d|Hors )"
    r"[^,.;:]{2,80}),\s*(?P<then>[^.]{8,})"
)


def condition_dropped(text: str, source: str, lexicon: Lexicon | None = None) -> bool:
    """Whether a source sentence holds on a condition that the text tells nothing of: « une
    convention est signée » for « au-delà de 23 000 €, une convention est signée »."""
    match = _CONDITION.match(source.strip())
    if match is None:
        return False
    words = lexicon or shipped_lexicon()
    said = frozenset(analyse(text, words))
    when = frozenset(analyse(match["when"], words))
    then = frozenset(analyse(match["then"], words)) - when
    return any(stands_for(stem, said, words) for stem in then) and not any(
        stands_for(stem, said, words) for stem in when
    )


# Words too common to have a stem, and what turns each round.
_TURNED = (
    ("avant", "après"), ("après", "avant"), ("avec", "sans"), ("sans", "avec"),
    ("au moins", "au plus"), ("au plus", "au moins"), ("plus de", "moins de"),
    ("moins de", "plus de"), ("jusqu", "à partir"), ("à partir", "jusqu"),
    ("au-dessus", "au-dessous"), ("au-dessous", "au-dessus"), ("pendant", "hors"),
    ("le même", "autre"), ("la même", "autre"), ("un autre", "même"), ("une autre", "même"),
)  # fmt: skip


def turned(sentence: str, sources: str) -> str | None:
    """A word of the sentence whose opposite alone is in its sources: « après » for « avant »."""
    said, written = f" {fold(sentence)} ", f" {fold(sources)} "
    for word, other in _TURNED:
        one, opposite = fold(word), fold(other)
        if _holds(said, one) and _holds(written, opposite) and not _holds(written, one):
            return word
    return None


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?!\w)", text) is not None
