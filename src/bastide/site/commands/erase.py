"""`bastide erase`: a person who asks for it is erased from an organisation, with a proof."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from django.db import transaction
from django.utils import timezone

from bastide.engine.sought import Sought
from bastide.site.command import in_french
from bastide.site.commands.choice import chosen, option, refuse

SHOWN = 3  # contexts a kind


@click.command("erase")
@option
@click.argument("person", required=False, metavar="[« PRÉNOM NOM »]")
@click.option("--term", multiple=True, help="Autre forme du nom, surnom… (répétable).")
@click.option("--email", multiple=True, help="Adresse électronique (répétable).")
@click.option("--phone", multiple=True, help="Téléphone (répétable).")
@click.option("--nir", multiple=True, help="Numéro de sécurité sociale (répétable).")
@click.option("--member", "account", metavar="EMAIL", help="Compte à rendre anonyme.")
@click.option("--dry-run", is_flag=True, help="Montre sans rien effacer.")
@click.option("--resume", is_flag=True, help="Finit un effacement interrompu, et rien d'autre.")
@click.option("--yes", is_flag=True, help="Sans demander confirmation.")
@click.option("--quiet", is_flag=True, help="Les comptes seuls, sans le contexte.")
@click.option(
    "--out", "--proof", metavar="PREUVE.json", type=click.Path(path_type=Path), help="La preuve."
)
def erase_command(
    organisation: str | None,
    person: str | None,
    term: tuple[str, ...],
    email: tuple[str, ...],
    phone: tuple[str, ...],
    nir: tuple[str, ...],
    account: str | None,
    dry_run: bool,
    resume: bool,
    yes: bool,
    quiet: bool,
    out: Path | None,
) -> None:
    """Efface une personne d'une organisation (RGPD, art. 17). Code 1 s'il reste à voir."""
    if resume:
        _resume()
        return
    owner = chosen(organisation)
    sought = Sought((person,) if person else (), email, phone, nir, term)
    from bastide.site.erasing import counts, found, unread
    from bastide.tenants.models import Member
    from bastide.tenants.scope import scope

    try:
        pattern = sought.pattern() if sought.all() or not account else None
    except ValueError as error:
        refuse(str(error))
    member = None
    if account:
        member = Member.objects.filter(organisation=owner, email__iexact=account).first()
        if member is None:
            refuse(f"Aucun compte « {account} » dans « {owner.slug} ».")
    if out is not None and out.exists():
        refuse(f"« {out} » existe déjà : donnez un autre nom à la preuve.")
    with scope(owner):
        there = found(pattern) if pattern else []
        _show(there, quiet)
        if member:
            click.echo("Compte à rendre anonyme : 1")
        if dry_run:
            return
        if not yes:
            typed = click.prompt(
                "Rien ne pourra être repris. Tapez « effacer »", default="", show_default=False
            )
            if typed.strip().lower() != "effacer":
                click.echo("Rien n'a été effacé.")
                sys.exit(1)
        entry, done, refused = _carry_out(owner, sought, pattern, there, member)
        left = found(pattern) if pattern else []
        waiting = unread() if pattern else {}
    proof = _proof(entry, there, done, left, waiting)
    if refused:
        proof["to_see"] += [told_refused(refused)]
    told = json.dumps(proof, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(told)
    else:
        try:
            out.write_text(told + "\n", encoding="utf-8")
        except OSError as error:
            click.echo(told)
            refuse(f"Effacé, mais la preuve « {out} » ne s'écrit pas : {in_french(error)}.")
        click.echo(f"Effacé. Preuve : « {out} » (demande {entry.number}).")
    for sentence in proof["to_see"]:
        click.echo(sentence, err=True)
    if counts([one for one in left if one.fate != "kept"]) or proof["to_see"]:
        sys.exit(1)


def _carry_out(owner: Any, sought: Sought, pattern: Any, there: Any, member: Any) -> Any:
    from bastide.jobs.failpoints import failpoint
    from bastide.site.accounts import anonymise
    from bastide.site.erasing import counts, erase
    from bastide.site.erasures import Entry, enter, hashes, new_number
    from bastide.site.leftovers import clear, forget_copies
    from bastide.tenants import audit

    with transaction.atomic():
        gone, done = erase(pattern, there) if pattern else ({}, [])
        if member:
            anonymise(member)
        entry = Entry(
            new_number(),
            timezone.now().isoformat(),
            owner.slug,
            hashes(sought),
            gone,
            len(done),
            (member.pk,) if member else (),
        )
        audit.record("erase", "erase", "erasure", entry.number, counts=counts(there))
        if member:
            audit.record("erase", "member.erase", "member", member.pk, request=entry.number)
        enter(entry)
        failpoint("erase.entered")
    failpoint("erase.committed")
    cleared = clear()
    forget_copies()
    return entry, done, cleared.refused


def _resume() -> None:
    from bastide.site.commands.ready import ready
    from bastide.site.leftovers import clear

    ready()
    cleared = clear()
    click.echo(
        f"Repris : {cleared.done} restes effacés (fichiers, index)."
        if cleared.done
        else "Aucun effacement n'attendait d'être fini."
    )
    if cleared.refused:
        click.echo(told_refused(cleared.refused), err=True)
        sys.exit(1)


def told_refused(refused: tuple[str, ...]) -> str:
    """The files that the system would not remove, said in French."""
    return (
        f"Des fichiers restent à effacer ({len(refused)}, dont « {refused[0]} ») : rendez à "
        "Bastide le droit d'y écrire, puis lancez « bastide erase --resume »."
    )


def _proof(entry: Any, there: Any, done: Any, left: Any, unread: dict[str, int]) -> dict[str, Any]:
    from bastide.site.erasing import counts

    kept = [one for one in left if one.fate == "kept"]
    return {
        "request": entry.number,
        "at": entry.at,
        "organisation": entry.organisation,
        "terms_hmac_sha256": list(entry.terms),
        "found": counts(there),
        "erased_rows": {label: len(keys) for label, keys in entry.rows.items()},
        "blanked_rows": entry.blanked,
        "accounts_made_anonymous": len(entry.members),
        "second_search": counts([one for one in left if one.fate != "kept"]),
        "kept": {one.rule.kind: one.rule.reason for one in kept if one.rule.reason},
        "to_see": _to_see(done, kept, unread),
    }


def _to_see(done: Any, kept: Any, unread: dict[str, int]) -> list[str]:
    """What words cannot undo, said in French."""
    said = []
    if any(one.rule.picture for one in done):
        said.append(
            "Des pièces du dossier d'une autre personne nomment celle-ci : leurs mots sont masqués,"
            " pas leurs images. Voyez ces dossiers."
        )
    if any(one.rule.model._meta.model_name in ("passage", "document") for one in done):
        said.append(
            "Un document de la base la nommait : corrigez-le à sa source, sans quoi la prochaine "
            "lecture le ramènera."
        )
    said += [
        f"Non lus, donc non cherchés : {count} {kind}. Relancez quand ils seront lus ou effacés."
        for kind, count in unread.items()
    ]
    said += [
        f"Gardé, à voir à la main : {one.rule.kind} n° {one.pk} ({', '.join(one.fields)})."
        for one in kept
        if "art. 17(3)" not in one.rule.reason
    ]
    return said


def _show(there: Any, quiet: bool) -> None:
    from bastide.site.erasing import counts

    words = {"erased": "à effacer", "blanked": "à masquer", "kept": "gardé"}
    if not there:
        click.echo("Rien n'a été trouvé.")
    for kind, fates in counts(there).items():
        told = ", ".join(f"{n} {words[fate]}" for fate, n in fates.items())
        click.echo(f"{kind} : {told}")
        shown = [one for one in there if one.rule.kind == kind][:SHOWN]
        for one in [] if quiet else shown:
            click.echo(f"    n° {one.pk} : « {one.contexts[0]} »")


COMMANDS = [erase_command]
