"""What an agent types in a field, in the field's normal form (`engine.pieces.kinds.Form`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from bastide.engine.pieces import identifiers
from bastide.engine.pieces.amounts import parse_amount
from bastide.engine.pieces.dates import parse_date, parse_month
from bastide.engine.pieces.kinds import KINDS

LONGEST = 300

_KEYED: dict[str, Callable[[str], identifiers.Checked | None]] = {
    "iban": identifiers.iban,
    "bic": identifiers.bic,
    "siren": identifiers.siren,
    "siret": identifiers.siret,
    "vat": identifiers.vat,
    "nir": identifiers.nir,
    "nda": identifiers.nda,
}
_SHAPED = {"year": r"(19|20)\d\d", "postcode": r"\d{5}", "phone": r"\+33\d{9}"}


class TypedWrong(ValueError):
    """What was typed has not the field's form; the message says what is expected, in French."""


def normal_form(kind: str, name: str, text: str) -> str:
    """The value, or empty when nothing was typed (the piece does not say). Raises `TypedWrong`.

    A number with a key is taken only when its key is right: an agent mistypes too.
    """
    form = KINDS[kind].fields.get(name) if kind in KINDS else None
    if form is None:
        raise TypedWrong(_("Ce type de pièce n'a pas ce champ."))
    text = " ".join(text.split())[:LONGEST]
    if not text:
        return ""
    if form in _KEYED:
        found = _KEYED[form](text)
        if found is None or found.repaired:
            raise TypedWrong(
                _("La clé de contrôle de ce numéro n'est pas juste : relisez-le sur la page.")
            )
        return found.value
    return _other(form, text)


def _other(form: str, text: str) -> str:
    if form == "date":
        day = parse_date(text)
        if day is None:
            raise TypedWrong(_("Une date s'écrit jj/mm/aaaa, par exemple 12/03/2026."))
        return day.isoformat()
    if form == "month":
        month = parse_month(text) or (text if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) else "")
        if not month:
            raise TypedWrong(_("Un mois s'écrit mm/aaaa, par exemple 03/2026."))
        return month
    if form in ("amount", "number"):
        value = parse_amount(text) if form == "amount" else _number(text)
        if value is None:
            raise TypedWrong(_("Un nombre est attendu, par exemple 1 234,50."))
        return f"{value:.2f}" if form == "amount" else f"{value.normalize():f}"
    if form == "email":
        try:
            validate_email(text)
        except ValidationError as error:
            raise TypedWrong(_("Une adresse électronique est attendue.")) from error
        return text
    if form == "code":
        return "".join(text.upper().split())
    if form == "phone":
        text = re.sub(r"^(0033|0)(?=\d{9}$)", "+33", re.sub(r"[ .\-]", "", text))
    if form in _SHAPED and not re.fullmatch(_SHAPED[form], text):
        expected = {
            "year": _("Une année s'écrit en quatre chiffres."),
            "postcode": _("Un code postal a cinq chiffres."),
            "phone": _("Un numéro de téléphone français a dix chiffres."),
        }
        raise TypedWrong(expected[form])
    return text


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(re.sub(r"[\s%h]", "", text).replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
