"""The applicant's link and its code: drawn, shown once, kept hashed only.

1. `open_link` draws both and closes the links that the case had.
2. `link_of` finds a link by its token, whatever the organisation; the caller then works within
   that organisation's scope alone.
3. `code_is_right` counts every try before it compares, so that tries made together count too.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bastide.tenants import audit
from bastide.tenants.models import Member
from bastide.tenants.scope import every_organisation
from bastide.usecases.check.models import ApplicantLink, Case, Event
from bastide.usecases.check.trail import tell

# Eight digits are typed without error on a phone; with ten tries, a code is guessed once in ten
# million, by who already holds the link (256 bits that nobody guesses).
CODE_DIGITS = 8
MOST_TRIES = 10
TOKEN_BYTES = 32
# A link lives longer than the time that a letter gives (`views_letter.DAYS_TO_SEND`).
DAYS_OPEN = 30


@dataclass(frozen=True, slots=True)
class Opened:
    """A link just made: its secrets, which nothing can show again."""

    link: ApplicantLink
    token: str
    code: str

    @property
    def spaced_code(self) -> str:
        """« 1234 5678 »: as it is dictated."""
        return f"{self.code[:4]} {self.code[4:]}"


def open_link(case: Case, member: Member) -> Opened:
    """A new link for the case; those that were open are closed."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
    expires = timezone.now() + timedelta(days=DAYS_OPEN)
    with transaction.atomic():
        case.links.filter(closed=None).update(closed=timezone.now())
        link = ApplicantLink(
            case=case, token_hash=_hash(token), code_hash=make_password(code), expires=expires
        )
        link.save()
        until = timezone.localtime(expires).strftime("%d/%m/%Y")
        tell(case, member, Event.What.LINKED, _("jusqu'au %(day)s") % {"day": until})
        audit.record(member, "check.link", "case", case.reference)
    return Opened(link, token, code)


def close_links(case: Case, member: Member) -> int:
    """Closes the open links of a case; returns how many."""
    count: int = case.links.filter(closed=None).update(closed=timezone.now())
    if count:
        audit.record(member, "check.unlink", "case", case.reference)
    return count


def link_of(token: str) -> ApplicantLink | None:
    """The link that can still be used, of whatever organisation; None for any other token."""
    with every_organisation():
        link: ApplicantLink | None = ApplicantLink.objects.filter(
            token_hash=_hash(token), closed=None
        ).first()
    return link if link is not None and usable(link) else None


def usable(link: ApplicantLink) -> bool:
    """Whether it is open, neither out of date nor tried too often."""
    return (
        link.closed is None
        and (link.expires is None or timezone.now() < link.expires)
        and link.tries < MOST_TRIES
    )


def code_is_right(link: ApplicantLink, typed: str) -> bool:
    """Whether the code is that of the link; a right one gives all the tries back.

    Within the scope of the link's organisation. The comparison is that of Django's passwords:
    slow, and as long for a wrong code as for a right one.
    """
    rows = ApplicantLink.objects.filter(pk=link.pk)
    counted = rows.filter(closed=None, tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
    if not counted:
        return False
    link.refresh_from_db(fields=["tries"])
    digits = "".join(c for c in typed if c.isascii() and c.isdigit())
    if not check_password(digits, link.code_hash):
        return False
    rows.update(tries=0)
    link.tries = 0
    return True


def tries_left(link: ApplicantLink) -> int:
    return max(0, MOST_TRIES - link.tries)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
