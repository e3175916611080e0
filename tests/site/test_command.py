"""The command line, as who types it meets it: what it prints, how it ends, what it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bastide.library import index as library_index
from bastide.library.models import Document
from bastide.providers.readers.sandbox import close_idle_child
from bastide.site.command import bastide
from bastide.tenants.models import Member, Organisation
from bastide.tenants.scope import scope

pytestmark = pytest.mark.django_db

PAGE = (
    "# Carte de pêche\n\n## Tarif\n\nLa carte de pêche coûte vingt euros pour une année entière.\n"
)
ASKED = "Combien coûte la carte de pêche ?"
OFF = "Quelle est la masse volumique du mercure liquide ?"
ANSWER_KEYS = {"question", "mode", "silent", "statements", "contacts", "competence", "run"}
CITATION_KEYS = {"document", "title", "url", "quote", "start", "end", "updated"}

Run = Callable[..., Result]


@pytest.fixture
def run() -> Any:
    library_index.forget_open_indexes()
    yield lambda *arguments: CliRunner().invoke(bastide, [str(a) for a in arguments])
    library_index.forget_open_indexes()
    close_idle_child()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    at = tmp_path / "pages"
    at.mkdir()
    (at / "peche.md").write_text(PAGE, encoding="utf-8")
    return at


@pytest.fixture
def filled(run: Run, organisation: Organisation, pages: Path) -> Path:
    assert run("ingest", pages).exit_code == 0
    return pages


def test_help_names_every_command_in_french(run: Run) -> None:
    told = run("--help")
    assert told.exit_code == 0
    names = (
        "setup doctor serve worker demo ingest reindex communes ask evaluate organisation member"
    )
    for name in names.split():
        assert f"  {name}" in told.output
        assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["ask"],
        ["ask", "x", "--file", "y"],
        ["ask", "x", "y"],
        ["ingest"],
        ["serve", "--port", "0"],
        ["evaluate", "search"],
        ["ingest", "x", "--limit", "0"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str]) -> None:
    told = run(*arguments)
    assert told.exit_code == 2
    assert "Traceback" not in told.output
    assert "--help" in told.output


def test_no_organisation_is_said_with_the_command_that_makes_one(run: Run) -> None:
    told = run("ask", "bonjour")
    assert told.exit_code == 64
    assert "bastide organisation create" in told.output


def test_an_unknown_organisation_is_said_with_those_there_are(
    run: Run, organisation: Organisation
) -> None:
    for arguments in (["ask", "bonjour"], ["reindex"], ["evaluate", "export", "x"]):
        told = run(*arguments, "--organisation", "nulle-part")
        assert told.exit_code == 64
        assert "« nulle-part » n'existe pas" in told.output
        assert "alpha" in told.output


def test_with_two_organisations_one_must_be_named(
    run: Run, organisation: Organisation, other_organisation: Organisation
) -> None:
    told = run("ask", "bonjour")
    assert told.exit_code == 64
    assert "alpha, omega" in told.output


def test_the_answer_in_json_has_the_keys_of_the_contract(run: Run, filled: Path) -> None:
    told = json.loads(run("ask", ASKED, "--json").stdout)
    assert set(told) >= ANSWER_KEYS
    assert told["question"].startswith("Combien coûte")
    assert (told["mode"], told["silent"]) == ("extract", False)
    assert set(told["run"]) == {"ms", "stage"}
    first = told["statements"][0]
    assert set(first) >= {"text", "kind", "citations"}
    cited = first["citations"][0]
    assert set(cited) >= CITATION_KEYS
    assert cited["document"] == "peche.md"
    assert cited["title"] == "Carte de pêche"
    assert "vingt euros" in cited["quote"]
    assert cited["end"] - cited["start"] == len(cited["quote"])


def test_the_answer_for_people_numbers_its_sources(run: Run, filled: Path) -> None:
    told = run("ask", ASKED)
    assert told.exit_code == 0
    assert "vingt euros pour une année entière. [1]" in told.output
    assert "[1] Carte de pêche" in told.output


def test_silence_is_said(run: Run, filled: Path) -> None:
    told = run("ask", OFF)
    assert told.exit_code == 0
    assert "ne répond pas" in told.output
    data = json.loads(run("ask", OFF, "--json").stdout)
    assert set(data) >= ANSWER_KEYS
    assert (data["silent"], data["mode"], data["statements"]) == (True, "silent", [])


def test_a_file_of_questions_goes_on_after_a_broken_line(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "questions.jsonl"
    rows = [
        json.dumps({"id": "a", "text": ASKED}),
        "{cassé",
        "[1, 2]",
        json.dumps({"id": "b", "turns": [ASKED, "et pour une journée ?"]}),
        json.dumps({"id": "c", "text": ""}),
        json.dumps({"id": "d", "text": "\ud800 " + ASKED}),
        json.dumps({"id": "e", "turns": ["x", 3]}),
        "[" * 100_000,
        json.dumps({"id": "f", "text": ASKED}),
    ]
    asked.write_text("\n".join(rows), encoding="utf-8")
    told = run("ask", "--file", asked)
    assert told.exit_code == 0
    results = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(results) == len(rows)
    by_id = {row["id"]: row for row in results if row["id"]}
    for key in "abcdf":
        assert set(by_id[key]) >= ANSWER_KEYS, key
    assert by_id["f"]["statements"] == by_id["a"]["statements"] != []
    assert by_id["b"]["question"].startswith("et pour")
    assert by_id["c"]["silent"]
    assert not by_id["d"]["silent"]
    assert "error" in by_id["e"]
    assert [row["line"] for row in results if "error" in row] == [2, 3, 7, 8]


@pytest.mark.parametrize("what", ["missing", "folder", "binary"])
def test_a_file_of_questions_that_cannot_be_read_is_said(
    run: Run, organisation: Organisation, tmp_path: Path, what: str
) -> None:
    at = tmp_path / "q.jsonl"
    if what == "folder":
        at.mkdir()
    elif what == "binary":
        at.write_bytes(b"\xff\xfe\x00\x81" * 50)
    told = run("ask", "--file", at)
    assert told.exit_code == 64
    assert "ne peut pas être lu" in told.output


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00\x01\x02", "\udcff\udcfe", "🐟🎣", "‮تكلفة بطاقة الصيد‬", "?" * 300],
    ids=["empty", "blank", "control", "bytes", "emoji", "right-to-left", "marks"],
)
def test_a_question_that_asks_nothing_gets_a_sentence(run: Run, filled: Path, text: str) -> None:
    told = run("ask", text)
    assert told.exit_code in (0, 64)
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert "vide" in told.output or "ne répond pas" in told.output


def test_a_question_of_50000_characters_is_answered_or_not_but_ends(run: Run, filled: Path) -> None:
    told = run("ask", (ASKED + " ") * 1500, "--json")
    assert told.exit_code == 0
    assert set(json.loads(told.stdout)) >= ANSWER_KEYS


def test_ingesting_twice_changes_nothing(run: Run, filled: Path) -> None:
    told = run("ingest", filled)
    assert told.exit_code == 0
    assert "0 nouveaux, 0 changés, 1 inchangés" in told.output


def test_a_jsonl_and_a_folder_enter_under_their_keys(
    run: Run, filled: Path, organisation: Organisation, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "F1", "title": "Chasse", "sections": ["Le permis."]}))
    assert run("ingest", corpus, "--name", "Fiches").exit_code == 0
    with scope(organisation):
        assert set(Document.objects.values_list("key", flat=True)) >= {"peche.md"}
        assert Document.objects.get(title="Chasse").key.endswith("F1")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.md", None, "n'existe pas"),
        ("image.png", b"\x89PNG", "n'est pas de ceux qui se lisent"),
        ("sans-extension", b"x", "n'est pas de ceux qui se lisent"),
    ],
)
def test_what_cannot_be_ingested_is_said(
    run: Run,
    organisation: Organisation,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = run("ingest", tmp_path / name)
    assert told.exit_code == 64
    assert said in told.output


def test_an_address_without_a_site_is_said(run: Run, organisation: Organisation) -> None:
    told = run("ingest", "https://")
    assert told.exit_code == 64
    assert "aucun site" in told.output


def test_one_bad_file_is_listed_and_the_rest_enters(
    run: Run, organisation: Organisation, pages: Path
) -> None:
    (pages / "casse.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    (pages / "faux.docx").write_bytes(b"MZ\x90\x00 a program")
    told = run("ingest", pages)
    assert told.exit_code == 1
    assert "1 nouveaux" in told.output
    assert "casse.pdf : " in told.output
    assert "faux.docx : " in told.output
    assert "vingt euros" in run("ask", ASKED).output


def test_ingest_makes_the_first_organisation(run: Run, pages: Path) -> None:
    assert run("ingest", pages).exit_code == 0
    assert Organisation.objects.get().slug == "organisation"


def test_a_name_that_cannot_be_an_organisation_is_said(run: Run, pages: Path) -> None:
    told = run("ingest", pages, "--organisation", "Ville d'ici !")
    assert told.exit_code == 64
    assert "ne peut pas nommer" in told.output
    assert not Organisation.objects.exists()


def test_reindex_finds_the_same_answers(run: Run, filled: Path) -> None:
    told = run("reindex")
    assert told.exit_code == 0
    assert told.output.startswith("1 documents indexés")
    assert "vingt euros" in run("ask", ASKED).output


def test_organisations_are_made_and_listed(run: Run) -> None:
    assert run("organisation", "create", "ville", "Ville d'Ici").exit_code == 0
    assert run("organisation", "list").output == "ville\tVille d'Ici\n"
    assert run("organisation", "create", "ville", "Encore").exit_code == 64


@pytest.mark.parametrize("accent", ["rouge", "#12", "#ffff00"])
def test_a_colour_that_cannot_be_read_is_refused(run: Run, accent: str) -> None:
    told = run("organisation", "create", "ville", "Ville", "--accent", accent)
    assert told.exit_code == 64
    assert told.output.strip()
    assert not Organisation.objects.exists()


def test_members_have_a_role_by_default_and_a_strong_password(
    run: Run, organisation: Organisation
) -> None:
    weak = run("member", "create", "ana@ville.example", "Ana", "--password", "azerty")
    assert weak.exit_code == 64
    assert "12" in weak.output
    good = run("member", "create", "ana@ville.example", "Ana", "--password", "quatre cigales 84")
    assert good.exit_code == 0, good.output
    assert Member.objects.get().role == "agent"
    again = run("member", "create", "ana@ville.example", "Ana", "--password", "quatre cigales 84")
    assert again.exit_code == 64
    wrong = run(
        "member", "create", "b@ville.example", "B", "--group", "nul", "--password", "q" * 14
    )
    assert (wrong.exit_code, "nul" in wrong.output) == (64, True)


def test_communes_are_imported_or_refused_with_a_reason(run: Run, tmp_path: Path) -> None:
    assert run("communes", tmp_path / "absent.csv").exit_code == 64
    strange = tmp_path / "strange.csv"
    strange.write_bytes(b"\x00\x01\x02,\xff\n")
    told = run("communes", strange)
    assert told.exit_code == 64
    assert told.output.strip()
    good = tmp_path / "communes.csv"
    good.write_text(
        "#Code_commune_INSEE;Nom_de_la_commune;Code_postal\n34999;ALPHA SUR MER;34990\n"
    )
    assert run("communes", good).output.startswith("1 communes")


def test_the_agents_ratings_make_an_evaluation_set(
    run: Run, filled: Path, organisation: Organisation, member: Callable[..., Any], tmp_path: Path
) -> None:
    from bastide.usecases.ask.flow import answer
    from bastide.usecases.ask.keeping import keep

    with scope(organisation):
        agent = member("agent")
        good = keep(None, agent, "", answer(ASKED, agent))
        bad = keep(None, agent, "", answer("Où acheter la carte de pêche ?", agent))
        good.rating, bad.rating, bad.reason = "good", "bad", "autre sujet"
        good.save()
        bad.save()
    told = run("evaluate", "export", tmp_path / "set")
    assert told.exit_code == 0, told.output
    labels = (tmp_path / "set" / "qrels.tsv").read_text().splitlines()
    assert labels == ["query_id\tdoc_id\trelevance", f"q{good.pk}\tpeche.md\t1"]
    assert json.loads((tmp_path / "set" / "queries.jsonl").read_text())["id"] == f"q{good.pk}"
    rejected = json.loads((tmp_path / "set" / "rejected.jsonl").read_text())
    assert rejected["reason"] == "autre sujet"


def test_broken_lines_of_a_corpus_are_listed_and_the_rest_enters(
    run: Run, organisation: Organisation, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    good = {"id": "F1", "title": "Carte de pêche", "sections": [PAGE]}
    corpus.write_text("\n".join(["{cassé", "[" * 100_000, json.dumps(good), "5"]))
    told = run("ingest", corpus)
    assert told.exit_code == 1
    assert "1 nouveaux" in told.output
    assert "ignorée(s) : 1, 2, 4" in told.output
    assert "vingt euros" in run("ask", ASKED).output
