"""Every command that names an organisation, driven beside another one: nothing crosses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from bastide.endpoints.models import Assignment, Endpoint
from bastide.library import index as library_index
from bastide.library.models import Document, Passage
from bastide.providers.readers.sandbox import close_idle_child
from bastide.site.command import bastide
from bastide.tenants.models import Organisation
from bastide.tenants.scope import Scoped, every_organisation, scope
from bastide.usecases.ask.models import Call, Question

pytestmark = pytest.mark.django_db

CANARY = "Zorglub"
PAGE = "# {name}\n\n## Horaires\n\nLe guichet {name} ouvre à neuf heures tous les mardis.\n"
MEMBER = (
    "member",
    "create",
    "a@alpha.example",
    "Prénom Nom",
    "--password",
    "quatre cigales vertes",
)


def commands(folder: Path) -> dict[str, list[str]]:
    """How each command that takes `--organisation` is tried; a new one must be added here."""
    return {
        "ask": ["ask", "À quelle heure ouvre le guichet Zorglub le mardi ?"],
        "ask --file": ["ask", "--file", str(folder / "asked.jsonl")],
        "audit verify": ["audit", "verify"],
        "ingest": ["ingest", str(folder / "alpha")],
        "reindex": ["reindex"],
        "mail": ["mail", str(folder / "m.eml"), "--json"],
        "member create": list(MEMBER),
        "member reset-factor": ["member", "reset-factor", "agent@alpha.example"],
        "erase": ["erase", "Guichet Zorglub", "--term", CANARY, "--yes", "--quiet"],
        "purge": ["purge", "--json"],
        "evaluate export": ["evaluate", "export", str(folder / "export")],
        "ledger": ["ledger"],
        "models list": ["models", "list"],
        "models add": ["models", "add", "essai", "--url", "https://a.example/v1", "--model", "m"],
        "models test": ["models", "test"],
        "models embed": ["models", "embed"],
        "models assign": ["models", "assign", "answer"],
        "retriever adapt": ["retriever", "adapt"],
        "retriever forget": ["retriever", "forget"],
    }


def scoped_commands(group: click.Group, path: str = "") -> set[str]:
    found = set()
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            found |= scoped_commands(command, f"{path}{name} ")
        elif command and any(p.name == "organisation" for p in command.params):
            found.add(f"{path}{name}")
    return found


@pytest.fixture
def two(organisation: Organisation, other_organisation: Organisation, tmp_path: Path) -> Any:
    library_index.forget_open_indexes()
    for slug, name in (("alpha", "Mairie"), ("omega", CANARY)):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "guichet.md").write_text(PAGE.format(name=name), encoding="utf-8")
        told = CliRunner().invoke(bastide, ["ingest", str(tmp_path / slug), "-o", slug])
        assert told.exit_code == 0, told.output
    (tmp_path / "m.eml").write_text("From: a@b.example\n\nÀ quelle heure ouvre le guichet ?\n")
    (tmp_path / "asked.jsonl").write_text('{"id": 1, "text": "horaires du guichet"}\n')
    with scope(other_organisation):
        call = Call()
        call.save()
        Question(call=call, text=f"{CANARY} ?", mode="extract", rating="good", document=1).save()
        theirs = Endpoint(
            name=CANARY, kind="compatible", base_url=f"https://{CANARY}.example/v1", deployment="m"
        )
        theirs.save()
        Assignment(role="answer", endpoint=theirs, order=0).save()
    yield tmp_path
    library_index.forget_open_indexes()
    close_idle_child()


def rows_of(organisation: Organisation) -> list[tuple[str, int]]:
    models = [m for m in Scoped.__subclasses__() if not m._meta.abstract]
    with every_organisation():
        return [
            (m.__name__, hash(tuple(m.objects.filter(organisation=organisation).values_list())))
            for m in models
            if "_" not in m.__name__
            and not any(f.get_internal_type() == "JSONField" for f in m._meta.concrete_fields)
        ]


def test_every_scoped_command_is_tried(tmp_path: Path) -> None:
    tried = {name.removesuffix(" --file") for name in commands(tmp_path)}
    assert scoped_commands(bastide) == tried


@pytest.mark.parametrize("name", commands(Path()))
def test_nothing_of_the_other_organisation_is_told_or_changed(
    name: str, two: Path, other_organisation: Organisation
) -> None:
    before = rows_of(other_organisation)
    told = CliRunner().invoke(bastide, [*commands(two)[name], "-o", "alpha"])
    answered = told.output.replace("À quelle heure ouvre le guichet Zorglub le mardi ?", "")
    assert CANARY not in answered
    for written in (two / "export").glob("*"):
        assert CANARY not in written.read_text(encoding="utf-8")
    assert rows_of(other_organisation) == before
    with scope(other_organisation):
        assert Document.objects.count() == 1
        assert CANARY in Passage.objects.get().text
