"""Who is named in a sentence as the one who may act: a person, a service, a company, a role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bastide.engine.days import unaccented
from bastide.engine.french import fold
from bastide.engine.minutes.people import NAME, People
from bastide.engine.minutes.spoken import Heard
from bastide.engine.minutes.verbs import infinitive, is_future
from bastide.engine.personal.names import person_names

# Where a noun phrase that may be a subject begins; it ends before its verb.
_NOUN = re.compile(
    r"(?:^|[,;:.]\s*|\b(?:c['’]est|demande\w*|confie\w*|revient|laisse|compte|compter|charge)"
    r" (?:a |sur )?"
    r"|\b(?:donc|et|alors|ensuite|mais|que|bon|ok|euh|derriere|enfin|c['’]est)\s+)"
    r"(?:(?:le|la|les|un|une|notre|votre|nos|vos|mon|ma|au|aux)\s+|l['’])(?=[a-z0-9])"
)
_ARTICLE = re.compile(r"(?:(?:le|la|les|un|une|notre|votre|nos|vos|mon|ma|au|aux)\s+|l['’])")
_AUXILIARY = frozenset(
    "va vont doit doivent devra devront pourra peut tu vous est a de d qui".split()
)
_BEFORE = re.compile(
    r"(?<!\w)(?:[Ll][ae]s? |[Ll]['’])(?:(?:services?|directions?|pôle|cellule|bureau) )?$"
)
_LONGEST = 9  # words of a subject
_GIVEN = re.compile(
    r"(?:\b(?:demande|demander|demandera|confie|confier|revient|revienne|laisse|laisser|charge"
    r"|charge pour|compte sur"
    r"|comptons sur|appartient|compter sur|a charge pour|merci|remercie)\s+(?:donc\s+)?(?:a\s+"
    r"|au\s+|aux\s+|pour\s+|le soin a\s+)?"
    r"|^(?:c['’]est )?(?:a|au|aux)\s+|\baction (?:pour|a)\s+)$"
)
_PRONOUNS = frozenset("nous vous me te lui leur la le les en y se s m l n ne".split())
_NO_HEAD = frozenset(
    "point probleme question dossier projet budget date an annee mois semaine reste delai "
    "compte prix cout risque marche travaux devis montant fois jour idee chose principe loi "
    "but objectif temps salle rue place route piscine sujet vote quorum seance reunion bilan "
    "decision deliberation facture recette tarif offre demande situation resultat document "
    "formulaire planning calendrier chauffage toit mur porte camion panne retard rapport "
    "notion logiciel site gens autres meteo pluie plan plupart moitie suite fin premier "
    "premiere deuxieme troisieme dernier derniere seul principal principale nouveau nouvelle "
    "seule meme prochain prochaine".split()
)
_NO_NAME = frozenset(
    "je tu il elle on nous vous ils elles ce c'est ca donc alors bon et mais oui non ok merci "
    "le la les un une pour si en est qui que quoi voila enfin ensuite puis apres sinon par "
    "contre moi lundi mardi mercredi jeudi vendredi samedi dimanche bonjour tres tout tous il "
    "y a de du des dans sur avec a au aux mon ma mes notre nos votre vos leur action decision "
    "point pas bien juste comme quand parce cette ces cela celui celle est-ce c'etait j'ai "
    "d'accord attention aujourd'hui demain justement mesdames messieurs toi moi deuxieme "
    "premier premiere troisieme dernier derniere tant faut entendu parfait note".split()
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who acts, named at `[start, end)` of the sentence. `said`: « je », « tu », « on » or the
    name. `vocative`: spoken to; `given`: the task is given to them (« je demande à X de »);
    `person`: a participant or a name with capitals; `beside_me`: « Claire et moi »."""

    said: str
    start: int
    end: int
    name: str = ""
    vocative: bool = False
    given: bool = False
    person: bool = False
    beside_me: bool = False


def owners(heard: Heard, who: People) -> list[Owner]:
    """Those named in a sentence, in reading order."""
    text, plain = heard.quote, heard.plain
    found: list[Owner] = []
    for match in re.finditer(NAME, text):
        words, start = match.group().split(), match.start()
        while words and fold(words[0]) in _NO_NAME:
            start += len(words[0]) + 1
            words = words[1:]
        if not words:
            continue
        name = " ".join(words)
        known = who.known(name)
        begins = start == 0 and known not in who.names and len(words) == 1
        called = re.match(r"\s*,", text[match.end() :]) and not infinitive(fold(name), 5)
        called = called or (begins and any(at == 0 for at, _ in person_names(text)))
        if begins and not called:
            continue  # a capital that only begins the sentence
        if name.isupper() and (article := _BEFORE.search(text[:start])):
            start = article.start()  # « la DRH »
            known = text[start : match.end()]
        found.append(_owner(known, start, match.end(), text, plain, True))
    # Roles and labels are said in any case: « Conducteur, vous… », « agent 1 tu t'y colles ».
    for match in who.labels.finditer(plain):
        if not any(o.start < match.end() and match.start() < o.end for o in found):
            name = who.plain[match.group()]
            found.append(_owner(name, match.start(), match.end(), text, plain, True))
    for start, end in _subjects(plain):
        if not any(o.start < end and start < o.end for o in found):
            name = text[start:end].strip()
            known = _participant(name, who)
            found.append(_owner(known or name, start, end, text, plain, bool(known)))
    return _together(sorted(found, key=lambda o: o.start), plain)


def _participant(said: str, who: People) -> str:
    """The participant of that role, when each of its words is of his label."""
    bare = re.sub(r"^(?:(?:le|la|les|au|aux|notre|votre)\s+|l['’])", "", unaccented(said))
    return who.plain.get(bare, "")


def _subjects(plain: str) -> list[tuple[int, int]]:
    """Noun phrases that stand before a verb of doing."""
    found = []
    for match in _NOUN.finditer(plain):
        begin = next(
            (
                m.start()
                for m in _ARTICLE.finditer(plain, match.start(), match.end())
                if m.end() == match.end()
            ),
            match.start(),
        )
        words: list[re.Match[str]] = []
        for word in re.finditer(r"[a-z0-9]+|[,;:.!?]", plain[match.end() :]):
            if not word.group()[0].isalnum() or len(words) >= _LONGEST:
                break
            words.append(word)
        if not words or words[0].group() in _NO_HEAD:
            continue
        for at in range(1, len(words)):
            then = at
            while then < len(words) and words[then].group() in _PRONOUNS:
                then += 1
            to_do = words[at].group() in ("de", "d") and at + 1 < len(words) and infinitive(
                words[at + 1].group(), 0
            )  # fmt: skip
            if to_do and _GIVEN.search(plain[:begin]):
                found.append((begin, match.end() + words[at - 1].end()))
                break
            if then < len(words) and _verb(words[then].group(), then > at, words[at - 1].group()):
                found.append((begin, match.end() + words[at - 1].end()))
                break
        else:
            stop = match.end() + words[-1].end()
            if re.match(
                r"\s*,\s*(?:vous|tu|il|elle|c['’]est)\b|\s*,?\s+(?:a vous|a toi)\b", plain[stop:]
            ):
                found.append((begin, stop))
    return found


def _verb(word: str, pronoun: bool, before: str) -> bool:
    """Whether a word is the verb of a subject: after « de » or « un » it may be a noun."""
    if word in ("de", "d", "a", "est", "qui", "tu", "vous"):
        return word in ("a", "est", "qui") and not pronoun
    if (
        before in ("de", "du", "des", "d", "la", "le", "les", "l", "en", "au", "aux")
        and not pronoun
    ):
        return False
    return word in _AUXILIARY or bool(infinitive(word, 3) or infinitive(word, 6)) \
        or is_future(word, 3) or is_future(word, 6)  # fmt: skip


def _owner(name: str, start: int, end: int, text: str, plain: str, person: bool) -> Owner:
    before = plain[:start]
    opens = re.search(
        r"(?:^|[,.;:!?]\s*|\b(?:donc|alors|et|bon|ok|merci|dis|oui|euh|toi|vous|voila)\s+)$", before
    )
    spoken = re.match(
        r"\s*,|\s+(?:tu|vous|est-ce que (?:tu|vous|la|le)|t['’])\s|\s*\?", plain[end:]
    )
    shown = re.sub(r"^(?:au|aux) ", lambda m: "le " if m[0] == "au " else "les ", name)
    given = bool(_GIVEN.search(before)) or (
        bool(re.match(r"^(?:au|aux) ", plain[start:]))
        and start == 0
        and bool(re.match(r" d['’e]", plain[end:]))
    )
    about = re.match(r"(?:le|la|les|l['’])", plain[start:]) and not person
    beside = bool(re.match(r"\s+et moi\b", plain[end:]) or re.search(r"\bmoi et\s+$", before))
    return Owner(
        shown, start, end, shown, bool(opens and spoken and not about), given, person, beside
    )


def _together(found: list[Owner], plain: str) -> list[Owner]:
    """« Karim et Léa » act as one."""
    joined: list[Owner] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last
            and not last.vocative
            and re.fullmatch(r"\s*(?:et|,|avec)\s*", plain[last.end : one.start])
        ):
            opens = re.search(r"(?:^|[,.;:!?]\s*)$", plain[: last.start])
            spoken_to = opens and re.match(r"\s*,\s*(?:vous|toi|je)\b|\s+vous\b", plain[one.end :])
            joined[-1] = replace(
                last,
                end=one.end,
                name=f"{last.name}, {one.name}",
                person=last.person or one.person,
                vocative=bool(spoken_to),
            )
        else:
            joined.append(one)
    return joined
