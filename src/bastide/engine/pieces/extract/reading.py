"""A value read on a page, before the best reading of each field is kept; and its normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import ne

from bastide.engine.pieces import identifiers
from bastide.engine.pieces.amounts import find_amounts
from bastide.engine.pieces.dates import find_dates, find_months
from bastide.engine.pieces.kinds import Form
from bastide.engine.pieces.letters import compact
from bastide.engine.pieces.lines import plain
from bastide.engine.pieces.model import Origin, Word

CIVILITIES = frozenset("M MR MM MME MLLE MONSIEUR MADAME MADEMOISELLE".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of a field. `rank`: how sure the place is, from 0 to 1; `origin` when not words."""

    name: str
    value: str
    text: str
    words: tuple[Word, ...]
    rank: float
    proved: bool = False
    repaired: bool = False
    origin: Origin | None = None

    @property
    def confidence(self) -> float:
        """From the words' own confidence and the rank of the place."""
        read = [word.confidence for word in self.words]
        return round(self.rank * (sum(read) / len(read) if read else 1.0), 3)


def normal(form: Form, text: str) -> tuple[str, bool, bool] | None:
    """`(value, proved, repaired)`: the one value of a form that a text holds; None without."""
    if form in _CHECKED:
        return _checked(form, text)
    value = _PLAIN[form](text)
    return (value, False, False) if value else None


_CODES: dict[str, re.Pattern[str]] = {
    "notice_reference": re.compile(r"\d{2}[0-9A-Z]{2}[0-9A-Z]{7}\d{2}"),
    "fiscal_number": re.compile(r"\d{13}"),
    "document_number": re.compile(r"(?=[A-Z]*\d)[A-Z0-9]{9,12}"),
}


def field_value(name: str, form: Form, kind: str, text: str) -> tuple[str, bool, bool] | None:
    """`normal`, for a field of a kind: codes have forms of their own, or are told in words."""
    if name == "status":
        value = _status(text, kind)
    elif name == "sex":
        found = re.fullmatch(r"([MFX])(?: .*)?", plain(text))
        value = found[1] if found else ""
    elif name == "nationality":
        said = plain(text)
        french = re.match(r"(?:FRA|FRANCAISE?)\b", said)
        foreign = re.fullmatch(r"[A-Z]{3}", said)
        value = "FRA" if french else said if foreign else ""
    elif name in ("certificate_number", "quote_number"):
        prose = len(text.split()) > _WORDS_OF_A_CODE
        value = "" if prose or find_dates(text) else _code(text)
        value = value if len(value) >= 3 and not re.fullmatch(r"\d+(?:E|ER|EME)", value) else ""
    elif name == "identifier":
        # Seven digits and a letter; other numbers of the letter are its own references.
        runs = [compact(word) for word in text.split()]
        value = next((run for run in runs if re.fullmatch(r"\d{7}[A-Z]|\d{8}|\d{11}", run)), "")
    elif name == "birth_place":
        value = re.sub(r"\s*\(.*$", "", _text(text))
    elif form == "amount" and kind == "pay_slip" and not re.search(r"[,.] ?\d\d(?!\d)", text):
        return None  # wages are told to the cent: « 205971 » has lost its comma
    elif name in _CODES:
        words = [compact(word) for word in text.split()]
        tries = [*words, "".join(words)]
        value = next((word for word in tries if _CODES[name].fullmatch(word)), "")
    else:
        return normal(form, text)
    return (value, False, False) if value else None


_WORDS_OF_A_CODE = 6  # « N° QF-01035-7 du certificat » at most, no sentence


def _status(text: str, kind: str) -> str:
    said = plain(text)
    if kind == "registration_notice":
        if re.search(r"\b(?:NON INSCRIT|N EST PLUS|RADIE|CESSE|CESSATION|FIN D INSCRIPTION)", said):
            return "ended"
        return "registered" if "INSCRIT" in said else ""
    if re.search(r"\b(?:FERME|CESSE|RADIE|INACTI)", said):
        return "closed"
    return "active" if re.search(r"\bACTI(?:F|VE)\b|EN ACTIVITE", said) else ""


def name_words(text: str) -> str:
    """A person's or a firm's name without civility, colon and spare spaces."""
    words = text.replace("\u00a0", " ").strip(" :;,.–-•·").split()
    while len(words) > 1 and plain(words[0]) in CIVILITIES:
        words = words[1:]
    return " ".join(words)


_SMALL = frozenset("de du des d la le les l et en ou of van von der den ben bin el al".split())


def is_proper(text: str) -> bool:
    """Whether every word opens with a capital but the small ones: « Ligne mobile » is no name."""
    words = re.findall(r"[^\W\d_]+", text)
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def best(readings: Iterable[Reading]) -> dict[str, Reading]:
    """The reading to keep for each field: a proved one, then the surest place, then the first."""
    kept: dict[str, Reading] = {}
    for reading in readings:
        old = kept.get(reading.name)
        if old is None or (reading.proved, reading.rank) > (old.proved, old.rank):
            kept[reading.name] = reading
    return kept


# Of the kept reading's rank: under it another value is no rival.
_RIVAL = 0.85
# What a contested reading's rank may be: it may still pass a rule, never fail one
# (`procedure.Trust`, `rules.reading`; words read from an image weigh less than a text layer's).
_CONTESTED, _CONTESTED_ON_PAPER = 0.55, 0.75


def contested(
    readings: Sequence[Reading], kept: dict[str, Reading], fields: dict[str, Form], optical: bool
) -> dict[str, Reading]:
    """The kept readings, those doubted that have a rival: another value of the form, from a place
    nearly as sure. Two places that say the same outweigh one.

    Names and texts are compared by the rules, which know what is alike.
    """
    most = _CONTESTED_ON_PAPER if optical else _CONTESTED
    found = dict(kept)
    for name, best_one in kept.items():
        if best_one.proved or best_one.rank <= most or fields[name] in ("name", "text"):
            continue
        sure = [r for r in readings if r.name == name and r.rank >= _RIVAL * best_one.rank]
        places: dict[str, set[tuple[Word, ...]]] = {}
        for reading in sure:
            places.setdefault(reading.value, set()).add(reading.words)
        own = places.pop(best_one.value, set())
        if any(len(others) >= len(own) for others in places.values()):
            found[name] = replace(best_one, rank=most)
    return found


_CHECKED = {"iban", "bic", "siren", "siret", "vat", "nir", "nda"}


def _checked(form: Form, text: str) -> tuple[str, bool, bool] | None:
    found: identifiers.Checked | str | None = None
    if form == "iban":
        found = _first(identifiers.find_ibans(text))
    elif form == "siret":
        found = _first(identifiers.find_sirets(text))
    elif form == "siren":
        found = _first(identifiers.find_sirens(text))
    elif form == "nir":
        found = _first(identifiers.find_nirs(text))
    elif form == "vat":
        found = identifiers.vat(text)
    elif form == "nda":
        run = re.search(r"\d(?:[ .]?\d){10}(?!\d)", text)
        found = identifiers.nda(run[0]) if run else None
    elif form == "bic":
        for word in text.split():
            found = found or identifiers.bic(word)
        found = found or identifiers.bic(text)
    if isinstance(found, identifiers.Checked):
        return found.value, found.proved, found.repaired
    return None


def _first(found: Sequence[identifiers.Found]) -> identifiers.Checked | None:
    return next((f for _, _, f in found if isinstance(f, identifiers.Checked)), None)


def _date(text: str) -> str:
    found = find_dates(text)
    return found[0][2].isoformat() if found else ""


def _month(text: str) -> str:
    months, days = find_months(text), find_dates(text)
    if months:
        return months[0][2]
    # « du 26 août au 25 septembre » is September; a third date is that of the payment.
    return days[min(1, len(days) - 1)][2].isoformat()[:7] if days else ""


def _year(text: str) -> str:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return found[0] if found else ""


def _amount(text: str) -> str:
    text = re.sub(r"(?<=\d)([,.]) (?=\d\d(?!\d))", r"\1", text)  # « 13, 75 »
    found = find_amounts(text) or find_amounts(text.strip() + " €")
    return f"{found[-1][2]:.2f}" if found else ""


def _number(text: str) -> str:
    found = re.search(r"(?<![\d,.])\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?", text)
    if not found or find_dates(text):  # « Durée de validité : jusqu'au 30 septembre 2026 »
        return ""
    value = Decimal(re.sub(r"[ \u00a0\u202f]", "", found[0]).replace(",", ".")).normalize()
    return f"{value:f}"


def _code(text: str) -> str:
    runs = [w.strip(".,;:()") for w in text.split()]
    marked = [w for w in runs if re.search(r"\d", w)]
    if marked and all(re.fullmatch(r"\d{1,4}", w) for w in marked) and len(marked) > 1:
        return compact("".join(marked))
    return re.sub(r"[^A-Z0-9\-/]", "", marked[0].upper()) if marked else ""


def _text(text: str) -> str:
    return " ".join(text.strip(" :;•·").split())


def _postcode(text: str) -> str:
    found = re.search(r"(?<!\d)\d{5}(?!\d)", text)
    return found[0] if found else ""


def _email(text: str) -> str:
    found = re.search(r"[\w.+\-]+ ?@ ?[\w\-]+(?:\.[\w\-]+)+", text)
    if not found:
        return ""
    whole, _, last = found[0].replace(" ", "").lower().rpartition(".")
    # No top-level domain has a digit: « .or8 » is the reader's.
    near = [d for d in _DOMAINS if len(d) == len(last) and sum(map(ne, d, last)) == 1]
    return f"{whole}.{near[0] if not last.isalpha() and len(near) == 1 else last}"


_DOMAINS = ("fr", "com", "org", "net", "eu", "info", "be", "ch")


def _phone(text: str) -> str:
    found = re.search(
        r"(?<![\d+])(?:\+33[ .]?\(?0?\)?|0033[ .]?|0)[ .]?([1-9](?:[ .\-]?\d){8})(?!\d)", text
    )
    return "+33" + re.sub(r"\D", "", found[1]) if found else ""


_PLAIN = {
    "name": name_words,
    "text": _text,
    "date": _date,
    "month": _month,
    "year": _year,
    "amount": _amount,
    "number": _number,
    "code": _code,
    "postcode": _postcode,
    "email": _email,
    "phone": _phone,
}
