"""What goes wrong with an OpenAI-shaped endpoint, told by `ModelError`: no secret, no text.

The server's own words are hostile data and may repeat the prompt or the key: none is kept. What is
kept in `detail` is the status and, when it is one of a few known words, the error's code.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx2
from pydantic import ValidationError

from bastide.engine.chat import Failure, ModelError
from bastide.providers.bounded_http import ForbiddenAddress, TooLong, Until

if TYPE_CHECKING:
    import openai

# Codes of OpenAI, Azure and Mistral that help whoever mends the installation.
_CODES = frozenset(
    "invalid_api_key insufficient_quota rate_limit_exceeded model_not_found DeploymentNotFound "
    "context_length_exceeded content_filter unsupported_parameter unsupported_value "
    "extra_forbidden invalid_request_error".split()
)
_BY_STATUS: dict[int, Failure] = {
    401: "unauthorised",
    403: "unauthorised",
    404: "missing",
    408: "slow",
    410: "missing",
    429: "throttled",
}


@contextmanager
def as_model_errors(until: Until, *, begun: bool = False) -> Iterator[None]:
    """Whatever the SDK and the HTTP library raise inside comes out as a `ModelError`.

    `begun`: pieces of the answer have come, so that a broken connection is a cut.
    """
    import openai

    try:
        yield
    except ModelError:
        raise
    except openai.APIStatusError as error:
        raise _of_status(error) from None
    except (openai.APITimeoutError, httpx2.TimeoutException):
        raise ModelError("endless" if begun and until.left <= 0 else "slow") from None
    except (openai.APIConnectionError, httpx2.HTTPError, OSError) as error:
        raise _of_connection(error, begun) from None
    except openai.APIError as error:  # an error sent in the middle of the stream
        raise ModelError("failed", _code(error)) from None
    except (ValidationError, openai.APIResponseValidationError, RecursionError):
        raise ModelError("malformed") from None
    except (AttributeError, TypeError, LookupError, ValueError, ArithmeticError) as error:
        # The SDK builds its objects without checking what the server sent.
        raise ModelError("malformed", type(error).__name__) from error


def _of_status(error: openai.APIStatusError) -> ModelError:
    status = error.status_code
    kind = _BY_STATUS.get(status)
    if kind is None:
        kind = "failed" if status >= 500 or 300 <= status < 400 else "refused"
    wait = retry_after(error.response.headers) if status in (429, 503) else None
    return ModelError(kind, f"HTTP {status} {_code(error)}".rstrip(), retry_after_s=wait)


def _code(error: openai.APIError) -> str:
    body = error.body if isinstance(error.body, Mapping) else {}
    for word in (error.code, error.type, body.get("code"), body.get("type")):
        if isinstance(word, str) and word in _CODES:
            return word
    return ""


def _of_connection(error: BaseException, begun: bool) -> ModelError:
    chain: list[BaseException] = []
    seen: BaseException | None = error
    while seen is not None and len(chain) < 20:
        chain.append(seen)
        seen = seen.__cause__ or seen.__context__

    def first(*kinds: type[BaseException]) -> BaseException | None:
        return next((one for one in chain if isinstance(one, kinds)), None)

    if first(TooLong):
        return ModelError("endless")
    refused = first(ForbiddenAddress)
    if refused is not None:
        return ModelError("unreachable", str(refused))
    if first(ssl.SSLCertVerificationError):
        return ModelError("unreachable", "Le certificat du serveur n'est pas reconnu.")
    if first(httpx2.ConnectError):
        return ModelError("unreachable")
    if first(httpx2.LocalProtocolError):
        return ModelError("unauthorised", "La clé ne peut pas être envoyée.")
    if first(httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError):
        return ModelError("cut")
    return ModelError("cut" if begun else "unreachable")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait: `Retry-After` (RFC 9110 10.2.3, seconds or a date), or
    `retry-after-ms`, which Azure sends."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if 0 <= seconds < 1e6:
            return seconds
    try:
        return max(0.0, parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time())
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
