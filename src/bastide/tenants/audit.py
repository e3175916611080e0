"""Writing in the audit trail. `actor` is a member, or the name of a command."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from bastide.tenants.models import AuditEntry, Member

# What the trail's page says for each action; an action without a sentence shows its code.
LABELS = {
    "sign_in": _("s'est connecté"),
    "sign_out": _("s'est déconnecté"),
    "own_password": _("a changé son mot de passe"),
    "organisation.change": _("a modifié l'organisation"),
    "member.create": _("a créé un membre"),
    "member.change": _("a modifié un membre"),
    "group.create": _("a créé un groupe de lecture"),
    "group.change": _("a renommé un groupe de lecture"),
    "audit.see": _("a consulté la piste d'audit"),
    "audit.export": _("a exporté la piste d'audit"),
    "source.create": _("a ajouté une source"),
    "source.change": _("a modifié une source"),
    "source.delete": _("a supprimé une source"),
    "source.ingest": _("a relancé une source"),
    "source.upload": _("a déposé des fichiers"),
    "document.change": _("a modifié un document"),
    "document.see": _("a lu un document réservé"),
    "document.hide": _("a écarté un document"),
    "document.show": _("a remis un document"),
    "card.create": _("a écrit une réponse type"),
    "card.change": _("a modifié une réponse type"),
    "card.restore": _("a repris une version d'une réponse type"),
    "card.delete": _("a supprimé une réponse type"),
    "card.history": _("a consulté l'historique d'une réponse type"),
    "contact.create": _("a ajouté un contact"),
    "contact.change": _("a modifié un contact"),
    "contact.delete": _("a supprimé un contact"),
    "contact.import": _("a importé l'annuaire"),
    "contact.export": _("a exporté l'annuaire"),
    "competence.create": _("a ajouté une compétence"),
    "competence.change": _("a modifié une compétence"),
    "competence.delete": _("a supprimé une compétence"),
    "competence.import": _("a importé la table des compétences"),
    "competence.export": _("a exporté la table des compétences"),
    "word.create": _("a ajouté un mot"),
    "word.change": _("a modifié un mot"),
    "create": _("a créé en ligne de commande"),
    "ingest": _("a lancé une lecture en ligne de commande"),
    "check.create": _("a ouvert un dossier"),
    "check.see": _("a consulté un dossier"),
    "check.deposit": _("a déposé des pièces"),
    "check.download": _("a téléchargé une pièce"),
    "check.read_again": _("a fait relire un fichier"),
    "check.correct": _("a corrigé une pièce"),
    "check.undo": _("a annulé une correction"),
    "check.assign": _("a confié un dossier"),
    "check.asked": _("a demandé des pièces"),
    "check.accepted": _("a accepté un dossier"),
    "check.refused": _("a refusé un dossier"),
    "check.reopened": _("a rouvert un dossier"),
    "check.letter": _("a téléchargé une lettre"),
    "check.link": _("a ouvert un lien de dépôt"),
    "check.unlink": _("a fermé un lien de dépôt"),
    "check.report": _("a téléchargé le rapport d'un dossier"),
    "check.export": _("a exporté un dossier"),
    "check.purge": _("a effacé un dossier dont la durée était passée"),
    "listen.import": _("a donné des textes d'usagers à lire"),
    "listen.see": _("a consulté des textes d'usagers"),
    "listen.seen": _("a traité une alerte de détresse"),
    "listen.open": _("a rouvert une alerte de détresse"),
    "listen.erase": _("a effacé des textes d'usagers"),
    "listen.train": _("a fait apprendre les corrections d'humeur"),
    "listen.forget": _("a oublié le modèle d'humeur local"),
    "listen.rules": _("a changé les règles de l'humeur"),
    "listen.purge": _("a effacé des textes d'usagers dont la durée était passée"),
    "model.create": _("a ajouté un modèle"),
    "model.change": _("a modifié un modèle"),
    "model.delete": _("a supprimé un modèle"),
    "model.test": _("a essayé un modèle"),
    "model.roles": _("a choisi les rôles des modèles"),
    "model.budgets": _("a fixé les budgets des modèles"),
    "connection.create": _("a ajouté une base de données"),
    "connection.change": _("a modifié une base de données"),
    "connection.check": _("a vérifié une base de données"),
    "connection.delete": _("a supprimé une base de données"),
    "catalogue.change": _("a modifié le catalogue d'une base"),
    "query.create": _("a écrit une requête nommée"),
    "query.change": _("a modifié une requête nommée"),
    "query.review": _("a relu une requête nommée"),
    "query.delete": _("a supprimé une requête nommée"),
    "records.identity": _("a ouvert un dossier, identité vérifiée"),
    "records.free": _("a posé une question libre à une base"),
    "records.free_run": _("a lancé une requête libre"),
    "word.delete": _("a supprimé un mot"),
}


def label(action: str) -> str:
    return str(LABELS.get(action, action))


def record(actor: Any, action: str, kind: str = "", target: object = "", /, **detail: Any) -> None:
    """Adds a row to the trail of the organisation in scope. `detail`: anything JSON can hold."""
    AuditEntry(
        actor=actor.email if isinstance(actor, Member) else f"commande {actor}",
        action=action,
        kind=kind,
        target=str(target)[:200],
        detail=detail,
    ).save()
