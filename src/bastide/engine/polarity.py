"""What a French text denies: « la carte n'est pas envoyée » denies « envoyée ».

1. A negation (« ne … pas », « aucun », « ni », « sans », « non ») denies the words that it bears
   on: their stems are kept, so that « la carte n'est pas envoyée » denies « envoyée ».
2. Words of opposite meaning are read as one word and its denial: « interdit » denies « autorisé »,
   « payant » denies « gratuit ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bastide.engine.french import Lexicon, fold, shipped_lexicon, tokens

# A word and what denies it. Read in both directions, on stems.
OPPOSITES: tuple[tuple[str, str], ...] = (
    ("autorisé", "interdit"), ("autorisation", "interdiction"), ("possible", "impossible"),
    ("gratuit", "payant"), ("accepté", "refusé"), ("accepté", "exclu"), ("accepté", "exclus"),
    ("acceptation", "refus"),
    ("obligatoire", "facultatif"), ("ouvert", "fermé"), ("ouverture", "fermeture"),
    ("inclus", "exclu"), ("compris", "exclu"), ("valable", "périmé"), ("valide", "invalide"),
    ("légal", "illégal"), ("présent", "absent"), ("présence", "absence"), ("limité", "illimité"),
    ("suffisant", "insuffisant"), ("complet", "incomplet"), ("régulier", "irrégulier"),
    ("augmenté", "diminué"), ("augmentation", "diminution"), ("hausse", "baisse"),
    ("public", "privé"), ("mineur", "majeur"), ("individuel", "collectif"),
    ("éligible", "inéligible"), ("cumulable", "incompatible"), ("lisible", "illisible"),
    ("justifié", "injustifié"), ("déductible", "indéductible"), ("maintenu", "supprimé"),
    ("maintien", "suppression"), ("accordé", "refusé"),
    ("accepté", "rejeté"), ("accordé", "rejeté"), ("rapide", "lent"), ("connu", "inconnu"),
    ("identique", "différent"), ("matin", "soir"), ("premier", "dernier"), ("début", "fin"),
    ("brut", "net"), ("maximum", "minimum"), ("maximal", "minimal"), ("avance", "retard"),
    ("limité", "dépasser"), ("plafonné", "dépasser"), ("gardé", "perdu"), ("garde", "perd"),
    ("obtenu", "perdu"), ("gratuit", "frais"), ("gratuitement", "frais"),
)  # fmt: skip

_DENIERS = frozenset("pas plus jamais aucun aucune rien personne guere nullement point".split())
_STOP = frozenset(",;:.!?|\n")
_BEFORE_NE = frozenset("aucun aucune personne rien nul nulle".split())
# Verbs that deny through what follows them: « n'est pas validé », « n'a pas droit ».
LIGHT = frozenset(
    "est sont etait etaient sera seront soit soient serait ete etre a ont avait aura auront ait"
    " avoir ai as avez avons es etes sommes peut peuvent pouvez pourra pourront doit doivent devez"
    " devra devront faut va vont fait font faire peut-etre puisse puissent doive".split()
)
# Words that stand between a denial and what it denies, and are denied with nothing else.
PASSED = frozenset(
    "encore plus pas jamais donc bien toujours aussi alors tous toutes tout toute meme trop"
    " cas".split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str  # folded, elision dropped
    elided: str  # « n », « l », « d »… or nothing
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Polarity:
    """Stems that a text denies and stems that it says; `implied`: stems that it denies by a word of
    opposite meaning. `denials`: how many negations it has. `none`: denied stems that « aucun »
    bears on: « aucune carte n'est envoyée » says of the card that it is not sent."""

    denied: frozenset[str]
    said: frozenset[str]
    implied: frozenset[str]
    denials: int
    none: frozenset[str] = frozenset()


@lru_cache(maxsize=4)
def opposites(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Stem → stems that deny it, both ways."""
    found: dict[str, set[str]] = {}
    for one, other in OPPOSITES:
        for a in lexicon.stems(one):
            for b in lexicon.stems(other):
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
    return {stem: frozenset(others) for stem, others in found.items()}


def _read(text: str, lexicon: Lexicon) -> list[_Word | str]:
    """Words and the punctuation between them that ends a clause."""
    found: list[_Word | str] = []
    at = 0
    for token in tokens(text, lexicon):
        between = text[at : token.start]
        elided = re.search(r"([A-Za-zéÉ]+)['’ʼ]$", between)
        found += [mark for mark in between if mark in _STOP]
        word = fold(text[token.start : token.end])
        found.append(
            _Word(word, fold(elided.group(1)) if elided else "", token.stem, token.start, token.end)
        )
        at = token.end
    found += [mark for mark in text[at:] if mark in _STOP]
    return found


def polarity(text: str, lexicon: Lexicon | None = None) -> Polarity:
    """What a text denies and says."""
    words = lexicon or shipped_lexicon()
    read = _read(text, words)
    denied: set[int] = set()
    none: set[str] = set()
    denials = 0
    for index, one in enumerate(read):
        if isinstance(one, str):
            continue
        marks = list(_denies(read, index, one))
        if marks or _is_denial(read, index, one):
            denials += 1
        denied.update(marks)
        if one.text in ("aucun", "aucune", "nul", "nulle"):
            none.update(stem for at in marks for stem in _stems(read[at]))
    against = opposites(words)
    no, yes, implied = set[str](), set[str](), set[str]()
    for index, one in enumerate(read):
        if isinstance(one, str):
            continue
        for stem in one.stem.split():
            (no if index in denied else yes).add(stem)
            if stem in against and index not in denied:
                implied |= against[stem]
    return Polarity(
        frozenset(no), frozenset(yes), frozenset(implied - yes), denials, frozenset(none)
    )


def _stems(word: _Word | str) -> list[str]:
    return [] if isinstance(word, str) else word.stem.split()


def _is_denial(read: list[_Word | str], index: int, one: _Word) -> bool:
    return (one.elided == "n" or one.text == "ne") and bool(_end_of_ne(read, index))


def _denies(read: list[_Word | str], index: int, one: _Word) -> Iterator[int]:
    """Where the words stand that the word at `index` denies."""
    if one.text == "ne" or one.elided == "n":
        end = _end_of_ne(read, index)
        if end is None:
            return
        first = index if one.elided == "n" else index + 1
        heavy = False
        for at in range(first, end):
            word = read[at]
            if isinstance(word, _Word) and word.stem and word.text not in LIGHT:
                heavy = True
                yield at
        if any(_nobody(read, at) for at in range(max(0, index - 7), index)):
            return
        particle = read[end]
        object_too = isinstance(particle, _Word) and particle.text in ("aucun", "aucune", "ni")
        if not heavy or object_too or _of_follows(read, end):
            yield from _next(read, end + 1, 1)
    elif one.text in ("aucun", "aucune", "nul", "nulle"):
        # « aucune nouvelle demande n'est acceptée » denies the demand too.
        for at in _next(read, index + 1, 1):
            yield at
            after = read[at + 1] if at + 1 < len(read) else ""
            if isinstance(after, _Word) and after.elided != "n" and after.text not in LIGHT:
                yield at + 1
    elif one.text == "ni":
        yield from _next(read, index + 1, 1)
    elif one.text == "sans" and _que_follows(read, index):
        return
    elif (
        one.text == "sans"
        or one.text in ("hors", "sauf", "excepte")
        or (one.text == "non" and index + 1 < len(read))
        or (one.text == "pas" and _alone(read, index))
    ):
        yield from _next(read, index + 1, 1)


def _end_of_ne(read: list[_Word | str], index: int) -> int | None:
    """Where the word stands that completes a « ne »; none for « ne … que » and a « ne » alone."""
    for at in range(index, min(index + 10, len(read))):
        word = read[at]
        if isinstance(word, str):
            if word in ".!?|\n":
                break
            continue
        if at > index and (word.text in ("que", "qu") or word.elided == "qu"):
            # « n'est pas … que » met its particle before; here there was none.
            break
        if at > index and (word.text in _DENIERS or word.text == "ni"):
            return at
    # « aucune carte n'est envoyée », « personne ne répond », « jamais il n'est ».
    for at in range(index - 1, max(-1, index - 8), -1):
        word = read[at]
        if isinstance(word, str):
            if word in ".!?|\n;":
                break
            continue
        if _nobody(read, at) or word.text in ("jamais", "ni"):
            end = index
            for ahead in range(index, min(index + 4, len(read))):
                following = read[ahead]
                if isinstance(following, str):
                    break
                end = ahead
                if following.stem and following.text not in LIGHT:
                    return min(ahead + 1, len(read) - 1) if ahead + 1 < len(read) else ahead
            return end
    return None


def _nobody(read: list[_Word | str], at: int) -> bool:
    """« aucun », « rien », « personne » as what denies: « toute personne » is somebody."""
    word = read[at]
    if isinstance(word, str) or word.text not in _BEFORE_NE:
        return False
    before = read[at - 1] if at else None
    named = isinstance(before, _Word) and before.text in (
        "une", "la", "toute", "cette", "chaque", "autre", "meme", "seule", "deux"
    )  # fmt: skip
    return not (word.text == "personne" and named)


def _of_follows(read: list[_Word | str], at: int) -> bool:
    """Whether « de » comes after the particle: « n'envoie pas de carte » denies the card too."""
    following = read[at + 1] if at + 1 < len(read) else None
    return isinstance(following, _Word) and (
        following.text in ("de", "des") or following.elided == "d"
    )


def _que_follows(read: list[_Word | str], at: int) -> bool:
    following = read[at + 1] if at + 1 < len(read) else None
    return isinstance(following, _Word) and (following.text == "que" or following.elided == "qu")


def _next(read: list[_Word | str], start: int, most: int) -> Iterator[int]:
    found = 0
    for at in range(start, min(start + 7, len(read))):
        word = read[at]
        if isinstance(word, str):
            if word in ".!?;|\n":
                return
            continue
        if word.text in LIGHT or word.text in PASSED or not word.stem:
            continue
        yield at
        found += 1
        if found >= most:
            return


def _alone(read: list[_Word | str], index: int) -> bool:
    """« pas de majoration » without a « ne » before it."""
    for at in range(index - 1, max(-1, index - 8), -1):
        word = read[at]
        if isinstance(word, str) and word in ".!?;|\n":
            break
        if isinstance(word, _Word) and (word.text == "ne" or word.elided == "n"):
            return False
    return True
