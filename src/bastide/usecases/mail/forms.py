"""What is pasted, dropped, and set."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bastide.endpoints.references import SecretError, check_reference
from bastide.tenants.forms import ScopedForm
from bastide.tenants.scope import current_organisation_id
from bastide.usecases.mail.keeping import READABLE
from bastide.usecases.mail.models import Box, Rules

MOST_FILES = 30


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        many = data if isinstance(data, list | tuple) else [data]
        if len(many) > MOST_FILES:
            raise ValidationError(_("Trente fichiers au plus à la fois."))
        return [super(FilesField, self).clean(one, initial) for one in many]


class FilesForm(forms.Form):
    """Files of mails."""

    mails = FilesField(
        label=_("Fichiers de courriels"),
        help_text=_(
            ".eml, .msg (Outlook) ou .mbox, 100 Mo au plus chacun. Les pièces jointes sont lues ; "
            "rien n'est téléchargé ni exécuté."
        ),
        widget=Files(attrs={"accept": ",".join(READABLE)}),
        error_messages={"required": _("Choisissez au moins un fichier."),
                        "empty": _("Ce fichier est vide.")},
    )  # fmt: skip


class PasteForm(forms.Form):
    """A mail copied from the agent's mail program."""

    text = forms.CharField(
        label=_("Courriel"),
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Avec ses lignes « De : », « Envoyé : », « Objet : » si vous les avez."),
        error_messages={"required": _("Collez un courriel.")},
    )
    sender = forms.CharField(label=_("De"), max_length=200, required=False)
    subject = forms.CharField(label=_("Objet"), max_length=300, required=False)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if not text.strip():
            raise ValidationError(_("Collez un courriel."))
        return text


class RulesForm(ScopedForm):
    class Meta:
        model = Rules
        fields: ClassVar = ["salutation", "formula", "signature", "own", "retention_days"]
        widgets: ClassVar = {
            "signature": forms.Textarea(attrs={"rows": 4}),
            "own": forms.Textarea(attrs={"rows": 3}),
        }


class BoxForm(ScopedForm):
    """A mailbox. What was typed as the place of its secret is not shown again when it is refused:
    it may have been the password itself."""

    class Meta:
        model = Box
        fields: ClassVar = [
            "name", "host", "port", "security", "user", "auth", "secret", "folders", "drafts",
            "readers", "active",
        ]  # fmt: skip
        widgets: ClassVar = {
            "secret": forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
            "user": forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
            "folders": forms.Textarea(attrs={"rows": 3}),
            "readers": forms.CheckboxSelectMultiple,
        }

    def clean_host(self) -> str:
        host = str(self.cleaned_data["host"]).strip().lower()
        if not host or any(c in host for c in "/@ \\:"):
            raise ValidationError(_("Le nom du serveur seul, par exemple imap.mairie.example."))
        return host

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"]).strip()
        try:
            check_reference(secret, current_organisation_id())
        except SecretError as error:
            raise ValidationError(str(error)) from None
        return secret

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "secret" in self.errors:
            self.data = {**self.data.dict(), self.add_prefix("secret"): ""}  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Box:
        # Another server or account is another mailbox: what was read of the former says nothing.
        if {"host", "port", "user"} & set(self.changed_data):
            self.instance.seen, self.instance.checked, self.instance.problem = {}, None, ""
        box: Box = super().save(commit)
        return box
