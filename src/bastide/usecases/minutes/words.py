"""The minutes in words that people read: times, votes, kinds of lines."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bastide.engine.minutes.model import Votes
from bastide.usecases.minutes.content import LineKind
from bastide.usecases.minutes.models import Kind


def clock(seconds: float | None) -> str:
    """« 12:05 », « 1:02:05 » from the beginning; nothing without a time."""
    if seconds is None:
        return ""
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def vote_in_words(votes: Votes | None) -> str:
    """« 12 pour, 1 contre, 2 abstentions », « à l'unanimité »; nothing without a vote."""
    if votes is None:
        return ""
    parts = [_("à l'unanimité")] if votes.unanimous else []
    if votes.for_ is not None:
        parts.append(_("%(n)d pour") % {"n": votes.for_})
    if votes.against is not None and not (votes.unanimous and not votes.against):
        parts.append(_("%(n)d contre") % {"n": votes.against})
    if votes.abstentions:
        parts.append(
            ngettext("%(n)d abstention", "%(n)d abstentions", votes.abstentions)
            % {"n": votes.abstentions}
        )
    return ", ".join(parts)


def day_in_words(iso: str) -> str:
    """« 12 mars 2026 »; nothing for nothing."""
    return date_format(date.fromisoformat(iso), "j F Y") if iso else ""


def short_day(iso: str) -> str:
    """« 12/03/2026 »."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def kind_name(kind: str) -> str:
    """« Compte rendu »."""
    label = str(dict(Kind.choices).get(kind, Kind.REPORT.label))
    return label[:1].upper() + label[1:]


def sections() -> dict[LineKind, str]:
    """The parts of the minutes, in their order."""
    return {
        "summary": _("Résumé par point"),
        "decision": _("Décisions"),
        "action": _("Actions"),
        "attention": _("Points d'attention"),
        "question": _("Questions ouvertes"),
    }
