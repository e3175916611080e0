"""Every `BASTIDE_*` variable, typed. `docs/configuration.md` shows this table; a test compares."""

from __future__ import annotations

import secrets
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AliasChoices, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bastide.providers import broker, tracing
from bastide.providers.openid.declared import read_providers
from bastide.site.objects import read_files, secret_of


class Config(BaseSettings):
    """What an administrator may set, each with a default that works on the first day."""

    model_config = SettingsConfigDict(env_prefix="BASTIDE_", extra="ignore", frozen=True)

    data_dir: Path = Field(
        Path("var"), description="Folder of everything Bastide keeps: database, index, files, logs."
    )
    database_url: str = Field(
        "",
        validation_alias=AliasChoices("BASTIDE_DATABASE_URL", "DATABASE_URL"),
        description=(
            "`postgresql://user:password@host:5432/name` for PostgreSQL, also read from "
            "`DATABASE_URL`; options after `?` go to the driver (`sslmode=require`). Empty: SQLite "
            "in the data folder."
        ),
    )
    jobs: str = Field(
        "worker",
        description=(
            "What gives out the work in the background: `worker`, the database alone, or `celery`, "
            "a broker besides (docs/shared.md)."
        ),
    )
    broker_url: str = Field(
        "",
        validate_default=True,
        description=(
            "Broker of `BASTIDE_JOBS=celery`: `amqp://user:password@host:5672/vhost` (RabbitMQ) or "
            "`redis://:password@host:6379/0`."
        ),
    )
    files: str = Field(
        "",
        description=(
            "`s3://bucket/prefix?endpoint=https://host&region=name` keeps files in a bucket that "
            "speaks S3 (docs/shared.md). Empty: in the data folder."
        ),
    )
    files_key: str = Field(
        "",
        description=(
            "Identifier of the account of that bucket. Empty: what boto3 finds by itself (`AWS_…`, "
            "`~/.aws`, the machine's role)."
        ),
    )
    files_secret: str = Field(
        "",
        description="Where that account's secret is, never the secret: `env:NAME` or `file:PATH`.",
    )
    cache: str = Field(
        "",
        description=(
            "`redis://:password@host:6379/1` for a cache in common to several machines. Empty: in "
            "the data folder."
        ),
    )
    secret_key: str = Field(
        "",
        description="Key that signs sessions. Empty: one is drawn and kept in the data folder.",
    )
    debug: bool = Field(False, description="Development only: detailed error pages.")
    demo: bool = Field(
        False, description="Shows the demonstration accounts on the sign-in page. Never in service."
    )
    hosts: Annotated[list[str], NoDecode] = Field(
        ["localhost", "127.0.0.1", "[::1]"],
        description="Host names the site answers to, separated by commas.",
    )
    https: bool = Field(
        False, description="True behind HTTPS: secure cookies and strict transport security."
    )
    trusted_proxies: int = Field(
        0, ge=0, le=10, description="Number of reverse proxies in front, for the caller's address."
    )
    language: str = Field("fr", description="Language of the interface by default: `fr` or `en`.")
    timezone: str = Field("Europe/Paris", description="Time zone of the dates shown.")
    read_seconds: float = Field(
        60, gt=0, description="Longest time spent reading one file, in seconds."
    )
    read_megabytes: int = Field(
        1024, gt=63, description="Most memory that reading one file may take, in MiB."
    )
    upload_megabytes: int = Field(
        100, gt=0, description="Largest file that may be uploaded or read, in MiB."
    )
    open_indexes: int = Field(
        64,
        gt=0,
        description=(
            "Search indexes that a process keeps open, one an organisation; the least used is "
            "closed, and opened again when it is asked."
        ),
    )
    vectors_megabytes: int = Field(
        512,
        gt=0,
        description=(
            "Most memory that the vectors of passages may take in a process, in MiB; those of the "
            "organisation that asks are held whatever they weigh."
        ),
    )
    folders: Annotated[list[str], NoDecode] = Field(
        [],
        description=(
            "Folders of the server that an administrator may name as a source from the page, "
            "separated by commas; `{organisation}` stands for the organisation's identifier. "
            "Empty: folders are taken up from the command line only."
        ),
    )
    web_private_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description=(
            "Hosts of the intranet that the web connector may read although their address is "
            "private, separated by commas."
        ),
    )

    model_private_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description=(
            "Hosts (`host` or `host:port`) of models whose address may be private, and reached "
            "without HTTPS, separated by commas: a local model needs its host here."
        ),
    )
    model_secrets: Annotated[list[str], NoDecode] = Field(
        [],
        description=(
            "Environment variables that hold models' keys, separated by commas: `slug:NAME` for "
            "one organisation, `NAME` for every one. An administrator may name no other."
        ),
    )
    model_secrets_folder: str = Field(
        "",
        description=(
            "Folder of the files that hold models' keys; `{organisation}` stands for the "
            "organisation's identifier. Empty: `secrets/{organisation}` in the data folder."
        ),
    )
    mail_private_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description=(
            "Hosts (`host` or `host:port`) of mailboxes (IMAP) whose address may be private, "
            "separated by commas: a mail server of the authority's own network needs its host here."
        ),
    )
    oidc: str = Field(
        "",
        description=(
            "File (TOML or JSON) of the providers of identity (OpenID Connect, ProConnect): "
            "docs/operations.md says what it holds. Empty: local accounts alone."
        ),
    )
    oidc_private_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description=(
            "Hosts (`host` or `host:port`) of providers of identity whose address may be private, "
            "and reached without HTTPS, separated by commas."
        ),
    )
    local_sign_in: bool = Field(
        True,
        description=(
            "False hides the form of local accounts where providers of identity are declared; "
            "`/connexion/?local` still shows it."
        ),
    )
    retriever: bool = Field(
        True,
        description=(
            "Search by meaning beside words, with the retriever that Bastide ships, wherever an "
            "organisation has set no model of its own for it. False: words alone."
        ),
    )
    libretranslate_url: str = Field(
        "",
        description=(
            "Address of a LibreTranslate server (`https://…`), for translation. One on a private "
            "address must be named in `BASTIDE_MODEL_PRIVATE_HOSTS`."
        ),
    )
    libretranslate_key: str = Field("", description="Key of that server, if it asks for one.")
    rate_person: int = Field(
        1200,
        ge=0,
        description=(
            "Most requests that a signed-in person may make in a minute; half as many that bring "
            "files or check a password, a tenth that have something worked out "
            "(docs/operations.md). 0: no limit."
        ),
    )
    rate_organisation: int = Field(
        6000,
        ge=0,
        description=(
            "The same for the members of an organisation together, so that none starves the "
            "others. 0: no limit."
        ),
    )
    rate_address: int = Field(
        1200,
        ge=0,
        description=(
            "The same for a network address of people who are not signed in (sign-in, applicants "
            "by their link); a site behind a proxy needs `BASTIDE_TRUSTED_PROXIES`. 0: no limit."
        ),
    )
    metrics_token: str = Field(
        "",
        description=(
            "Token, of 16 characters or more, that `/metrics` is given for (`Authorization: "
            "Bearer …`). Empty: `/metrics` is given to nobody."
        ),
    )
    otel: bool = Field(
        False,
        description=(
            "Traces by OpenTelemetry, sent where the standard variables `OTEL_…` say "
            "(docs/operations.md). Asks for `pip install 'bastide[otel]'`."
        ),
    )
    log: str = Field("text", description="Logs: `text`, or `json` for one JSON object a line.")
    slow_ms: float = Field(
        2000, gt=0, description="Requests longer than this are logged as slow, in milliseconds."
    )
    slow_sql_ms: float = Field(
        500, gt=0, description="SQL longer than this is logged as slow, in milliseconds."
    )
    trust_test_authority: bool = Field(
        False,
        description=(
            "Tests only: 2D-Doc signed with the specification's public test key pass for true, "
            "and every page and report says so in red."
        ),
    )

    @field_validator(
        "hosts",
        "folders",
        "web_private_hosts",
        "model_private_hosts",
        "model_secrets",
        "mail_private_hosts",
        "oidc_private_hosts",
        mode="before",
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/")):
            raise ValueError("« postgresql://utilisateur:motdepasse@hôte/base » attendu")
        return value

    @field_validator("jobs")
    @classmethod
    def _known_jobs(cls, value: str) -> str:
        if value not in {"worker", "celery"}:
            raise ValueError("« worker » ou « celery » attendu")
        return value

    @field_validator("broker_url")
    @classmethod
    def _known_broker(cls, value: str, info: ValidationInfo) -> str:
        parts = urlsplit(value)
        wanted = info.data.get("jobs") == "celery"
        if (value or wanted) and (parts.scheme not in broker.SCHEMES or not parts.hostname):
            raise ValueError(
                "« amqp://utilisateur:motdepasse@hôte/ » ou « redis://hôte/0 » attendu"
            )
        if wanted and (package := broker.lacking(value)):
            raise ValueError(
                f"BASTIDE_JOBS=celery demande le paquet Python « {package} », qui n'est pas "
                "installé : pip install 'bastide[shared]'"
            )
        return value

    @field_validator("files")
    @classmethod
    def _known_files(cls, value: str) -> str:
        if value:
            read_files(value)
        return value

    @field_validator("files_secret")
    @classmethod
    def _known_secret(cls, value: str, info: ValidationInfo) -> str:
        if value:
            secret_of(value)
        if bool(value) != bool(info.data.get("files_key")):
            raise ValueError("BASTIDE_FILES_KEY et BASTIDE_FILES_SECRET vont ensemble")
        return value

    @field_validator("cache")
    @classmethod
    def _known_cache(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("redis", "rediss") or not parts.hostname):
            raise ValueError("« redis://hôte:6379/1 » attendu")
        if value and find_spec("redis") is None:
            raise ValueError(
                "le paquet Python « redis » n'est pas installé : pip install 'bastide[shared]'"
            )
        return value

    @field_validator("oidc")
    @classmethod
    def _known_providers(cls, value: str) -> str:
        read_providers(value)
        return value

    @field_validator("metrics_token")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and (len(value) < 16 or not value.isascii() or not value.isprintable()):
            raise ValueError("au moins 16 lettres et chiffres attendus")
        return value

    @field_validator("otel")
    @classmethod
    def _traceable(cls, value: bool) -> bool:
        if value and (package := tracing.lacking()):
            raise ValueError(
                f"le paquet Python « {package} » n'est pas installé : pip install 'bastide[otel]'"
            )
        return value

    @field_validator("log")
    @classmethod
    def _known_log(cls, value: str) -> str:
        if value not in {"text", "json"}:
            raise ValueError("« text » ou « json » attendu")
        return value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in {"fr", "en"}:
            raise ValueError("« fr » ou « en » attendu")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("un fuseau horaire est attendu, comme « Europe/Paris »")
        return value

    @cached_property
    def data(self) -> Path:
        """The data folder, absolute. Created by `ensure_data`."""
        return self.data_dir.expanduser().resolve()

    def ensure_data(self) -> Path:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o750)
        return self.data

    def signing_key(self) -> str:
        """The configured key, or the one kept in the data folder (drawn the first time)."""
        if self.secret_key:
            return self.secret_key
        try:
            path = self.ensure_data() / "secret_key"
            with path.open("x", encoding="ascii") as file:
                path.chmod(0o600)
                file.write(secrets.token_urlsafe(48))
        except OSError:
            # Kept already; or the folder refuses, and then « bastide doctor » must start to say so.
            if not (self.data / "secret_key").is_file():
                return secrets.token_urlsafe(48)
            path = self.data / "secret_key"
        return path.read_text(encoding="ascii").strip() or secrets.token_urlsafe(48)


@lru_cache(maxsize=1)
def config() -> Config:
    return Config()
