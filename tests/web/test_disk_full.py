"""What a member reads when the server's disk is full."""

from __future__ import annotations

import errno

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from bastide.web.views import server_error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (OperationalError("database or disk is full"), 507),
        (OSError(errno.EIO, "Input/output error"), 500),
        (OperationalError("no such table"), 500),
    ],
)
def test_a_full_disk_is_told_apart_from_an_incident(
    rf: RequestFactory, error: Exception, status: int
) -> None:
    try:
        raise error
    except Exception:
        answer = server_error(rf.get("/"))
    assert answer.status_code == status
    assert ("disque du serveur est plein" in answer.content.decode()) == (status == 507)
