"""Loads the demonstration: what is there already is left as it is, so a second start is quick."""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from bastide.demo.cases import load_cases
from bastide.demo.glossary import load_glossary
from bastide.demo.mails import load_mails
from bastide.demo.meetings import load_meeting
from bastide.demo.notes import load_notes
from bastide.demo.records import load_records
from bastide.library.cards import publish
from bastide.library.index import catch_up
from bastide.library.ingest import ingest
from bastide.library.models import (
    AnswerCard,
    Commune,
    Competence,
    Contact,
    Source,
    Word,
)
from bastide.library.territory import searchable
from bastide.tenants.models import Member, Organisation, ReaderGroup
from bastide.tenants.scope import scope

AUTHORITIES = ("garrigue", "lauze")
PAGES = "Pages du site"


def load_demonstration(tell: Callable[[str], None] = lambda _: None) -> None:
    """Every demonstration authority. Raises `OSError` when the data folder refuses."""
    for slug in AUTHORITIES:
        load(slug, tell)


def load(slug: str, tell: Callable[[str], None] = lambda _: None) -> Organisation:
    """One authority: people, pages, cards, directory, competence, words, and cases if any."""
    with as_file(files("bastide") / "demo" / slug) as folder:
        facts = _toml(folder / "organisation.toml")
        organisation, new = Organisation.objects.get_or_create(
            slug=slug,
            defaults={
                "name": facts["name"],
                "accent": facts["accent"],
                "territories": facts.get("territory_codes", []),
            },
        )
        with scope(organisation):
            if new:
                tell(f"{facts['name']} : comptes, annuaire et mots…")
                with transaction.atomic():
                    _people(organisation, _toml(folder / "people.toml"))
                    _directory(_toml(folder / "directory.toml"))
                    _competence(_toml(folder / "competence.toml"))
                    _words(_toml(folder / "words.toml"))
                    _communes(folder / "communes.csv")
            source = _source(folder / "pages", organisation)
            if new or not source.documents.exists():
                tell(f"{facts['name']} : lecture des pages…")
                done = ingest(source)
                tell(f"{facts['name']} : {done.added} pages, {done.passages} passages.")
            if new:
                _cards(_toml(folder / "cards.toml"))
            catch_up()
            load_records(organisation, _toml(folder / "records.toml"), tell)
            load_notes(folder / "notes.tsv", tell)
            load_meeting(folder / "meetings", tell)
            load_mails(folder / "mails", tell)
            load_glossary(folder / "glossary.csv", tell)
            if facts.get("cases"):
                load_cases(tell)
    return organisation


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _source(pages: Path, organisation: Organisation) -> Source:
    """The pages are copied into the data folder: an installed package is not a source to edit."""
    target = Path(settings.DATA_DIR) / "demo" / organisation.slug
    if not target.exists():
        shutil.copytree(pages, target)
    source, _ = Source.objects.get_or_create(
        name=PAGES, defaults={"kind": Source.Kind.FOLDER, "location": str(target)}
    )
    return source


def _people(organisation: Organisation, facts: dict[str, Any]) -> None:
    groups = {
        row["slug"]: ReaderGroup.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"]}
        )[0]
        for row in facts.get("groups", [])
    }
    hashed = ""
    for row in facts["people"]:
        member = Member(
            email=row["email"].lower(),
            name=row["name"],
            role=row["role"],
            organisation=organisation,
        )
        if hashed and "password" not in row:
            member.password = hashed  # one public password for all: hashed once, to start fast
        else:
            member.set_password(row.get("password", facts["password"]))
            hashed = "" if "password" in row else member.password
        member.save()
        member.groups.set(groups[slug] for slug in row.get("groups", []))


def _directory(facts: dict[str, Any]) -> None:
    fields = ("service", "phone", "email", "hours", "address", "url", "territory", "forms")
    Contact.objects.bulk_create(
        Contact(
            subjects="\n".join(row.get("subjects", [])),
            **{name: row[name] for name in fields if name in row},
        )
        for row in facts.get("contacts", [])
    )


def _competence(facts: dict[str, Any]) -> None:
    contacts = {c.service: c for c in Contact.objects.all()}
    ours = {"region"}
    Competence.objects.bulk_create(
        Competence(
            subject=row["subject"],
            phrases="\n".join(row["keywords"]),
            level=row["level"],
            authority=row["authority"],
            transfer=row["transfer"],
            ours=row["level"] in ours,
            contact=contacts.get(row.get("contact", "")),
        )
        for row in facts.get("subjects", [])
    )


def _words(facts: dict[str, Any]) -> None:
    families = [
        Word(kind=Word.Kind.FAMILY, term=family[0], meaning=", ".join(family[1:]))
        for family in facts.get("families", [])
    ]
    acronyms = [
        Word(kind=Word.Kind.ACRONYM, term=term, meaning=meaning)
        for term, meaning in facts.get("acronyms", {}).items()
    ]
    Word.objects.bulk_create(families + acronyms)


def _communes(path: Path) -> None:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        Commune.objects.bulk_create(
            [Commune(search_name=searchable(row["name"]), **row) for row in csv.DictReader(file)],
            ignore_conflicts=True,
        )


def _cards(facts: dict[str, Any]) -> None:
    people = {m.name: m for m in Member.objects.all()}
    for row in facts.get("cards", []):
        review = row.get("review")
        publish(
            AnswerCard(
                question=row["question"],
                phrasings="\n".join(row.get("alternatives", [])),
                answer=row["answer"],
                theme=row.get("theme", ""),
                url=row.get("url", ""),
                owner=people.get(row.get("owner", "")),
                review_date=review if isinstance(review, date) else None,
            ),
            "démonstration",
        )
