"""The demonstration accounts shown on the sign-in page, only where the installation is one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from bastide.tenants.models import Member


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a fictitious person, with its public password."""

    email: str
    name: str
    role: str
    job: str
    organisation: str
    password: str


def accounts() -> list[Account]:
    """The people of the shipped demonstration authorities who have an account here, by role."""
    found = []
    demo = files("bastide") / "demo"
    folders = sorted(demo.iterdir(), key=lambda f: f.name) if demo.is_dir() else []
    for folder in folders:
        people = folder / "people.toml"
        if not folder.is_dir() or not people.is_file():
            continue
        content = tomllib.loads(people.read_text(encoding="utf-8"))
        emails = {person["email"].lower(): person for person in content["people"]}
        members = Member.objects.filter(email__in=emails, is_active=True)
        for member in members.select_related("organisation"):
            person = emails[member.email.lower()]
            found.append(
                Account(
                    member.email,
                    member.name,
                    member.get_role_display(),
                    person.get("job", ""),
                    member.organisation.name,
                    person.get("password", content.get("password", "")),
                )
            )
    return found
