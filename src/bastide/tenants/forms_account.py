"""The forms of one's own account: a code, or the password again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class _Typed(forms.TextInput):
    """A field that is empty again when the code was wrong: another one is to be typed."""

    def format_value(self, value: Any) -> str:
        return ""


class CodeForm(forms.Form):
    """The six digits that the telephone shows; at sign-in, a recovery code instead."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=_Typed(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


class PasswordAgainForm(forms.Form):
    password = forms.CharField(
        label=_("Votre mot de passe"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
