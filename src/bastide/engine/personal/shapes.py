"""Numbers that their form tells, or a label a few words away, without a key to prove them.

1. Forms that nothing else has: job seekers, pupils and students, associations, vehicle papers,
   passports, pets, registered letters, tax and social security in their usual groups, accounts.
2. After its label, with some words between (« n° fiscal du déclarant 1 : », « CNI nouveau
   format »): the number, however it is grouped, even if a figure is missing.
3. A long run of figures alone: it numbers somebody or something of hers.

Sources: Inserm and INSEE (NIR), DGFiP (SPI), ministère de l'Éducation (INE, 10 + 1 or 9 + 2), RNA
(decree of 16 April 2009), ICAR (ISO 11784, France: 250), La Poste (registered letters: two signs,
eleven figures). Every repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Kind, Span

_L = r"(?<![\w.,/+-])(?<!\d[ ])"  # begins here: not the end of another number
_E = r"(?![\w%€]|[ ]?€|,\d|[ ]euros?)"  # ends here, and is no amount
_S = r"[ .|/-]{0,3}"
_MONTH = r"(?:0[1-9]|1[0-2]|[2-9]\d)"
_NIR = (
    rf"[123478](?P<by>[ .|/-]{{1,3}})\d\d(?P=by){_MONTH}(?P=by)(?:\d\d|2[ABab])(?P=by)\d{{3}}"
    rf"(?P=by)\d{{3}}(?:{_S}\d\d)?"
)
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("nir", re.compile(rf"{_L}{_NIR}{_E}")),
    # 13 figures, the key apart or not: a month, then Corsica or a department.
    ("nir", re.compile(rf"{_L}[12]\d\d{_MONTH}(?:\d\d|2[ABab])[ ]?\d{{6}}(?:[ ]?\d\d)?{_E}")),
    ("tax", re.compile(rf"{_L}[0-3]\d[ ]\d\d(?:[ ]\d{{3}}){{3}}(?:[ ]?[A-Z](?![\w'.]))?{_E}")),
    ("tax", re.compile(rf"{_L}[0-3](?:[ ]\d{{3}}){{4}}{_E}")),
    (
        "iban",
        re.compile(r"(?i)(?<!\w)FR[ ]?\d\d(?:[ .\-|]{0,2}[0-9A-Z]){23}(?!\w)"),
    ),
    (
        "iban",
        re.compile(rf"{_L}\d{{5}}[ ./|-]{{0,3}}\d{{5}}[ ./|-]{{0,3}}[0-9A-Z]{{11}}[ ./|-]{{0,3}}"
                   rf"\d\d{_E}"),
    ),
    ("identity", re.compile(rf"{_L}\d\d[A-Z]{{2}}\d{{5}}{_E}")),
    # France Travail, CAF; not a school's (UAI).
    ("file", re.compile(rf"(?<!UAI )(?<!UAI : )(?<!RNE )(?<!RNE : ){_L}\d{{7}}[ ]?[A-Z]{_E}")),
    ("file", re.compile(rf"{_L}(?:\d{{10}}[A-Z]|\d{{9}}[A-Z]{{2}}|W\d{{9}}){_E}")),
    ("file", re.compile(rf"{_L}(?:19|20)\d\d[A-Z]{{2}}\d{{5}}{_E}")),
    ("file", re.compile(rf"{_L}(?:250[ ]?26\d|967[ ]?\d{{3}})(?:[ ]?\d{{3}}){{3}}{_E}")),
    ("file", re.compile(rf"{_L}(?:[12][A-Z]|R[A-Z])(?:[ ]?\d{{3}}){{2}}[ ]?\d{{4}}[ ]?\d{_E}")),
    ("file", re.compile(rf"{_L}\d{{12}}[A-Z0-9]{{6}}{_E}")),
    # A vehicle (ISO 3779: no I, O, Q); a letter of the international post (UPU S10).
    ("file", re.compile(r"(?<!\w)(?=[A-Z0-9]{0,13}\d{3})(?=\d{0,12}[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{11}"
                        r"[A-HJ-NPR-Z0-9]{2}\d{4}(?!\w)")),
    ("file", re.compile(rf"{_L}[A-Z]{{2}}[ ]?\d{{3}}[ ]?\d{{3}}[ ]?\d{{3}}[ ]?[A-Z]{{2}}{_E}")),
    ("card", re.compile(rf"{_L}[45]\d{{3}}(?P<by>[ .-]{{1,2}})\d{{4}}(?P=by)\d{{4}}(?P=by)\d{{4}}"
                        rf"{_E}")),
)  # fmt: skip

_BETWEEN = r"[^\d\n@]{0,40}?\n?(?:\d[ ](?=:)[^\d\n@]{0,10})?(?:\(\d\d[ ]\w{2,12}\)[^\d\n@]{0,10})?"
_AFTER: tuple[tuple[Kind, re.Pattern[str], int], ...] = (
    (
        "nir",
        re.compile(
            r"(?i)(?<!\w)(?:nir|s[ée]cu(?:rit[ée])?|n[°ºo][ ]?ss|num[ée]ro[ ]ss"
            r"|carte[ ]vitale)(?!\w)"
            rf"{_BETWEEN}(?<![\w,.])(?P<number>[123478](?:{_S}[0-9OAB]){{10,14}})(?!\w)"
        ),
        10,
    ),
    (
        "tax",
        re.compile(
            r"(?i)(?<!\w)(?:num[ée]ro|n[°ºo]|identifiant|r[ée]f[ée]rence)s?[ ]?fisca(?:l|ux|le)"
            rf"(?!\w){_BETWEEN}(?<![\w,.])(?P<number>\d(?:[ .]?\d){{11,13}})(?!\w)"
        ),
        12,
    ),
    (
        "identity",
        re.compile(
            r"(?<!\w)(?i:passeport|cni(?:e)?|carte[ ](?:nationale[ ])?d'identit[ée]|permis"
            r"|s[ée]jour"
            r"|agdref|r[ée]c[ée]piss[ée]|pi[èe]ce[ ]d'identit[ée]|num[ée]ro[ ][ée]tranger)(?!\w)"
            r"(?:[^\d\n@A-Z]|[A-Z](?=[a-zà-ÿ]{2})){0,40}?\n?(?<![\w,.])"
            r"(?P<number>(?=[A-Za-z]{0,6}\d)(?=[A-Za-z0-9]{0,14}\d)[A-Z0-9]{8,15}"
            r"|(?=(?:[A-Z ]{0,6}\d){4})[A-Z0-9]{2,5}(?:[ ][A-Z0-9]{2,5}){2,3}"
            r"|\d\d[ ]?(?i:[A-Z]{2})[ ]?\d{5}|\d{2}(?:[ ]?\d{2,4}){3,5})(?!\w)"
        ),
        2,
    ),
    (
        "card",
        re.compile(
            r"(?i)(?<!\w)(?:cb|carte[ ](?:bancaire|bleue|visa))(?!\w)[^\d\n@]{0,40}?(?<![\w,.])"
            r"(?P<number>\d(?:[ .-]?\d){13,17})(?!\w)"
        ),
        14,
    ),
    (
        "iban",
        re.compile(
            r"(?i)(?<!\w)(?:iban|rib|compte(?:[ ]bancaire)?)(?!\w)[^\d\n@]{0,30}?(?<!\w)"
            r"(?P<number>[A-Z]{2}[ -]{0,2}\d\d(?:[ .|-]{0,2}[0-9A-Z]){10,30}?)"
            r"(?=[ ]?[,;.)\n]|[ ]+[a-zà-ÿ(]{2}|[ ]*\Z|[ ]+(?:BIC|BNP|Banque))"
        ),
        10,
    ),
    (
        "plate",
        re.compile(
            r"(?i)(?<!\w)(?:immat\w{0,14}|plaques?|v[ée]hicules?|voitures?|scooter|motos?"
            r"|camion\w{0,6}"
            r"|fourgon\w{0,4}|remorque|carte[ ]grise|clio|twingo|kangoo|berlingo|partner|golf|polo)"
            r"(?!\w)[^\d\n@]{0,40}?\n?(?<!\w)"
            r"(?P<number>[A-HJ-NP-TV-Z]{2}[ .-]?\d{3}[ .-]?[A-HJ-NP-TV-Z]{2}"
            r"|\d{1,4}[ .-]?[A-HJ-NP-TV-Z]{2,3}[ .-]?(?:\d\d|2[AB]|97[1-6])"
            r"|[A-HJ-NP-TV-Z]{1,2}[ .-]?\d{2,3}[ .-]?[A-HJ-NP-TV-Z])(?!\w)"
        ),
        2,
    ),
)  # fmt: skip
# « banque 30002, guichet 00550, compte 00001578456, clé 12 », « Établissement bancaire… »
_BANK = re.compile(
    r"(?i)(?<!\w)(?:banque|[ée]tablissement|bancaire)[^\d\n]{0,25}(?P<a>\d{5})\D{1,25}(?P<b>\d{5})"
    r"[^\d\n]{0,25}?(?<!\w)(?P<c>[0-9A-Z]{11})[^\d\n]{0,15}(?P<d>\d\d)(?!\w)"
)
# Nine figures or more in one run. An amount, a day and an hour (AAAAMMJJhhmm), the number of a
# service (08…) are none.
_RUN = re.compile(
    rf"(?<![\w.,/+=&?_%-])(?!08\d{{8}}(?!\d)|(?:19|20)\d\d[01]\d[0-3]\d(?:[0-2]\d[0-5]\d){{1,2}}"
    rf"(?!\d))\d{{9,20}}{_E}"
)


def shapes(view: str) -> Iterator[Span]:
    """Every one; they may overlap. `view`: see `view`."""
    for kind, pattern in _FORMS:
        for found in pattern.finditer(view):
            yield Span(found.start(), found.end(), kind)
    for kind, pattern, fewest in _AFTER:
        for found in pattern.finditer(view):
            if sum(c.isdigit() for c in found["number"]) >= fewest:
                yield Span(found.start("number"), found.end("number"), kind)
    for found in _BANK.finditer(view):
        for name in "abcd":
            yield Span(found.start(name), found.end(name), "iban")
    for found in _RUN.finditer(view):
        yield Span(found.start(), found.end(), "file")
