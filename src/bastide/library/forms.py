"""The forms of the library's pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bastide.library.models import AnswerCard, Competence, Contact, Document, Source, Word
from bastide.tenants.forms import ScopedForm
from bastide.tenants.models import Member, ReaderGroup
from bastide.tenants.rights import ADMINISTER, may

ON_SERVER = {Source.Kind.FOLDER, Source.Kind.FILE, Source.Kind.DILA}


def web_address(value: str) -> str:
    """An `http(s)` address, or the empty string. Raises `ValidationError` for anything else."""
    text = value.strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or re.search(r"\s", text):
        raise ValidationError(_("Une adresse commence par https:// (ou http://)."))
    return text


def allowed_folders(member: Member) -> list[Path]:
    """Folders of the server that an administrator may designate from the page.

    `{organisation}` in the setting stands for the organisation's identifier, so that two
    organisations of one installation cannot read each other's files.
    """
    roots = [
        Path(str(root).replace("{organisation}", member.organisation.slug)).expanduser().resolve()
        for root in settings.SOURCE_FOLDERS
    ]
    return roots if may(member, ADMINISTER) else []


def own_groups(member: Member) -> Any:
    """The groups that a member may reserve a text to: her own, or all for an administrator."""
    return ReaderGroup.objects.all() if may(member, ADMINISTER) else member.groups.all()


class ReadersForm(ScopedForm):
    """A form with « reserved to the groups »: one may not lock oneself out, nor open what one
    could not read."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        field = self.fields.get("readers")
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = own_groups(member)
            field.widget = forms.CheckboxSelectMultiple()
            field.widget.choices = field.choices
            if not field.queryset.exists():
                del self.fields["readers"]

    def _save_m2m(self) -> None:
        """Groups that this member does not hold, and so was not shown, stay as they were."""
        instance: Any = self.instance
        unseen = []
        if "readers" in self.fields and instance.pk:
            shown = self.fields["readers"].queryset.values_list("pk", flat=True)  # type: ignore[attr-defined]
            unseen = list(instance.readers.exclude(pk__in=list(shown)))
        super()._save_m2m()  # type: ignore[misc]
        if unseen:
            instance.readers.add(*unseen)


class SourceForm(ReadersForm):
    """A place that documents come from."""

    class Meta:
        model = Source
        fields: ClassVar = ["name", "kind", "location", "limit", "owner", "readers"]
        labels: ClassVar = {"owner": _("Responsable")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roots = allowed_folders(self.member)
        self.fields["location"].required = False
        self.fields["limit"].required = False
        if self.instance.pk:
            del self.fields["kind"]
            if self.instance.kind not in {Source.Kind.WEBSITE, *ON_SERVER}:
                del self.fields["location"]
            elif self.instance.kind in ON_SERVER and not self.roots:
                self.fields["location"].disabled = True
            if self.instance.kind != Source.Kind.WEBSITE:
                del self.fields["limit"]
            return
        offered = [Source.Kind.UPLOADS, Source.Kind.WEBSITE]
        if self.roots:
            offered += [Source.Kind.FOLDER, Source.Kind.FILE, Source.Kind.DILA]
            self.fields["location"].help_text = _(
                "Adresse de départ du site, ou chemin sous %(roots)s. Vide pour des fichiers "
                "déposés."
            ) % {"roots": ", ".join(map(str, self.roots))}
        else:
            self.fields["location"].help_text = _(
                "Adresse de départ du site. Vide pour des fichiers déposés."
            )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Genre"), choices=[(kind.value, kind.label) for kind in offered]
        )
        self.initial.setdefault("owner", self.member.pk)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if Source.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Une source porte déjà ce nom."))
        return name

    def clean_limit(self) -> int:
        limit = self.cleaned_data.get("limit") or 2000
        if limit > 20_000:
            raise ValidationError(_("20 000 pages au plus."))
        return int(limit)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind", self.instance.kind)
        if "location" not in self.fields or self.fields["location"].disabled:
            return cleaned
        location = str(cleaned.get("location") or "").strip()
        if kind == Source.Kind.WEBSITE:
            try:
                cleaned["location"] = web_address(location)
            except ValidationError as error:
                self.add_error("location", error)
            if not location:
                self.add_error("location", _("Donnez l'adresse de départ du site."))
        elif kind in ON_SERVER:
            cleaned["location"] = self._path(location)
        elif kind == Source.Kind.UPLOADS:
            cleaned["location"] = ""
        return cleaned

    def _path(self, location: str) -> str:
        if not location:
            self.add_error("location", _("Donnez le chemin du dossier ou du fichier."))
            return ""
        try:
            path = Path(location).expanduser().resolve()
            present = path.exists()
        except (OSError, ValueError, RuntimeError):
            self.add_error("location", _("Ce chemin ne peut pas être lu."))
            return ""
        if not any(path == root or root in path.parents for root in self.roots):
            # Said before « absent »: the page must not tell what else the server holds.
            roots = ", ".join(map(str, self.roots))
            self.add_error("location", _("Le chemin doit être sous %(roots)s.") % {"roots": roots})
        elif not present:
            self.add_error("location", _("Ce chemin n'existe pas sur le serveur."))
        return str(path)


class DocumentForm(ReadersForm):
    """What an editor may say of a document: the text itself comes from its source."""

    class Meta:
        model = Document
        fields: ClassVar = ["owner", "valid_from", "valid_to", "review_date", "readers"]
        widgets: ClassVar = {name: forms.DateInput() for name in fields[1:4]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and start > end:
            self.add_error("valid_to", _("La fin précède le début."))
        return cleaned


class CardForm(ScopedForm):
    """A question and the answer that an agent can read out as it is."""

    class Meta:
        model = AnswerCard
        fields: ClassVar = [
            "question",
            "phrasings",
            "answer",
            "theme",
            "url",
            "owner",
            "review_date",
            "published",
        ]
        widgets: ClassVar = {
            "review_date": forms.DateInput(),
            "phrasings": forms.Textarea(attrs={"rows": 4}),
            "answer": forms.Textarea(attrs={"rows": 7}),
        }
        help_texts: ClassVar = {
            "question": _("Comme l'usager la pose, en une phrase."),
            "theme": _("Par exemple : Transports > Scolaires."),
            "url": _("Page officielle d'où vient la réponse."),
        }

    def clean_url(self) -> str:
        return web_address(str(self.cleaned_data.get("url") or ""))


class ContactForm(ScopedForm):
    """An official contact. Its forms are written one a line: title, then address."""

    url = forms.CharField(label=_("Page"), required=False, max_length=500, widget=forms.URLInput)
    forms = forms.CharField(
        label=_("Formulaires"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Un par ligne : titre | https://adresse"),
    )

    class Meta:
        model = Contact
        fields: ClassVar = [
            "service",
            "phone",
            "email",
            "hours",
            "address",
            "url",
            "forms",
            "territory",
            "subjects",
            "review_date",
        ]
        widgets: ClassVar = {
            "review_date": forms.DateInput(),
            "subjects": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["forms"] = forms_as_text(self.instance.forms)

    def clean_service(self) -> str:
        service = str(self.cleaned_data["service"]).strip()
        if Contact.objects.filter(service=service).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Ce service est déjà dans l'annuaire."))
        return service

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not re.fullmatch(r"[+\d][\d .()/-]{1,38}", phone):
            raise ValidationError(_("Un téléphone s'écrit avec des chiffres : 04 65 71 20 10."))
        return phone

    def clean_url(self) -> str:
        return web_address(str(self.cleaned_data.get("url") or ""))

    def clean_forms(self) -> list[dict[str, str]]:
        return forms_from_text(str(self.cleaned_data["forms"]))


def forms_as_text(rows: list[dict[str, str]]) -> str:
    return "\n".join(f"{row.get('title', '')} | {row.get('url', '')}" for row in rows or [])


def forms_from_text(text: str) -> list[dict[str, str]]:
    """`title | address` lines. Raises `ValidationError` that quotes the wrong line."""
    rows = []
    for line in filter(None, map(str.strip, text.splitlines())):
        title, bar, address = (part.strip() for part in line.rpartition("|"))
        try:
            url = web_address(address)
        except ValidationError:
            url = ""
        if not bar or not title or not url:
            raise ValidationError(
                _("« %(line)s » : écrivez titre | https://adresse."), params={"line": line[:80]}
            )
        rows.append({"title": title, "url": url})
    return rows


class CompetenceForm(ScopedForm):
    """Who handles a subject here, and what to say when it is somebody else."""

    class Meta:
        model = Competence
        fields: ClassVar = [
            "subject",
            "phrases",
            "level",
            "authority",
            "transfer",
            "ours",
            "contact",
        ]
        widgets: ClassVar = {
            "phrases": forms.Textarea(attrs={"rows": 4}),
            "transfer": forms.Textarea(attrs={"rows": 3}),
        }


class WordForm(ScopedForm):
    """An acronym or a family of words."""

    class Meta:
        model = Word
        fields: ClassVar = ["kind", "term", "meaning"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, term = cleaned.get("kind"), str(cleaned.get("term") or "").strip()
        if kind and Word.objects.filter(kind=kind, term=term).exclude(pk=self.instance.pk).exists():
            self.add_error("term", _("Ce mot est déjà dans la table."))
        if kind == Word.Kind.FAMILY and not str(cleaned.get("meaning") or "").strip(" ,"):
            self.add_error("meaning", _("Donnez au moins un autre mot de la famille."))
        return cleaned


class SheetForm(forms.Form):
    """A CSV file to take up, as the export of the same page wrote it."""

    sheet = forms.FileField(
        label=_("Fichier CSV"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_("Mêmes colonnes que l'export. Une ligne déjà présente est mise à jour."),
    )
