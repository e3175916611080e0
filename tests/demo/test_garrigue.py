"""The demonstration hangs together: every page, contact, quote and label that is named exists."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(str(files("bastide"))) / "demo"
EVALS = Path(str(files("bastide"))) / "usecases" / "ask" / "evals"
TODAY = date(2026, 11, 26)
# Ranges kept for works of fiction by Arcep's national numbering plan (décision n° 2018-0881).
FICTION = re.compile(r"01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98")
PHONE = re.compile(r"\b0\d(?: \d\d){4}\b")
HOST = re.compile(r"(?:https?://|[\w.]+@)([\w.-]+[\w])")


def toml(path: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / path).read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, Any]]:
    lines = (EVALS / name).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert len({row["id"] for row in found}) == len(found)
    return found


def pages(slug: str = "garrigue") -> dict[str, str]:
    root = DEMO / slug / "pages"
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in root.rglob("*.md")
    }


def front(page: str) -> dict[str, str]:
    head = page.split("---\n")[1]
    return dict(line.split(": ", 1) for line in head.splitlines())


def test_there_is_enough_to_show() -> None:
    assert len(pages()) >= 75
    assert len(pages("lauze")) >= 6
    assert len(toml("garrigue/directory.toml")["contacts"]) >= 25
    assert len(toml("garrigue/competence.toml")["subjects"]) >= 45
    assert len(toml("garrigue/cards.toml")["cards"]) >= 15


@pytest.mark.parametrize("slug", ["garrigue", "lauze"])
def test_pages_say_what_they_are(slug: str) -> None:
    found = pages(slug)
    urls = set()
    for text in found.values():
        head = front(text)
        assert head["title"].strip('"')
        assert date.fromisoformat(head["updated"]) <= TODAY
        assert ".example/" in head["url"]
        assert head["theme"]
        urls.add(head["url"])
    assert len(urls) == len(found)


def test_every_number_and_address_is_fictitious() -> None:
    for path in DEMO.rglob("*"):
        if path.suffix in {".md", ".toml", ".csv"}:
            text = path.read_text(encoding="utf-8")
            for number in PHONE.findall(text):
                assert FICTION.match(number), (path.name, number)
            for host in HOST.findall(text):
                assert host.endswith(".example"), (path.name, host)


def test_some_pages_are_stale_reserved_or_contradictory() -> None:
    heads = [front(text) for text in pages().values()]
    late = [h for h in heads if "review" in h and date.fromisoformat(h["review"]) < TODAY]
    assert len(late) >= 4
    groups = {g["slug"] for g in toml("garrigue/people.toml")["groups"]}
    reserved = [h for h in heads if "readers" in h]
    assert len(reserved) >= 4
    assert all(h["readers"] in groups for h in reserved)
    found = pages()
    assert "7 800 €" in found["formation/pass-cap-metier.md"]
    assert "6 500 €" in found["formation/pass-cap-metier-faq.md"]


def test_a_member_of_each_role() -> None:
    people = toml("garrigue/people.toml")
    roles = {person["role"] for person in people["people"]}
    assert roles == {"agent", "instructor", "editor", "manager", "administrator"}
    groups = {group["slug"] for group in people["groups"]}
    assert all(set(person["groups"]) <= groups for person in people["people"])
    assert len(toml("lauze/people.toml")["people"]) == 3


def test_contacts_named_by_the_competence_table_exist() -> None:
    services = {c["service"] for c in toml("garrigue/directory.toml")["contacts"]}
    subjects = toml("garrigue/competence.toml")["subjects"]
    assert {s["contact"] for s in subjects if "contact" in s} <= services
    levels = {"commune", "epci", "departement", "region", "etat", "autre"}
    assert {s["level"] for s in subjects} == levels
    assert all(s["transfer"] and s["keywords"] for s in subjects)


def test_cards_point_at_pages_and_two_are_past_their_review() -> None:
    urls = {front(text)["url"] for text in pages().values()}
    cards = toml("garrigue/cards.toml")["cards"]
    assert {card["url"] for card in cards} <= urls
    people = {person["name"] for person in toml("garrigue/people.toml")["people"]}
    assert {card["owner"] for card in cards} <= people
    assert sum(card["review"] < TODAY for card in cards) == 2


def test_communes() -> None:
    with (DEMO / "garrigue" / "communes.csv").open(encoding="utf-8", newline="") as file:
        communes = list(csv.DictReader(file))
    assert len(communes) >= 40
    assert len({c["insee"] for c in communes}) == len(communes)
    departments = {d["name"] for d in toml("garrigue/organisation.toml")["departments"]}
    assert {c["departement"] for c in communes} == departments
    assert all(re.fullmatch(r"99\d{3}", c["insee"]) for c in communes)
    assert all(re.fullmatch(r"99\d{3}", c["postcode"]) for c in communes)


def test_each_question_has_its_page_and_its_quote() -> None:
    found = pages()
    questions = rows("garrigue.jsonl")
    assert len(questions) >= 120
    for question in questions:
        assert question["quote_contains"] in found[question["document"]], question["id"]
        assert "readers" not in front(found[question["document"]])
    kinds = [question["kind"] for question in questions]
    assert kinds.count("misspelt") >= 20
    assert kinds.count("other words") >= 10


def test_follow_ups_and_messages_with_several_questions() -> None:
    found = pages()
    follow_ups, several = rows("follow_ups.jsonl"), rows("several.jsonl")
    assert len(follow_ups) >= 25
    assert len(several) >= 15
    assert all(len(row["turns"]) >= 2 and row["document"] in found for row in follow_ups)
    assert all(len(row["documents"]) >= 2 for row in several)
    assert all(set(row["documents"]) <= set(found) for row in several)


def test_competence_questions() -> None:
    levels = {s["level"] for s in toml("garrigue/competence.toml")["subjects"]}
    questions = rows("competence.jsonl")
    assert len(questions) >= 40
    assert {question["level"] for question in questions} == levels


def test_off_topic_questions_are_split() -> None:
    questions = rows("off_topic.jsonl")
    assert len(questions) >= 100
    assert len({question["text"] for question in questions}) == len(questions)
    splits = [question["split"] for question in questions]
    assert abs(splits.count("tune") - splits.count("held")) <= 1
    assert splits.count("fresh") >= 60
    assert set(splits) == {"tune", "held", "fresh"}
