"""The providers of identity that an installation declares in one TOML or JSON file.

The file never holds a secret: it names an environment variable or a file that does.
"""

from __future__ import annotations

import json
import os
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Algorithm = Literal["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
Role = Literal["agent", "instructor", "editor", "manager", "administrator"]


class SecretMissing(RuntimeError):
    """The variable or file that holds a provider's secret is absent or empty."""


class Provider(BaseModel):
    """Who may vouch for a person, and what its word is worth here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    label: Annotated[str, Field(min_length=1, max_length=80)]
    issuer: str
    client_id: Annotated[str, Field(min_length=1)]
    secret_variable: str = ""
    secret_file: str = ""
    client_auth: Literal["client_secret_post", "client_secret_basic"] = "client_secret_post"
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    acr_values: tuple[str, ...] = ()
    acr_required: bool = False
    algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)] = ("RS256", "ES256")
    userinfo: bool = True
    seconds: Annotated[float, Field(gt=0, le=60)] = 10.0

    domains: tuple[str, ...] = ()
    organisation: str = ""
    siret_claim: str = "siret"
    sirets: dict[str, str] = {}
    trust_email: bool = False
    create: bool = False
    role: Role = "agent"
    role_claim: str = ""
    roles: dict[str, Role] = {}
    groups: dict[str, str] = {}

    @model_validator(mode="after")
    def _whole(self) -> Provider:
        parts = urlsplit(self.issuer)
        if parts.scheme not in ("https", "http") or not parts.hostname or parts.query:
            raise ValueError("« issuer » : une adresse https est attendue")
        if bool(self.secret_variable) == bool(self.secret_file):
            raise ValueError("« secret_variable » ou « secret_file » est attendu, l'un des deux")
        if bool(self.organisation) == bool(self.sirets):
            raise ValueError("« organisation » ou « sirets » est attendu, l'un des deux")
        if "openid" not in self.scopes:
            raise ValueError("« scopes » doit contenir « openid »")
        if (self.roles or self.groups) and not self.role_claim:
            raise ValueError("« role_claim » est attendu avec « roles » ou « groups »")
        if self.acr_required and not self.acr_values:
            raise ValueError("« acr_values » est attendu avec « acr_required »")
        return self

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The organisations whose members it may vouch for."""
        found = [self.organisation] if self.organisation else sorted(set(self.sirets.values()))
        return tuple(found)

    def secret(self) -> str:
        """Read each time: a secret renewed is in force at once. Raises `SecretMissing`."""
        if self.secret_variable:
            found = os.environ.get(self.secret_variable, "")
        else:
            try:
                found = Path(self.secret_file).read_text(encoding="utf-8")
            except (OSError, UnicodeError) as error:
                raise SecretMissing(self.secret_file) from error
        if not found.strip():
            raise SecretMissing(self.secret_variable or self.secret_file)
        return found.strip()


def read_providers(file: str) -> tuple[Provider, ...]:
    """The providers of a file (`[[provider]]` tables), in its order; none without a file.

    Raises `ValueError` with a sentence in French.
    """
    if not file:
        return ()
    path = Path(file).expanduser()
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        rows = found["provider"]
        providers = tuple(Provider.model_validate(row) for row in rows)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ValueError(
            f"« {path} » : {where} {first['msg']}".replace("Value error, ", "")
        ) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"« {path} » ne peut pas être lu ({type(error).__name__}).") from None
    if len({one.name for one in providers}) != len(providers):
        raise ValueError(f"« {path} » : deux fournisseurs portent le même nom.")
    return providers
