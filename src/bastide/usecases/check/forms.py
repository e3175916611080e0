"""The form of a new case."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bastide.tenants.forms import ScopedForm
from bastide.usecases.check.models import Case
from bastide.usecases.check.procedures import procedures


class CaseForm(ScopedForm):
    """Reference, person, procedure, day of deposit."""

    procedure = forms.ChoiceField(label=_("Dispositif"))

    class Meta:
        model = Case
        fields: ClassVar = [
            "reference",
            "surname",
            "usage_name",
            "given_names",
            "birth_date",
            "email",
            "procedure",
            "deposited",
        ]
        widgets: ClassVar = {"birth_date": forms.DateInput(), "deposited": forms.DateInput()}
        help_texts: ClassVar = {
            "reference": _("Celle de votre logiciel d'instruction, pour le retrouver."),
            "usage_name": _("S'il diffère : il évite de fausses alertes entre les pièces."),
            "deposited": _("Les validités sont jugées à cette date."),
            "email": _("Pour lui écrire ; facultatif."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(p.name, p.title) for p in procedures().values()]
        field = self.fields["procedure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = known
        self.initial.setdefault("deposited", timezone.localdate())

    def clean_deposited(self) -> Any:
        day = self.cleaned_data["deposited"]
        if day > timezone.localdate():
            raise ValidationError(_("La date de dépôt est dans l'avenir."))
        return day
