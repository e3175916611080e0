"""A scheme's mistakes are told with their place; the page of the rules does not lag behind."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from bastide.engine.pieces.explain import explain, says
from bastide.engine.pieces.procedure import ProcedureError, load
from bastide.engine.pieces.rules.registry import CHECKS, QUOTED_BY_ALL
from tests.engine.pieces.rules.cases import Made, scheme

FOLDER = files("bastide.usecases.check") / "procedures"
NAMES = ("pass-sud-formation", "pass-garrigue-formation")
TEXT = (FOLDER / "pass-sud-formation.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scheme_loads_under_its_name_and_says_its_sources(name):
    procedure = scheme(name)
    assert procedure.name == name
    assert all(rule.source for rule in procedure.rules)
    told = explain(procedure)
    assert "{" not in told
    for rule in procedure.rules:
        assert says(rule) in told


def test_the_two_schemes_judge_the_same_case_otherwise():
    assert Made().verdict("pass-sud-formation").outcome == "complete"
    other = Made().verdict("pass-garrigue-formation")
    failed = {f.rule for f in other.findings if f.outcome == "FAILED"}
    assert {"taux-horaire", "plafond", "residence", "presence"} <= failed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("needs_nir = false", "needs_nir = ", r"ligne \d+"),
        (
            'check = "hourly_cap"',
            'check = "hourly_cup"',
            "« taux-horaire ».*« hourly_cup » inconnu",
        ),
        ("cap = 35", 'cap = "35"', "« taux-horaire ».*« cap » attend un nombre"),
        ("cap = 35", "cap = -1", "« cap » sort des limites"),
        ("cap = 35", "cop = 35", "parameters.cop"),
        ("{missing}. Vous", "{mising}. Vous", "« presence ».*failed.applicant.*mising"),
        ("{missing}. Vous", "{missing.__class__}. Vous", "missing.__class__"),
        ("{missing}. Vous", "{missing!r}. Vous", "missing"),
        ("{missing}. Vous", "{missing. Vous", "accolade"),
        ('kinds = ["tax_notice"]', 'kinds = ["tax_notise"]', "tax_notise"),
        ('territory = ["04"', 'territory = ["4"', "« territory » : 4"),
        ("valid_from = 2024-01-01", 'valid_from = "2024"', "valid_from.*date"),
        ("needs_nir = false", "needs_nri = false", "needs_nri"),
        ('id = "plafond"', 'id = "taux-horaire"', "du même nom : taux-horaire"),
        ('check = "presence"', 'check = "duplicates"', "presence|missing"),
        ("rate = 3.00", "rate = true", "« rate » attend un nombre"),
        ("to = 600", "to = 900", "plus basse"),
        ('"making"\nlevel = "info"', '"making"\nlevel = "review"', "fabrication.*info"),
    ],
)
def test_a_mistake_is_told_with_its_place(old, new, said):
    assert old in TEXT
    with pytest.raises(ProcedureError) as error:
        load(TEXT.replace(old, new, 1), "essai.toml")
    assert str(error.value).startswith("essai.toml")
    assert re.search(said, str(error.value), re.DOTALL), str(error.value)


@pytest.mark.parametrize(
    "text", ["", "x = [", "[procedure]\n", "procedure = 3\n", "a = " + "[" * 5000]
)
def test_any_other_text_is_refused_in_words(text):
    with pytest.raises(ProcedureError, match=r"essai\.toml"):
        load(text, "essai.toml")


def test_the_page_tells_every_check_its_parameters_and_its_placeholders():
    page = (Path(__file__).parents[3] / "docs" / "procedures.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^### |^## |\Z)", page, re.M | re.S))
    assert set(sections) == set(CHECKS)
    for name, check in CHECKS.items():
        told = set(re.findall(r"^- `(\w+)`", sections[name], re.M))
        assert told == {one.name for one in check.parameters}, name
        quoted = set(re.findall(r"`\{(\w+)\}`", sections[name]))
        assert quoted == set(check.quotes), name
    assert all(f"`{{{name}}}`" in page for name in QUOTED_BY_ALL)
