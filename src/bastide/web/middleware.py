"""Headers of every response: a strict content policy, no third party, nothing sniffed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


COMPRESSED = ("text/css", "text/javascript", "image/svg+xml")
_compressed = lru_cache(maxsize=32)(compress_string)


class CompressedStatic:
    """Static files travel compressed. Pages do not: what is secret in them could be guessed from
    their size (the BREACH attack), and they are small."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            not isinstance(response, FileResponse)
            or not request.path.startswith(settings.STATIC_URL)
            or response.status_code != 200
            or not response.headers.get("Content-Type", "").startswith(COMPRESSED)
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if request.method != "GET" or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        whole = response.getvalue()
        response.close()
        smaller = HttpResponse(_compressed(whole), headers=dict(response.items()))
        smaller.headers["Content-Length"] = str(len(smaller.content))
        smaller.headers["Content-Encoding"] = "gzip"
        return smaller


class ChosenLanguage:
    """The language that the person chose, else that of the installation.

    The browser's own preference is not asked: an agent's page must not turn to English because of
    the way her computer was set up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "fr")
            return response


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
