"""The forms of the records' pages."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bastide.endpoints.references import SecretError, check_reference
from bastide.engine.slots import Parameter, ParameterError, parameter_from
from bastide.providers.databases.target import DatabaseError
from bastide.records.models import Column, Connection, NamedQuery, Table
from bastide.records.targets import check_file
from bastide.tenants.forms import ScopedForm
from bastide.tenants.models import Role
from bastide.tenants.scope import current_organisation_id

MOST_BYTES = 20_000


class ConnectionForm(ScopedForm):
    """A database under a reading account."""

    class Meta:
        model = Connection
        fields: ClassVar = [
            "name", "kind", "host", "port", "database", "namespace", "user", "secret", "url",
            "seconds", "rows",
        ]  # fmt: skip

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if Connection.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Une base porte déjà ce nom."))
        return name

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"]).strip()
        try:
            check_reference(secret, current_organisation_id())
        except SecretError as error:
            raise ValidationError(str(error)) from None
        return secret

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        needed = {"sqlite": "database", "url": "url"}.get(str(kind), "host")
        if kind and not str(cleaned.get(needed) or "").strip():
            self.add_error(needed, _("Ce champ est nécessaire pour ce genre de base."))
        if kind == Connection.Kind.SQLITE and cleaned.get("database"):
            try:
                check_file(str(cleaned["database"]), current_organisation_id())
            except DatabaseError as error:
                self.add_error("database", str(error))
        address = str(cleaned.get("url") or "")
        if "@" in address and ":" in address.split("@")[0].split("://")[-1]:
            self.add_error("url", _("Le mot de passe ne s'écrit pas dans l'adresse."))
        return cleaned


class RolesField(forms.MultipleChoiceField):
    """Roles, none of them meaning all."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("réservé aux rôles"))
        super().__init__(choices=Role.choices, widget=forms.CheckboxSelectMultiple(), **kwargs)


class TableForm(ScopedForm):
    roles = RolesField()

    class Meta:
        model = Table
        fields: ClassVar = ["description", "opened", "roles"]


class ColumnForm(ScopedForm):
    class Meta:
        model = Column
        fields: ClassVar = ["description", "sensitivity"]


class QueryForm(ScopedForm):
    """A named query. Saved, it waits for its review; the review is another gesture."""

    roles = RolesField()
    parameters = forms.CharField(
        label=_("Paramètres (JSON)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "Une liste : nom, type (text, integer, date, month, commune, choice, identifier), "
            "libellé, et selon le type : choices, pattern, cues. Voir docs/records.md."
        ),
    )

    class Meta:
        model = NamedQuery
        fields: ClassVar = [
            "connection", "title", "sql", "parameters", "examples", "singular", "plural", "none",
            "dated_by", "identity", "roles",
        ]  # fmt: skip
        labels: ClassVar = {"connection": _("Base")}
        widgets: ClassVar = {
            "sql": forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
            "examples": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["parameters"] = json.dumps(
            self.instance.parameters or [], ensure_ascii=False, indent=1
        )

    def clean_parameters(self) -> list[Any]:
        text = str(self.cleaned_data.get("parameters") or "").strip() or "[]"
        try:
            given = json.loads(text) if len(text) < MOST_BYTES else None
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, list):
            raise ValidationError(_("Les paramètres sont une liste JSON."))
        try:
            for one in given:
                parameter_from(one)
        except (ParameterError, AttributeError, TypeError) as error:
            raise ValidationError(str(error)) from None
        return given

    def save(self, commit: bool = True) -> NamedQuery:
        query: NamedQuery = super().save(commit=False)
        if not query.slug:
            query.slug = free_slug(query.title)
        # What was reviewed is what was read then: a change closes the query until it is read again.
        if query.pk and set(self.changed_data) - {"roles"}:
            query.reviewed, query.reviewed_by = None, ""
        if commit:
            query.save()
        return query


def free_slug(title: str) -> str:
    """An identifier that no other query of the organisation has."""
    root = slugify(title)[:70] or "requete"
    taken = set(NamedQuery.objects.filter(slug__startswith=root).values_list("slug", flat=True))
    return next(s for s in (root, *(f"{root}-{n}" for n in range(2, 10_000))) if s not in taken)


def value_field(parameter: Parameter, given: str) -> dict[str, Any]:
    """What the small form of an answer shows for a parameter."""
    hints = {
        "month": _("mars 2026, le mois dernier"),
        "date": _("12/03/2026, hier"),
        "commune": _("nom de la commune"),
    }
    return {
        "name": parameter.name,
        "label": parameter.label,
        "required": parameter.required,
        "value": given,
        "choices": list(parameter.choices or ()) if parameter.type == "choice" else [],
        "hint": hints.get(parameter.type, ""),
    }
