"""A server of LibreTranslate, of the authority or of a supplier, by its HTTP API.

`POST /translate` takes a list of texts; they go as HTML, which its engine carries tags through: a
mark is an element that says « not to be translated », a format an element with its number
(https://docs.libretranslate.com, « translate » and « languages », read 2026-11). Bounded in time,
bytes and addresses like any other server (`bounded_http`).
"""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx2

from bastide.engine.translation import marks
from bastide.engine.translation.model import Kept, Pair, TranslationError
from bastide.providers.bounded_http import ForbiddenAddress, Until, bounded_client

BATCH = 50
REST_S = 60.0
_TAG = re.compile(r"<(/?)([a-z]{1,20})([^<>]*)>", re.IGNORECASE)  # bound: no long way back
_VOID = frozenset({"br", "hr", "img", "input", "meta", "wbr"})
_NUMBER = re.compile(r"id=[\"']?([kf])(\d{1,5})", re.IGNORECASE)


class LibreTranslate:
    """One server. `secret` gives its key, if any, anew for each call; `private_hosts`: hosts whose
    address may be private."""

    def __init__(
        self,
        address: str,
        secret: Callable[[], str] = str,
        private_hosts: frozenset[str] = frozenset(),
    ) -> None:
        self._address = address.rstrip("/")
        self._secret = secret
        self._client = bounded_client(self._address, private_hosts)
        self._pairs: list[Pair] | None = None
        self._rests_until = 0.0

    def pairs(self) -> Sequence[Pair]:
        """Those of the server, asked once; none when it does not answer, and it is then left alone
        for `REST_S` seconds: pages do not wait for it each time."""
        if self._pairs is None and time.monotonic() >= self._rests_until:
            try:
                told = self._asked("GET", "/languages", None, Until(5.0))
                self._pairs = [
                    Pair(str(one["code"]), str(other), "gist", engine="LibreTranslate")
                    for one in told
                    for other in one["targets"]
                    if one["code"] != other
                ]
            except (TranslationError, KeyError, TypeError):
                self._rests_until = time.monotonic() + REST_S
        return self._pairs or []

    def translate(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        deadline_s: float = 60.0,
        kept: Sequence[Kept] = (),
    ) -> list[str]:
        until = Until(deadline_s)
        found: list[str] = []
        for at in range(0, len(texts), BATCH):
            batch = texts[at : at + BATCH]
            body: dict[str, Any] = {
                "q": [_shown(text, kept) for text in batch],
                "source": source,
                "target": target,
                "format": "html",
            }
            if key := self._secret():
                body["api_key"] = key
            told = self._asked("POST", "/translate", body, until)
            given = told.get("translatedText") if isinstance(told, dict) else None
            if not isinstance(given, list) or len(given) != len(batch):
                raise TranslationError(
                    "LibreTranslate a répondu dans une forme qui ne peut pas être lue.", "malformed"
                )
            found += [_read(str(one), len(kept)) for one in given]
        return found

    def _asked(self, verb: str, path: str, body: dict[str, Any] | None, until: Until) -> Any:
        where = urlsplit(self._address).hostname or self._address
        timeout = httpx2.Timeout(Until(max(0.1, until.ends - time.monotonic())))
        try:
            answer = self._client.request(verb, self._address + path, json=body, timeout=timeout)
        except httpx2.TimeoutException as error:
            raise TranslationError("LibreTranslate n'a pas répondu à temps.", "slow") from error
        except (httpx2.HTTPError, OSError, ValueError) as error:
            reason = next(
                (str(e) for e in (error, error.__cause__) if isinstance(e, ForbiddenAddress)),
                f"LibreTranslate ne peut pas être joint à « {where} ».",
            )
            raise TranslationError(reason, "unreachable") from error
        if answer.status_code in (401, 403):
            raise TranslationError("LibreTranslate refuse la clé d'accès.", "refused")
        if answer.status_code == 400:
            raise TranslationError("LibreTranslate ne connaît pas ces langues ou ce texte.", "pair")
        if answer.status_code != 200:
            raise TranslationError(
                f"LibreTranslate est en panne (HTTP {answer.status_code}).", "unreachable"
            )
        try:
            return answer.json()
        except (ValueError, RecursionError) as error:
            raise TranslationError(
                "LibreTranslate a répondu dans une forme qui ne peut pas être lue.", "malformed"
            ) from error


def _shown(text: str, kept: Sequence[Kept]) -> str:
    """A text as HTML; a mark shows what it stands for, so that the sentence agrees with it."""

    def inner(piece: str) -> str:
        out: list[str] = []
        at = 0
        for mark in marks.KEPT.finditer(piece):
            number = marks.number_of(mark.group())
            shown = html.escape(kept[number].target)
            out.append(html.escape(piece[at : mark.start()], quote=False))
            out.append(f'<span translate="no" id="k{number}">{shown}</span>')
            at = mark.end()
        return "".join([*out, html.escape(piece[at:], quote=False)])

    return "".join(
        f'<b id="f{number}">{inner(piece)}</b>' if number else inner(piece)
        for piece, number in marks.runs_of(text)
    )


def _read(said: str, count: int) -> str:
    """HTML that came back, as text with marks; unknown tags are dropped, what they hold is kept."""
    runs: list[tuple[str, int]] = []
    now = at = 0
    inside: list[str] = []  # tags open: « k » holds what its mark stands for, which is not read
    said = marks.plain(said)

    def told(piece: str) -> None:
        if "k" not in inside:
            runs.append((html.unescape(piece), now))

    for tag in _TAG.finditer(said):
        told(said[at : tag.start()])
        at = tag.end()
        if tag[2].lower() in _VOID:
            continue
        if tag[1]:
            closed = inside.pop() if inside else ""
            now = 0 if closed == "f" else now
            continue
        number = _NUMBER.search(tag[3])
        if number and number[1].lower() == "k":
            if int(number[2]) < count and "k" not in inside:
                runs.append((marks.kept(int(number[2])), now))
            inside.append("k")
        elif number:
            now = min(int(number[2]), marks.MOST - 1)
            inside.append("f")
        else:
            inside.append("")
    told(said[at:])
    return marks.written(runs)
