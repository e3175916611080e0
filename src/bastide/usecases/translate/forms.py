"""What is handed over, what is set, and the glossary's terms."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bastide.engine.translation.languages import LANGUAGES, direction
from bastide.languages.models import LONGEST_TERM, Term
from bastide.providers.translation.files import FORMATS
from bastide.tenants.forms import ScopedForm
from bastide.usecases.translate.keeping import LONGEST_TEXT
from bastide.usecases.translate.models import Rules


class LanguagesForm(forms.Form):
    """From which language to which, among those that an engine knows."""

    source = forms.ChoiceField(label=_("De"))
    target = forms.ChoiceField(label=_("Vers"))

    def __init__(self, *args: Any, pairs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = pairs
        self._offer("source", {source for source, _target in pairs})
        self._offer("target", {target for _source, target in pairs})

    def _offer(self, field: str, codes: set[str]) -> None:
        """In the order in which languages are listed: French, then its neighbours."""
        choices = [(code, name) for code, name in LANGUAGES.items() if code in codes]
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        source, target = cleaned.get("source", ""), cleaned.get("target", "")
        if source and target and (source, target) not in self.pairs:
            known = ", ".join(LANGUAGES[t] for s, t in self.pairs if s == source)
            if source == target:
                self.add_error("target", _("Choisissez deux langues différentes."))
            else:
                self.add_error(
                    "target",
                    _("Aucun moteur ne traduit de : %(from)s vers : %(to)s. Possible : %(known)s.")
                    % {"from": LANGUAGES[source], "to": LANGUAGES[target], "known": known},
                )
        return cleaned


class TextForm(LanguagesForm):
    """A text to translate, or a file."""

    text = forms.CharField(
        label=_("Texte à traduire"),
        required=False,
        strip=False,
        max_length=4 * LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    file = forms.FileField(
        label=_("ou un fichier"),
        required=False,
        allow_empty_file=True,
        help_text=", ".join(one.lstrip(".").upper() for one in FORMATS),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(FORMATS)}),
    )


class RulesForm(ScopedForm):
    class Meta:
        model = Rules
        fields: ClassVar = ["retention_days"]


TERM_LANGUAGES = tuple(code for code in LANGUAGES if code != "fr")


class YesBox(forms.CheckboxInput):
    """A box that a sheet fills with « oui » or « non »."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        return str(data.get(name, "")).strip().lower() in {
            "on",
            "oui",
            "o",
            "x",
            "1",
            "vrai",
            "true",
        }


class TermForm(ScopedForm):
    """A term, with a field a language."""

    class Meta:
        model = Term
        fields: ClassVar = ["term", "kept", "note"]
        widgets: ClassVar = {"kept": YesBox}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in TERM_LANGUAGES:
            self.fields[code] = forms.CharField(
                label=LANGUAGES[code].capitalize(),
                max_length=2 * LONGEST_TERM,
                required=False,
                initial=self.instance.translations.get(code, ""),
                widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
            )
        self.fields[TERM_LANGUAGES[0]].help_text = _(
            "Dans chaque langue, le pluriel après une barre : carta / cartas. Vide : le moteur "
            "traduit."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = any(cleaned.get(code) for code in TERM_LANGUAGES)
        if not cleaned.get("kept") and not given and not self.errors:
            raise forms.ValidationError(
                _("Donnez au moins une traduction, ou cochez « ne jamais traduire ».")
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.instance.translations = {
            code: self.cleaned_data[code] for code in TERM_LANGUAGES if self.cleaned_data.get(code)
        }
        return super().save(commit)


class TmxForm(forms.Form):
    """A translation memory to take up."""

    file = forms.FileField(
        label=_("Fichier TMX"),
        widget=forms.ClearableFileInput(attrs={"accept": ".tmx"}),
        help_text=_("50 Mo et 200 000 segments au plus. Un segment déjà connu est remplacé."),
        error_messages={
            "required": _("Choisissez un fichier."),
            "empty": _("Ce fichier est vide."),
        },
    )
