"""The forms of sign-in, organisation, members and reader groups."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bastide.tenants.images import LARGEST_LOGO, media_type
from bastide.tenants.models import Member, Organisation, ReaderGroup, Role
from bastide.tenants.scope import Scoped, current_organisation_id


class SignInForm(AuthenticationForm):
    """Address and password. The address is folded so that a capital is not another account
    for the throttle."""

    username = forms.CharField(
        label=_("Adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "autofocus": True, "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "Adresse ou mot de passe inconnus. Vérifiez les majuscules ; en cas d'oubli, "
            "demandez un nouveau mot de passe à votre administrateur."
        ),
        "inactive": _("Ce compte est désactivé : demandez à votre administrateur."),
    }

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class ScopedForm(forms.ModelForm):
    """A form over the rows of the organisation in scope.

    Choices that point at scoped rows or at members are those of the organisation, read anew for
    each request; « already taken » is checked within the organisation.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = current_organisation_id()
        if isinstance(self.instance, Scoped) and self.instance.pk is None:
            self.instance.organisation_id = organisation
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                model = field.queryset.model  # type: ignore[union-attr]
                if issubclass(model, Scoped):
                    field.queryset = model.objects.all()
                elif model is Member:
                    field.queryset = Member.objects.filter(
                        organisation=organisation, is_active=True
                    )
                    field.empty_label = str(_("personne"))
            if isinstance(field.widget, forms.DateInput):
                field.widget.input_type = "date"
                field.widget.format = "%Y-%m-%d"

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        excluded.discard("organisation")
        return excluded


class OrganisationForm(forms.ModelForm):
    """Name, territory, colour, logo."""

    territories = forms.CharField(
        label=_("Codes du territoire"),
        required=False,
        help_text=_(
            "Codes INSEE des communes, départements ou région desservis, séparés par des espaces."
        ),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("Image PNG, JPEG ou WebP de 200 ko au plus."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    remove_logo = forms.BooleanField(label=_("Retirer le logo enregistré"), required=False)

    class Meta:
        model = Organisation
        fields: ClassVar = ["name", "accent", "territories", "logo", "second_factor_required"]
        widgets: ClassVar = {"accent": forms.TextInput(attrs={"type": "color"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["territories"] = " ".join(self.instance.territories)
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_territories(self) -> list[str]:
        codes = str(self.cleaned_data["territories"]).replace(",", " ").upper().split()
        wrong = [code for code in codes if not code.isalnum() or not 1 < len(code) <= 9]
        if wrong:
            raise ValidationError(
                _("« %(code)s » n'est pas un code de territoire (exemples : 93, 13, 13055)."),
                params={"code": wrong[0][:20]},
            )
        return list(dict.fromkeys(codes))

    def clean_logo(self) -> Any:
        file = self.cleaned_data.get("logo")
        if not file or "logo" not in self.files:
            return file
        if file.size > LARGEST_LOGO:
            raise ValidationError(_("Ce fichier dépasse 200 ko : réduisez l'image."))
        kind = media_type(file.read())
        file.seek(0)
        if kind is None:
            raise ValidationError(
                _("Ce fichier n'est pas une image PNG, JPEG ou WebP, quel que soit son nom.")
            )
        file.name = f"{self.instance.pk}.{kind.removeprefix('image/')}"
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("remove_logo") and "logo" not in self.files:
            cleaned["logo"] = False  # how Django's file field says « none from now on »
        return cleaned


class MemberForm(ScopedForm):
    """A member: who she is, what she may do, and a password that is set, never shown."""

    password = forms.CharField(
        label=_("Nouveau mot de passe"),
        required=False,
        strip=False,
        max_length=500,
        help_text=_("Douze caractères au moins. Vide : le mot de passe ne change pas."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = Member
        fields: ClassVar = ["name", "email", "role", "groups", "is_active"]
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.organisation_id = current_organisation_id()
            self.fields["password"].required = True
            self.fields["password"].label = _("Mot de passe")
            self.fields["password"].help_text = _("Douze caractères au moins.")

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if Member.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Cette adresse a déjà un compte."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.get("password")
        if password:
            person = Member(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        if self._was_administrator() and (
            cleaned.get("role") != Role.ADMINISTRATOR or not cleaned.get("is_active")
        ):
            others = Member.objects.filter(
                organisation_id=self.instance.organisation_id,
                role=Role.ADMINISTRATOR,
                is_active=True,
            ).exclude(pk=self.instance.pk)
            if not others.exists():
                raise ValidationError(
                    _(
                        "C'est le dernier compte d'administrateur actif : donnez d'abord ce rôle "
                        "à quelqu'un d'autre."
                    )
                )
        return cleaned

    def _was_administrator(self) -> bool:
        stored = Member.objects.filter(pk=self.instance.pk).first()
        return bool(stored and stored.is_active and stored.role == Role.ADMINISTRATOR)

    def save(self, commit: bool = True) -> Member:
        member: Member = super().save(commit=False)
        if self.cleaned_data.get("password"):
            member.set_password(self.cleaned_data["password"])
        if commit:
            member.save()
            self._save_m2m()  # type: ignore[attr-defined]
        return member


class ReaderGroupForm(ScopedForm):
    """The name of a reader group; its identifier follows."""

    class Meta:
        model = ReaderGroup
        fields: ClassVar = ["name"]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        slug = slugify(name)[:60]
        if not slug:
            raise ValidationError(_("Donnez un nom avec des lettres."))
        if ReaderGroup.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Un groupe porte déjà ce nom."))
        if self.instance.pk is None:
            self.instance.slug = slug
        return name
