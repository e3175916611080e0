"""Servers that answer what no model answers: pages, wrong types, floods, unknown certificates."""

from __future__ import annotations

import datetime
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bastide.engine.chat import ChatEnd, ChatMessage, ChatPiece, ChatRequest, ModelError
from bastide.providers.chat_client import Capabilities, OpenAIEndpoint, forget_connections
from bastide.providers.chat_openai import MOST_TOKENS, OpenAIChat
from bastide.providers.embed_openai import OpenAIEmbedder


@contextmanager
def server(
    answer: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    def one(connection: socket.socket) -> None:
        try:
            with tls.wrap_socket(connection, server_side=True) if tls else connection as spoken:
                spoken.settimeout(5)
                spoken.recv(65536)
                answer(spoken)
        except OSError:
            pass

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{listening.getsockname()[1]}/v1"
    finally:
        listening.close()
        forget_connections()


def says(body: bytes, kind: str = "application/json") -> Callable[[socket.socket], None]:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return lambda connection: connection.sendall(head.encode() + body)


def events(*chunks: Any) -> bytes:
    lines = [c if isinstance(c, str) else json.dumps(c) for c in chunks]
    return "".join(f"data: {line}\n\n" for line in lines).encode()


def endpoint(url: str, streaming: bool) -> OpenAIEndpoint:
    return OpenAIEndpoint(
        "compatible",
        url,
        "m",
        private_hosts=frozenset({"127.0.0.1"}),
        capabilities=Capabilities(streaming=streaming),
    )


def failure(url: str, streaming: bool = True) -> ModelError:
    request = ChatRequest((ChatMessage("user", "?"),), deadline_s=2, max_tokens=20)
    with pytest.raises(ModelError) as raised:
        list(OpenAIChat(endpoint(url, streaming)).stream(request))
    return raised.value


def chunk(delta: Any, finish: Any = None, **more: Any) -> dict[str, Any]:
    return {"model": "m", "choices": [{"delta": delta, "finish_reason": finish}], **more}


PAGE = b"<!doctype html><title>Portail</title><p>Identifiez-vous</p>"


@pytest.mark.parametrize("kind", ["text/html", "application/json", "text/event-stream"])
@pytest.mark.parametrize("streaming", [True, False])
def test_a_portal_s_page_is_no_answer(kind: str, streaming: bool) -> None:
    with server(says(PAGE, kind)) as url:
        assert failure(url, streaming).kind in ("malformed", "empty")


@pytest.mark.parametrize(
    "body",
    [
        b"null", b"[]", b"3", b'"texte"', b"{}", b'{"choices": null}', b'{"choices": []}',
        b'{"choices": [null]}', b'{"choices": [{}]}', b'{"choices": {"a": 1}}',
        b'{"choices": [{"message": null}]}', b'{"choices": [{"message": {"content": {"a": 1}}}]}',
        b'{"choices": [{"message": {"content": 12}}]}', b'{"choices": [{"delta": "texte"}]}',
        b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"NaN", b"9" * 100_000,
    ],
)  # fmt: skip
def test_wrong_types_are_told_as_such(body: bytes) -> None:
    for streaming in (False, True):
        sent = body if not streaming else b"data: " + body + b"\n\n"
        with server(says(sent, "text/event-stream" if streaming else "application/json")) as url:
            assert failure(url, streaming).kind in ("malformed", "empty", "cut"), streaming


@pytest.mark.parametrize(
    ("usage", "counted"),
    [
        ({"prompt_tokens": 10**30, "completion_tokens": 10**30}, (MOST_TOKENS, MOST_TOKENS)),
        ({"prompt_tokens": -5, "completion_tokens": -5}, (0, 0)),
        ({"prompt_tokens": 3}, (3, 0)),
        ({"prompt_tokens": None, "completion_tokens": 3}, None),
    ],
)
def test_a_count_of_tokens_stays_within_reason(usage: Any, counted: Any) -> None:
    body = events(chunk({"content": "bonjour"}), chunk({}, "stop", usage=usage), "[DONE]")
    with server(says(body, "text/event-stream")) as url:
        request = ChatRequest((ChatMessage("user", "?"),), deadline_s=2)
        piece, end = OpenAIChat(endpoint(url, True)).stream(request)
    assert piece == ChatPiece("bonjour")
    assert isinstance(end, ChatEnd)
    if counted is None:
        assert end.usage.estimated
    else:
        assert (end.usage.prompt, end.usage.completion) == counted


@pytest.mark.parametrize("usage", [{"prompt_tokens": "x"}, {"prompt_tokens": 1e400}, 3, []])
def test_a_count_that_is_none_is_malformed(usage: Any) -> None:
    body = events(chunk({"content": "a"}), json.dumps(chunk({}, "stop", usage=usage)))
    with server(says(body, "text/event-stream")) as url:
        assert failure(url).kind == "malformed"


def test_a_line_without_an_end_is_stopped() -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ")
        while True:
            connection.sendall(b"a" * (1 << 20))

    with server(flood) as url:
        begun = time.monotonic()
        assert failure(url).kind in ("endless", "slow")
        assert time.monotonic() - begun < 15


def test_an_error_in_the_stream_is_a_failure_and_its_words_are_not_told() -> None:
    said = {"error": {"message": "la cle sk-secret est usee", "code": "sk-secret"}}
    with server(says(events(chunk({"content": "a"}), said), "text/event-stream")) as url:
        error = failure(url)
    assert error.kind == "failed"
    assert "sk-secret" not in f"{error} {error.detail}"


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "modele.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "serveur.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with server(says(b"{}"), context) as url:
        error = failure(url)
    assert error.kind == "unreachable"
    assert "certificat" in error.detail


@pytest.mark.parametrize(
    "data",
    [
        [], [{"index": 0, "embedding": [0.0, 0.0]}], [{"index": 0, "embedding": ["a"]}],
        [{"index": 1, "embedding": [1.0]}], [{"index": 0, "embedding": None}], None,
        [{"index": 0, "embedding": [1.0]}, {"index": 0, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1e308, 1e308]}],
    ],
)  # fmt: skip
def test_vectors_that_are_none_are_refused(data: Any) -> None:
    with server(says(json.dumps({"data": data}).encode())) as url, pytest.raises(ModelError):
        OpenAIEmbedder(endpoint(url, True)).embed(["un"], deadline_s=2)
