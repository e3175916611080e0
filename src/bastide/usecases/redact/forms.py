"""What is given to mask, and how; a result brought back by its key."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bastide.tenants.forms import ScopedForm
from bastide.usecases.redact.kinds import NAMES
from bastide.usecases.redact.models import Redaction, Rules

LONGEST_PASTE = 200_000
LARGEST_FILE = 30 * 1024 * 1024
_TOO_LARGE = _("Ce fichier dépasse 30 Mo : partagez-le en plusieurs.")


class GiveForm(forms.Form):
    """A text or a file."""

    text = forms.CharField(
        label=_("Texte à masquer"),
        max_length=LONGEST_PASTE,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    file = forms.FileField(
        label=_("ou un fichier"),
        required=False,
        help_text=_(".txt, .docx, .odt, ou .pdf avec du texte. 30 Mo au plus."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.odt,.pdf"}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )
    mode = forms.ChoiceField(
        label=_("Remplacer par"),
        choices=Redaction.Mode.choices,
        initial=Redaction.Mode.MASKS,
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Quoi chercher"),
        choices=list(NAMES.items()),
        initial=list(NAMES),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une sorte de donnée.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if file is not None and file.size > LARGEST_FILE:
            self.add_error("file", _TOO_LARGE)
        elif file is None and "file" not in self.errors and not given.get("text", "").strip():
            self.add_error("text", _("Collez un texte ou choisissez un fichier."))
        return given


class RestoreForm(forms.Form):
    """A result and its key."""

    key = forms.FileField(
        label=_("Clé (.json)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json"}),
        error_messages={"required": _("Choisissez la clé.")},
    )
    text = forms.CharField(
        label=_("Texte masqué"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        label=_("ou un fichier masqué"),
        required=False,
        help_text=_(".txt, .docx ou .odt. Un PDF masqué est fait d'images : il ne revient pas."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.odt"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("file", "key"):
            if given.get(name) is not None and given[name].size > LARGEST_FILE:
                self.add_error(name, _TOO_LARGE)
        if given.get("file") is None and not given.get("text", "").strip():
            self.add_error("text", _("Collez le texte masqué ou choisissez un fichier."))
        return given


class RulesForm(ScopedForm):
    class Meta:
        model = Rules
        fields: ClassVar = ["retention_days"]
