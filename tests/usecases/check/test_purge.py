"""What is past its time goes, files and rows; the audit keeps one line without a name."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from bastide.tenants.models import AuditEntry
from bastide.tenants.scope import Scoped
from bastide.usecases.check import decisions, purge, storage
from bastide.usecases.check.models import Case


class TwoYears:
    retention = 24


@pytest.fixture(autouse=True)
def two_years(monkeypatch):
    monkeypatch.setattr(purge, "procedures", lambda: {"essai": TwoYears})


@pytest.mark.django_db
def test_a_case_goes_the_day_after_its_last(case, instructor):
    decisions.accept(case, instructor)
    case.decided = timezone.make_aware(datetime(2024, 2, 29, 15))
    case.save()
    folder = storage.root() / str(case.organisation_id) / str(case.pk)
    assert purge.kept_until(case) == date(2026, 2, 28)
    assert purge.purge("check-purge", date(2026, 2, 28)) == 0
    assert folder.is_dir()
    assert purge.purge("check-purge", date(2026, 3, 1)) == 1
    assert not folder.exists()
    models = [m for m in Scoped.__subclasses__() if m._meta.app_label == "check"]
    assert len(models) > 8
    assert not any(model.objects.exists() for model in models)
    entry = AuditEntry.objects.get(action="check.purge")
    assert (entry.actor, entry.target) == ("commande check-purge", "2026-0001")
    assert "EXEMPLE" not in str(entry.detail)


@pytest.mark.django_db
def test_an_undecided_case_is_kept(case):
    assert purge.kept_until(case) is None
    assert purge.purge("check-purge", date(2099, 1, 1)) == 0
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_another_organisation_s_cases_are_left(case, instructor, other_organisation):
    from bastide.tenants.scope import scope

    decisions.accept(case, instructor)
    with scope(other_organisation):
        assert purge.purge("check-purge", date(2099, 1, 1)) == 0
