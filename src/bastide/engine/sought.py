"""A person looked for in texts, however she is written, and taken out of them.

Names with or without accents, capitals, hyphens, given name first or last; telephone numbers and
NIR whatever their spaces; addresses of e-mail as they are. Only whole words: « Martin » is not in
« Martinez ». A name split over neighbouring texts of a structure is found too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ERASED = "[effacé]"
_JOIN = "\n"
_BETWEEN = r"[\s,.'’\-]{1,3}"
_CONTEXT = 30  # characters shown on each side


def _variants() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            found[base] = found.get(base, "") + chr(code)
    return found


_LIKE = _variants()


def _word(word: str) -> str:
    plain = word.lower().replace("œ", "oe").replace("æ", "ae")
    letters = [c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)]
    pattern = "".join(f"[{re.escape(c)}{_LIKE.get(c, '')}][\u0300-\u036f]*" for c in letters)
    return pattern.replace(f"{_letter('o')}{_letter('e')}", f"(?:œ|{_letter('o')}{_letter('e')})")


def _letter(c: str) -> str:
    return f"[{c}{_LIKE.get(c, '')}][\u0300-\u036f]*"


def _words(text: str) -> list[str]:
    return [_word(w) for w in re.findall(r"[^\W_]+", text)]


def _digits(digits: str) -> str:
    return r"[\s.\-]*".join(digits)


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for. `terms`: other words, as they are given."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    nirs: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """What was given, put in one form: the same request gives the same."""
        given = (*self.names, *self.emails, *self.phones, *self.nirs, *self.terms)
        return tuple(sorted({" ".join(one.casefold().split()) for one in given}))

    def pattern(self) -> re.Pattern[str]:
        """Raises `ValueError`, in French, when a word given is too short to be looked for."""
        forms: list[str] = []
        for name in self.names:
            words = _words(name)
            if len(words) < 2:
                raise ValueError("Donnez le prénom et le nom (un mot seul : --term).")
            turned = (words[turn:] + words[:turn] for turn in range(len(words)))
            forms.extend(_BETWEEN.join(one) for one in turned)
        for term in self.terms:
            if len(term.strip()) < 3 or not _words(term):
                raise ValueError(f"« {term} » est trop court pour être cherché.")
            forms.append(_BETWEEN.join(_words(term)))
        for email in self.emails:
            if not re.fullmatch(r"[^@\s]+@[^@\s]+", email.strip()):
                raise ValueError(f"« {email} » n'est pas une adresse électronique.")
            forms.append(rf"(?<![.+\-]){re.escape(email.strip())}(?!-|\.\w)")
        for phone in self.phones:
            number = re.sub(r"^(?:\+33|0033)\s*(?:\(0\))?0?", "0", re.sub(r"[^\d+]", "", phone))
            if not re.fullmatch(r"0\d{9}", number):
                raise ValueError(f"« {phone} » n'est pas un numéro de téléphone français.")
            start = r"(?:0|(?:\+|00)33[\s.\-]*(?:\(0\)[\s.\-]*)?)"
            forms.append(start + r"[\s.\-]*" + _digits(number[1:]))
        for nir in self.nirs:
            number = re.sub(r"[\s.\-]", "", nir).upper()
            if not re.fullmatch(r"[12]\d{4}(?:\d\d|2[AB])\d{6}(?:\d\d)?", number):
                raise ValueError(f"« {nir} » n'est pas un numéro de sécurité sociale.")
            forms.append(_digits(number[:13]) + r"(?:[\s.\-]*\d{2})?")
        if not forms:
            raise ValueError("Dites qui effacer.")
        return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def contexts(pattern: re.Pattern[str], value: Any) -> list[str]:
    """The places of a text, or of a structure of texts, where the person is, and their context."""
    text = _JOIN.join(_texts(value))
    return [
        " ".join(text[max(0, m.start() - _CONTEXT) : m.end() + _CONTEXT].split())
        for m in pattern.finditer(text)
    ]


def blanked(pattern: re.Pattern[str], value: Any) -> Any:
    """The same value, the person's words replaced by « [effacé] », keys of mappings included."""
    parts = list(_texts(value))
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part) + len(_JOIN)
    spans = [m.span() for m in pattern.finditer(_JOIN.join(parts))]
    fresh = []
    for start, part in zip(starts, parts, strict=True):
        for first, last in reversed(spans):
            a, b = max(first - start, 0), min(last - start, len(part))
            if a < b:
                part = part[:a] + ERASED + part[b:]
        fresh.append(part)
    return _rebuilt(value, iter(fresh))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _rebuilt(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, dict):
        return {next(texts): _rebuilt(inner, texts) for inner in value.values()}
    if isinstance(value, list | tuple):
        return [_rebuilt(inner, texts) for inner in value]
    return value
