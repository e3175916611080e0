"""Organisation, its members, their reader groups, and the audit trail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bastide.tenants import chain
from bastide.tenants.colour import check_accent
from bastide.tenants.scope import Scoped


class Role(models.TextChoices):
    """What a member does at work. What each may do is in `tenants.rights`."""

    AGENT = "agent", _("Agent")
    INSTRUCTOR = "instructor", _("Instructeur")
    EDITOR = "editor", _("Rédacteur de la base")
    MANAGER = "manager", _("Responsable")
    ADMINISTRATOR = "administrator", _("Administrateur")


class Organisation(models.Model):
    """A local authority. Everything else belongs to one."""

    slug = models.SlugField(_("identifiant"), unique=True, max_length=60)
    name = models.CharField(_("nom"), max_length=200)
    territories = models.JSONField(
        _("codes du territoire"),
        default=list,
        blank=True,
        help_text=_("Codes INSEE (région, départements, communes) que l'organisation dessert."),
    )
    accent = models.CharField(
        _("couleur"), max_length=7, default="#1f4e79", validators=[check_accent]
    )
    logo = models.FileField(_("logo"), upload_to="logos", blank=True)
    second_factor_required = models.BooleanField(
        _("exiger un second facteur"),
        default=False,
        help_text=_(
            "Chaque membre devra, avant toute autre page, ajouter à son mot de passe un code "
            "donné par son téléphone."
        ),
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class MemberManager(BaseUserManager["Member"]):
    def get_by_natural_key(self, username: str | None) -> Member:
        return self.get(email__iexact=username or "")


class Member(AbstractBaseUser):
    """A person of one organisation, with a local account. Signs in with her address."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom"), max_length=150)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, default=Role.AGENT)
    groups: models.ManyToManyField[ReaderGroup, Any] = models.ManyToManyField(
        "ReaderGroup", blank=True, related_name="members", verbose_name=_("groupes de lecture")
    )
    is_active = models.BooleanField(_("actif"), default=True)
    factor_changes = models.PositiveIntegerField(default=0, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with a new password, and with each change of the second factor."""
        known: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.factor_changes:
            return known
        return salted_hmac(
            "tenants.factor", f"{known} {self.factor_changes}", secret, algorithm="sha256"
        ).hexdigest()


class Identity(models.Model):
    """A person as a provider of identity knows her: (issuer, subject), bound to one member forever.

    Asked for before anyone is signed in, by that pair alone; hence outside any scope, as `Member`.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_member_a_subject"),
            models.UniqueConstraint(fields=["issuer", "member"], name="one_subject_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"


class ReaderGroup(Scoped):
    """A set of members who may read what others may not (for example: supervision)."""

    slug = models.SlugField(_("identifiant"), max_length=60)
    name = models.CharField(_("nom"), max_length=120)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="group_slug_once")
        ]

    def __str__(self) -> str:
        return self.name


class SecondFactor(Scoped):
    """The key that a member's telephone makes codes of (see `second_factor`).

    `secret`: closed by the signing key. `last_step`: that of the last code taken, which is not
    taken again. `failures`: wrong tries since the last good one.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    secret = models.TextField()
    last_step = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.member_id}"


class RecoveryCode(Scoped):
    """A code to enter once without the telephone; its digest alone is kept."""

    factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.factor_id} {self.used}"


class AuditHead(models.Model):
    """The last row of an organisation's trail, kept apart from it: its number and its digest.

    Asked for by the organisation's own key alone, in `AuditEntry.save`.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="audit_head"
    )
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=chain.FIRST)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


class AuditEntry(Scoped):
    """Who saw or changed what, and when. Rows are added, never changed or removed: triggers in the
    database refuse it (migration 0002), and each row is chained to the one before (`chain`).

    `number`: from 1, in the organisation.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    number = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    actor = models.CharField(max_length=254, help_text="Address of the member, or the command.")
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_row_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValidationError(_("La piste d'audit ne se modifie pas."))
        self.enter_scope()
        with transaction.atomic():
            owner = {"organisation_id": self.organisation_id}
            AuditHead.objects.get_or_create(**owner)
            head = AuditHead.objects.select_for_update().get(**owner)
            self.number = head.number + 1
            self.digest = head.digest = chain.digest(head.digest, self)
            head.number = self.number
            super().save(*args, **kwargs)
            head.save()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError(_("La piste d'audit ne s'efface pas."))


class Leftover(models.Model):
    """A file, or the folder of a search index, of rows that are gone: still to be removed.

    Entered in the transaction that removes the rows, so that a machine that stops before the files
    are removed knows of them when it starts again (`site.leftovers`). `of`: the organisation's
    number, hers or one that is no more; `path`: within the data folder.
    """

    of = models.PositiveBigIntegerField()
    path = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.path


class Removal(models.Model):
    """An organisation that was removed: all that is kept of it. Rows are added, never changed nor
    removed, and chained like the audit trail (`chain`); without such a row, the triggers let no row
    of a trail go (migration 0006).

    `of`: the number that it bore; `by`: the account of the system that gave the command; `rows`:
    how many went, by table; `entries`, `head`: the last number and digest of its audit trail;
    `sound`: whether that trail still held.
    """

    of = models.PositiveBigIntegerField(unique=True)
    slug = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=254)
    rows = models.JSONField(default=dict)
    entries = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    sound = models.BooleanField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.slug} {self.at:%Y-%m-%d}"
