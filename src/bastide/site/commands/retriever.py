"""`bastide retriever`: search by meaning, fitted to the authority's own questions."""

from __future__ import annotations

import click

from bastide.engine.chat import ModelError
from bastide.library.adapting import NothingToLearn, adapt, forget
from bastide.site.commands.choice import chosen, option, refuse
from bastide.tenants import audit
from bastide.tenants.scope import scope
from bastide.usecases.ask.adapting import questions_known


@click.group()
def retriever() -> None:
    """La recherche par le sens, ajustée aux questions de l'organisation."""


@retriever.command("adapt")
@click.option("--dry-run", is_flag=True, help="Mesure sans rien garder.")
@option
def adapt_command(dry_run: bool, organisation: str | None) -> None:
    """Apprend des réponses jugées utiles et des fiches ; ne le garde que si la recherche y gagne.

    Code 0 : gardé ; 1 : la recherche n'y gagne pas.
    """
    with scope(chosen(organisation)):
        with click.progressbar(length=1, label="Mesure") as bar:

            def progress(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            try:
                found = adapt(questions_known(), dry=dry_run, progress=progress)
            except NothingToLearn as error:
                refuse(str(error))
            except ModelError as error:
                refuse(f"{error} Rien n'a changé.")
        click.echo(
            f"{found.questions} questions, chacune mesurée par ce que les autres enseignent : "
            f"ndcg@10 de {found.before:.3f} à {found.after:.3f}, "
            f"gain dans {found.sure:.0%} des tirages."
        )
        if found.kept:
            audit.record("retriever adapt", "retriever.adapt", "retriever", "",
                         questions=found.questions, before=round(found.before, 4),
                         after=round(found.after, 4))  # fmt: skip
            click.echo("L'ajustement est gardé. « bastide retriever forget » le défait.")
        elif dry_run:
            click.echo("Rien n'a été gardé (--dry-run).")
        else:
            click.echo("La recherche n'y gagne pas assez sûrement : rien n'a changé.")
    if not found.kept and not dry_run:
        raise SystemExit(1)


@retriever.command("forget")
@option
def forget_command(organisation: str | None) -> None:
    """Défait ce qui a été appris : la recherche par le sens redevient celle de Bastide."""
    with scope(chosen(organisation)):
        if forget():
            audit.record("retriever forget", "retriever.forget", "retriever", "")
            click.echo("L'ajustement est défait.")
        else:
            click.echo("Rien n'avait été appris.")


COMMANDS = [retriever]
