"""A mailbox server of this machine that speaks enough IMAP, over TLS, with a certificate of its
own: folders of mails, read only, and drafts."""

from __future__ import annotations

import base64
import re
import socketserver
import ssl
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USER, PASSWORD, TOKEN = "mairie@alpha.example", "clé très sûre", "jeton-frais"


class FakeImap:
    """`folders`: name as IMAP writes it → {uid: bytes}. `commands`: all that was asked."""

    def __init__(self, folder: Path, *, starttls: bool = False) -> None:
        self.folders: dict[str, dict[int, bytes]] = {"INBOX": {}, "Trait&AOk-s": {}, "Drafts": {}}
        self.commands: list[str] = []
        self.plain = True
        self.broken = ""
        self.certificate = folder / "fake.pem"
        _write_certificate(self.certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        fake = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    given = self.request
                    if starttls:
                        stream = given.makefile("rwb", buffering=0)
                        if not _Session(fake, stream, starttls=True).serve():
                            return
                    with context.wrap_socket(given, server_side=True) as secured:
                        _Session(fake, secured.makefile("rwb"), greets=not starttls).serve()
                except (OSError, ValueError):
                    return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Session:
    def __init__(self, fake: FakeImap, stream, *, greets=True, starttls=False) -> None:
        self.fake, self.stream, self.greets, self.starttls = fake, stream, greets, starttls
        self.here: dict[int, bytes] = {}

    def say(self, line: str | bytes) -> None:
        self.stream.write((line.encode() if isinstance(line, str) else line) + b"\r\n")
        self.stream.flush()

    def serve(self) -> bool:
        """Until the client leaves; whether it asked for TLS instead."""
        if self.greets:
            self.say("* OK ready")
        while line := self.stream.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            name = " ".join(rest.split()[: 2 if rest.upper().startswith("UID") else 1]).upper()
            self.fake.commands.append(rest if name not in ("LOGIN", "AUTHENTICATE") else name)
            if self.fake.broken == name:
                self.say("* " + "x" * 2_000_000)
                return False
            answer = getattr(self, "do_" + name.lower().replace(" ", "_"), None)
            told = answer(rest) if answer else "BAD unknown"
            self.say(f"{tag} {told} done")
            if name in ("LOGOUT", "STARTTLS"):
                return name == "STARTTLS"
        return False

    def do_starttls(self, _: str) -> str:
        return "OK begin" if self.starttls else "BAD no"

    def do_capability(self, _: str) -> str:
        if self.starttls:
            self.say("* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED")
            return "OK"
        plain = " AUTH=PLAIN" if self.fake.plain else ""
        self.say(f"* CAPABILITY IMAP4rev1{plain} AUTH=XOAUTH2")
        return "OK"

    def do_login(self, rest: str) -> str:
        return "OK" if rest.split()[1:] == [USER, '"simple"'] else "NO wrong"

    def do_authenticate(self, rest: str) -> str:
        self.say("+ ")
        told = base64.b64decode(self.stream.readline()).decode()
        if "XOAUTH2" in rest:
            if told == f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01":
                return "OK"
            self.say("+ " + base64.b64encode(b'{"status":"401"}').decode())
            self.stream.readline()
            return "NO wrong"
        return "OK" if told == f"\0{USER}\0{PASSWORD}" else "NO wrong"

    def do_list(self, _: str) -> str:
        for name in self.fake.folders:
            self.say(f'* LIST (\\HasNoChildren) "/" "{name}"')
        self.say('* LIST (\\Noselect) "/" "[Gmail]"')
        return "OK"

    def do_examine(self, rest: str) -> str:
        name = rest.split(" ", 1)[1].strip('"')
        if name not in self.fake.folders:
            return "NO none"
        self.here = self.fake.folders[name]
        self.say(f"* {len(self.here)} EXISTS")
        self.say("* OK [UIDVALIDITY 7] valid")
        return "OK [READ-ONLY] done"

    def do_uid_search(self, rest: str) -> str:
        first = int(re.search(r"UID (\d+):", rest[4:])[1])
        found = [uid for uid in self.here if uid >= first] or list(self.here)[-1:]
        self.say("* SEARCH " + " ".join(map(str, found)))
        return "OK"

    def do_uid_fetch(self, rest: str) -> str:
        uid = int(rest.split()[2])
        if uid in self.here:
            data = self.here[uid]
            if "SIZE" in rest:
                self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(data)})")
            else:
                self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(data)}}}".encode())
                self.stream.write(data)
                self.say(")")
        return "OK"

    def do_append(self, rest: str) -> str:
        name = rest.split('"')[1]
        size = int(re.search(r"\{(\d+)\}$", rest)[1])
        if name not in self.fake.folders:
            return "NO [TRYCREATE] none"
        self.say("+ go")
        data = self.stream.read(size)
        self.stream.readline()
        self.fake.folders[name][len(self.fake.folders[name]) + 1] = data
        return "OK"

    def do_logout(self, _: str) -> str:
        self.say("* BYE")
        return "OK"


def _write_certificate(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
