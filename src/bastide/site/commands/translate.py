"""`bastide translate`: a file, or lines, into another language.

On the standard input one line in gives one line out, as lines come. No database, no network. Exit
codes: 0 done, 1 done but for lines left as they were, 64 bad input or an engine that fails, 69 an
engine that is not installed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NoReturn

import click

from bastide.engine.ports import ReadError, Translator
from bastide.engine.translation import glossary
from bastide.engine.translation.flow import translate_texts
from bastide.engine.translation.glossary import Glossary
from bastide.engine.translation.languages import LANGUAGES, language, name
from bastide.engine.translation.model import Term, Translated, TranslationError
from bastide.providers.translation.apertium import Apertium
from bastide.providers.translation.apertium_modes import way_of
from bastide.providers.translation.files import FORMATS, PLAIN, REFUSED, format_of, translate_file
from bastide.providers.translation.lines import LONGEST_LINE, batches, decoded
from bastide.site.command import in_french
from bastide.site.commands.choice import refuse

MISSING = 69
MOST_TOLD = 8
LARGEST_GLOSSARY = 5_000_000
# Seconds for a batch of lines, for a whole file.
SECONDS, FILE_SECONDS = 120.0, 1800.0


@click.command("translate")
@click.argument("file", metavar="FICHIER|-")
@click.option("--from", "source", required=True, metavar="LANGUE", help="fr, français…")
@click.option("--to", "target", required=True, metavar="LANGUE", help="oc, occitan, ca, es…")
@click.option("-o", "out", metavar="SORTIE", help="Où écrire la traduction.")
@click.option("--glossary", "terms", metavar="TERMES.csv", help="Termes imposés : source;cible.")
def translate_command(
    file: str, source: str, target: str, out: str | None, terms: str | None
) -> None:
    """Traduit un fichier en gardant sa mise en page, ou du texte ligne à ligne.

    Sur l'entrée standard (-), chaque ligne en donne une. Un fichier .docx, .odt, .pptx, .xlsx,
    .html, .srt, .vtt ou .xlf donne NOM.LANGUE.EXT, sauf -o. Les passages à relire sont comptés sur
    la sortie d'erreur.
    """
    pair = _language(source), _language(target)
    if pair[0] == pair[1]:
        refuse("Les deux langues sont les mêmes : il n'y a rien à traduire.")
    if out is not None and file != "-" and _same(Path(file), Path(out)):
        refuse("La traduction remplacerait le fichier de départ : donnez un autre nom avec -o.")
    imposed = Glossary(_glossary(terms))
    translator = _engine(*pair)
    job = _Job(translator, pair, imposed)
    try:
        if file == "-":
            code = _lines(sys.stdin.buffer, out, job)
        elif _has_layout(file):
            code = _file(Path(file), out, job)
        else:
            with _opened(file) as stream:
                code = _lines(stream, out, job)
    except TranslationError as error:
        _failed(error)
    except ReadError as error:
        refuse(f"« {file} » : {error}")
    job.told()
    raise SystemExit(code)


class _Job:
    """The engine, the languages and the terms of one command, and what is to be read again."""

    def __init__(self, translator: Translator, pair: tuple[str, str], terms: Glossary) -> None:
        self.translator, self.pair, self.terms = translator, pair, terms
        self.segments = self.doubtful = 0
        self._first: list[str] = []

    def texts(self, texts: Sequence[str], seconds: float) -> list[Translated]:
        given = translate_texts(texts, *self.pair, self.translator, self.terms, deadline_s=seconds)
        for text in given:
            self.segments += len(text.segments)
            for segment in text.segments:
                if segment.doubts:
                    self.doubtful += 1
                    told = " ".join(segment.source.replace("\ufffc", "").split())[:60]
                    self._first.append(f"  « {told} » : {segment.doubts[0].told}")
        del self._first[MOST_TOLD:]
        return given

    def told(self) -> None:
        """On the error output: how good the pair is, and what to read again."""
        source, target = self.pair
        pairs = self.translator.pairs()
        pair = next((p for p in pairs if (p.source, p.target) == self.pair), None)
        quality = f" : {pair.label} ({pair.engine})" if pair else ""
        click.echo(f"{name(source)} → {name(target)}{quality}.", err=True)
        if self.doubtful:
            some = "passages" if self.doubtful > 1 else "passage"
            click.echo(f"{self.doubtful} {some} à relire sur {self.segments} :", err=True)
            for line in self._first:
                click.echo(line, err=True)
            if self.doubtful > len(self._first):
                click.echo("  …", err=True)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return False


def _language(said: str) -> str:
    code = language(said)
    if code is None:
        known = ", ".join(f"{one} ({shown})" for one, shown in LANGUAGES.items())
        refuse(f"« {said} » n'est pas une langue connue. Langues : {known}.")
    return code


def _engine(source: str, target: str) -> Translator:
    """The engine of this machine, once it is known to have the pair. Ends the command else."""
    try:
        way_of(source, target)
    except TranslationError as error:
        _failed(error)
    return Apertium()


def _failed(error: TranslationError) -> NoReturn:
    click.echo(str(error), err=True)
    raise SystemExit(MISSING) if error.kind == "missing" else SystemExit(64)


def _glossary(path: str | None) -> list[Term]:
    if path is None:
        return []
    with _opened(path) as stream:
        data = stream.read(LARGEST_GLOSSARY + 1)
    if len(data) > LARGEST_GLOSSARY or b"\0" in data:
        refuse(f"« {path} » n'est pas un glossaire : un fichier CSV est attendu.")
    try:
        return glossary.read(decoded(data))
    except glossary.BadGlossary as error:
        refuse(f"« {path} » : {error}")


def _has_layout(file: str) -> bool:
    """Whether a file is translated as a file; plain text is translated line by line."""
    suffix = Path(file).suffix.lower()
    if suffix in FORMATS or suffix in REFUSED:
        return suffix not in PLAIN
    if not Path(file).is_file():
        return False
    with _opened(file) as stream:
        head = stream.read(4096)
    if b"\0" in head or head.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        format_of(Path(file), file)  # says why it cannot be read
        return True
    return False


@contextlib.contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except OSError as error:
        refuse(f"« {file} » ne peut pas être lu : {in_french(error)}.")


def _file(path: Path, out: str | None, job: _Job) -> int:
    where = Path(out) if out else path.with_suffix(f".{job.pair[1]}{path.suffix}")
    if where.suffix.lower() != path.suffix.lower():
        refuse(f"La traduction garde le format « {path.suffix} » : donnez-lui un nom qui le dit.")
    with _opened(str(path)):
        pass  # what cannot be read is told before anything is done
    try:
        translate_file(path, where, *job.pair, lambda texts: job.texts(texts, FILE_SECONDS))
    except OSError as error:
        refuse(f"« {where} » ne peut pas être écrit : {in_french(error)}.")
    click.echo(f"Traduction écrite dans « {where} ».", err=True)
    return 0


def _lines(stream: IO[bytes], out: str | None, job: _Job) -> int:
    """Each line into a line. With `out`, the file is written whole or not at all."""
    if out is None:
        return _each(stream, job, _on_screen)
    beside = Path(out).with_name(f".{Path(out).name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            code = _each(stream, job, file.write)
        beside.replace(out)
    except OSError as error:
        refuse(f"« {out} » ne peut pas être écrit : {in_french(error)}.")
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    return code


def _on_screen(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _each(stream: IO[bytes], job: _Job, write: Callable[[bytes], object]) -> int:
    left = number = 0
    for batch in batches(stream):
        if number == 0 and any(b"\0" in line for line in batch):
            refuse("Ce n'est pas du texte : l'entrée est binaire.")
        number += len(batch)
        long = {at for at, line in enumerate(batch) if len(line) > LONGEST_LINE}
        rows = [decoded(line) for at, line in enumerate(batch) if at not in long]
        given = iter(job.texts([row.rstrip("\r\n") for row in rows], SECONDS))
        whole = iter(rows)
        for at, line in enumerate(batch):
            if at in long:
                write(line)
                continue
            row = next(whole)
            end = row[len(row.rstrip("\r\n")) :]
            text = next(given).text.replace("\n", " ").replace("\r", " ")
            write((text + end).encode("utf-8", "replace"))
        left += len(long)
    if left:
        click.echo(f"{left} lignes trop longues ont été laissées telles quelles.", err=True)
    return 1 if left else 0


COMMANDS = [translate_command]
