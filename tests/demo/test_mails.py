"""The demonstration's mails: fictitious, dated from today, loaded once."""

from __future__ import annotations

import threading
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils import timezone

from bastide.demo.mails import _dated, load_mails
from bastide.jobs.models import Job
from bastide.jobs.worker import work
from bastide.providers.mail import close_idle_child, eml
from bastide.tenants.scope import every_organisation, scope
from bastide.usecases.mail.models import Thread

MAILS = Path(str(files("bastide"))) / "demo" / "garrigue" / "mails"


def test_each_is_a_dated_mail_of_nobody():
    found = [eml.read(_dated(file.read_text()).encode()) for file in sorted(MAILS.glob("*.eml"))]
    assert len(found) >= 8
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.sent is not None
        assert timedelta(0) <= timezone.now() - one.sent < timedelta(days=30)
        for address in (one.sender, *one.to):
            assert address.endswith(("courriel-fictif.example", "region-garrigue.example"))


@pytest.mark.django_db
def test_they_are_loaded_once_and_read(organisation, tmp_path):
    for name in ("01-carte-1.eml", "02-carte-2.eml"):
        (tmp_path / name).write_bytes((MAILS / name).read_bytes())
    with scope(organisation):
        load_mails(tmp_path)
        assert load_mails(tmp_path) is None
        assert Job.objects.get().priority == Job.Priority.BULK
    with every_organisation():
        work(threading.Event(), until_idle=True)
    with scope(organisation):
        assert Thread.objects.get().mails == 2
    close_idle_child()
