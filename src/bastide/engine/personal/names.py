"""Where a text names a person: places of the names, by their cues.

1. Capitals are cut into runs (`runs`); what stands before and after is a cue (`cues`): a title,
   « nom : », a list of persons present, « mon fils », « le dossier de ».
2. Without a cue, a usual first name with a surname beside it, or alone; an initial and a surname;
   two capitals of which one is a usual surname. What a place or a body is named after is no person.
3. Two capitals that are no words of French, after « à », « de », « chez »… or before what a person
   does, or alone on a line.
4. Names in small letters after « madame », « je m'appelle ».
5. A surname or a first name found once is found everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bastide.engine.french import fold
from bastide.engine.personal import words
from bastide.engine.personal.beside import Edges, of_data
from bastide.engine.personal.cues import Cue, cue, does, goes_on
from bastide.engine.personal.runs import Token, runs
from bastide.engine.personal.view import view_of

Place = tuple[int, int]

_NO_EDGES = Edges()
_MOST = 6  # words of a name
_LONG = 3  # letters of a word that may be a name without any other cue
_SMALL = re.compile(
    r"(?<!\w)(?:(?:[Mm]adame|[Mm]onsieur|[Mm]ademoiselle|[Mm]me|[Mm]lle|[Mm]r|mrs?)[ ]+"
    r"|(?i:(?P<label>je m'appelle|mon nom est|mon nom c'est|au nom de|s'appelle|je me nomme)"
    r"|(?P<weak>je suis|c'est|c'?(?:est)?[ ]moi|ici|signé|cest|c|moi c|moi cest|moi c'est))[ ]+)"
    r"(?P<words>[a-zà-öø-ÿœ][\w'-]+(?:[ ]+[a-zà-öø-ÿœ][\w'-]+){0,2})"
)
_SMALL_LINE = re.compile(r"(?m)^[ \t]*(?P<words>[a-zà-öø-ÿ][\w'-]+[ ][a-zà-öø-ÿ][\w'-]+)[ \t.]*$")
_NEE = re.compile(r"(?i)(?<!\w)n[ée]e[ ]+\Z")
_BESIDE = re.compile(r"(?i)(?<!\w)(?:avec|par|chez|pour|envers|selon|remplace|voit|et)[ ]+\Z")
_BEGINS = re.compile(r"(?:\A|[.!?:;\n\t«\"•–—-])[ ]*\Z")


def person_names(text: str) -> list[Place]:
    """The names of persons in a text, in order; they may overlap."""
    return sorted(set(names_in(view_of(text))))


def names_in(view: str, edges: Edges = _NO_EDGES) -> Iterator[Place]:
    """The names of persons, in no order; they may overlap. `view`: see `view`; `edges`: where the
    telephones, accounts… stand (`beside`)."""
    every = list(runs(view))
    found: list[tuple[Place, Sequence[Token]]] = []
    left: list[list[Token]] = []
    listed = False  # whether an enumeration of persons is going on
    end = -1
    for run in every:
        kind = cue(view, run[0].start)
        together = end >= 0 and goes_on(view, end, run[0].start)
        kept = _person(view, run, kind, listed=listed and together)
        if not kept and together and kind != "named_after" and run[0].first and not run[0].place:
            kept = _cut(run)
        if not kept and kind != "named_after":
            kept = of_data(view, run, edges)
        if kept and listed and together and kind in ("", "title"):
            pass
        else:
            listed = bool(kept) and kind in ("titles", "list")
        if not kept:
            left.append(run)
            if together and kind != "titles":
                end = -1
            continue
        end = kept[-1].end
        found.append(((kept[0].start, end), kept))
        rest = [token for token in run if token.start > end or token.end < kept[0].start]
        if rest:
            left.append(rest)
    yield from (place for place, _ in found)
    small = list(_in_small_letters(view))
    yield from small
    yield from _again(view, left, [tokens for _, tokens in found])


def _person(view: str, run: list[Token], kind: Cue, *, listed: bool) -> Sequence[Token]:
    """The words of a run that name a person; none when it does not."""
    if kind in ("title", "titles"):
        return _titled(run)
    if kind == "named_after":
        return []
    cued = kind in ("label", "list", "role") or listed
    bare = _without_particles(run, kept=cued)
    if not bare:
        return []
    if kind == "label" and (
        _plausible(bare) or _NEE.search(view[max(0, run[0].start - 8) : run[0].start])
    ):
        return _cut(bare)
    if (kind in ("list", "role") or listed) and _plausible(bare) and not bare[0].place:
        return _cut(bare) if not (kind == "role" and len(bare) == 1 and bare[0].upper) else bare
    if kind == "about" and _surname_like(bare):
        return _cut(bare)
    sure = _with_first_name(view, bare) or _with_initial(bare) or _two_surnames(bare)
    if sure:
        after = sure[0] is not run[0] and cue(view, sure[0].start) == "named_after"
        return [] if after else sure
    if len(bare) > 1 and all(token.strange or token.particle for token in bare):
        cut = bare[:_MOST]
        full = all(len(token.text) >= _LONG and not token.upper for token in cut[:2])
        cued = kind == "towards" or does(view, cut[-1].end) or _lone(view, cut)
        return cut if cued or full else []
    return []


def _titled(run: list[Token]) -> Sequence[Token]:
    """After « Madame », whatever capitals come, as long as they may be a name."""
    kept: list[Token] = []
    for token in run[:_MOST]:
        known = token.first or token.last or token.named
        if kept and not known and any(not t.particle and not t.initial for t in kept):
            beside = all(t.first or t.particle or t.initial for t in kept)
            if not beside or token.place:
                break
        kept.append(token)
    while kept and ((kept[-1].particle and len(kept) == 1) or kept[-1].text in ("Le", "La", "De")):
        kept.pop()
    return kept


def _without_particles(run: list[Token], *, kept: bool) -> list[Token]:
    """« Le » before a capital begins a sentence; « LE GALL », « El Amrani » are names, and so is
    « Le Gall » where a name is awaited (`kept`)."""
    begin, end = 0, len(run)
    while begin < end and run[begin].particle:
        following = run[begin + 1] if begin + 1 < end else None
        article = fold(run[begin].text) in ("le", "la", "de", "du", "des")
        if following is not None and (kept or not article):
            break
        if following is not None and run[begin].upper and following.upper and following.strange:
            break
        begin += 1
    while end > begin and run[end - 1].particle:
        end -= 1
    return run[begin:end]


def _plausible(run: Sequence[Token]) -> bool:
    first = run[0]
    if first.initial:
        return len(run) > 1
    if first.first or first.last or first.strange:
        return not (words.acronym(first.text) and len(run) == 1 and not first.last)
    return len(run) > 1 and any(t.first or (t.last and not t.common) for t in run)


def _surname_like(run: Sequence[Token]) -> bool:
    if run[0].place:
        return False
    if any(token.first for token in run):
        return True
    if len(run) == 1 and words.acronym(run[0].text):
        return False
    return all(token.named for token in run)


def _cut(run: Sequence[Token]) -> Sequence[Token]:
    """The name alone: up to a word of French that is no surname, once there are two words."""
    kept: list[Token] = []
    for token in run[:_MOST]:
        known = token.first or token.named
        if not known and kept and (len(kept) > 1 or token.place):
            break
        kept.append(token)
    while len(kept) > 1 and kept[-1].particle:
        kept.pop()
    return kept


def _with_first_name(view: str, run: Sequence[Token]) -> Sequence[Token]:
    """A usual first name, with its surname on either side, or alone."""
    for number, token in enumerate(run):
        if not token.first:
            continue
        after = _after(run, number)
        begin = number
        while begin and (run[begin - 1].upper or run[begin - 1].named) and not token.upper:
            # « ALLEMAND Josiane », not « COMPTE RENDU Josiane ».
            before = run[begin - 1]
            word = before.common and not before.particle
            if word and ((not before.last and begin > 1) or not before.upper):
                break
            begin -= 1
        lone = number and after == number + 1
        if lone and begin == number and (run[number - 1].named or run[number - 1].initial):
            starts = _BEGINS.search(view[max(0, run[number - 1].start - 3) : run[number - 1].start])
            if not (run[number - 1].common and starts):
                begin = number - 1
        name = run[begin:after]
        if len(name) == 1:
            if words.alone(token.text) or _weak(view, token):
                return name
        elif words.alone(token.text) or any(t is not token and (t.named or t.first) for t in name):
            return name
    weak = run[0].first and len(run) == 2 and not run[1].place
    return run if weak and does(view, run[-1].end) else []


def _weak(view: str, token: Token) -> bool:
    """Whether a first name that is also a word is a name here: « Claire revient », « avec Rose "
    "»."""
    if token.place or token.upper or fold(token.text) == "noel":
        return False
    return does(view, token.end) or bool(
        _BESIDE.search(view[max(0, token.start - 12) : token.start])
    )


def _after(run: Sequence[Token], number: int) -> int:
    """Where the name of a first name ends: other first names, then the surname."""
    at = number + 1
    surname = False
    while at < len(run) and at - number < _MOST:
        token = run[at]
        if token.first and not surname and not token.place:
            pass
        elif token.named or (token.upper and not words.acronym(token.text)):
            surname = surname or not token.particle
        elif (token.linked and token.text.startswith(("Saint-", "Sainte-"))) or (
            not surname and not token.place and words.alone(run[number].text)
        ):
            surname = True
        else:
            break
        at += 1
    while at > number + 1 and run[at - 1].particle:
        at -= 1
    return at


def _with_initial(run: Sequence[Token]) -> Sequence[Token]:
    """« J. Martin », « J.-P. Martin », « G. Le Bail », « MARTIN J. »."""
    for at, token in enumerate(run):
        if not token.initial:
            continue
        after = at + 1
        while after < len(run) and run[after].particle:
            after += 1
        titled = after < len(run) and after > at + 1 and not run[after].place
        if titled or (after < len(run) and _bears_an_initial(run[after])):
            return run[at : after + 1]
        if at and _bears_an_initial(run[at - 1]):
            return run[at - 1 : at + 1]
    return []


def _bears_an_initial(token: Token) -> bool:
    surname = (token.last and not token.place) or token.strange
    return surname and not token.initial and len(token.text) > 2


def _two_surnames(run: Sequence[Token]) -> Sequence[Token]:
    """Two to four capitals that are no words, one of them a usual surname."""
    if not 1 < len(run) <= _MOST or run[0].place:
        return []
    if all(token.named for token in run) and any(token.last and not token.common for token in run):
        return run
    return []


def _lone(view: str, run: Sequence[Token]) -> bool:
    """Whether nothing else stands on the line."""
    before = view[max(0, run[0].start - 4) : run[0].start].rsplit("\n", 1)[-1].strip(" \t-•")
    after = view[run[-1].end : run[-1].end + 3].split("\n", 1)[0].strip(" \t,")
    at_edge = run[0].start < 4 or "\n" in view[max(0, run[0].start - 4) : run[0].start]
    return at_edge and not before and not after


def _in_small_letters(view: str) -> Iterator[Place]:
    for found in _SMALL.finditer(view):
        end = found.start("words")
        for word in re.finditer(r"[\w'-]+", found["words"]):
            known = words.first_name(word[0]) or words.surname(word[0])
            if words.stop(word[0]) or words.common(word[0]) or not (known or len(word[0]) > 3):
                break
            if found["weak"] and end == found.start("words") and not words.first_name(word[0]):
                break
            end = found.start("words") + word.end()
        if end > found.start("words"):
            yield found.start("words"), end
    for found in _SMALL_LINE.finditer(view):
        one, two = found["words"].split()
        first = words.first_name(one) and not words.common(one)
        if first and (words.surname(two) or not words.common(two)):
            yield found.start("words"), found.end("words")


def _again(
    view: str, left: Sequence[Sequence[Token]], found: Sequence[Sequence[Token]]
) -> Iterator[Place]:
    """What was found once, where no cue stands: its surname, its first name."""
    known: set[str] = set()
    for tokens in found:
        known |= {fold(t.text) for t in tokens if not t.initial and not t.particle and not t.place}
    for run in left:
        for at, token in enumerate(run):
            if fold(token.text) not in known or cue(view, token.start) == "named_after":
                continue
            if at and run[at - 1].initial:  # « É. Chimérique »
                yield run[at - 1].start, token.end
                continue
            begins = _BEGINS.search(view[max(0, token.start - 3) : token.start])
            if not token.common or not begins or token.upper or does(view, token.end):
                yield token.start, token.end
