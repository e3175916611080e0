"""`bastide listen`: the mood of citizens' texts, and `bastide listen train`: local labels learnt.

No database, no network. Exit codes: 0 done, 1 done but for some lines, 64 bad input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn

import click

from bastide.engine.mood.asking import MOST_ASKED, worth_labelling
from bastide.engine.mood.features import see
from bastide.engine.mood.judge import Mood, judge
from bastide.engine.mood.local import (
    MOST_LABELS,
    MOST_UNLABELLED,
    Label,
    TooFewLabels,
    measure,
    train,
)
from bastide.engine.mood.model import BadModel, Model, load, shipped
from bastide.engine.mood.told import BadLine, label_of, text_of
from bastide.engine.mood.turns import WhoSpeaks, citizens_words
from bastide.providers.mood_vectors import to_judge, to_learn
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse

# Bytes of a line of JSON, and of a file of text: a letter has a few thousand.
LONGEST_LINE = 1_000_000
LARGEST_TEXT = 5_000_000
MOST_TOLD = 5
NAMES = {"positive": "positive", "neutral": "neutre", "negative": "négative"}
KINDS = {
    "positive": "positif",
    "negative": "négatif",
    "anger": "colère",
    "distress": "détresse",
}


class ListenGroup(click.Group):
    """`bastide listen FILE` reads a file; only the word `train` names something else."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help"):
            args.insert(0, "read")
        return super().parse_args(ctx, args)


@click.group(
    "listen",
    cls=ListenGroup,
    subcommand_metavar="FICHIER|- [--json] [--model MODÈLE] | train FICHIER.jsonl "
    "-o MODÈLE|--suggest N",
)
def listen_command() -> None:
    """Dit l'humeur de textes d'usagers : polarité, colère, détresse, et les mots qui le montrent.

    Un fichier JSONL ({"id", "text"} par ligne) donne une ligne par texte ; un fichier de texte
    donne un compte rendu en français (--json : une ligne). Seuls les mots de l'usager sont lus.
    """


@listen_command.command("read", hidden=True)
@click.argument("file", metavar="FICHIER|-")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
@click.option("--model", "model", metavar="MODÈLE", help="Modèle de « bastide listen train ».")
def read_command(file: str, as_json: bool, model: str | None) -> None:
    """Dit l'humeur des textes d'un fichier, ou de l'entrée standard (-)."""
    chosen = _model(model)
    with _opened(file) as stream:
        lines = _lines(stream)
        first = next((line for line in lines if line is None or line.strip()), b"")
        if first == b"":
            refuse(f"« {file} » est vide : il n'y a rien à lire.")
        if file.endswith((".jsonl", ".ndjson")) or first is None or _is_object(first):
            raise SystemExit(_each(first, lines, chosen))
        text = _whole(first, lines, file)
    try:
        words = citizens_words(text)
    except WhoSpeaks as error:
        refuse(str(error))
    if not words.strip():
        refuse("Aucun mot de l'usager dans ce texte : seuls les siens sont lus.")
    mood = judge(words, chosen, _vector(chosen, words))
    if as_json:
        _echo({"id": None, **mood.as_data(text)})
    else:
        click.echo(_told(mood, text))


@listen_command.command("train")
@click.argument("file", metavar="FICHIER.jsonl|-")
@click.option("-o", "out", metavar="MODÈLE", help="Où écrire le modèle.")
@click.option(
    "--suggest",
    "asked",
    type=click.IntRange(1, MOST_ASKED),
    metavar="N",
    help="N'apprend rien : donne les N lignes sans polarité les plus utiles à étiqueter.",
)
def train_command(file: str, out: str | None, asked: int | None) -> None:
    """Apprend d'étiquettes locales : {"text", "polarity"} par ligne, polarité −1, 0 ou 1.

    Une centaine suffit, mieux choisies par vingt avec --suggest. Les lignes sans polarité servent
    à connaître les mots du lieu.
    """
    if (out is None) == (asked is None):
        refuse("Donnez soit « -o MODÈLE » pour apprendre, soit « --suggest N » pour étiqueter.")
    labels: list[Label] = []
    others: list[str] = []
    rows: list[dict[str, Any]] = []
    wrong: list[str] = []
    with _opened(file) as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line is not None and not line.strip():
                continue
            try:
                row = _row(line)
                text, polarity = citizens_words(text_of(row)), label_of(row)
            except (BadLine, WhoSpeaks) as error:
                wrong.append(f"ligne {number} : {error}")
                continue
            if polarity is None:
                others.append(text)
                rows.append(row)
            else:
                labels.append(Label(text, polarity))
    for one in wrong[:MOST_TOLD]:
        click.echo(one, err=True)
    if len(wrong) > MOST_TOLD:
        click.echo(f"… et {len(wrong) - MOST_TOLD} autres lignes laissées.", err=True)
    labels = labels[:MOST_LABELS]
    if out is None:
        if not others:
            refuse(f"« {file} » n'a aucun texte lisible sans polarité : il n'y a rien à étiqueter.")
        others = others[:MOST_ASKED]
        seen = [(see(one.text), one.polarity) for one in labels]
        vectors = to_learn([*(one.text for one in labels), *others])
        for place in worth_labelling(seen, [see(text) for text in others], asked or 0, vectors):
            _echo(rows[place])
        raise SystemExit(1 if wrong else 0)
    try:
        read = others[:MOST_UNLABELLED]
        vectors = to_learn([*(one.text for one in labels), *read])
        learnt = train(labels, read, vectors)
        told = measure(labels, read, vectors)
    except TooFewLabels as error:
        refuse(f"{error} {len(labels)} lus dans « {file} ».")
    try:
        learnt.save(Path(out))
    except OSError as error:
        refuse(f"Le modèle « {out} » ne peut pas être écrit : {in_french(error)}.")
    click.echo(
        f"{learnt.labels} textes étiquetés appris, {len(others)} sans étiquette. Justes parmi "
        f"{told.labels}, en validation croisée : {told.before:.0%} avant, {told.after:.0%} après. "
        f"Modèle écrit dans « {out} »."
    )
    if wrong:
        raise SystemExit(1)


def _each(first: bytes | None, lines: Iterator[bytes | None], model: Model) -> int:
    """Judges each line; the exit code: 64 when no line could be read, 1 when some could not."""
    good = bad = 0
    number = 0
    for line in _chained(first, lines):
        if line is not None and not line.strip():
            continue
        number += 1
        key: Any = None
        try:
            row = _row(line)
            key = row.get("id")
            text = text_of(row)
            words = citizens_words(text)
            mood = judge(words, model, _vector(model, words))
            told = {"id": key, **mood.as_data(text)}
            good += 1
        except (BadLine, WhoSpeaks) as error:
            told = {"id": key, "error": str(error)}
            bad += 1
            if bad <= MOST_TOLD:
                click.echo(f"Texte {number} : {error}", err=True)
        _echo(told)
    if not good:
        refuse('Aucune ligne lisible : chacune doit être de la forme {"id": …, "text": "…"}.')
    return 1 if bad else 0


def _echo(told: dict[str, Any]) -> None:
    """A line of JSON; halves of characters, which no output can hold, become « ? »."""
    line = json.dumps(told, ensure_ascii=False)
    click.echo(line.encode("utf-8", "replace").decode("utf-8"))


def _chained(first: bytes | None, lines: Iterator[bytes | None]) -> Iterator[bytes | None]:
    yield first
    yield from lines


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    path = Path(file)
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        _unreadable(file, error)


def _unreadable(file: str, error: OSError) -> NoReturn:
    refuse(f"« {file} » ne peut pas être lu : {in_french(error)}.")


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines, one at a time; None for one that is too long, whose bytes are passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)
        yield None


def _is_object(line: bytes) -> bool:
    return line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{")


def _row(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise BadLine(f"ligne de plus de {LONGEST_LINE // 1_000_000} Mo, laissée.")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadLine("ce n'est pas du JSON.") from error
    if not isinstance(row, dict):
        raise BadLine('un objet est attendu, {"id": …, "text": "…"}.')
    return row


def _whole(first: bytes, lines: Iterator[bytes | None], file: str) -> str:
    """A file of text. Ends the command when it is none, or too large."""
    body = bytearray()
    for line in _chained(first, lines):
        if line is None or len(body) > LARGEST_TEXT:
            refuse(
                f"« {file} » est trop gros pour un texte d'usager. Un texte par ligne ? "
                'Donnez du JSONL : {"id": …, "text": "…"}.'
            )
        body += line
    if b"\0" in body:
        refuse(f"« {file} » n'est pas du texte : donnez un .txt ou un .jsonl.")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _model(path: str | None) -> Model:
    if path is None:
        return shipped()
    try:
        return load(Path(path))
    except OSError as error:
        _unreadable(path, error)
    except BadModel as error:
        refuse(f"« {path} » : {error}")


def _vector(model: Model, words: str) -> list[float] | None:
    try:
        return to_judge(model, [words])[0]
    except BadModel as error:
        refuse(str(error))


def _told(mood: Mood, text: str) -> str:
    lines = [
        f"Polarité : {NAMES[mood.polarity]} ({mood.score:+.2f} de −1 à 1)",
        f"Colère : {'oui' if mood.anger else 'non'}",
        f"Détresse : {'OUI, à lire sans attendre' if mood.distress else 'non'}",
    ]
    if mood.spans:
        lines.append("Ce qui le montre :")
        for span in mood.spans:
            said = " ".join(text[span.start : span.end].split())
            lines.append(f"  « {said} » ({KINDS[span.kind]})")
    return "\n".join(lines)


@click.command("listen-purge")
def purge_command() -> None:
    """Efface les textes d'usagers dont la durée est passée (à lancer chaque jour)."""
    from bastide.site.commands.ready import ready
    from bastide.tenants.models import Organisation
    from bastide.tenants.scope import scope
    from bastide.usecases.listen.purge import purge

    ready()
    for organisation in Organisation.objects.all():
        with scope(organisation):
            click.echo(f"{organisation.slug} : {purge('listen-purge')} textes effacés.")


COMMANDS = [listen_command, purge_command]
