"""Whom a provider of identity lets in: the member that is bound to (issuer, subject), and no other.

1. The organisation: the provider's own, or the one of the SIRET that it vouches for.
2. The address, if the provider is held to some domains.
3. Known subject: its member, if she is active and of that organisation.
4. New subject: the active member of that organisation with that verified address, who has no other
   subject there (an address alone never moves an account to somebody else); or a new member, where
   the provider may create some.
5. Her role and groups follow the provider's claim, where the installation maps one.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from bastide.providers.openid.declared import Provider
from bastide.providers.openid.flow import Person
from bastide.providers.openid.server import Refused
from bastide.tenants.models import Identity, Member, Organisation, ReaderGroup, Role
from bastide.tenants.scope import scope


def admit(provider: Provider, person: Person) -> tuple[Member, dict[str, Any]]:
    """The member, and what was done to let her in (for the audit trail). Raises `Refused`."""
    organisation = organisation_of(provider, person.claims)
    email = address_of(person.claims)
    if provider.domains and email.rpartition("@")[2] not in {d.lower() for d in provider.domains}:
        raise Refused("domain")
    try:
        with transaction.atomic(), scope(organisation):
            key = {"issuer": provider.issuer, "subject": person.subject}
            bound = Identity.objects.filter(**key).select_related("member__organisation").first()
            done: dict[str, Any] = {}
            if bound:
                member = bound.member
                if member.organisation_id != organisation.pk:
                    raise Refused("elsewhere")
                if not member.is_active:
                    raise Refused("inactive")
            else:
                member, created = _first_time(provider, person, organisation, email)
                Identity.objects.create(member=member, **key)
                done = {"created": True} if created else {"bound": True}
            return member, done | _follow(provider, member, person.claims)
    except IntegrityError as error:  # the same person twice at once
        raise Refused("again") from error


def organisation_of(provider: Provider, claims: dict[str, Any]) -> Organisation:
    slug = provider.organisation
    if not slug:
        siret = str(claims.get(provider.siret_claim) or "").replace(" ", "")
        slug = provider.sirets.get(siret, "")
    found = Organisation.objects.filter(slug=slug).first() if slug else None
    if found is None:
        raise Refused("organisation")
    return found


def address_of(claims: dict[str, Any]) -> str:
    """The address that the provider gives, in small letters; empty when it gives none."""
    email = str(claims.get("email") or "").strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email if len(email) <= 254 else ""


def _first_time(
    provider: Provider, person: Person, organisation: Organisation, email: str
) -> tuple[Member, bool]:
    if not email:
        raise Refused("email")
    if not provider.trust_email and person.claims.get("email_verified") is not True:
        raise Refused("unverified")
    member = Member.objects.select_related("organisation").filter(email__iexact=email).first()
    if member is None:
        if not provider.create:
            raise Refused("unknown")
        member = Member(
            email=email,
            name=_name(person.claims) or email,
            organisation=organisation,
            role=provider.role,
        )
        member.set_unusable_password()
        member.save()
        return member, True
    if member.organisation_id != organisation.pk:
        raise Refused("elsewhere")
    if not member.is_active:
        raise Refused("inactive")
    if member.identities.filter(issuer=provider.issuer).exists():
        raise Refused("other_subject")
    return member, False


def _name(claims: dict[str, Any]) -> str:
    """« Prénom Nom »: ProConnect says `usual_name`, others `family_name`."""
    last = claims.get("usual_name") or claims.get("family_name") or ""
    both = f"{claims.get('given_name') or ''} {last}".strip() if last else ""
    return str(both or claims.get("name") or "")[:150]


def _follow(provider: Provider, member: Member, claims: dict[str, Any]) -> dict[str, Any]:
    """Role and groups as the claim says; groups that the installation does not map stay."""
    if not provider.role_claim:
        return {}
    told = claims.get(provider.role_claim)
    values = {str(one) for one in (told if isinstance(told, list) else [told])}
    done: dict[str, Any] = {}
    if provider.roles:
        mapped = {role for value, role in provider.roles.items() if value in values}
        role = next((r for r in reversed(Role.values) if r in mapped), provider.role)
        if role != member.role:
            done["role"] = f"{member.role} → {role}"
            member.role = role
            member.save(update_fields=["role"])
    if provider.groups:
        wanted = {slug for value, slug in provider.groups.items() if value in values}
        managed = ReaderGroup.objects.filter(slug__in=set(provider.groups.values()))
        before = set(member.groups.values_list("slug", flat=True))
        for group in managed:
            if group.slug in wanted and group.slug not in before:
                member.groups.add(group)
                done.setdefault("groups", []).append(f"+{group.slug}")
            elif group.slug not in wanted and group.slug in before:
                member.groups.remove(group)
                done.setdefault("groups", []).append(f"-{group.slug}")
    return done
