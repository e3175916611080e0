"""Logs: one line or one JSON object a record, without personal data, and what was slow.

A JSON record never holds an address asked (it may bear an applicant's token), the parameters of a
statement, nor the words of an exception (they may quote a row): its type and where it was raised.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from bastide.providers import tracing

sql_log = logging.getLogger("bastide.slow.sql")
LONGEST_SQL = 2000  # characters kept of a statement
FRAMES = 8  # the last ones of a trace
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_QUERY = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")


@dataclass(slots=True)
class Asked:
    """The request under way: its identifier, route and organisation as far as they are known."""

    id: str
    route: str = ""
    organisation: int | None = None
    span: tracing.Span | tracing.Nothing = tracing.NOTHING


asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
        }
        request = asked.get()
        if request is not None:
            told["request_id"] = request.id
            if request.route:
                told["route"] = request.route
            if request.organisation is not None:
                told["organisation"] = request.organisation
        for name in ("method", "status", "ms", "sql"):
            if name in record.__dict__:
                told[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            told["error"] = kind.__name__
            told["where"] = [
                f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)[-FRAMES:]
            ]
        return json.dumps(told, ensure_ascii=False)


def message_of(record: logging.LogRecord) -> str:
    """The message, without what Django says of an address asked, nor mail addresses."""
    if record.name.startswith("django.") and hasattr(record, "request"):
        return f"HTTP {getattr(record, 'status_code', '?')}"
    return _QUERY.sub("?…", _MAIL.sub("[adresse]", record.getMessage()))


def watch_statements(sender: Any, connection: Any, **_: Any) -> None:
    """Connected to `connection_created`: every statement of this connection is timed."""
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _timed)


def _timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    start = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        ms = round((time.perf_counter() - start) * 1000, 1)
        if ms > settings.SLOW_SQL_MS:
            statement = str(sql)[:LONGEST_SQL]
            sql_log.warning(
                "slow SQL, %s ms: %s", ms, statement, extra={"ms": ms, "sql": statement}
            )
