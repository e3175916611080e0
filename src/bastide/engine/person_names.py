"""Where a text names a person: places of the names, by their cues.

1. A title, « je m'appelle », « nom : », a signature after a closing formula.
2. A usual first name (`data/first_names*.tsv`), with the surname beside it or alone. What a
   place or a body is named after is no person: « lycée Victor Hugo ».
3. « le dossier de », « au nom de », « rappeler », « mon fils »… before one or several capitals.
4. Two capitals that are not words of everyday French, after « à », « de », « par », « chez »… or
   before what a person does: « Xiaoli Exemple attend ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bastide.engine.french import analyse, fold, rows_of, shipped_lexicon

Place = tuple[int, int]

_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}][\w'’]*(?:-[{_UPPER}][\w'’]*)*"
_PARTICLE = r"(?:d[eu]|des|de la|la|le|van|von|ben|bin|el|al|da|dos|di|del)"
_NAME = rf"{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+|d['’])?{_WORD}){{0,3}}"
_FULL = rf"{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+|d['’])?{_WORD}){{1,3}}"
_TITLE = re.compile(
    r"(?<!\w)(?:MM?\.|Mr\.?|Mmes?\.?|Mlles?\.?|Monsieur|Madame|Mademoiselle|Ma[îi]tre|Me|Dr\.?|Docteur"
    rf"|Docteure|Pr\.?|Professeure?)[ \t]+(?P<name>{_NAME})"
)
_SAID = re.compile(
    r"(?i:\bje m['’]appelle|\bmon nom est|\bmon pr[ée]nom est|\bnom (?:de famille|d['’]usage"
    r"|de naissance)[ \t]*:|\b(?:pr[ée])?noms?(?: et pr[ée]noms?)?[ \t]*:|\bsign[ée][ \t]*:?"
    r"|\bnomm[ée]e?|\bl['’]int[ée]ress[ée]e?[ \t]*:|\bdemandeu(?:r|se)[ \t]*:)"
    rf"[ \t]+(?P<name>{_NAME})"
)
_SELF = re.compile(rf"(?i:\bje suis|\bici|\bc['’]est)[ \t]+(?P<name>{_FULL})")
_CLOSING = re.compile(
    r"(?i:cordialement|salutations|sentiments|bien à vous|respectueusement|merci d['’]avance"
    r"|cdlt|bonne journée)[^\n]{0,60}\n(?P<after>(?:[^\n]*\n?){1,4})"
)
_ALONE = re.compile(rf"^[ \t]*(?P<name>{_FULL})[ \t]*$", re.MULTILINE)
# Capitals that begin a sentence or name an office, not a person.
_NO_NAME = frozenset(
    "Bonjour Bonsoir Merci Le La Les Un Une Je Il Elle Nous Vous Ils Elles On Ce Cette Ces Mon Ma "
    "Mes Votre Vos Notre Nos Président Présidente Maire Directeur Directrice Préfet Préfète "
    "Ministre Mme Mlle Madame Monsieur Mademoiselle Mesdames Messieurs Pour Par Dans Avec Sans "
    "Sur Chez Et Ou".split()
)
# What bears the name of somebody, or of something, right before its name.
_NAMED_AFTER = re.compile(
    r"(?i)\b(?:lyc[ée]es?|coll[èe]ge|[ée]coles?|rue|avenue|av\.|boulevard|bd|place|quai|cours|impasse"
    r"|all[ée]e|chemin|route|esplanade|square|pont|stade|gymnase|piscine|salle|espace|centre|maison"
    r"|m[ée]diath[èe]que|biblioth[èe]que|mus[ée]e|th[ée][âa]tre|h[ôo]pital|clinique|foyer"
    r"|r[ée]sidence|internat|campus|universit[ée]|cit[ée]|arr[êe]t|gare|station|ligne|parc|jardin"
    r"|festival|groupe|soci[ée]t[ée]|entreprise|association|club|fondation|appli(?:cation)?|site"
    r"|saint|sainte|st|ste|mont|lac|col|port|tour|fort|prix|loi|dispositif|aide|carte|ch[èe]que|pass"
    r"|plan|programme|auto-[ée]cole|score|virus|cyclone|temp[êe]te|fus[ée]e|cr[èe]che|amphith[ée][âa]tre|b[âa]timent)s?"
    r"(?:[ \t]+(?:municipale?|r[ée]gionale?|public|publique|de|du|des|la|le))*[ \t'’-]+$"
)
_ABOUT = re.compile(
    r"(?i:\b(?:dossier|demande|inscription|bourse|carte|compte|tut(?:eur|rice)|m[èe]re|p[èe]re|maman"
    r"|papa|parents|contrat|courrier|pr[ée]nom|rib|facture)[ \t]+(?:de[ \t]+|d['’])"
    r"|\bau nom de[ \t]+|\bs['’]appel(?:le|ait)[ \t]+|\bde la part de[ \t]+|\bau sujet de[ \t]+"
    r"|\b(?:pr[ée]venir|rappeler|pr[ée]nomm[ée]e?|h[ée]berge\w*|gard[ée]e? par)[ \t]+"
    r"|\b(?:mon|ma|notre|son|sa|votre|leur)[ \t]+(?:fils|fille|mari|femme|[ée]poux|[ée]pouse"
    r"|fr[èe]re"
    r"|s[œo]e?ur|m[èe]re|p[èe]re|voisine?|coll[èe]gue|conjointe?|compagne|compagnon|tante|oncle"
    r"|neveu|ni[èe]ce|petit-fils|petite-fille|grand-m[èe]re|grand-p[èe]re|enfant)[ \t]*,?[ \t]+)"
    rf"(?P<name>{_NAME})"
)
_FILE = re.compile(rf"(?i:\bdossier)[ \t]+(?P<name>{_WORD})(?=[ \t]*(?:[?.,;!]|est\b|a\b))")
_TOWARDS = re.compile(
    r"(?i:(?<![\w'’-])(?:à|de|par|pour|avec|chez|que|et|envers|selon)[ \t]+|\bd['’]|\bqu['’])"
    rf"(?P<name>{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+|d['’])?{_WORD}){{1,2}})"
)
_DOES = re.compile(
    rf"(?<![\w'’])(?P<name>{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+|d['’])?{_WORD}){{1,2}})[ \t]+"
    r"(?:(?:m|t|l|n|s|nous|vous)['’]?[ \t]*)?(?:ne[ \t]+)?"
    r"(?:attend|habite|travaille|demande|dit|parle|voudrait|veut|vit|conduit|appelle|rappelle"
    r"|[ée]crit"
    r"|d[ée]m[ée]nage|souhaite|touche|a (?:dit|perdu|re[çc]u|pay[ée]|d[ée]m[ée]nag[ée]|laiss[ée]"
    r"|rempli"
    r"|appel[ée]|rat[ée]|sign[ée]|eu|fait))\b"
)
_INITIALS = 4  # letters of a word that may be initials
_SHORT = 3  # letters of a first name that may stand alone


def person_names(text: str) -> Iterator[Place]:
    """The names of persons, in no order; they may overlap."""
    for pattern in (_TITLE, _SAID, _SELF):
        for found in pattern.finditer(text):
            yield from _kept(text, found.start("name"), found.end("name"))
    for closing in _CLOSING.finditer(text):
        for found in _ALONE.finditer(text, closing.start("after"), closing.end("after")):
            yield from _kept(text, found.start("name"), found.end("name"))
    for found in _RUN.finditer(text):
        yield from _with_first_name(text, found.start(), found.end())
    for found in [*_ABOUT.finditer(text), *_FILE.finditer(text)]:
        words = re.findall(_WORD, found["name"])
        if _surname(words) or any(map(_is_first_name, words)):
            yield from _kept(text, found.start("name"), found.end("name"))
    for pattern in (_TOWARDS, _DOES):
        for found in pattern.finditer(text):
            if _strange(found["name"]) and not _NAMED_AFTER.search(text[: found.start("name")]):
                yield from _kept(text, found.start("name"), found.end("name"))


def _kept(text: str, start: int, end: int) -> Iterator[Place]:
    words = list(re.finditer(_WORD, text[start:end]))
    if words and words[0].group() not in _NO_NAME:
        yield start, end


# A first name may stand alone, with a surname on either side of it.
_RUN = re.compile(rf"(?<![\w'’]){_NAME}|(?<=[dlqDLQ]['’]){_NAME}|(?<=qu['’]){_NAME}")


def _with_first_name(text: str, start: int, end: int) -> Iterator[Place]:
    """From a usual first name on, or from the capitals just before it (« DUPONT Jean »)."""
    words = list(re.finditer(_WORD, text[start:end]))
    for number, word in enumerate(words):
        if not _is_first_name(word.group()):
            continue
        if _NAMED_AFTER.search(text[: start + word.start()]):
            return
        begin = number
        if number and number == len(words) - 1:
            before = words[number - 1].group()
            if (before.isupper() and len(before) > 1) or _strange(before):
                begin = number - 1
        elif number and words[number - 1].group().isupper():
            begin = number - 1
        if begin < len(words) - 1 or _alone(word.group()):
            yield start + words[begin].start(), end
        return


def _alone(name: str) -> bool:
    """Whether a first name is told from a word when nothing stands beside it: « Rose » is not."""
    return len(name) >= _SHORT and not _everyday(name) and name not in _WORDS_TOO


# First names that are also words, months or flowers.
_WORDS_TOO = frozenset(
    "Rose Pierre Marguerite Aurore Olive Violette Iris Prudence Constance Clémence Victoire Jade "
    "Ambre Perle Reine Angèle Côme Justin Constant Désiré Aimé Aimée Auguste Célestin Colombe "
    "France Florent Roman Marin Léger Juste Marine Claire Blanche Jasmine Victor César Charlie "
    "Germain".split()
)


def _is_first_name(word: str) -> bool:
    return fold(word.split("-")[0]) in _first_names()


def _strange(name: str) -> bool:
    """Whether no word of a name is a word of everyday French, a number or an office."""
    words = re.findall(_WORD, name)
    return all(w not in _NO_NAME and fold(w) not in _OFFICES and not _everyday(w) for w in words)


def _surname(words: list[str]) -> bool:
    """Whether capitals are a surname rather than a body's initials: « dossier APL »."""
    if len(words) == 1 and (
        len(words[0]) <= _INITIALS or shipped_lexicon().expansion(fold(words[0]))
    ):
        return False
    return _strange(" ".join(words))


# Capitals of bodies and places that everyday French does not have among its most usual words.
_OFFICES = frozenset(
    "region regional regionale departement mairie prefecture caisse allocations mission locale caf "
    "cpam urssaf crous conseil maison hotel tribunal tresor agence chambre commerce rectorat pass "
    "mutuelle assurance maladie poste banque postale credit agricole pole emploi travail france "
    "juillet septembre octobre decembre europe europeenne europeen fonds parc naturel mont "
    "federation olympiques croix compte formation contrat engagement diplome etat journal officiel "
    "ministere bureau information jeunesse haut union google maps air restos coeur jazz".split()
)


@lru_cache(maxsize=4096)
def _everyday(word: str) -> bool:
    stems = analyse(word)
    known = _everyday_stems()
    return not stems or any(stem in known for stem in stems)


@lru_cache(maxsize=1)
def _everyday_stems() -> frozenset[str]:
    return frozenset(row[0] for row in rows_of("everyday_french.tsv"))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    """Folded: « Eléonore » is « Éléonore »."""
    tables = ("first_names.tsv", "first_names_more.tsv")
    return frozenset(fold(name) for table in tables for row in rows_of(table) for name in row)
