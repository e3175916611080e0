"""`bastide models` (list, add, test, assign) and `bastide fake-model`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click
from django.core.exceptions import ValidationError
from django.db import transaction

from bastide.endpoints.embedding import embedder_for, order_vectors
from bastide.endpoints.models import Assignment, Endpoint, EnergyClass, Kind, Role
from bastide.endpoints.probing import lines, told_problem, try_endpoint
from bastide.endpoints.views import assigned
from bastide.engine.chat import ModelError
from bastide.library.vectors import state
from bastide.providers.fake_model import MODES, FakeModel
from bastide.providers.probe_openai import STEP_S, WHOLE_S
from bastide.site.commands import choice
from bastide.site.commands.choice import chosen, refuse
from bastide.tenants import audit
from bastide.tenants.scope import scope
from bastide.usecases.ask.tasks import make_vectors


@click.group()
def models() -> None:
    """Les modèles de langage d'une organisation : aucun n'est nécessaire."""


@models.command("list")
@choice.option
def list_command(organisation: str | None) -> None:
    """Les modèles, leurs rôles et leur état."""
    with scope(chosen(organisation)):
        rows = list(Endpoint.objects.all())
        if not rows:
            click.echo("Aucun modèle : Bastide répond par ses réponses types et ses extraits.")
            return
        for row in rows:
            where = "hors de la collectivité" if row.outside else "chez vous"
            click.echo(f"{row.name} : {row.deployment}, {row.base_url} ({where})")
            click.echo(f"  {_state(row)}")
        for role, names in assigned().items():
            click.echo(f"{Role(role).label} ({role}) : {', puis '.join(names)}")


@models.command("add")
@click.argument("name", metavar="NOM")
@click.option(
    "--kind", type=click.Choice(Kind.values), default=Kind.COMPATIBLE.value, help="Genre."
)
@click.option("--url", default="", metavar="ADRESSE", help="Adresse du serveur.")
@click.option("--model", required=True, metavar="MODÈLE", help="Modèle, ou déploiement Azure.")
@click.option("--api-version", default="", metavar="VERSION", help="Azure : version de l'API.")
@click.option("--secret", default="", metavar="env:NOM|file:NOM", help="Où est la clé.")
@click.option("--entra", is_flag=True, help="Azure : un jeton Entra au lieu d'une clé.")
@click.option("--local", is_flag=True, help="Le serveur est chez vous : rien ne sort.")
@click.option("--region", default="", metavar="LIEU", help="Lieu d'hébergement.")
@click.option("--price-in", default=0.0, type=click.FloatRange(min=0), metavar="EUROS",
              help="Prix d'un million de jetons lus.")  # fmt: skip
@click.option("--price-out", default=0.0, type=click.FloatRange(min=0), metavar="EUROS",
              help="Prix d'un million de jetons écrits.")  # fmt: skip
@click.option("--size", type=click.Choice(EnergyClass.values), default=EnergyClass.HUGE.value,
              help="Taille, pour l'énergie.")  # fmt: skip
@choice.option
def add_command(name: str, organisation: str | None, **given: Any) -> None:
    """Ajoute un modèle, ou change celui qui porte ce NOM."""
    with scope(chosen(organisation)), transaction.atomic():
        row = Endpoint.objects.filter(name=name).first() or Endpoint(name=name)
        row.kind, row.base_url, row.deployment = given["kind"], given["url"], given["model"]
        row.api_version, row.secret, row.entra = (
            given["api_version"],
            given["secret"],
            given["entra"],
        )
        row.outside, row.region, row.energy_class = (
            not given["local"],
            given["region"],
            given["size"],
        )
        row.price_in, row.price_out = (
            Decimal(str(given["price_in"])),
            Decimal(str(given["price_out"])),
        )
        row.capabilities, row.probed, row.problem = {}, None, ""
        try:
            row.full_clean(exclude=["organisation"])
        except ValidationError as error:
            refuse("\n".join(error.messages))
        row.save()
        audit.record("models add", "model.change", "model", row.name, id=row.pk)
    click.echo(f"« {name} » est enregistré. Essayez-le : « bastide models test {name} ».")


@models.command("test")
@click.argument("names", nargs=-1, metavar="[NOMS]…")
@choice.option
def test_command(names: tuple[str, ...], organisation: str | None) -> None:
    """Essaie chaque modèle et dit ce qui fonctionne. Code 1 si l'un ne fonctionne pas."""
    works = True
    with scope(chosen(organisation)):
        rows = [_named(name) for name in names] or list(Endpoint.objects.all())
        if not rows:
            click.echo("Aucun modèle à essayer.")
        for row in rows:
            found = try_endpoint(row, STEP_S, WHOLE_S)
            works = works and found.works
            click.echo(f"{row.name} : {'fonctionne' if found.works else 'ne fonctionne pas'}")
            if found.problem is not None:
                click.echo(f"  {told_problem(found)}")
            for one in lines(found):
                why = f" ({one.why})" if one.why else ""
                click.echo(f"  {'oui' if one.works else 'non'} : {one.what}{why}")
    if not works:
        raise SystemExit(1)


@models.command("assign")
@click.argument("role", type=click.Choice(Role.values), metavar="RÔLE")
@click.argument("names", nargs=-1, metavar="[NOMS]…")
@choice.option
def assign_command(role: str, names: tuple[str, ...], organisation: str | None) -> None:
    """Donne un RÔLE à des modèles, le premier appelé d'abord. Sans nom, le rôle n'en a plus."""
    with scope(chosen(organisation)), transaction.atomic():
        rows = [_named(name) for name in dict.fromkeys(names)]
        Assignment.objects.filter(role=role).delete()
        for order, row in enumerate(rows):
            Assignment(role=role, endpoint=row, order=order).save()
        order_vectors()
        audit.record("models assign", "model.roles", "model", role, names=list(names))
    told = ", puis ".join(names) if names else "aucun modèle"
    click.echo(f"{Role(role).label} : {told}.")


@models.command("embed")
@click.option(
    "--state", "only_state", is_flag=True, help="Dit où en sont les vecteurs, sans rien calculer."
)
@choice.option
def embed_command(only_state: bool, organisation: str | None) -> None:
    """Calcule les vecteurs qui manquent aux passages. Interrompu, il reprend où il en était."""
    with scope(chosen(organisation)):
        embedder = embedder_for()
        if only_state:
            for model, done, total, whole in state():
                told = "servent à la recherche" if whole else "en cours de calcul"
                click.echo(f"{model} : {done} passages sur {total}, {told}")
            return
        if embedder is None:
            refuse(
                "Aucun modèle n'a le rôle « embed » : « bastide models assign embed NOM ». "
                "La recherche fonctionne sans lui."
            )
        with click.progressbar(length=1, label="Vecteurs") as bar:

            def progress(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            try:
                made = make_vectors(embedder, progress=progress)
            except ModelError as error:
                detail = f" ({error.detail})" if error.detail else ""
                refuse(f"{error}{detail} Ce qui était calculé est gardé : relancez la commande.")
    click.echo(f"{made.done} passages sur {made.total} ont leur vecteur ({made.made} calculés).")


@click.command("fake-model")
@click.option("--port", default=8111, type=click.IntRange(0, 65535), show_default=True)
@click.option("--mode", type=click.Choice(MODES), default="normal", help="Comment il se conduit.")
@click.option("--key", default="", metavar="CLÉ", help="La seule clé qu'il accepte.")
@click.option("--delay", default=60.0, type=click.FloatRange(min=0), metavar="SECONDES",
              help="Ce que dure « slow ».")  # fmt: skip
def fake_model(port: int, mode: Any, key: str, delay: float) -> None:
    """Un serveur qui parle le protocole d'OpenAI, sans intelligence : pour essayer Bastide.

    Il cite les passages mot à mot, ou échoue comme on le lui demande.
    """
    fake = FakeModel(mode, port, key=key, delay_s=delay)
    click.echo(f"Modèle d'essai ({mode}) : {fake.url}")
    click.echo(f"  export BASTIDE_MODEL_PRIVATE_HOSTS=127.0.0.1:{fake.port}")
    click.echo(f"  bastide models add essai --url {fake.url} --model fake --local")
    click.echo("Un modèle nommé fake-slow, fake-500, fake-hostile… prend ce mode. Ctrl-C l'arrête.")
    fake.serve()


def _named(name: str) -> Endpoint:
    row: Endpoint | None = Endpoint.objects.filter(name=name).first()
    if row is None:
        known = ", ".join(Endpoint.objects.values_list("name", flat=True))
        refuse(f"Le modèle « {name} » n'existe pas" + (f" (connus : {known})." if known else "."))
    return row


def _state(row: Endpoint) -> str:
    if row.problem:
        return row.problem
    if row.probed is None:
        return "jamais essayé : « bastide models test »"
    able = row.able
    strongest = (
        "schéma JSON" if able.json_schema else "objet JSON" if able.json_object else "texte seul"
    )
    if row.capabilities.get("dimensions"):
        return f"vecteurs de {row.capabilities['dimensions']} nombres"
    return f"essayé le {row.probed:%d/%m/%Y} ; {strongest}"


COMMANDS = [models, fake_model]
