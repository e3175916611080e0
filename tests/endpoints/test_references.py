"""A key is read from where the installation put it, and from nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bastide.endpoints.references import SecretError, check_reference, secret_reader
from bastide.engine.chat import ModelError

pytestmark = pytest.mark.django_db


def test_a_variable_of_one_organisation_or_of_all(
    organisation: Any, other_organisation: Any, settings: Any, monkeypatch: Any
) -> None:
    settings.MODEL_SECRETS = ["alpha:OWN_KEY", "SHARED_KEY"]
    monkeypatch.setenv("OWN_KEY", " la-cle\n")
    monkeypatch.setenv("SHARED_KEY", "commune")
    assert secret_reader("env:OWN_KEY", organisation.pk)() == "la-cle"
    assert secret_reader("env:SHARED_KEY", other_organisation.pk)() == "commune"
    with pytest.raises(SecretError):
        check_reference("env:OWN_KEY", other_organisation.pk)
    for stolen in ("env:BASTIDE_SECRET_KEY", "env:PATH", "env:alpha:OWN_KEY", "env:"):
        with pytest.raises(SecretError):
            check_reference(stolen, organisation.pk)


def test_a_file_of_the_organisation_s_folder(
    organisation: Any, other_organisation: Any, own_data_folder: Path
) -> None:
    folder = own_data_folder / "secrets" / "alpha"
    folder.mkdir(parents=True)
    (folder / "mistral").write_text("la-cle\n")
    read = secret_reader("file:mistral", organisation.pk)
    assert read() == "la-cle"
    (folder / "mistral").write_text("renouvelee")
    assert read() == "renouvelee", "read anew at each call: a token is renewed in its file"
    assert secret_reader(f"file:{folder}/mistral", organisation.pk)() == "renouvelee"
    outside = own_data_folder / "secrets" / "omega"
    outside.mkdir()
    (outside / "cle").write_text("la leur")
    (folder / "lien").symlink_to(outside / "cle")
    for stolen in ("file:../omega/cle", f"file:{outside}/cle", "file:lien", "file:.", "file:"):
        with pytest.raises(SecretError):
            check_reference(stolen, organisation.pk)
    with pytest.raises(SecretError):
        check_reference(f"file:{folder}/mistral", other_organisation.pk)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"x" * 20_000])
def test_what_is_no_key_is_told_and_not_shown(
    content: bytes, organisation: Any, own_data_folder: Path
) -> None:
    folder = own_data_folder / "secrets" / "alpha"
    folder.mkdir(parents=True)
    (folder / "cle").write_bytes(content)
    with pytest.raises(ModelError) as raised:
        secret_reader("file:cle", organisation.pk)()
    assert raised.value.kind == "unauthorised"
    assert "xxx" not in raised.value.detail


def test_no_key_is_a_key_for_a_local_server(organisation: Any) -> None:
    assert secret_reader("", organisation.pk)() == ""
    with pytest.raises(ModelError):
        secret_reader("file:absent", organisation.pk)()
