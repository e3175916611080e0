"""The files of `deploy/` and docs/deploy.md name settings, commands and files that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from pydantic import ValidationError

from bastide.site.command import bastide
from bastide.site.config import Config

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PAGE = ROOT / "docs" / "deploy.md"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted((DEPLOY / "systemd").iterdir())
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
# Read by compose and Caddy themselves, not by Bastide.
OF_THE_PROXY = {"BASTIDE_NAME", "BASTIDE_TLS", "BASTIDE_UPSTREAM"}


def names(path: Path) -> set[str]:
    return set(re.findall(r"\bBASTIDE_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8")))


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    """The name and the pod of every workload of the manifests."""
    for row in rows():
        spec = row.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            yield row["metadata"]["name"], spec["template"]["spec"]


def rows() -> list[dict[str, Any]]:
    return [row for path in MANIFESTS for row in yaml.safe_load_all(path.read_text("utf-8"))]


def compose(name: str = "compose.yaml") -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [PAGE, *FILES], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_variable_is_a_setting(path: Path) -> None:
    known = {f"BASTIDE_{name.upper()}" for name in Config.model_fields} | OF_THE_PROXY
    assert names(path) <= known


def test_the_settings_given_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    given = dict(
        line.removeprefix("#").split("=", 1)
        for line in (DEPLOY / "bastide.env").read_text("utf-8").splitlines()
        if re.match(r"#?BASTIDE_", line)
    )
    shared = next(row for row in rows() if row["kind"] == "ConfigMap")["data"]
    for settings in (given, shared):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert Config().https
        assert "localhost" in Config().hosts, "the probes ask by that name"
    monkeypatch.setenv("BASTIDE_TRUSTED_PROXIES", "un")
    with pytest.raises(ValidationError):
        Config()


def commands() -> Iterator[tuple[str, list[str]]]:
    """Where a `bastide …` is called, and the words after it."""
    for path in (PAGE, *FILES):
        text = path.read_text(encoding="utf-8")
        if path == PAGE:
            text = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
            text = re.sub(r"/bastide-\S+", "", text)
        for line in text.splitlines():
            listed = re.search(r'\["bastide", (.*?)\]', line)
            called = re.search(r"(?:^|(?<!-n)\s|bin/)bastide ((?:[a-z]\S*|--[a-z])[^#]*)", line)
            if listed:
                yield path.name, re.findall(r'"([^"]*)"', listed[1])
            elif called and not re.match(r"\s*#(?! {3})", line) and "useradd" not in line:
                yield path.name, re.sub(r'"[^"]*"', "X", called[1]).split()


def test_every_command_exists_with_its_options() -> None:
    seen = set()
    for where, words in commands():
        if words[0] in ("bastide", "&&") or "=" in words[0]:
            continue
        found: Any = bastide
        context = click.Context(bastide)
        while isinstance(found, click.Group) and words:
            after = found.get_command(context, words[0])
            assert after is not None, f"{where}: bastide {' '.join(words)}"
            found, words = after, words[1:]
        assert not isinstance(found, click.Group), where
        options = {o for p in found.params for o in p.opts}
        assert {w for w in words if w.startswith("--")} <= options, f"{where}: {words}"
        seen.add(found.name)
    assert {"setup", "serve", "worker", "backup", "purge", "doctor", "restore", "verify"} <= seen


def test_the_files_that_the_page_names_are_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"deploy/[\w./*-]+", text):
        if name not in ("deploy/.env", "deploy/bastide-web"):
            assert list(ROOT.glob(name.rstrip("./"))), name
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert (PAGE.parent / link).is_file(), link


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_what_systemd_understands(tmp_path: Path) -> None:
    program = tmp_path / "bastide"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = text.replace("/opt/bastide/.venv/bin/bastide", str(program))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_the_services_are_held_back_and_the_readers_may_cut_their_network() -> None:
    services = [unit for unit in UNITS if unit.suffix == ".service"]
    assert len(services) == 4
    for unit in services:
        text = unit.read_text(encoding="utf-8")
        for line in (
            "User=bastide", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes",
            "CapabilityBoundingSet=", "RestrictNamespaces=user net", "UMask=0027",
        ):  # fmt: skip
            assert re.search(rf"^{line}$", text, re.MULTILINE), (unit.name, line)
        assert "MemoryMax=" in text, unit.name
    for timer in (unit for unit in UNITS if unit.suffix == ".timer"):
        assert timer.with_suffix(".service") in services


def test_compose_gives_each_service_what_it_names() -> None:
    base, over = compose(), compose("compose.shared.yaml")
    services = {**base["services"], **over["services"]}
    for name, service in services.items():
        for wanted in service.get("depends_on", {}):
            assert wanted in services, (name, wanted)
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            if source.startswith("."):
                assert (DEPLOY / source).is_file(), source
            else:
                assert source in {**base["volumes"], **over["volumes"]}, source
        for network in service.get("networks", []):
            assert network in base["networks"]
    assert base["networks"]["inside"]["internal"]
    assert [n for n, s in base["services"].items() if "ports" in s] == ["proxy"]
    assert base["services"]["database"]["networks"] == ["inside"]
    written = {*re.findall(r"^(\w+)=", (DEPLOY / "compose.env").read_text("utf-8"), re.MULTILINE)}
    asked = {*re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text("utf-8"))}
    assert asked == written


def test_manifests_agree_with_each_other() -> None:
    held = {(row["kind"], row["metadata"]["name"]) for row in rows()}
    assert {row["metadata"].get("namespace", "bastide") for row in rows()} == {"bastide"}
    assert len(list(pods())) == 4
    for name, pod in pods():
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"], name
        assert container["securityContext"]["readOnlyRootFilesystem"], name
        assert "memory" in container["resources"]["limits"], name
        assert ("ConfigMap", container["envFrom"][0]["configMapRef"]["name"]) in held
        volumes = {v["name"]: v for v in pod["volumes"]}
        claim = volumes["data"]["persistentVolumeClaim"]["claimName"]
        assert ("PersistentVolumeClaim", claim) in held
        at = {m["mountPath"]: m["name"] for m in container["volumeMounts"]}
        assert (at["/data"], at["/data/index"]) == ("data", "own"), "no index on a shared disk"
        assert set(at.values()) <= volumes.keys()


def test_probes_and_addresses_lead_to_the_site() -> None:
    from django.urls import resolve

    web = dict(pods())["bastide-web"]["containers"][0]
    asked = {kind: web[f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")}
    assert {kind: resolve(get["path"]).url_name for kind, get in asked.items()} == {
        "startup": "health-ready",
        "readiness": "health-live",
        "liveness": "health-live",
    }
    for get in asked.values():
        assert get["httpHeaders"] == [{"name": "Host", "value": "localhost"}]
    deployed = [row for row in rows() if row["kind"] == "Deployment"]
    site = next(row for row in deployed if row["metadata"]["name"] == "bastide-web")
    labels = site["spec"]["template"]["metadata"]["labels"]
    service = next(row for row in rows() if row["kind"] == "Service")
    assert service["spec"]["selector"].items() <= labels.items()
    ingress = next(row for row in rows() if row["kind"] == "Ingress")
    backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == service["metadata"]["name"]


def test_what_is_uploaded_passes_the_proxies() -> None:
    most = Config.model_fields["upload_megabytes"].default
    for name, found in (
        ("nginx.conf", r"client_max_body_size (\d+)m"),
        ("Caddyfile", r"max_size (\d+)MB"),
        ("kubernetes/web.yaml", r"proxy-body-size: (\d+)m"),
    ):
        size = re.search(found, (DEPLOY / name).read_text(encoding="utf-8"))
        assert size is not None
        assert int(size[1]) > most, name


def test_the_image_holds_what_the_page_installs() -> None:
    wanted = {"tesseract-ocr", "tesseract-ocr-fra", "tesseract-ocr-osd", "gettext"}
    for path in (PAGE, DEPLOY / "Dockerfile"):
        assert wanted <= set(re.split(r"[\s\\]+", path.read_text(encoding="utf-8"))), path.name
    copied = re.findall(r"^!(\S+)", (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8"), re.M)
    assert all((ROOT / name).exists() for name in copied)
