"""What the pages show of threads: words for what was understood, messages with their marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bastide.engine.mail.model import Message
from bastide.usecases.mail.models import Thread
from bastide.usecases.mail.sides import ours_of
from bastide.usecases.mail.understanding import messages_of, own_addresses

MOODS = {
    "negative": gettext_lazy("mécontent"),
    "neutral": gettext_lazy("neutre"),
    "positive": gettext_lazy("satisfait"),
}
KINDS = {
    "IDENTIFIANT": gettext_lazy("identifiant"),
    "TELEPHONE": gettext_lazy("téléphone"),
    "COURRIEL": gettext_lazy("adresse électronique"),
    "ADRESSE": gettext_lazy("adresse postale"),
    "NAISSANCE": gettext_lazy("date de naissance"),
    "PERSONNE": gettext_lazy("nom"),
}
LANGUAGES = {
    "fr": gettext_lazy("français"), "en": gettext_lazy("anglais"), "es": gettext_lazy("espagnol"),
    "de": gettext_lazy("allemand"), "it": gettext_lazy("italien"), "pt": gettext_lazy("portugais"),
    "ar": gettext_lazy("arabe"), "oc": gettext_lazy("occitan"), "ca": gettext_lazy("catalan"),
    "nl": gettext_lazy("néerlandais"), "ro": gettext_lazy("roumain"),
    "pl": gettext_lazy("polonais"),
    "tr": gettext_lazy("turc"), "ru": gettext_lazy("russe"), "uk": gettext_lazy("ukrainien"),
    "br": gettext_lazy("breton"), "eu": gettext_lazy("basque"), "zh": gettext_lazy("chinois"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of a thread; `ours`: written by the authority."""

    message: Message
    ours: bool
    last: bool


def messages_shown(thread: Thread) -> list[Shown]:
    messages = messages_of(thread)
    ours = ours_of(messages, own_addresses())
    return [
        Shown(one, ours(one.sender), place == len(messages))
        for place, one in enumerate(messages, 1)
    ]


def personal_shown(told: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """What was found of each kind, in the reader's words."""
    found: dict[str, list[str]] = {}
    for one in told.get("personal", []):
        found.setdefault(str(KINDS.get(one["kind"], one["kind"].lower())), []).append(one["value"])
    return list(found.items())


def dates_shown(told: Mapping[str, Any]) -> list[tuple[date, str]]:
    """The days to put in a calendar, in their order, with what is said of each."""
    days = [(date.fromisoformat(day), text) for text, day in told.get("dates", {}).items()]
    return sorted(days)


def facts(thread: Thread) -> dict[str, Any]:
    """What is understood of a thread, in words."""
    told = thread.told
    brief = told.get("brief", {})
    by = told.get("awaited_by", "")
    return {
        "request": brief.get("request", ""),
        "requests": told.get("requests", []),
        "answered": brief.get("answered", ""),
        "awaited": brief.get("awaited", ""),
        "awaited_by": {"us": _("nous"), "sender": _("le correspondant")}.get(by, ""),
        "reason": told.get("reason", ""),
        "elsewhere": told.get("elsewhere", ""),
        "also": told.get("also", []),
        "others": [name for name, chance in told.get("others", []) if chance >= 0.05],
        "language": LANGUAGES.get(told.get("language", ""), told.get("language", "")),
        "mood": MOODS.get(told.get("mood", ""), ""),
        "notices": told.get("notices", []),
        "personal": personal_shown(told),
        "dates": dates_shown(told),
        "percent": min(99, round(100 * thread.confidence)),
    }


def age(moment: datetime | None) -> str:
    """How long ago, in days and hours: « 3 j », « 5 h »."""
    if moment is None:
        return ""
    gone = timezone.now() - moment
    if gone.days >= 1:
        return _("%d j") % gone.days
    hours = max(gone.seconds, 0) // 3600 if gone.days >= 0 else 0
    return _("%d h") % hours if hours else _("à l'instant")
