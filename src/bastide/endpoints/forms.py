"""The forms of endpoints, roles and budgets."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bastide.endpoints.models import Assignment, Budget, Endpoint, Role
from bastide.tenants.forms import ScopedForm

# An answer waits at most ten seconds: a fourth fallback would have two of them.
TITLES = (_("premier choix"), _("en secours"), _("en dernier recours"))
PLACES = len(TITLES)


class EndpointForm(ScopedForm):
    """An endpoint. What was typed as the key's place is not shown again when it is refused: it may
    have been the key itself."""

    class Meta:
        model = Endpoint
        fields: ClassVar = [
            "name", "kind", "base_url", "deployment", "api_version", "secret", "entra", "outside",
            "hide_personal", "region", "energy_class", "price_in", "price_out",
        ]  # fmt: skip
        widgets: ClassVar = {
            "base_url": forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
            "secret": forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        }

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "secret" in self.errors:
            self.data = {**self.data.dict(), self.add_prefix("secret"): ""}  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Endpoint:
        # Another address or model is another server: what was found of the former says nothing.
        if {"kind", "base_url", "deployment", "api_version"} & set(self.changed_data):
            self.instance.capabilities, self.instance.probed = {}, None
            self.instance.problem = ""
        endpoint: Endpoint = super().save(commit)
        return endpoint


class RolesForm(forms.Form):
    """For each role, up to `PLACES` endpoints, the first asked first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[tuple[str, int], int] = {}
        for row in Assignment.objects.order_by("order", "id"):
            place = sum(1 for role, _ in chosen if role == row.role)
            chosen[row.role, place] = row.endpoint_id
        for role in Role:
            for place in range(PLACES):
                title = f"{role.label} : {TITLES[place]}"
                self.fields[f"{role}_{place}"] = forms.ModelChoiceField(
                    Endpoint.objects.all(),
                    required=False,
                    initial=chosen.get((role, place)),
                    empty_label=str(_("aucun")),
                    widget=forms.Select(attrs={"aria-label": title}),
                )

    def rows(self) -> list[tuple[str, list[Any]]]:
        """Each role's name with its fields, for the page."""
        return [
            (str(role.label), [self[f"{role}_{place}"] for place in range(PLACES)]) for role in Role
        ]

    def save(self) -> None:
        with transaction.atomic():
            Assignment.objects.all().delete()
            for role in Role:
                given = (self.cleaned_data.get(f"{role}_{place}") for place in range(PLACES))
                for order, endpoint in enumerate(dict.fromkeys(e for e in given if e)):
                    Assignment(role=role, endpoint=endpoint, order=order).save()


class BudgetForm(ScopedForm):
    """The limits of a month; an empty one is none."""

    class Meta:
        model = Budget
        fields: ClassVar = ["tokens", "euros", "wh"]
