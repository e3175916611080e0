"""What is pasted, imported, and set."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bastide.tenants.forms import ScopedForm
from bastide.usecases.listen.models import Rules


class PasteForm(forms.Form):
    """Texts, and what is known of them."""

    text = forms.CharField(
        label=_("Textes d'usagers"),
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Note de contact, courriel, réponse à une enquête, appel transcrit (« Agent : », "
            "« Usager : »). Plusieurs textes : séparez-les par une ligne « --- »."
        ),
        error_messages={"required": _("Collez au moins un texte.")},
    )
    theme = forms.CharField(label=_("Thème"), max_length=80, required=False)
    territory = forms.CharField(label=_("Territoire"), max_length=80, required=False)
    day = forms.DateField(
        label=_("Date"),
        required=False,
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class FileForm(forms.Form):
    """A file of texts."""

    file = forms.FileField(
        label=_("Fichier CSV ou JSONL"),
        help_text=_(
            "Colonnes : texte, theme, territoire, date. 10 Mo et 20 000 textes au plus. Ni nom "
            "d'agent ni nom d'usager : ils ne servent à rien ici."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.jsonl,.txt"}),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Ce fichier est vide."),
        },
    )


class RulesForm(ScopedForm):
    class Meta:
        model = Rules
        fields: ClassVar = ["procedure", "group", "retention_days"]
        widgets: ClassVar = {"procedure": forms.Textarea(attrs={"rows": 16})}
