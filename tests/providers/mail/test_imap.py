"""A mailbox read over IMAP from a server of this machine: nothing in it changes."""

from __future__ import annotations

import importlib.util
import socket
import threading
from datetime import date
from pathlib import Path

import pytest

from bastide.providers.imap import Account, ImapError, opened

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def fakes():
    spec = importlib.util.spec_from_file_location(
        "fake_imap", Path(__file__).parent / "fake_imap.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def everything(account, server):
    with opened(account, context=server.trust()) as box:
        box.folders()
        box.examine("INBOX")
        box.after(0, DAY, 10)


@pytest.fixture
def server(fakes, tmp_path):
    made = fakes.FakeImap(tmp_path)
    yield made
    made.close()


@pytest.fixture
def account(fakes, server):
    def make(**given):
        fields = {
            "host": "127.0.0.1", "port": server.port, "user": fakes.USER,
            "secret": fakes.PASSWORD, "private_hosts": frozenset({"127.0.0.1"}),
        }  # fmt: skip
        return Account(**fields | given)

    return make


def test_mails_are_read_and_left_as_they_were(server, account):
    server.folders["INBOX"] = {3: b"From: a@b\r\n\r\nun", 5: b"From: a@b\r\n\r\ndeux"}
    with opened(account(), context=server.trust()) as box:
        assert box.folders() == ["INBOX", "Traités", "Drafts"]
        assert box.examine("INBOX") == (7, 2)
        assert box.after(0, DAY, 10) == [3, 5]
        assert box.after(3, DAY, 10) == [5]
        assert box.after(5, DAY, 10) == []
        assert [(one.uid, one.data.split(b"\r\n\r\n")[1]) for one in box.fetch([3, 5, 99])] == [
            (3, b"un"),
            (5, b"deux"),
        ]
        assert box.examine("Traités") == (7, 0)
    assert "UID SEARCH UID 1:* SINCE 01-Mar-2026" in server.commands
    asked = " ".join(server.commands).upper()
    assert not any(
        word in asked for word in ("SELECT", "STORE", "EXPUNGE", "COPY", " BODY[", "DELETE")
    )


def test_a_draft_is_added_when_asked(server, account):
    with opened(account(), context=server.trust()) as box:
        box.append_draft("Drafts", b"Subject: x\r\n\r\nbrouillon")
        with pytest.raises(ImapError, match="déposer"):
            box.append_draft("Absent", b"x")
    assert b"brouillon" in server.folders["Drafts"][1]


def test_ways_to_sign_in(fakes, server, account):
    with opened(account(auth="oauth", secret=fakes.TOKEN), context=server.trust()):
        pass
    for wrong in ({"secret": "faux"}, {"auth": "oauth", "secret": "périmé"}):
        with (
            pytest.raises(ImapError, match="refuse ce compte"),
            opened(account(**wrong), context=server.trust()),
        ):
            pass
    server.plain = False
    with opened(account(secret="simple"), context=server.trust()):
        pass


def test_a_plain_connection_turns_to_tls_before_signing_in(fakes, tmp_path, account):
    server = fakes.FakeImap(tmp_path, starttls=True)
    try:
        with opened(account(port=server.port, starttls=True), context=server.trust()) as box:
            assert box.examine("INBOX") == (7, 0)
        with (
            pytest.raises(ImapError, match="certificat"),
            opened(account(port=server.port, starttls=True)),
        ):
            pass
    finally:
        server.close()
    assert server.commands.index("STARTTLS") < server.commands.index("AUTHENTICATE")


def test_addresses_and_certificates_are_checked(server, account):
    with (
        pytest.raises(ImapError, match="BASTIDE_MAIL_PRIVATE_HOSTS"),
        opened(account(private_hosts=frozenset())),
    ):
        pass
    link = account(host="169.254.169.254", private_hosts=frozenset({"169.254.169.254"}))
    with pytest.raises(ImapError, match="refusé"), opened(link):
        pass
    with pytest.raises(ImapError, match="certificat"), opened(account()):
        pass
    assert not server.commands


def test_a_server_that_misbehaves(server, account):
    for command in ("EXAMINE", "UID SEARCH", "LIST"):
        server.broken = command
        with pytest.raises(ImapError):
            everything(account(), server)
    server.broken = ""
    with opened(account(), context=server.trust()) as box:
        for name in ("", "a\r\nb", "\x00"):
            with pytest.raises(ImapError):
                box.examine(name)
        with pytest.raises(ImapError, match="Absent"):
            box.examine("Absent")


def test_a_silent_server_is_not_waited_for(account):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with pytest.raises(ImapError, match="ne répond pas"), opened(account(port=port)):
            pass
        silent.listen()
        held = []
        threading.Thread(target=lambda: held.append(silent.accept()), daemon=True).start()
        with pytest.raises(ImapError), opened(account(port=port), seconds=0.5):
            pass
