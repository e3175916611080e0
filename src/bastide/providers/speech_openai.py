"""Speech behind the OpenAI protocol (`Speech`): `/audio/transcriptions` of OpenAI, Azure, vLLM,
speaches, whisper.cpp's server, Albert API.

`verbose_json` is asked for, which gives the time of each segment; a server that refuses it is asked
for `json`, whose text comes without times.
"""

from __future__ import annotations

import time
from typing import Any

import httpx2

from bastide.engine.chat import ModelError
from bastide.engine.minutes.reading.heard import Cue
from bastide.engine.minutes.reading.segments import cues_from
from bastide.providers.bounded_http import Until
from bastide.providers.chat_client import OpenAIEndpoint, breaker_of, sdk
from bastide.providers.chat_openai import RETRIES, wait_before_retry
from bastide.providers.openai_failures import as_model_errors

LANGUAGE = "fr"


class OpenAISpeech:
    """One endpoint as a `Speech`. Safe to share between threads."""

    def __init__(self, endpoint: OpenAIEndpoint) -> None:
        self._endpoint = endpoint

    def transcribe(self, sound: bytes, name: str, *, deadline_s: float = 600.0) -> list[Cue]:
        until = Until(deadline_s)
        breaker = breaker_of(self._endpoint)
        held = breaker.refusal()
        if held is not None:
            raise ModelError(held, "Ce modèle est laissé au repos après des échecs répétés.")
        try:
            try:
                found = self._tried(sound, name, until, "verbose_json")
            except ModelError as error:
                if error.kind != "refused":
                    raise
                found = self._tried(sound, name, until, "json")
        except ModelError as error:
            breaker.failure(error.kind)
            raise
        breaker.success()
        return found

    def _tried(self, sound: bytes, name: str, until: Until, form: str) -> list[Cue]:
        for attempt in range(RETRIES + 1):
            try:
                return self._once(sound, name, until, form)
            except ModelError as error:
                wait = wait_before_retry(error, attempt, until)
                if wait is None:
                    raise
                time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, sound: bytes, name: str, until: Until, form: str) -> list[Cue]:
        create: Any = sdk(self._endpoint).audio.transcriptions.create
        with as_model_errors(until):
            asked: dict[str, Any] = {"response_format": form, "language": LANGUAGE}
            if form == "verbose_json":
                asked["timestamp_granularities"] = ["segment"]
            received = create(
                model=self._endpoint.model,
                file=(name, sound),
                timeout=httpx2.Timeout(until),
                **asked,
            )
            data = received.model_dump()
            if not isinstance(data.get("text"), str) and not data.get("segments"):
                raise ModelError("malformed", "ni texte ni segments")
            return cues_from(data)
