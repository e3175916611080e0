"""What is given with a meeting, what is edited of its minutes, and the rules."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bastide.engine.minutes.model import Votes
from bastide.engine.minutes.reading.head import people, points
from bastide.tenants.forms import ScopedForm
from bastide.usecases.minutes.content import Content, Line
from bastide.usecases.minutes.edits import LONGEST_LINE
from bastide.usecases.minutes.flow import Given
from bastide.usecases.minutes.models import Kind, Rules
from bastide.usecases.minutes.words import sections

READABLE = ".vtt,.srt,.docx,.odt,.txt,.md,.json,.mp3,.wav,.m4a,.mp4,.ogg,.webm,.flac,audio/*"
_SHORT = {"rows": 3}


def _date(**given: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(required=False, widget=widget, **given)


class HeadForm(forms.Form):
    """What is known of a meeting: given with it, or corrected afterwards."""

    title = forms.CharField(label=_("Nom de la réunion"), max_length=200, required=False)
    day = _date(label=_("Date"))
    kind = forms.ChoiceField(label=_("Document voulu"), choices=Kind.choices)
    agenda = forms.CharField(
        label=_("Ordre du jour"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_("Un point par ligne."),
    )
    present = forms.CharField(
        label=_("Présents"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_("Un nom par ligne, ou séparés par des points-virgules."),
    )
    excused = forms.CharField(
        label=_("Excusés"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs=_SHORT),
    )
    shared = forms.BooleanField(
        label=_("Partager avec tous les agents de l'organisation"),
        required=False,
        help_text=_("Sinon, vous seul voyez cette réunion."),
    )

    def given(self) -> Given:
        known = self.cleaned_data
        return Given(
            title=" ".join(known["title"].split()),
            day=known["day"],
            present=people([known["present"]]),
            excused=people([known["excused"]]),
            agenda=points([known["agenda"]]),
        )


class GiveForm(HeadForm):
    """A file, or words pasted."""

    file = forms.FileField(
        label=_("Fichier"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": READABLE}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )
    text = forms.CharField(
        label=_("Ou collez des notes, une transcription"),
        max_length=3_000_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = cleaned.get("file") or (cleaned.get("text") or "").strip()
        if not given and "file" not in self.errors:
            self.add_error("file", _("Choisissez un fichier, ou collez un texte plus bas."))
        return cleaned


class LineForm(forms.Form):
    """A line of the minutes, whatever its kind."""

    text = forms.CharField(
        label=_("Texte"),
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True, "data-line": ""}),
        error_messages={"required": _("Écrivez la ligne, ou supprimez-la.")},
    )
    kind = forms.ChoiceField(label=_("Ranger dans"))
    point = forms.TypedChoiceField(label=_("Point"), coerce=int, required=False)
    who = forms.CharField(label=_("Responsable"), max_length=120, required=False)
    due = _date(label=_("Échéance"))
    for_ = forms.IntegerField(label=_("Pour"), min_value=0, max_value=9999, required=False)
    against = forms.IntegerField(label=_("Contre"), min_value=0, max_value=9999, required=False)
    abstentions = forms.IntegerField(
        label=_("Abstentions"), min_value=0, max_value=9999, required=False
    )
    unanimous = forms.BooleanField(label=_("À l'unanimité"), required=False)
    rejected = forms.BooleanField(label=_("Rejetée"), required=False)

    def __init__(self, data: Any = None, *, content: Content, line: Line) -> None:
        votes = line.votes or Votes()
        initial = {
            "text": line.text,
            "kind": line.kind,
            "point": line.point,
            "who": line.who,
            "due": line.due,
            "for_": votes.for_,
            "against": votes.against,
            "abstentions": votes.abstentions,
            "unanimous": votes.unanimous,
            "rejected": not line.adopted,
        }
        super().__init__(data, initial=initial)
        self.line = line
        self.fields["kind"].choices = list(sections().items())  # type: ignore[attr-defined]
        self.fields["point"].choices = [  # type: ignore[attr-defined]
            (point.id, point.title) for point in content.points
        ]
        hidden = {
            "action": ("who", "due"),
            "decision": ("for_", "against", "abstentions", "unanimous", "rejected"),
            "summary": ("point",),
        }
        for kind, names in hidden.items():
            if kind != line.kind:
                for name in names:
                    del self.fields[name]

    def edited(self) -> Line:
        """The line as it was sent. What its kind does not have is left as it was."""
        known = self.cleaned_data
        line = self.line
        values = {name: getattr(line, name) for name in line.__slots__}
        values |= {"text": known["text"], "kind": known["kind"]}
        if line.kind == "summary":
            values["point"] = known["point"] or line.point
        if line.kind == "action":
            values["who"] = " ".join(known["who"].split())
            due = known["due"].isoformat() if known["due"] else ""
            values |= {"due": due, "due_words": line.due_words if due == line.due else ""}
        if line.kind == "decision":
            votes = Votes(known["for_"], known["against"], known["abstentions"], known["unanimous"])
            values |= {"votes": votes if votes != Votes() else None}
            values |= {"adopted": not known["rejected"]}
        return Line(**values)


class RulesForm(ScopedForm):
    """How long meetings are kept, and the authority's own Word template."""

    template_file = forms.FileField(
        label=_("Modèle Word de la collectivité (.docx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_(
            "Partez du modèle de départ : ses balises, comme {{ titre }}, sont remplies à chaque "
            "téléchargement. 5 Mo au plus, sans macros."
        ),
    )
    remove_template = forms.BooleanField(label=_("Revenir au modèle livré"), required=False)

    class Meta:
        model = Rules
        fields: ClassVar = ["retention_days"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.template:
            del self.fields["remove_template"]
